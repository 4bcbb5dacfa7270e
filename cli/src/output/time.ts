/** Not those of the platform: one version has `Sep`, another `Sept`. */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant on the clock of a door: `Fri 4 Dec 2026 16:00`. The zone is named beside it, once. */
export function clockTime(instant: string | number | Date, zone: string | undefined): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return String(instant);
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone ?? 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(date);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  const month = months[Number(part('month')) - 1] ?? '';
  return `${part('weekday')} ${Number(part('day'))} ${month} ${part('year')} ${part('hour')}:${part('minute')}`;
}

/** The same with the zone: `Fri 4 Dec 2026 16:00 (Europe/Oslo)`. */
export function zonedTime(instant: string | number | Date, zone: string | undefined): string {
  return `${clockTime(instant, zone)} (${zone ?? 'UTC'})`;
}

/** By which clocks the times of a table are, as a sentence below it. */
export function clocksInWords(zones: Iterable<string | null | undefined>): string {
  const names = [...new Set([...zones].map((zone) => zone || 'UTC'))].sort();
  return names.length > 1
    ? `Times are by the clock of each door: ${names.join(', ')}.`
    : `Times are by the clock of the doors: ${names.join('')}.`;
}

/** A time that a sentence names beside others: the year only if it is not this one. */
function brief(instant: Date, zone: string | undefined, now: Date): string {
  const year = (date: Date): string => clockTime(date, zone).split(' ')[3] ?? '';
  const text = clockTime(instant, zone);
  return year(instant) === year(now) ? text.replace(` ${year(instant)} `, ' ') : text;
}

/** A period in words: `Fri 4 Dec 16:00 – Sun 6 Dec 12:00 (Europe/Oslo)`. No start is now, no end is never. */
export function periodInWords(
  start: Date | undefined,
  end: Date | undefined,
  zone: string | undefined,
  now: Date = new Date(),
): string {
  const name = `(${zone ?? 'UTC'})`;
  if (end === undefined)
    return start ? `from ${brief(start, zone, now)} ${name} on, without an end` : 'from now on, without an end';
  if (start === undefined) return `from now until ${brief(end, zone, now)} ${name}`;
  return `${brief(start, zone, now)} – ${brief(end, zone, now)} ${name}`;
}
