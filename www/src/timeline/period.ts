import { daysFrom, isDate, laterDate, mondayOf, type Day } from './zone-days';

/** How much a timeline shows. */
export type Zoom = 'day' | 'weeks' | 'months';

/** All of them, the nearest first. */
export const zooms: readonly Zoom[] = ['day', 'weeks', 'months'];

const lengths: { readonly [zoom in Zoom]: number } = { day: 1, weeks: 14, months: 91 };

/** What dragging and the arrow keys go by, in milliseconds. */
export const stepOf: { readonly [zoom in Zoom]: number } = { day: 900_000, weeks: 3_600_000, months: 86_400_000 };

/** What a timeline shows. */
export interface Period {
  zoom: Zoom;
  days: readonly Day[];
  from: number;
  to: number;
}

/** The period of a zoom that begins on a date: weeks begin on Mondays. */
export function periodFrom(date: string, zoom: Zoom, zone: string): Period {
  const first = zoom === 'day' ? date : mondayOf(date);
  const days = daysFrom(first, lengths[zoom], zone);
  return { zoom, days, from: days[0]?.from ?? 0, to: days.at(-1)?.to ?? 0 };
}

/** The period that an address tells, else the one around today. */
export function periodOf(query: URLSearchParams, today: string, zone: string): Period {
  const asked = query.get('zoom');
  const zoom = zooms.find((one) => one === asked) ?? 'weeks';
  const date = query.get('from');
  return periodFrom(date !== null && isDate(date) ? date : today, zoom, zone);
}

/** The first day of the period before (-1) or after (1). */
export function besides({ days, zoom }: Period, way: -1 | 1): string {
  const by = { day: 1, weeks: 7, months: 28 }[zoom];
  return laterDate(days[0]?.date ?? '', way * by);
}
