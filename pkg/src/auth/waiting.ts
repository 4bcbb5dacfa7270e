import { inside } from '../index';
import type { AbortSignalLike, PlatformSignal } from '../options';

/** Waits for what others may wait for, too: a signal ends this wait and disturbs nobody else's. */
export function waitFor<T>(work: Promise<T>, given: PlatformSignal | undefined, operation: string): Promise<T> {
  const signal = given as AbortSignalLike | undefined;
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => { if (typeof signal.removeEventListener === 'function') signal.removeEventListener('abort', abort); };
    const abort = (): void => {
      stop();
      reject(inside.unsent('aborted', operation, "ended by the caller's signal while it waited for a token.", true));
    };
    work.then((value) => { stop(); resolve(value); }, (reason) => { stop(); reject(reason); });
    if (signal.aborted) abort();
    else if (typeof signal.addEventListener === 'function') signal.addEventListener('abort', abort);
  });
}
