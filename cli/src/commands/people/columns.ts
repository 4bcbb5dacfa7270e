import type { Column } from '../../output/column';
import type { Person } from '../../input/people';

/** The columns of people. */
export const peopleColumns: readonly Column<Person>[] = [
  { name: 'name', title: 'Person', value: ({ name }) => name, priority: 1 },
  { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 1 },
  { name: 'keys', title: 'Keys', value: ({ keys }) => keys, priority: 2, right: true },
  { name: 'managedUserId', title: 'Record', value: ({ managedUser }) => managedUser?.id, priority: 4 },
  {
    name: 'metadata',
    title: 'Metadata',
    value: ({ managedUser }) => pairs(managedUser?.metadata),
    priority: 5,
    hidden: true,
  },
];

/** Metadata as `name=value`, in the order of the API. */
export function pairs(metadata: { [name: string]: string } | null | undefined): string {
  return Object.entries(metadata ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
