import { survived } from '../wasm/instance-recovery';
import { clientIfReady, readyClient } from '../wasm/client-module';
import type { OperationName } from '../wasm/client-exports';
import type { CallOptions } from '../core/options';
import type { ApiFailure, ApiResult } from '../core/result';
import { read, type Settings } from './client-config';
import { withSharedSignal } from './abort-signal';
import { UnlocError } from '../core/unloc-error';
import { loadFailure } from '../wasm/errors';

/**
 * Makes a call in the wasm and turns its answer into the one that callers know. Never rejects.
 *
 * @param settings read now: an `init` while the call waits is not this call's.
 * @param mend repairs members that the API has sent in two types.
 */
export async function callWith<T>(
  settings: Settings,
  name: OperationName,
  token: unknown,
  params: unknown,
  options: CallOptions | undefined,
  mend?: (data: object) => void,
): Promise<ApiResult<T>> {
  const { gate } = settings;
  const heard = withSharedSignal(options);
  let entered = false;
  try {
    // Ended while it waits: the wasm says so itself, before anything is sent.
    entered = gate.tryEnter() || (await gate.enter((leave) => onAbort(read(heard, 'signal') || settings.handed.signal, leave)));
    // Not before the wait: an instance may break down meanwhile.
    const client = clientIfReady() || (await readyClient());
    return await survived<ApiResult<T>>(name, (data, error, status, headers, requestId) => {
      const response = status === undefined ? undefined : { status, headers: headers!, requestId };
      if (error) return { data: undefined, error: new UnlocError(error), response };
      if (mend) attempt(() => mend(data as object));
      return { data: data as T, error: undefined, response: response! };
    }, (settle) => client.callAndSettle(name, token, params, heard, settings.handed, settle));
  } catch (thrown) {
    return failed(loadFailure(name, thrown));
  } finally {
    if (entered) gate.leave();
  }
}

/** Does what a caller's value may make fail, such as a frozen answer's mending: then it stays undone. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Undone.
  }
}

/** Calls `leave` when a caller's signal fires. A stub's own faults are its own. Gives what ends the listening. */
export function onAbort(given: unknown, leave: () => void): () => void {
  const signal = given as { aborted?: boolean; addEventListener?: Function; removeEventListener?: Function } | undefined;
  if (!signal) return () => undefined;
  attempt(() => {
    if (signal.aborted) leave();
    else if (typeof signal.addEventListener === 'function') signal.addEventListener('abort', leave);
  });
  return () => attempt(() => {
    if (typeof signal.removeEventListener === 'function') signal.removeEventListener('abort', leave);
  });
}

function failed(error: UnlocError): ApiFailure {
  return { data: undefined, error, response: undefined };
}
