import type * as V2 from '../../../generated/model-v2';

/** What a clock on the wall shows. */
export interface Shown {
  year: number;
  month: number;
  day: number;
  /** `09:00` */
  time: string;
  /** 0 is Monday. */
  weekday: number;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths = 'January February March April May June July August September October November December'.split(' ');
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    } as Intl.DateTimeFormatOptions);
    formats.set(zone, format);
  }
  return format;
}

/** What the wall clock of a zone shows at a moment, ISO 8601. */
export function shown(moment: string, zone: string): Shown {
  const [, month, day, year, hour, minute] = /(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D+(\d+)/
    .exec(formatOf(zone).format(Date.parse(moment)))!
    .map(Number) as [number, number, number, number, number, number];
  const two = (number: number): string => `0${number}`.slice(-2);
  return {
    year,
    month,
    day,
    time: `${two(hour % 24)}:${two(minute)}`,
    weekday: (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7,
  };
}

/** `2027-03-07 11:00` */
export function stamp(moment: string, zone: string): string {
  const { year, month, day, time } = shown(moment, zone);
  const two = (number: number): string => `0${number}`.slice(-2);
  return `${year}-${two(month)}-${two(day)} ${time}`;
}

/** `Fri 5 Mar 15:00`, with the year if it is not `year`. */
export function dayAndTime(moment: string, zone: string, year: number): string {
  const { weekday, time, ...date } = shown(moment, zone);
  return `${weekdays[weekday]} ${dayOf(date, year)} ${time}`;
}

/** `5 Mar`, with the year if it is not `year`. */
export function dayOf({ day, month, year }: Pick<Shown, 'day' | 'month' | 'year'>, but: number): string {
  return `${day} ${months[month - 1]}${year === but ? '' : ` ${year}`}`;
}

/** `March 2027` */
export function monthOf({ month, year }: Pick<Shown, 'month' | 'year'>): string {
  return `${longMonths[month - 1]} ${year}`;
}

/** `Mon–Fri 08:00–12:00, Sat 10:00–14:00`; days that follow each other and have the same hours are one. */
export function hours(recurrence: V2.Recurrence | undefined): string {
  if (recurrence === undefined) return '';
  const two = (number: number): string => `0${number}`.slice(-2);
  const parts: Array<{ first: number; last: number; at: string }> = [];
  for (const span of recurrence.timeSpans) {
    const day = days.indexOf(span.weekday);
    const at = `${two(span.startHour)}:${two(span.startMinute)}–${two(span.endHour)}:${two(span.endMinute)}`;
    const before = parts[parts.length - 1];
    if (before !== undefined && before.at === at && before.last === day - 1) before.last = day;
    else parts.push({ first: day, last: day, at });
  }
  return parts
    .map(({ first, last, at }) => `${weekdays[first]}${last > first ? `–${weekdays[last]}` : ''} ${at}`)
    .join(', ');
}
