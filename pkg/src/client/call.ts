import type { CallOptions } from '../core/options';
import type { ApiResult } from '../core/result';
import { callWith } from '../transport/send';
import type { OperationName } from '../wasm/client-exports';
import { initialised } from './init';

/** Makes a call with what `init` was given. */
export function call<T>(
  name: OperationName,
  token: unknown,
  params: unknown,
  options: CallOptions | undefined,
  mend?: (data: object) => void,
): Promise<ApiResult<T>> {
  return callWith(initialised(), name, token, params, options, mend);
}
