import type { Recurrence as RecurrenceV1, TimeWindow } from '../generated/model';
import type { Recurrence as RecurrenceV2, TimeSpan } from '../generated/model-v2';
import { unsent } from '../core/unloc-error';
import type { UnlocError } from '../core/unloc-error';

/*
 * This is TypeScript, not Rust: passing seven windows to the wasm and back would cost more than converting them.
 */

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const limits: ReadonlyArray<readonly [keyof TimeWindow, number]> = [
  ['startHour', 24],
  ['startMinute', 59],
  ['endHour', 24],
  ['endMinute', 59],
];

type Members = { [name: string]: unknown };

/**
 * Converts the weekly windows of a key from API v1 (one member per weekday) to API v2 (a list, `timeSpans`).
 * Both use the time zone of the lock and have one window per day. `undefined` and `null`, which mean that the key opens at
 * any time, are returned unchanged.
 *
 * @param recurrence the windows of v1.
 * @returns a new object, Monday first; other members of a window are kept.
 * @throws UnlocError `invalid_argument` if it is not a recurrence of v1, names no day, or has a window that does not end
 *   after it starts, which `keys.create` refuses: how v1 reads one over midnight is not documented. Nothing is guessed,
 *   because a missing or moved window would open a door at the wrong time.
 */
export function recurrenceToV2(recurrence: RecurrenceV1): RecurrenceV2;
/**
 * The same for a recurrence that may be absent.
 *
 * @param recurrence the windows of v1, `null` or `undefined`.
 * @returns a new object, `null` or `undefined`.
 */
export function recurrenceToV2(recurrence: RecurrenceV1 | null | undefined): RecurrenceV2 | null | undefined;
export function recurrenceToV2(recurrence: RecurrenceV1 | null | undefined): RecurrenceV2 | null | undefined {
  const name = 'recurrenceToV2';
  if (recurrence === null || recurrence === undefined) return recurrence;
  const given = record(name, recurrence, 'the recurrence must be an object with a member for each weekday, mon to sun');
  for (const day of Object.keys(given)) {
    if (!isWeekday(day))
      throw refusal(name, `${JSON.stringify(day)} is not a weekday; the weekdays are ${weekdays.join(', ')}`);
  }
  const timeSpans: TimeSpan[] = [];
  for (const weekday of weekdays) {
    const window = given[weekday];
    if (window === undefined || window === null) continue;
    const span = windowOf(name, window, `"${weekday}"`);
    checkWithinDay(name, span, `"${weekday}"`);
    timeSpans.push({ weekday, ...span });
  }
  if (timeSpans.length === 0) throw refusal(name, 'the recurrence names no day, so the key would never open');
  return { timeSpans };
}

/**
 * Converts the weekly windows of a key from API v2 (a list, `timeSpans` or `timespans`) to API v1 (one member per
 * weekday). `undefined` and `null` are returned unchanged.
 *
 * @param recurrence the windows of v2.
 * @returns a new object; other members of a window are kept.
 * @throws UnlocError `invalid_argument` if it is not a recurrence of v2, or has two windows on one day, which v1 cannot
 *   express.
 */
export function recurrenceFromV2(recurrence: RecurrenceV2): RecurrenceV1;
/**
 * The same for a recurrence that may be absent.
 *
 * @param recurrence the windows of v2, `null` or `undefined`.
 * @returns a new object, `null` or `undefined`.
 */
export function recurrenceFromV2(recurrence: RecurrenceV2 | null | undefined): RecurrenceV1 | null | undefined;
export function recurrenceFromV2(recurrence: RecurrenceV2 | null | undefined): RecurrenceV1 | null | undefined {
  const name = 'recurrenceFromV2';
  if (recurrence === null || recurrence === undefined) return recurrence;
  const given = record(name, recurrence, 'the recurrence must be an object with the member "timeSpans"');
  const spans = given.timeSpans !== undefined ? given.timeSpans : given.timespans;
  if (!Array.isArray(spans)) throw refusal(name, '"timeSpans" must be a list');
  const days: { [day: string]: TimeWindow } = {};
  spans.forEach((span: unknown, index: number) => {
    const place = `"timeSpans[${index}]"`;
    const { weekday, ...window } = record(name, span, `${place} must be an object`);
    const day = typeof weekday === 'string' ? weekday.toLowerCase() : '';
    if (!isWeekday(day)) throw refusal(name, `the weekday of ${place} must be one of ${weekdays.join(', ')}`);
    if (days[day]) throw refusal(name, `${place} is a second window on the same day, which API v1 cannot represent`);
    days[day] = windowOf(name, window, place);
  });
  const ordered: RecurrenceV1 = {};
  for (const day of weekdays) if (days[day]) ordered[day] = days[day];
  return ordered;
}

function windowOf(name: string, given: unknown, place: string): TimeWindow {
  const window = { ...record(name, given, `${place} must be an object`) };
  for (const [member, most] of limits) {
    const value = window[member];
    if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > most)
      throw refusal(name, `"${member}" of ${place} must be a whole number from 0 to ${most}`);
  }
  return window as TimeWindow & Members;
}

/** `keys.create` of v2 takes no other windows. */
function checkWithinDay(name: string, window: TimeWindow, place: string): void {
  const { startHour, startMinute, endHour, endMinute } = window;
  const end = endHour * 60 + endMinute;
  if (end > 24 * 60) throw refusal(name, `the window of ${place} ends after 24:00`);
  if (end <= startHour * 60 + startMinute)
    throw refusal(
      name,
      `the window of ${place} does not end after it starts. Split a night into two days: until 24:00, and from 0:00 on the next`,
    );
}

function isWeekday(text: string): boolean {
  return (weekdays as ReadonlyArray<string>).indexOf(text) >= 0;
}

function record(name: string, value: unknown, otherwise: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal(name, otherwise);
  return value as Members;
}

function refusal(name: string, what: string): UnlocError {
  return unsent('invalid_argument', name, `${what}.`, false);
}
