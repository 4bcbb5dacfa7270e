import type { Key, KeyInput } from '../../generated/model-v2';

/* What keys say about themselves. */

const minuteMs = 60_000;

/** Whether it opens nothing any more, for good. */
export const isOver = ({ state }: Key): boolean => state === 'revoked' || state === 'expired';

/** Whether it opens, or will by itself. A word that is not known is not taken for that. */
export const isUsable = ({ state }: Key): boolean =>
  state === 'active' || state === 'scheduled' || state === 'inactive';

/** Whether it may open, now or later. */
export const isLive = (key: Key): boolean => !isOver(key) && key.state !== 'error';

/** A pair of the metadata that this engine writes. */
export const mark = (key: Key, name: 'accessOwner' | 'accessRef' | 'accessStep'): string =>
  (key.metadata && key.metadata[name]) || '';

/** The order in which keys were made, the same for whoever looks. */
export const oldestFirst = (one: Key, other: Key): number =>
  timeOf(one.created) - timeOf(other.created) || (one.id < other.id ? -1 : 1);

/**
 * Whether a key opens what was asked for: lock, weekly hours, and the times to the minute. A key that should begin now, or
 * should have begun, begins when it is made.
 */
export function meansTheSame(input: KeyInput, key: Key): boolean {
  if (key.lockId !== input.lockId || windows(input.recurrence) !== windows(key.recurrence)) return false;
  if (!isClose(timeOf(input.end), timeOf(key.end))) return false;
  const [asked, start] = [timeOf(input.start), timeOf(key.start)];
  if (isClose(asked, start)) return true;
  return start < timeOf(key.created) + minuteMs && !(asked > start);
}

/** Milliseconds since 1970; NaN for none. */
const timeOf = (moment: string | null | undefined): number => (moment ? Date.parse(moment) : Number.NaN);

const isClose = (one: number, other: number): boolean =>
  Number.isNaN(one) ? Number.isNaN(other) : Math.abs(one - other) < minuteMs;

function windows(recurrence: KeyInput['recurrence'] | null): string {
  const spans = (recurrence && recurrence.timeSpans) || [];
  return spans
    .map((span) => [span.weekday, span.startHour, span.startMinute, span.endHour, span.endMinute].join())
    .sort()
    .join(';');
}
