import type { V2 } from 'unloc-integrator-client';
import type { Account } from '../../account/account';
import { findNamed } from '../../input/named';
import { doorNames, type DoorNames } from '../../input/door-names';
import { allDoors } from '../../input/doors';
import { hoursInWords } from '../../input/hours';
import { keysFor, readPeople, type People } from '../../input/people';
import type { Column } from '../../output/column';
import { printable } from '../../output/printable';

/** The access groups of the project. */
export async function allGroups(account: Account, signal: AbortSignal): Promise<V2.AccessGroup[]> {
  const unloc = await account.client();
  return unloc.accessGroups.list({ projectId: await account.projectId() }, { signal }).toArray({ limit: Infinity });
}

/**
 * A group by id, the beginning of an id, or name, with the people and doors of the project.
 *
 * @param persons who are named besides; without them all people are read.
 */
export async function readGroup(
  account: Account,
  wanted: string,
  signal: AbortSignal,
  persons?: readonly string[],
): Promise<{ group: V2.AccessGroup; doors: V2.Lock[]; people: People; names: DoorNames }> {
  const [groups, doors, people] = await Promise.all([
    allGroups(account, signal),
    allDoors(account, signal),
    readPeople(account, signal, keysFor(account, persons, signal)),
  ]);
  return { group: findNamed(groups, wanted, 'group'), doors, people, names: doorNames(doors) };
}

/** What a group is called in sentences. */
export function groupName({ name }: Pick<V2.AccessGroup, 'name'>): string {
  return `the group "${printable(name)}"`;
}

/** The columns of access groups. */
export const groupColumns: readonly Column<V2.AccessGroup>[] = [
  { name: 'name', title: 'Group', value: ({ name }) => name, priority: 1 },
  { name: 'people', title: 'People', value: ({ appUserIds }) => appUserIds?.length, priority: 2, right: true },
  { name: 'doors', title: 'Doors', value: ({ lockIds }) => lockIds?.length, priority: 2, right: true },
  { name: 'recurrence', title: 'Only', value: ({ recurrence }) => recurrence && hoursInWords(recurrence), priority: 4 },
  {
    name: 'allowKeySharing',
    title: 'May share',
    value: (group) => (group.allowKeySharing ? 'yes' : 'no'),
    priority: 4,
  },
  { name: 'description', title: 'Description', value: ({ description }) => description, priority: 5 },
  { name: 'id', title: 'Id', value: ({ id }) => id, priority: 3 },
];
