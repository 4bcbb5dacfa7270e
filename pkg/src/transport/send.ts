import { runRecoverable } from '../wasm/instance-recovery';
import { clientIfReady, readyClient } from '../wasm/client-module';
import type { OperationName } from '../wasm/client-exports';
import type { CallOptions } from '../core/options';
import type { ApiFailure, ApiResult } from '../core/result';
import { read, type ClientConfig } from './client-config';
import { onAbort, withSharedSignal } from './abort-signal';
import { attempt } from '../core/attempt';
import { UnlocError } from '../core/unloc-error';
import { loadFailure } from '../wasm/errors';

/**
 * Makes a call in the wasm and builds its result. Never rejects.
 *
 * @param config read before the call waits, so that a later `init` does not change it.
 * @param normalize normalizes members of the data that the API has sent in two types.
 */
export async function send<T>(
  config: ClientConfig,
  name: OperationName,
  token: unknown,
  params: unknown,
  options: CallOptions | undefined,
  normalize?: (data: object) => void,
): Promise<ApiResult<T>> {
  const { semaphore } = config;
  const callOptions = withSharedSignal(options);
  let acquired = false;
  try {
    // If the call is aborted while it waits, the wasm reports it before anything is sent.
    acquired = semaphore.tryAcquire() || (await semaphore.acquire((cancel) => onAbort(read(callOptions, 'signal') || config.options.signal, cancel)));
    // After the wait, because the instance may be replaced meanwhile.
    const client = clientIfReady() || (await readyClient());
    return await runRecoverable<ApiResult<T>>(name, (data, error, status, headers, requestId) => {
      const response = status === undefined ? undefined : { status, headers: headers!, requestId };
      if (error) return { data: undefined, error: new UnlocError(error), response };
      if (normalize) attempt(() => normalize(data as object));
      return { data: data as T, error: undefined, response: response! };
    }, (settle) => client.callAndSettle(name, token, params, callOptions, config.options, settle));
  } catch (thrown) {
    return failed(loadFailure(name, thrown));
  } finally {
    if (acquired) semaphore.release();
  }
}

function failed(error: UnlocError): ApiFailure {
  return { data: undefined, error, response: undefined };
}
