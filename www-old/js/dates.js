// Dates as the visitor writes them, in the visitor's time zone.
import { element } from './element.js';

const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const { timeZone, locale } = short.resolvedOptions();

/** The visitor's time zone in words, such as "Europe/Oslo, GMT+1". */
export function timeZoneInWords(now = new Date()) {
  const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' })
    .formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return offset && offset !== timeZone ? `${timeZone}, ${offset}` : timeZone;
}

/** A moment (ISO 8601) as an element; the zone shows when pointed at. */
export function momentElement(iso) {
  return timeElement(iso, short);
}

/** The day of a moment as an element. */
export function dayElement(iso) {
  return timeElement(iso, day);
}

/** A moment as a field of kind `datetime-local` holds it: local time to the minute. */
export function fieldValue(date) {
  const two = (number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function timeElement(iso, format) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return element('span', {}, String(iso));
  return element(
    'time',
    { datetime: date.toISOString(), title: whole.format(date), lang: locale },
    format.format(date),
  );
}
