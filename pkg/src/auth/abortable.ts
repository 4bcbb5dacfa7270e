import { inside } from './main-entry';
import type { PlatformSignal } from '../core/options';

/** Waits for what others may wait for, too: a signal ends this wait and disturbs nobody else's. */
export function waitFor<T>(work: Promise<T>, signal: PlatformSignal | undefined, operation: string): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = inside.onAbort(signal, () => reject(inside.unsent('aborted', operation, "ended by the caller's signal while it waited for a token.", true)));
    work.then(resolve, reject).then(stop);
  });
}
