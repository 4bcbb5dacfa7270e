import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { allDoors } from '../../input/doors';
import { hoursInWords } from '../../input/hours';
import { allKeys } from '../../input/keys';
import { findPerson } from '../../input/people';
import { periodInWords } from '../../output/time';
import { pairs } from './columns';

export async function run({ args, account, output, signal }: Invocation): Promise<void> {
  const person = await findPerson(account, String(args[0]), signal);
  const [doors, keys] = await Promise.all([
    allDoors(account, signal),
    allKeys(account, signal, { appUserId: person.appUserId }),
  ]);
  const byId = new Map(doors.map((door) => [door.id, door]));
  const line = (key: V2.Key): string => {
    const door = byId.get(key.lockId);
    const end = key.end === null ? undefined : new Date(key.end);
    const hours = key.recurrence ? `, only ${hoursInWords(key.recurrence)}` : '';
    return `${door?.name ?? key.lockId}, ${periodInWords(new Date(key.start), end, door?.timezone)}${hours}: ${key.state}`;
  };
  await output.one({ ...person, keys }, [
    { name: 'name', title: 'Person', value: ({ name }) => name, priority: 1 },
    { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 1 },
    { name: 'managedUserId', title: 'Record', value: ({ managedUser }) => managedUser?.id ?? 'none', priority: 1 },
    { name: 'metadata', title: 'Metadata', value: ({ managedUser }) => pairs(managedUser?.metadata), priority: 1 },
    { name: 'keys', title: 'Keys', value: (row) => (row.keys.length === 0 ? 'none' : row.keys.length), priority: 1 },
    ...keys.map((key, index) => ({
      name: `key${index + 1}`,
      title: `  ${index + 1}`,
      value: () => line(key),
      priority: 1,
    })),
  ]);
}
