import type { Invocation } from '../../command/command';
import { doorNames } from '../../input/door-names';
import { allDoors } from '../../input/doors';
import { keyAtDoor } from '../../input/key-in-words';
import { allKeys } from '../../input/keys';
import { pairsInWords } from '../../input/pairs';
import { findPerson } from '../../input/people';

export async function run({ args, account, output, signal }: Invocation): Promise<void> {
  const person = await findPerson(account, String(args[0]), signal);
  const [doors, keys] = await Promise.all([
    allDoors(account, signal),
    allKeys(account, signal, { appUserId: person.appUserId }),
  ]);
  const names = doorNames(doors);
  await output.one({ ...person, keys }, [
    { name: 'name', title: 'Person', value: ({ name }) => name, priority: 1 },
    { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 1 },
    { name: 'managedUserId', title: 'Record', value: ({ managedUser }) => managedUser?.id ?? 'none', priority: 1 },
    {
      name: 'metadata',
      title: 'Metadata',
      value: ({ managedUser }) => managedUser?.metadata && pairsInWords(managedUser.metadata),
      priority: 1,
    },
    { name: 'keys', title: 'Keys', value: (row) => (row.keys.length === 0 ? 'none' : row.keys.length), priority: 1 },
    ...keys.map((key, index) => ({
      name: `key${index + 1}`,
      title: `  ${index + 1}`,
      value: () => keyAtDoor(key, names),
      priority: 1,
    })),
  ]);
}
