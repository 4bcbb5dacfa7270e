import type { Key, KeyInput } from '../../generated/model-v2';
import type { RequestedKey } from './batch';

/*
 * Whether a key that the API lists is one that was requested. The API may keep moments to the minute, set an end, let a key
 * that should have begun begin now, and name a person otherwise than by the phone number. No clock decides: moments of a
 * key are compared with the request and with each other.
 */

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A key was there before the request if it was created this much earlier, in milliseconds: no clock is so wrong. */
const certainlyOlderMs = dayMs / 2;

/**
 * Whether a key equals a requested one: lock, person, time and weekly windows, and not over. It does not matter who created
 * it: a second one would open nothing more.
 *
 * @param sibling a key that is known to come from the same request, which shows what the API makes of it.
 */
export function isSame({ input }: RequestedKey, key: Key, sibling?: Key): boolean {
  return (
    key.lockId === input.lockId
    && !isOver(key)
    && key.state !== 'error'
    && personOf(input, key, sibling) === 'same'
    && startFits(input, key)
    && (endFits(input, key) || (!asksForEnd(input) && !!sibling && !!sibling.end && !!key.end))
    && windows(input) === windows(key)
  );
}

/**
 * Whether a key may come from a request although it does not equal what was requested: any key of the person at the lock,
 * and one of a person who cannot be told if the rest fits.
 */
export function mayBe({ input }: RequestedKey, key: Key, sibling?: Key): boolean {
  if (key.lockId !== input.lockId || isOver(key)) return false;
  const person = personOf(input, key, sibling);
  if (person !== 'unknown') return person === 'same';
  return startFits(input, key) && (endFits(input, key) || !asksForEnd(input)) && windows(input) === windows(key);
}

/** Whether a key was certainly there before a request of this moment. */
export function isOlder(key: Key, nowMs: number): boolean {
  return timeOf(key.created) < nowMs - certainlyOlderMs;
}

function isOver({ state }: Key): boolean {
  return state === 'revoked' || state === 'expired';
}

function personOf(input: KeyInput, key: Key, sibling: Key | undefined): 'same' | 'other' | 'unknown' {
  const id = idOf(key);
  if (id === undefined) return 'unknown';
  const siblings = sibling && idOf(sibling);
  if (id === siblings || digits(id) === digits(input.appUserId)) return 'same';
  return siblings !== undefined || id.startsWith('+') ? 'other' : 'unknown';
}

function idOf({ appUser }: Key): string | undefined {
  const { id } = Object(appUser) as { id?: unknown };
  return id === undefined || id === null || id === '' ? undefined : String(id);
}

const digits = (text: string): string => text.replace(/\D/g, '');

/** A key that should begin now, or should have begun, begins when it is created. */
function startFits(input: KeyInput, { start, created, state }: Key): boolean {
  const asked = input.start;
  const atOnce = timeOf(start) <= timeOf(created) + unitOf(start, created);
  if (!isGiven(asked)) return atOnce || state === 'active' || state === 'inactive';
  return isClose(asked, start) || (timeOf(asked) < timeOf(start) && atOnce);
}

const asksForEnd = ({ end, durationMinutes }: KeyInput): boolean => isGiven(end) || isGiven(durationMinutes);

function endFits({ end, durationMinutes }: KeyInput, key: Key): boolean {
  if (isGiven(durationMinutes))
    return Math.abs(timeOf(key.end) - timeOf(key.start) - durationMinutes! * minuteMs) < unitOf(key.end, key.start);
  return isGiven(end) ? isClose(end, key.end) : !key.end;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Milliseconds since 1970. A caller may have given a `Date`. */
const timeOf = (moment: unknown): number => (isGiven(moment) ? new Date(moment as string).getTime() : NaN);

const isClose = (one: unknown, other: unknown): boolean => Math.abs(timeOf(one) - timeOf(other)) < unitOf(one, other);

/** The coarser unit of two moments: a minute, which APIs round to, or a day, if one of them is no more than a date. */
const unitOf = (...moments: unknown[]): number =>
  moments.some((moment) => String(moment).length <= '2026-01-31'.length) ? dayMs : minuteMs;

/** Weekly windows as a text, equal for equal windows. */
function windows({ recurrence }: { recurrence?: KeyInput['recurrence'] | null }): string {
  const spans = (recurrence && recurrence.timeSpans) || [];
  return spans
    .map((span) => [span.weekday, span.startHour, span.startMinute || 0, span.endHour, span.endMinute || 0].join())
    .sort()
    .join(';');
}
