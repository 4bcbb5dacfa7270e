import { language } from '../words/words';

/** The time zone of the visitor. */
export const visitorZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const zones = new Map<string, boolean>();

/** Whether a text names a time zone that this browser knows. Doors need not have one: their times are shown in UTC. */
export function isZone(name: string | undefined): name is string {
  if (name === undefined) return false;
  const known = zones.get(name);
  if (known !== undefined) return known;
  let found = true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    found = false;
  }
  zones.set(name, found);
  return found;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(named: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const zone = isZone(named) ? named : 'UTC';
  const locale = language.value === 'nb' ? 'nb-NO' : 'en-GB';
  const name = JSON.stringify([locale, zone, options]);
  const found = formats.get(name) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formats.set(name, found);
  return found;
}

/** An instant on the clock of a door: `Fri 4 Dec, 16:00`; with the year if it is not that of `now`. */
export function doorTime(instant: string | number, zone: string | undefined, now: number): string {
  const date = new Date(instant);
  const there = zone ?? 'UTC';
  const year = (at: Date): string => format(there, { year: 'numeric' }).format(at);
  return format(there, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(year(date) !== year(new Date(now)) && { year: 'numeric' }),
  }).format(date);
}

/** The same for a cell of a table, which must not cut it off: the year takes the place of the day of the week. */
export function cellTime(instant: string | number, zone: string | undefined, now: number): string {
  const at = new Date(instant).getTime();
  const there = zone ?? 'UTC';
  const year = (of: number): string => format(there, { year: 'numeric' }).format(of);
  if (year(at) === year(now)) return doorTime(at, zone, now);
  return format(there, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** The name of a door's zone, if it is not that of the visitor. */
export function foreignZone(zone: string | undefined): string | undefined {
  return zone === visitorZone ? undefined : (zone ?? 'UTC');
}

/** An instant on the clock of a zone, in parts that `options` choose. */
export function inZone(instant: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  return format(zone, { hourCycle: 'h23', ...options }).format(instant);
}

/** The clock of a zone: `16:00`. */
export function clockAt(instant: number, zone: string): string {
  return inZone(instant, zone, { hour: '2-digit', minute: '2-digit' });
}

/** A date on the clock of a zone: `4 Dec`; with the year if it is not that of `now`. */
export function shortDate(instant: number, zone: string, now: number): string {
  const year = (at: number): string => inZone(at, zone, { year: 'numeric' });
  return inZone(instant, zone, {
    day: 'numeric',
    month: 'short',
    ...(year(instant) !== year(now) && { year: 'numeric' }),
  });
}
