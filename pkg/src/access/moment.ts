import type { Moment } from './scope';

const iso = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)$/;

/**
 * Milliseconds since 1970.
 *
 * @param name what the caller knows the moment by, for the error.
 * @throws TypeError for a text without `Z` or an offset, and for an invalid date.
 */
export function toMs(moment: Moment, name: string): number {
  const ms =
    typeof moment === 'string' ? (iso.test(moment) ? Date.parse(moment.replace(' ', 'T')) : NaN) : Number(moment);
  if (Number.isFinite(ms) && (typeof moment === 'string' || Object.prototype.toString.call(moment) === '[object Date]'))
    return ms;
  throw new TypeError(`"${name}" must be a Date, or a string such as 2027-03-05T15:00:00Z, with Z or an offset.`);
}

/** ISO 8601 in UTC, without milliseconds where there are none. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
