import type { V2 } from 'unloc-integrator-client';
import type { Account } from '../../account/account';
import { doorNames, type DoorNames } from '../../input/door-names';
import { allDoors, doorsNamed } from '../../input/doors';
import { readPeople, type People, type Person } from '../../input/people';
import type { Column } from '../../output/column';
import { clockTime } from '../../output/time';

/** The options by which rights and shared keys are chosen. */
export interface Chosen {
  person?: string[];
  door?: string[];
}

/** What the commands of sharing read first. */
export interface Read {
  doors: readonly V2.Lock[];
  people: People;
  names: DoorNames;
  rights: readonly V2.SharingRight[];
}

/** Reads doors, people and rights to share. */
export async function readRights(account: Account, signal: AbortSignal): Promise<Read> {
  const unloc = await account.client();
  const projectId = await account.projectId();
  const [doors, people, rights] = await Promise.all([
    allDoors(account, signal),
    readPeople(account, signal),
    unloc.sharingRights.list({ projectId }, { signal }).toArray({ limit: Infinity }),
  ]);
  return { doors, people, names: doorNames(doors), rights };
}

/** The people and the doors that were named; nothing is all of them. */
export async function readChosen(
  { person, door }: Chosen,
  { doors, people }: Pick<Read, 'doors' | 'people'>,
): Promise<{ persons: Person[] | undefined; locks: V2.Lock[] | undefined }> {
  return {
    // Who may share need not have a key or a record.
    persons: person && (await people.findAll(person, { newcomers: true })),
    locks: door && doorsNamed(doors, door),
  };
}

/** The rights of these people to these doors. */
export function rightsOf(
  rights: readonly V2.SharingRight[],
  { persons, locks }: { persons: readonly Person[] | undefined; locks: readonly V2.Lock[] | undefined },
): V2.SharingRight[] {
  const numbers = persons && new Set(persons.map(({ appUserId }) => appUserId));
  const ids = locks && new Set(locks.map(({ id }) => id));
  return rights.filter(({ appUserId, lockId }) => (numbers?.has(appUserId) ?? true) && (ids?.has(lockId) ?? true));
}

/** The columns of rights to share. */
export function rightColumns(
  { people, names }: Pick<Read, 'people' | 'names'>,
  wall: boolean,
): readonly Column<V2.SharingRight>[] {
  return [
    { name: 'name', title: 'Person', value: ({ appUserId }) => people.calledBy(appUserId), priority: 1 },
    { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 3 },
    { name: 'lockName', title: 'Door', value: ({ lockId }) => names.of(lockId), priority: 1 },
    { name: 'createdKeys', title: 'Shared', value: ({ createdKeys }) => createdKeys, priority: 2, right: true },
    { name: 'source', title: 'Comes from', value: ({ source }) => source, priority: 3 },
    {
      name: 'created',
      title: 'Since',
      value: ({ created, lockId }) => (created && wall ? clockTime(created, names.zone(lockId)) : created),
      priority: 4,
    },
    { name: 'lockId', title: 'Door id', value: ({ lockId }) => lockId, priority: 5, hidden: true },
    { name: 'id', title: 'Id', value: ({ id }) => id, priority: 6, hidden: true },
  ];
}
