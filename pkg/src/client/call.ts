import type { CallOptions } from '../core/options';
import type { ApiResult } from '../core/result';
import { send } from '../transport/send';
import type { OperationName } from '../wasm/client-exports';
import { currentConfig } from './init';

/** Makes a call with the configuration of `init`. */
export function call<T>(
  name: OperationName,
  token: unknown,
  params: unknown,
  options: CallOptions | undefined,
  normalize?: (data: object) => void,
): Promise<ApiResult<T>> {
  return send(currentConfig(), name, token, params, options, normalize);
}
