import { daysFrom, dateAt, mondayOf, type Day } from '../timeline/zone-days';
import { engine, snapshot } from './engine';
import { hourlyCounts } from './hourly';
import { data } from './project-data';
import { zoneOfDoors } from './zones';

const hour = 3_600_000;

/** How many people can open each door, in each hour of this week. */
export interface Week {
  zone: string;
  days: readonly Day[];
  from: number;
  to: number;
  /** By the ids of locks; none for a door that nobody can open in this week. */
  counts: ReadonlyMap<string, Uint32Array>;
}

let last: { of: unknown; week: Week } | undefined;

/** This week on the clock of most doors; none until the access engine is there. Needs the calendar. */
export function weekOf(now: number): Week | undefined {
  const [access, seen, read] = [engine.value, snapshot.value, data.value];
  if (access === undefined || seen === undefined || read === undefined) return undefined;
  const zone = zoneOfDoors([]);
  const days = daysFrom(mondayOf(dateAt(now, zone)), 7, zone);
  const [from, to] = [days[0]?.from ?? now, days.at(-1)?.to ?? now];
  if (last?.of === seen && last.week.from === from) return last.week;
  const columns = access.review(seen, { from: new Date(from), to: new Date(to) }).columns();
  const week = { zone, days, from, to, counts: hourlyCounts(columns, from, Math.round((to - from) / hour)) };
  last = { of: seen, week };
  return week;
}
