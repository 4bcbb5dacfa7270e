import type { Column } from '../../output/column';
import { pairsInWords } from '../../input/pairs';
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
    value: ({ managedUser }) => managedUser?.metadata && pairsInWords(managedUser.metadata),
    priority: 5,
    hidden: true,
  },
];
