/** An instant on the clock of a door: `Fri 4 Dec 2026 16:00`. The zone is named beside it, once. */
export function clockTime(instant: string | number | Date, zone: string | undefined): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return String(instant);
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone ?? 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(date);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')} ${part('hour')}:${part('minute')}`;
}

/** The same with the zone: `Fri 4 Dec 2026 16:00 (Europe/Oslo)`. */
export function zonedTime(instant: string | number | Date, zone: string | undefined): string {
  return `${clockTime(instant, zone)} (${zone ?? 'UTC'})`;
}
