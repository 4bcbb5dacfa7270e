import type { Period } from './period';

const wholeDay = 86_400_000;

/** From time to place and back. */
export interface Scale {
  width: number;
  /** The place of an instant, within the drawing. */
  x(instant: number): number;
  /** The instant of a place. */
  at(x: number): number;
  /** The nearest whole step on the clock of the zone, within the period. */
  snap(instant: number, step: number): number;
}

export function scaleOf({ from, to, days }: Period, width: number): Scale {
  const within = (instant: number): number => Math.min(to, Math.max(from, instant));
  return {
    width,
    x: (instant) => (width * (within(instant) - from)) / (to - from),
    at: (x) => within(from + (x / width) * (to - from)),
    snap(instant, step) {
      const there = within(instant);
      const day = days.findLast((one) => one.from <= there) ?? { from, to };
      // Days have 23 to 25 hours, and the clock of a zone need not be at whole hours of UTC.
      if (step >= wholeDay) return there - day.from < day.to - there ? day.from : day.to;
      return Math.min(day.to, day.from + Math.round((there - day.from) / step) * step);
    },
  };
}
