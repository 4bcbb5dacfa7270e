import type { V2 } from 'unloc-integrator-client';
import type { Opening } from 'unloc-integrator-client/access';
import { linkTo } from '../app/address';
import type { DrawnKey, Look, Mark, Row } from '../timeline/drawing';
import { language, words } from '../words/words';
import { drawn, noteOf } from './drawn-key';
import { engine, snapshot } from './engine';
import { calledBy } from './people';
import { data, doorsById, people } from './project-data';

/** A span of time, in milliseconds since 1970. */
interface Within {
  from: number;
  to: number;
}

/** The locks that are one door with this one, this one first. */
export function locksOfDoor(lockId: string): readonly string[] {
  const physical = doorsById.value.get(lockId)?.physicalLockId;
  const others = (data.value?.doors ?? []).filter(
    ({ id, physicalLockId }) => id !== lockId && physicalLockId === physical,
  );
  return physical === undefined ? [lockId] : [lockId, ...others.map(({ id }) => id)];
}

/** Who can open a door, and when: a row for each person who has a key in that time. */
export function rowsOfDoor(door: V2.Lock, within: Within, events: readonly V2.AccessEvent[], now: number): Row[] {
  const locks = locksOfDoor(door.id);
  const keys = (data.value?.keys ?? []).filter(({ lockId }) => locks.includes(lockId));
  const opened = events.filter(({ lockId, action }) => locks.includes(lockId) && action === 'unlocked');
  const openings = asked({ lockId: door.id }, within);
  return rows(keys, openings, opened, within, {
    idOf: ({ appUser }) => appUser?.id ?? '',
    idOfOpening: ({ appUserId }) => appUserId ?? '',
    idOfEvent: ({ appUserId }) => appUserId ?? '',
    name: (id) => (id === '' ? words.value.hidden : calledBy(people.value.get(id) ?? { number: id, name: undefined })),
    href: (id) => (id === '' ? undefined : linkTo('people', id)),
    note: (_, those) => noteOf(those, door.timezone, now),
  });
}

/** What somebody can open, and when: a row for each door. */
export function rowsOfPerson(number: string, within: Within, events: readonly V2.AccessEvent[], now: number): Row[] {
  const keys = people.value.get(number)?.keys ?? [];
  const opened = events.filter(({ appUserId, action }) => appUserId === number && action === 'unlocked');
  return rows(keys, asked({ appUserId: number }, within), opened, within, {
    idOf: ({ lockId }) => lockId,
    idOfOpening: ({ lockId }) => lockId,
    idOfEvent: ({ lockId }) => lockId,
    name: (id) => doorsById.value.get(id)?.name ?? id,
    href: (id) => linkTo('doors', id),
    note: (id, those) => noteOf(those, doorsById.value.get(id)?.timezone, now),
  });
}

function asked(of: { lockId: string } | { appUserId: string }, { from, to }: Within): Opening[] {
  const [access, seen] = [engine.value, snapshot.value];
  if (access === undefined || seen === undefined) return [];
  const span = { from: new Date(from), to: new Date(to) };
  return 'lockId' in of ? access.whoCanOpen(seen, { ...of, ...span }) : access.whatCanOpen(seen, { ...of, ...span });
}

interface RowsBy {
  idOf(key: V2.Key): string;
  idOfOpening(opening: Opening): string;
  idOfEvent(event: V2.AccessEvent): string;
  name(id: string): string;
  href(id: string): string | undefined;
  note(id: string, keys: readonly DrawnKey[]): string | undefined;
}

function rows(
  keys: readonly V2.Key[],
  openings: readonly Opening[],
  events: readonly V2.AccessEvent[],
  { from, to }: Within,
  by: RowsBy,
): Row[] {
  const openingsById = grouped(openings, by.idOfOpening);
  const eventsById = grouped(events, by.idOfEvent);
  const found: Row[] = [];
  for (const [id, those] of grouped(keys, by.idOf)) {
    const opens = openingsById.get(id) ?? [];
    const inSight = those.map((key) => drawn(key, opens)).filter((key) => key.from < to && key.to > from);
    if (inSight.length === 0) continue;
    found.push({
      id,
      name: by.name(id),
      href: by.href(id),
      note: by.note(id, inSight),
      keys: inSight.sort((one, other) => one.from - other.from),
      opens: opens.map((opening) => ({
        from: Date.parse(opening.from),
        to: opening.to === null ? Number.POSITIVE_INFINITY : Date.parse(opening.to),
      })),
      marks: (eventsById.get(id) ?? []).map(mark),
    });
  }
  const { compare } = new Intl.Collator(language.value, { numeric: true });
  return found.sort((one, other) => rank(one) - rank(other) || compare(one.name, other.name));
}

const ranks: readonly Look[] = ['failed', 'making', 'over', 'takenBack'];

/** Who can open comes first, then what needs attention, then what is over. */
function rank({ keys, opens }: Row): number {
  if (opens.length > 0) return -1;
  return Math.min(...keys.map(({ look }) => ranks.indexOf(look)));
}

function mark({ created }: V2.AccessEvent): Mark {
  return { at: Date.parse(created), says: words.value.timeline.opened };
}

function grouped<Item>(items: readonly Item[], idOf: (item: Item) => string): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const those = found.get(idOf(item));
    if (those === undefined) found.set(idOf(item), [item]);
    else those.push(item);
  }
  return found;
}
