// Which night's check-out is due, by the clock on the wall of the doors.
const firstHour = 3;
const lastHour = 5;

/**
 * The date of the night, such as `2027-03-05`, from 03:00 to 05:59 in the time zone; otherwise `undefined`.
 *
 * The hour is compared and not waited for. Where the clock jumps from 03:00 to 04:00 (Helsinki, in March) the night is due
 * at 04:00. Where 03:00 comes twice it is due at the first one, and its report says at the second one that it is done.
 */
export function dueNight(zone, now) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const { year, month, day, hour } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return firstHour <= Number(hour) && Number(hour) <= lastHour ? `${year}-${month}-${day}` : undefined;
}
