import { internal } from './main-entry';
import type { PlatformSignal } from '../core/options';

/** Waits for work that other callers may share: the signal ends this wait only. */
export function abortable<T>(work: Promise<T>, signal: PlatformSignal | undefined, operation: string): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = internal.onAbort(signal, () =>
      reject(internal.unsent('aborted', operation, "ended by the caller's signal while waiting for a token.", true)),
    );
    work.then(resolve, reject).then(stop);
  });
}
