import { Temporal } from 'temporal-polyfill';
import { usage } from '../command/failure';
import { onTheClock, startOfDay, type Reading } from './wall-clock';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const days: { readonly [word: string]: number } = { yesterday: -1, today: 0, tomorrow: 1 };

const time = String.raw`\d{1,2}:[0-5]\d`;
const forms = {
  shift: /^([+-])(\d{1,6})([mhdw])$/,
  noDirection: /^\d+[mhdw]$/,
  word: new RegExp(String.raw`^([a-z]+)(?:\s+(${time}))?$`),
  time: new RegExp(`^(${time})$`),
  // What is not written here is not guessed: Temporal would read more, and leave out half of it.
  iso: /^(\d{4}-\d{2}-\d{2})(?:(?:t|\s+)(\d{2}:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)(z|[+-]\d{2}(?::?[0-5]\d)?)?)?$/,
};

/** What a time on the command line is read with. */
export interface TimeOptions {
  /** The option's name, for the sentence if it cannot be read. */
  option: string;
  /** The door's time zone, an IANA name. */
  zone: string;
  /** The current time, in milliseconds since 1970. */
  now: number;
}

/**
 * Reads a time, by the clock of the door. A time that never comes, or comes twice, because the clocks change is not guessed.
 *
 * @throws Failure `usage` that says what is wrong.
 */
export function readTime(text: string, { option, zone, now }: TimeOptions): Date {
  const wrong = (why: string): Error =>
    usage(
      `${option} "${text}" ${why}. Times look like 2026-12-04T16:00, "fri 16:00", "tomorrow 12:00" or +2d; see \`unloc help times\`.`,
    );
  const here = (): Temporal.ZonedDateTime => {
    try {
      return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
    } catch {
      throw usage(
        `${option} "${text}": the door's time zone "${zone}" is not known here. Write the time with Z or an offset.`,
      );
    }
  };
  try {
    const read = reading(text.trim().toLowerCase(), { now, here, wrong });
    const found = new Date(read instanceof Temporal.Instant ? read.epochMilliseconds : onTheClock(read, zone, wrong));
    if (found.getUTCFullYear() > 9999 || found.getUTCFullYear() < 0) throw wrong('is too far in the future or past');
    return found;
  } catch (error) {
    if (error instanceof RangeError) throw wrong('is not a time');
    throw error;
  }
}

interface Means {
  now: number;
  here(): Temporal.ZonedDateTime;
  wrong(why: string): Error;
}

function reading(words: string, { now, here, wrong }: Means): Temporal.Instant | Reading {
  if (words === 'now') return Temporal.Instant.fromEpochMilliseconds(now);
  if (forms.noDirection.test(words)) throw wrong(`has no sign: write +${words} from now, or -${words} before now`);
  const [, sign, amount, unit] = forms.shift.exec(words) ?? [];
  if (unit !== undefined) {
    const count = Number(amount) * (sign === '-' ? -1 : 1);
    if (unit === 'd') return here().add({ days: count }).toInstant();
    if (unit === 'w') return here().add({ weeks: count }).toInstant();
    return Temporal.Instant.fromEpochMilliseconds(now).add(unit === 'm' ? { minutes: count } : { hours: count });
  }
  const [, date, timeOfDay, offset] = forms.iso.exec(words) ?? [];
  if (date !== undefined && offset !== undefined) return Temporal.Instant.from(`${date}T${timeOfDay}${offset}`);
  if (date !== undefined) return at(Temporal.PlainDate.from(date), timeOfDay);
  const [, timeOnly] = forms.time.exec(words) ?? [];
  if (timeOnly !== undefined) return at(here().toPlainDate(), timeOnly);
  const [, word = '', timeThen] = forms.word.exec(words) ?? [];
  const shift = Object.hasOwn(days, word) ? days[word] : undefined;
  if (shift !== undefined) return at(here().toPlainDate().add({ days: shift }), timeThen);
  const weekday = word.length < 3 ? 0 : weekdays.findIndex((name) => name.startsWith(word)) + 1;
  if (weekday === 0) throw wrong('is not a time');
  const today = here();
  const ahead = (weekday - today.dayOfWeek + 7) % 7;
  const first = at(today.toPlainDate().add({ days: ahead }), timeThen);
  return ahead === 0 && isOver(first, today) ? at(today.toPlainDate().add({ days: 7 }), timeThen) : first;
}

function at(day: Temporal.PlainDate, timeOfDay: string | undefined): Reading {
  return { day, time: timeOfDay === undefined ? undefined : Temporal.PlainTime.from(timeOfDay.padStart(5, '0')) };
}

/** Whether the last moment at which the clock shows this is over. */
function isOver({ day, time: timeOfDay }: Reading, now: Temporal.ZonedDateTime): boolean {
  const last =
    timeOfDay === undefined
      ? startOfDay(day, now.timeZoneId)
      : day.toPlainDateTime(timeOfDay).toZonedDateTime(now.timeZoneId, { disambiguation: 'later' });
  return last.epochMilliseconds <= now.epochMilliseconds;
}
