import { startTimer } from './timer';

/**
 * Waits for work of somebody else's, which may never end. Rejects with what `late` returns when `ms` milliseconds are
 * over; what the work comes to later is ignored.
 */
export function waitAtMost<T>(work: () => T | PromiseLike<T>, ms: number, late: () => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    // It keeps the process alive: somebody waits for the end of the wait.
    const timer = startTimer(() => reject(late()), ms, true);
    const settle = (): void => clearTimeout(timer as number);
    new Promise<T>((done) => done(work())).then(resolve, reject).then(settle);
  });
}
