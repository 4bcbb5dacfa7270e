import type { V2 } from 'unloc-integrator-client';
import { words } from '../../words/words';
import { weekdays } from './draft';

const clock = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** Weekly hours in words: `Mon–Fri 08:00–16:00`; days with the same hours stand together. */
export function hoursInWords(hours: readonly V2.TimeSpan[]): string {
  const { days } = words.value.give;
  const byHours = new Map<string, number[]>();
  weekdays.forEach((weekday, index) => {
    const window = hours.find((one) => one.weekday === weekday);
    if (window === undefined) return;
    const span = `${clock(window.startHour, window.startMinute)}–${clock(window.endHour, window.endMinute)}`;
    byHours.set(span, [...(byHours.get(span) ?? []), index]);
  });
  const named = (index: number | undefined): string => days[weekdays[index ?? 0] ?? 'mon'];
  return [...byHours]
    .map(([span, those]) => {
      const [first = 0] = those;
      const run = those.length > 2 && those.every((day, index) => day === first + index);
      return `${run ? `${named(first)}–${named(those.at(-1))}` : those.map(named).join(', ')} ${span}`;
    })
    .join('; ');
}
