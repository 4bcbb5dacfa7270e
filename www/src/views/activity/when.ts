import { dateAt, daysFrom, laterDate } from '../../timeline/zone-days';

/** The periods of the activity. */
export const whens = ['today', 'yesterday', 'week', 'all'] as const;

/** A period of the activity. */
export type When = (typeof whens)[number];

const firstDays: { readonly [when in Exclude<When, 'all'>]: readonly [first: number, count: number] } = {
  today: [0, 1],
  yesterday: [-1, 1],
  week: [-6, 7],
};

/** Tells whether an instant is in a period, on the clock of its door. What has no time is in the longest only. */
export function withinOf(when: When, now: number): (at: number | undefined, zone: string) => boolean {
  if (when === 'all') return () => true;
  const [first, count] = firstDays[when];
  const spans = new Map<string, readonly [number, number]>();
  const spanIn = (zone: string): readonly [number, number] => {
    const days = daysFrom(laterDate(dateAt(now, zone), first), count, zone);
    return [days[0]?.from ?? now, days.at(-1)?.to ?? now];
  };
  return (at, zone) => {
    const [from, to] = spans.get(zone) ?? spanIn(zone);
    spans.set(zone, [from, to]);
    return at !== undefined && at >= from && at < to;
  };
}
