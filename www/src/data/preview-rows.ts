import type { V2 } from 'unloc-integrator-client';
import type { Opening, Snapshot } from 'unloc-integrator-client/access';
import { weeklyHours } from '../format/hours';
import type { Row, Time } from '../timeline/drawing';
import { words } from '../words/words';
import { engine, snapshot } from './engine';
import { calledBy } from './people';
import { data, doorsById, people } from './project-data';

/** A key that is only thought of, and whose it would be. */
export interface Thought {
  key: V2.KeyInput;
  /** The name of somebody who has none here yet. */
  name?: string | undefined;
}

/** What keys would open, beside what is open already: a row for each person and door. */
export function previewRows(thoughts: readonly Thought[], { from, to }: Time, now: number): Row[] {
  const [access, seen] = [engine.value, snapshot.value];
  if (access === undefined || seen === undefined) return [];
  const thought = thoughtOf(thoughts, now);
  if (thought === undefined) return [];
  const span = { from: new Date(from), to: new Date(to) };
  const opensIn = (of: Snapshot, { lockId, appUserId }: V2.KeyInput): Time[] =>
    access
      .whatCanOpen(of, { appUserId, ...span })
      .filter((opening) => opening.lockId === lockId)
      .map(timeOf);
  const rows = new Map<string, Row>();
  for (const { key, name } of thoughts) {
    const id = `${key.appUserId} ${key.lockId}`;
    const who = calledBy(people.value.get(key.appUserId) ?? { number: key.appUserId, name });
    const drawn = {
      from: key.start ? Date.parse(key.start) : now,
      to: key.end ? Date.parse(key.end) : Number.POSITIVE_INFINITY,
      look: 'opens' as const,
      says: words.value.timeline.preview,
      hours: key.recurrence ? weeklyHours(key.recurrence.timeSpans) : undefined,
      preview: true,
    };
    const known = rows.get(id);
    rows.set(id, {
      id,
      name: who,
      note: doorsById.value.get(key.lockId)?.name ?? key.lockId,
      keys: [...(known?.keys ?? []), drawn],
      opens: known?.opens ?? [
        ...(people.value.has(key.appUserId) ? opensIn(seen, key) : []),
        ...opensIn(thought, key).map((time) => ({ ...time, preview: true })),
      ],
      marks: [],
    });
  }
  thought.free();
  return [...rows.values()];
}

/** The keys, as if they were there and nothing else: the access engine says when they open. */
function thoughtOf(thoughts: readonly Thought[], now: number): Snapshot | undefined {
  const [access, read] = [engine.value, data.value];
  if (access === undefined || read === undefined) return undefined;
  const made = new access.Snapshot({ projectId: read.project.id });
  made.addObjects('locks', [...read.doors]);
  const created = new Date(now).toISOString();
  made.addObjects(
    'keys',
    thoughts.map(({ key: { lockId, appUserId, start, end, recurrence } }, index): V2.Key => {
      const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      const appUser = { id: appUserId };
      const times = { start: start ?? created, end: end ?? null, created };
      return { id, lockId, appUser, ...times, state: 'scheduled', ...(recurrence && { recurrence }) };
    }),
  );
  return made;
}

function timeOf({ from, to }: Opening): Time {
  return { from: Date.parse(from), to: to === null ? Number.POSITIVE_INFINITY : Date.parse(to) };
}
