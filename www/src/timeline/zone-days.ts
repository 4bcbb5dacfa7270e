import { temporal } from './temporal';

/** A day on the clock of a zone. It has 23 or 25 hours where the clock changes. */
export interface Day {
  /** `2026-11-28`. */
  date: string;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

/** An hour of a day. */
export interface Hour {
  /** Milliseconds since 1970. */
  at: number;
  /** On the clock: `02:00`. */
  name: string;
  /** Whether the clock shows it for the second time on this day. */
  again: boolean;
}

function calendar(): NonNullable<typeof temporal.value> {
  if (temporal.value === undefined) throw new Error('The calendar is not loaded yet.');
  return temporal.value;
}

/** The date on the clock of a zone: `2026-11-28`. */
export function dateAt(instant: number, zone: string): string {
  return zoned(instant, zone).toPlainDate().toString();
}

/** The clock of a zone, as fields for date and time say it: `2026-11-28T10:00`. */
export function wallAt(instant: number, zone: string): string {
  return zoned(instant, zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/**
 * The instant at which the clock of a zone shows a time. Of an hour that comes twice it is the first; a time that the clock
 * skips is as much later as it skips. None for a text that is no time.
 */
export function instantAt(wall: string, zone: string): number | undefined {
  try {
    return calendar().PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** A date some days later. */
export function laterDate(date: string, days: number): string {
  return calendar().PlainDate.from(date).add({ days }).toString();
}

/** The Monday of the week of a date. */
export function mondayOf(date: string): string {
  const day = calendar().PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** Whether a text is a date. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && instantAt(`${text}T00:00`, 'UTC') !== undefined;
}

/** Days in a row, from one on. */
export function daysFrom(first: string, count: number, zone: string): Day[] {
  const { PlainDate } = calendar();
  const starts = Array.from({ length: count + 1 }, (_, index) => {
    const date = PlainDate.from(first).add({ days: index });
    return { date: date.toString(), from: date.toZonedDateTime(zone).epochMilliseconds };
  });
  return starts.slice(0, -1).map(({ date, from }, index) => ({ date, from, to: starts[index + 1]?.from ?? from }));
}

/** The hours of a day, as its clock names them. */
export function hoursOf({ from, to }: Day, zone: string): Hour[] {
  const found: Hour[] = [];
  const seen = new Set<string>();
  for (let at = from; at < to; at += 3_600_000) {
    const name = zoned(at, zone).toPlainTime().toString({ smallestUnit: 'minute' });
    found.push({ at, name, again: seen.has(name) });
    seen.add(name);
  }
  return found;
}

function zoned(instant: number, zone: string) {
  return calendar().Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(zone);
}
