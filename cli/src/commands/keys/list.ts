import type { V2 } from 'unloc-integrator-client';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';
import { findNamed } from '../../input/named';
import { doorNames } from '../../input/door-names';
import { allDoors } from '../../input/doors';
import { allKeys, endedStates, keysInPages, keyStates } from '../../input/keys';
import { called, findPerson, readPeople } from '../../input/people';
import { clocksInWords } from '../../output/time';
import { keyColumns } from './columns';

interface Options {
  door?: string;
  person?: string;
  state?: string;
  all?: boolean;
}

async function* inStates(keys: AsyncIterable<V2.Key>, wanted: readonly string[] | undefined): AsyncIterable<V2.Key> {
  for await (const key of keys) if (wanted === undefined || wanted.includes(key.state)) yield key;
}

export async function run({ options, account, output, signal }: Invocation<Options>): Promise<void> {
  const wanted = options.state?.split(',').map((state) => state.trim());
  const unknown = wanted?.find((state) => !(keyStates as readonly string[]).includes(state));
  if (unknown !== undefined) throw usage(`--state "${unknown}" is not a state. There are: ${keyStates.join(', ')}.`);
  const lines = output.format === 'ndjson';
  const doors = lines && options.door === undefined ? [] : await allDoors(account, signal);
  const lockId = options.door === undefined ? undefined : findNamed(doors, options.door, 'door').id;
  // Somebody whose keys have all ended may be known by number only.
  const person =
    options.person === undefined ? undefined : await findPerson(account, options.person, signal, { newcomers: true });
  const ended =
    options.all === true || wanted?.some((state) => (endedStates as readonly string[]).includes(state)) === true;
  const filter = { lockId, appUserId: person?.appUserId, ended };
  if (lines) {
    // Keys as the API says them, with nothing of doors and people: they are written as they come.
    const keys = inStates(await keysInPages(account, signal, filter), wanted);
    return output.list(keys, keyColumns({ names: doorNames([]), wall: false, people: new Map() }));
  }
  const read = await allKeys(account, signal, filter);
  const people = await readPeople(account, signal, read);
  const keys = wanted === undefined ? read : read.filter(({ state }) => wanted.includes(state));
  const known = people.all.filter(({ name }) => name !== null).map((one) => [one.appUserId, called(one)] as const);
  const names = doorNames(doors);
  await output.list(keys, keyColumns({ names, wall: output.format === 'table', people: new Map(known) }), {
    empty: ended ? 'There are no such keys.' : 'There are no such keys; --all also lists expired and revoked ones.',
  });
  if (!output.machine && keys.length > 0) output.say(clocksInWords(keys.map(({ lockId }) => names.zone(lockId))));
}
