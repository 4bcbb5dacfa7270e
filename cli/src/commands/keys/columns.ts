import type { V2 } from 'unloc-integrator-client';
import type { DoorNames } from '../../input/door-names';
import { hoursInWords } from '../../input/hours';
import { pairsInWords } from '../../input/pairs';
import type { Column } from '../../output/column';
import { clockTime } from '../../output/time';

/** What the columns of keys need to know besides the keys. */
export interface KeyColumnsOptions {
  names: DoorNames;
  /** Whether times are on the clock of the door, for people; else as the API has them. */
  wall: boolean;
  /** The names of people that the project keeps, by number. */
  people?: ReadonlyMap<string, string>;
}

/** The beginning of a UUID, up to its first hyphen; another id as it is. */
export function shortId(id: string): string {
  return /^[\da-f]{8}-/i.test(id) ? id.slice(0, 8) : id;
}

/** The columns of keys. */
export function keyColumns({ names, wall, people }: KeyColumnsOptions): readonly Column<V2.Key>[] {
  const time = (instant: string | null, lockId: string): string | null =>
    instant === null || !wall ? instant : clockTime(instant, names.zone(lockId));
  return [
    {
      name: 'name',
      title: 'Person',
      value: ({ appUser }) => people?.get(appUser?.id ?? '') ?? appUser?.name ?? (wall ? appUser?.id : null),
      priority: 1,
    },
    {
      name: 'appUserId',
      title: 'Number',
      value: ({ appUser }) => appUser?.id ?? (wall ? 'hidden' : null),
      priority: 3,
    },
    { name: 'lockName', title: 'Door', value: ({ lockId }) => names.of(lockId), priority: 1 },
    { name: 'state', title: 'State', value: ({ state }) => state, priority: 1 },
    { name: 'start', title: 'From', value: ({ start, lockId }) => time(start, lockId), priority: 4 },
    {
      name: 'end',
      title: 'Until',
      value: ({ end, lockId }) => time(end, lockId) ?? (wall ? 'no end' : null),
      priority: 2,
    },
    { name: 'zone', title: 'Time zone', value: ({ lockId }) => names.zone(lockId), priority: 7 },
    {
      name: 'recurrence',
      title: 'Only',
      value: ({ recurrence }) => recurrence && hoursInWords(recurrence),
      priority: 5,
    },
    // Tables have the beginning of the id, which commands understand: a whole one leaves no room for the rest.
    ...(wall ? [{ name: 'key', title: 'Key', value: ({ id }: V2.Key) => shortId(id), priority: 1 }] : []),
    { name: 'id', title: 'Id', value: ({ id }) => id, priority: 2, hidden: wall },
    { name: 'lockId', title: 'Door id', value: ({ lockId }) => lockId, priority: 8, hidden: true },
    {
      name: 'created',
      title: 'Made',
      value: ({ created, lockId }) => time(created, lockId),
      priority: 8,
      hidden: true,
    },
    {
      name: 'metadata',
      title: 'Metadata',
      value: ({ metadata }) => metadata && pairsInWords(metadata),
      priority: 8,
      hidden: true,
    },
  ];
}
