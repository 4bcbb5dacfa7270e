import { Temporal } from 'temporal-polyfill';
import type { V2 } from 'unloc-integrator-client';
import { usage } from '../command/failure';

/** The days of a week as the API writes them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const day = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*';
const dayOrDays = `${day}(?:\\s*-\\s*${day})?`;
const window = new RegExp(
  `^((?:${dayOrDays})(?:\\s*,\\s*${dayOrDays})*|daily)\\s+(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})$`,
);

/**
 * Reads weekly hours: `mon-fri 08:00-16:00; sat,sun 10:00-14:00`. The API has one window a day, to the minute, by the clock
 * of the door.
 */
export function readHours(text: string, option: string): V2.Recurrence {
  const wrong = (why: string): Error =>
    usage(
      `${option} "${text}": ${why}. Hours look like "mon-fri 08:00-16:00" or "mon-fri 08:00-16:00; sat,sun 10:00-14:00".`,
    );
  const spans = new Map<string, V2.TimeSpan>();
  // A comma stands between days, and between windows too: then a time stands before it.
  const parts = text
    .toLowerCase()
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/(\d{2})\s*,/g, '$1;')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) throw wrong('there are no hours in it');
  for (const part of parts) {
    const [, days = '', ...times] = window.exec(part) ?? [];
    const [startHour = 0, startMinute = 0, endHour = 0, endMinute = 0] = times.map(Number);
    if (days === '') throw wrong(`"${part}" cannot be read`);
    const start = startHour * 60 + startMinute;
    const end = endHour * 60 + endMinute;
    if (startMinute > 59 || endMinute > 59 || start >= 24 * 60 || end > 24 * 60)
      throw wrong(`"${part}" contains a time that does not exist`);
    if (end <= start)
      throw wrong(
        `"${part}" ends before it begins; hours over midnight are two windows, such as "fri 22:00-24:00; sat 00:00-02:00"`,
      );
    for (const weekday of daysOf(days)) {
      if (spans.has(weekday))
        throw wrong(`there are two windows on ${weekday}, and a key has one per day; give a second key`);
      spans.set(weekday, { weekday, startHour, startMinute, endHour, endMinute });
    }
  }
  return { timeSpans: weekdays.flatMap((weekday) => spans.get(weekday) ?? []) };
}

function daysOf(text: string): string[] {
  if (text === 'daily') return [...weekdays];
  return text.split(',').flatMap((range) => {
    const [from = 0, to = from] = range
      .split('-')
      .map((name) => weekdays.findIndex((weekday) => name.trim().startsWith(weekday)));
    // `sat-mon` goes over the end of the week.
    const length = ((to - from + 7) % 7) + 1;
    return Array.from({ length }, (_, index) => weekdays[(from + index) % 7] ?? 'mon');
  });
}

const clock = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

const times = (span: V2.TimeSpan): string =>
  `${clock(span.startHour, span.startMinute)}-${clock(span.endHour, span.endMinute)}`;

/** Weekly hours as {@link readHours} reads them: days in a row with the same hours are one range. */
export function hoursInWords({ timeSpans }: V2.Recurrence): string {
  const rows: Array<{ from: number; to: number; times: string }> = [];
  const byDay = [...timeSpans].sort((a, b) => dayOf(a) - dayOf(b));
  for (const span of byDay) {
    const last = rows.at(-1);
    if (last !== undefined && last.times === times(span) && last.to === dayOf(span) - 1) last.to = dayOf(span);
    else rows.push({ from: dayOf(span), to: dayOf(span), times: times(span) });
  }
  const byTimes = new Map<string, string[]>();
  for (const { from, to, times: hours } of rows) {
    const days = from === to ? nameOf(from) : `${nameOf(from)}-${nameOf(to)}`;
    byTimes.set(hours, [...(byTimes.get(hours) ?? []), days]);
  }
  return [...byTimes].map(([hours, days]) => `${days.join(',')} ${hours}`).join('; ');
}

function dayOf({ weekday }: V2.TimeSpan): number {
  return weekdays.indexOf(weekday as (typeof weekdays)[number]);
}

function nameOf(index: number): string {
  return weekdays[index] ?? '?';
}

/** Whether two keys open in the same hours; nothing is at all hours. */
export function sameHours(a: V2.Recurrence | null | undefined, b: V2.Recurrence | null | undefined): boolean {
  return (a ? hoursInWords(a) : '') === (b ? hoursInWords(b) : '');
}

/** Whether weekly hours fall into a period at all, by the clock of the door. No end is never. */
export function everOpens({ timeSpans }: V2.Recurrence, start: Date, end: Date | undefined, zone: string): boolean {
  const first = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(zone);
  const last = end?.getTime() ?? Number.POSITIVE_INFINITY;
  // Eight days hold each window once from its beginning, and the one that is open at the start.
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const date = first.toPlainDate().add({ days: ahead });
    const at = (hour: number, minute: number): number =>
      date
        .add({ days: hour === 24 ? 1 : 0 })
        .toPlainDateTime({ hour: hour % 24, minute })
        .toZonedDateTime(zone).epochMilliseconds;
    for (const span of timeSpans) {
      if (dayOf(span) + 1 !== date.dayOfWeek) continue;
      const opens = Math.max(at(span.startHour, span.startMinute), start.getTime());
      const closes = Math.min(at(span.endHour, span.endMinute), last);
      if (opens < closes) return true;
    }
  }
  return false;
}
