import { inZone } from '../format/time';
import type { Period } from './period';
import { hoursOf } from './zone-days';

/** A line of the axis. */
export interface Tick {
  at: number;
  /** To where its label may go. */
  to: number;
  name: string;
  /** What else is to be known, such as that this day has 25 hours. */
  note?: string;
  weekend: boolean;
}

const hour = 3_600_000;

/** The lines of a period in a zone: hours, days or weeks, as many as have room. */
export function ticksOf(period: Period, zone: string, width: number, em: number): Tick[] {
  if (period.zoom === 'day') return hourTicks(period, zone, width, em);
  if (period.zoom === 'months') return weekTicks(period, zone);
  const narrow = width / period.days.length < 3 * em;
  return period.days.map(({ date, from, to }) => {
    const noon = from + 12 * hour;
    const hours = (to - from) / hour;
    return {
      at: from,
      to,
      // Without the dots of some languages: there is no room for them.
      name: inZone(noon, zone, narrow ? { day: 'numeric' } : { weekday: 'short', day: 'numeric' }).replaceAll('.', ''),
      weekend: [0, 6].includes(new Date(`${date}T12:00Z`).getUTCDay()),
      ...(hours !== 24 && { note: `${hours} h` }),
    };
  });
}

function hourTicks({ days, to }: Period, zone: string, width: number, em: number): Tick[] {
  const hours = days.flatMap((day) => hoursOf(day, zone));
  const every = [1, 2, 3, 6, 12].find((count) => (width / hours.length) * count > 2.6 * em) ?? 12;
  const offset = (at: number): string =>
    inZone(at, zone, { hour: 'numeric', timeZoneName: 'shortOffset' }).replace(/^.*?(GMT|UTC)/, 'UTC');
  return hours
    .filter(({ name, again }) => again || Number(name.slice(0, 2)) % every === 0)
    .map(({ at, name, again }) => ({
      at,
      to: Math.min(to, at + every * hour),
      name,
      weekend: false,
      ...(again && { note: offset(at) }),
    }));
}

function weekTicks({ days, to }: Period, zone: string): Tick[] {
  const mondays = days.filter((_, index) => index % 7 === 0);
  return mondays.map(({ from }, index) => ({
    at: from,
    to: mondays[index + 1]?.from ?? to,
    name: inZone(from + 12 * hour, zone, { day: 'numeric', month: 'short' }).replace(/\.$/, ''),
    weekend: false,
  }));
}
