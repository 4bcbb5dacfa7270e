import { waitAtMost } from '../core/wait-at-most';

/**
 * Returns a function that processes an event, or waits for who is processing the same one and returns its outcome. That one
 * may never end: Workers drop what belongs to a request that is over. So whoever waits has a timer of its own, and
 * then processes the event itself.
 *
 * @param maxMs how long `process` takes at most, in milliseconds.
 */
export function oneAtATime(maxMs: number): (id: string, process: () => Promise<boolean>) => Promise<boolean> {
  const inProgress = new Map<string, { outcome: Promise<boolean>; until: number }>();

  return async function once(id, process): Promise<boolean> {
    const now = Date.now();
    // A map is ordered by insertion.
    for (const [given, { until }] of inProgress) {
      if (until > now) break;
      inProgress.delete(given);
    }
    const other = inProgress.get(id);
    const own = other || { outcome: process(), until: now + maxMs };
    inProgress.set(id, own);
    try {
      // Never longer than `maxMs`, whatever the clock does.
      return await (other
        ? waitAtMost(
            () => own.outcome,
            Math.min(own.until - now, maxMs),
            () => undefined,
          )
        : own.outcome);
    } catch {
      // It is given up, if no other who waited has done that and processes the event.
      if (inProgress.get(id) === own) inProgress.delete(id);
      return once(id, process);
    } finally {
      if (inProgress.get(id) === own) inProgress.delete(id);
    }
  };
}
