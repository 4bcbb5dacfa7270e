import type { V2 } from 'unloc-integrator-client';
import { inZone } from './time';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** A Monday. */
const monday = Date.UTC(2024, 0, 1, 12);
const day = 86_400_000;

const two = (number: number): string => String(number).padStart(2, '0');

/** Weekly hours: `Mon–Fri 08:00–16:00, Sat 10:00–14:00`; hours that several days have are said once. */
export function weeklyHours(spans: readonly V2.TimeSpan[]): string {
  const runs: { first: number; last: number; hours: string }[] = [];
  const sorted = [...spans].sort((one, other) => weekdays.indexOf(one.weekday) - weekdays.indexOf(other.weekday));
  for (const { weekday, startHour, startMinute, endHour, endMinute } of sorted) {
    const number = weekdays.indexOf(weekday);
    const hours = `${two(startHour)}:${two(startMinute)}–${two(endHour)}:${two(endMinute)}`;
    const before = runs.at(-1);
    if (before !== undefined && before.last === number - 1 && before.hours === hours) before.last = number;
    else runs.push({ first: number, last: number, hours });
  }
  const daysOf = new Map<string, string[]>();
  for (const { first, last, hours } of runs) {
    const those = daysOf.get(hours);
    if (those === undefined) daysOf.set(hours, [days(first, last)]);
    else those.push(days(first, last));
  }
  return [...daysOf].map(([hours, those]) => `${those.join(', ')} ${hours}`).join(', ');
}

function days(first: number, last: number): string {
  const name = (number: number): string => inZone(monday + number * day, 'UTC', { weekday: 'short' });
  return first === last ? name(first) : `${name(first)}–${name(last)}`;
}
