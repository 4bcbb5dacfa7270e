const clocks = new Map<string, Intl.DateTimeFormat>();

/** An instant as the clock on the wall of a door shows it: `2026-12-04T16:00`. */
export function wallClock(instant: string | number, zone: string | undefined): string {
  const there = zone ?? 'UTC';
  const clock =
    clocks.get(there)
    ?? new Intl.DateTimeFormat('sv-SE', { timeZone: there, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  clocks.set(there, clock);
  return clock.format(new Date(instant)).replace(' ', 'T');
}

const asUtc = (local: string): number => Date.parse(`${local}Z`);

/** The instant at which a clock shows a time; in an hour that comes twice, the first. Milliseconds since 1970. */
export function instantOf(local: string, zone: string | undefined): number {
  const shown = (instant: number): number => asUtc(wallClock(instant, zone));
  const wanted = asUtc(local);
  // Two looks are enough: offsets change by hours, and seldom.
  const first = wanted - (shown(wanted) - wanted);
  return first - (shown(first) - wanted);
}

/** The day of an instant on the clock of a zone: `2026-12-04`. */
export const dayAt = (instant: number, zone: string | undefined): string => wallClock(instant, zone).slice(0, 10);

/** A time on the same clock, days later, and at an hour if one is given: no zone is asked. */
export function daysLater(local: string, days: number, hour?: string): string {
  const moved = new Date(asUtc(local) + days * 86_400_000).toISOString().slice(0, 16);
  return hour === undefined ? moved : `${moved.slice(0, 10)}T${hour}`;
}

/** The day of the week of a time on a clock: 0 is Monday. */
export function weekdayOf(local: string): number {
  return (new Date(asUtc(local)).getUTCDay() + 6) % 7;
}
