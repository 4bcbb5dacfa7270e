import { language } from '../words/words';

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long an instant is from now, in its largest unit: `3 days ago`, `in 2 hours`. */
export function ago(instant: number, now: number): string {
  const passed = instant - now;
  const [unit, size] = units.find(([, length]) => Math.abs(passed) >= length) ?? ['minute', 60_000];
  // Of years and months the nearest is said, of what is shorter those that are over.
  const whole = unit === 'year' || unit === 'month' ? Math.round : Math.trunc;
  return new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }).format(whole(passed / size), unit);
}
