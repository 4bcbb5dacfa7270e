import { usage } from '../command/failure';
import { readDuration } from '../input/duration';
import { readTime } from '../input/time';

/** The instant of `--since`: a time, or for how long until now. */
export function readSince(text: string, zone: string, now: number): Date {
  if (/^\d+(?:\.\d+)?(?:ms|[smhdw])$/.test(text.trim())) return new Date(now - readDuration(text, '--since'));
  return readTime(text, { option: '--since', zone, now });
}

const shortestMs = 1000;

/** How often a log is read, in milliseconds. */
export function readEvery(text: string | undefined): number {
  const everyMs = text === undefined ? 5000 : readDuration(text, '--every');
  // Unloc publishes no limits; a log that is read more often than this is a burden to it.
  if (everyMs < shortestMs) throw usage('--every must be at least 1s.');
  return everyMs;
}
