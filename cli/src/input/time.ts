import { Temporal } from 'temporal-polyfill';
import { usage } from '../command/failure';
import { readDuration } from './duration';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What a time on the command line is read with. */
export interface TimeOptions {
  /** The option's name, for the sentence if it cannot be read. */
  option: string;
  /** The door's time zone, an IANA name. */
  zone: string;
  /** The current time, in milliseconds since 1970. */
  now: number;
}

/** Reads a time, by the clock of the door. Resolves to an instant. */
export function readTime(text: string, { option, zone, now }: TimeOptions): Date {
  const words = text.trim().toLowerCase();
  const instant = (value: Temporal.Instant | Temporal.ZonedDateTime): Date => new Date(value.epochMilliseconds);
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const wrong = (why: string): Error =>
    usage(
      `${option} "${text}" ${why}. Times look like 2026-12-04T16:00, "fri 16:00", "tomorrow 12:00" or +2d; see \`unloc help times\`.`,
    );

  if (words === 'now') return instant(here);
  const shift = /^([+-])(\d+)([mhdw])$/.exec(words);
  if (shift) {
    const [, sign, amount, unit] = shift;
    const count = Number(amount) * (sign === '-' ? -1 : 1);
    if (unit === 'd') return instant(here.add({ days: count }));
    if (unit === 'w') return instant(here.add({ weeks: count }));
    return new Date(now + Math.sign(count) * readDuration(`${amount}${unit}`, option));
  }
  const clock = (day: Temporal.PlainDate, time: string | undefined): Date => {
    const plain = time === undefined ? undefined : Temporal.PlainTime.from(time.padStart(5, '0'));
    return onTheWall(day.toPlainDateTime(plain));
  };
  /** A wall-clock time that is skipped or comes twice when the clocks change is not guessed. */
  const onTheWall = (wall: Temporal.PlainDateTime): Date => {
    const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
    const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
    if (earlier.epochMilliseconds === later.epochMilliseconds) return instant(earlier);
    const comesTwice = earlier.toPlainDateTime().equals(later.toPlainDateTime());
    throw wrong(
      comesTwice
        ? `comes twice in ${zone}, because the clocks are set back: write ${earlier.toString({ timeZoneName: 'never' })} or ${later.toString({ timeZoneName: 'never' })}`
        : `never comes in ${zone}, because the clocks are set forward`,
    );
  };
  try {
    const timeOnly = /^(\d{1,2}:\d{2})$/.exec(words);
    if (timeOnly) return clock(here.toPlainDate(), timeOnly[1]);
    const [, word, time] = /^([a-z]+)(?:\s+(\d{1,2}:\d{2}))?$/.exec(words) ?? [];
    if (word !== undefined) {
      const days = { yesterday: -1, today: 0, tomorrow: 1 }[word];
      if (days !== undefined) return clock(here.toPlainDate().add({ days }), time);
      const weekday = weekdays.findIndex((name) => word.startsWith(name)) + 1;
      if (weekday === 0) throw wrong('is not a time');
      const ahead = (weekday - here.dayOfWeek + 7) % 7;
      const found = clock(here.toPlainDate().add({ days: ahead }), time);
      return ahead === 0 && found.getTime() <= now ? clock(here.toPlainDate().add({ days: 7 }), time) : found;
    }
    const iso = text.trim().replace(' ', 'T');
    if (/(?:z|[+-]\d{2}:?\d{2})$/i.test(iso) && iso.includes('T')) return instant(Temporal.Instant.from(iso));
    return onTheWall(Temporal.PlainDateTime.from(iso));
  } catch (error) {
    if (error instanceof RangeError) throw wrong('is not a time');
    throw error;
  }
}
