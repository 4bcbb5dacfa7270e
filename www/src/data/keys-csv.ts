import type { V2 } from 'unloc-integrator-client';
import { connected } from '../account/connection';
import { csvOf } from '../format/csv';
import { weeklyHours } from '../format/hours';
import { doorTime } from '../format/time';
import { words } from '../words/words';
import { doorsById, people } from './project-data';

/** Keys as CSV: times are those of the door, beside the name of its zone. */
export function keysAsCsv(keys: readonly V2.Key[]): string {
  const { person, number, door, from, until, state, states, zone, noEnd, timeline } = words.value;
  const now = connected().now();
  const rows = keys.map((key) => {
    const there = doorsById.value.get(key.lockId);
    const id = key.appUser?.id;
    return [
      id === undefined ? undefined : (people.value.get(id)?.name ?? key.appUser?.name),
      id,
      there?.name ?? key.lockId,
      doorTime(key.start, there?.timezone, now),
      key.end === null ? noEnd : doorTime(key.end, there?.timezone, now),
      key.recurrence ? weeklyHours(key.recurrence.timeSpans) : undefined,
      states[key.state] ?? key.state,
      there?.timezone ?? 'UTC',
    ];
  });
  return csvOf([[person, number, door, from, until, timeline.hours, state, zone], ...rows]);
}
