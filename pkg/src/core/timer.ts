import { read } from './read';

/** `setTimeout` fires at once when its delay, in milliseconds, is longer. */
export const longestTimer = 2_147_483_647;

/** Starts a timer of at most {@link longestTimer}. Where it need not keep the process alive, the process may end before it. */
export function startTimer(work: () => void, ms: number, keepsProcess: boolean): unknown {
  const timer: unknown = setTimeout(work, Math.min(ms, longestTimer));
  // A timer of a test may be anything.
  const unref = keepsProcess ? undefined : read(timer, 'unref');
  if (typeof unref === 'function') unref.call(timer);
  return timer;
}
