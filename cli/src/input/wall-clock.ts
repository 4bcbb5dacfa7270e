import type { Temporal } from 'temporal-polyfill';

/** A day, and what the clock of the door shows on it; without a time, the beginning of the day. */
export interface Reading {
  day: Temporal.PlainDate;
  time: Temporal.PlainTime | undefined;
}

/** The first moment of a day: in some zones the clocks change at midnight. */
export function startOfDay(day: Temporal.PlainDate, zone: string): Temporal.ZonedDateTime {
  return day.toZonedDateTime(zone);
}

/**
 * The moment at which the clock of the door shows this, in milliseconds since 1970.
 *
 * @throws what `wrong` makes of the reason, if there is no such moment or there are two.
 */
export function onTheClock({ day, time }: Reading, zone: string, wrong: (why: string) => Error): number {
  if (time === undefined) return startOfDay(day, zone).epochMilliseconds;
  const wall = day.toPlainDateTime(time);
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return earlier.epochMilliseconds;
  const shown = (one: Temporal.ZonedDateTime): string =>
    one.toString({ timeZoneName: 'never', smallestUnit: 'second' });
  throw wrong(
    earlier.toPlainDateTime().equals(later.toPlainDateTime())
      ? `occurs twice in ${zone}, because the clocks are set back: write ${shown(earlier)} or ${shown(later)}`
      : `does not exist in ${zone}, because the clocks are set forward`,
  );
}
