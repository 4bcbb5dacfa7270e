import type { V2 } from 'unloc-integrator-client';
import type { Account } from '../account/account';
import { allDoors, countriesOf } from './doors';
import { allKeys } from './keys';
import { People, type FindOptions } from './people-found';
import { called, peopleOf, type Person } from './person';
import { internationalNumber } from './phone';

export { called, People, peopleOf };
export type { Person };

async function managedUsers(account: Account, signal: AbortSignal): Promise<V2.ManagedUser[]> {
  const unloc = await account.client();
  const list = unloc.managedUsers.list({ projectId: await account.projectId() }, { signal });
  try {
    return await list.toArray({ limit: Infinity });
  } catch (thrown) {
    // The call is inferred: an API without it has no records to show.
    if ((thrown as { code?: unknown }).code === 'not_found') return [];
    throw thrown;
  }
}

/** All people of the project, by name. */
export async function allPeople(account: Account, signal: AbortSignal): Promise<Person[]> {
  return (await read(account, signal)).people;
}

async function read(
  account: Account,
  signal: AbortSignal,
  some?: readonly V2.Key[] | Promise<readonly V2.Key[]>,
): Promise<{ people: Person[]; keys: readonly V2.Key[] }> {
  const [users, keys] = await Promise.all([managedUsers(account, signal), some ?? allKeys(account, signal)]);
  const people = peopleOf(users, keys).sort((a, b) => called(a).localeCompare(called(b), 'en'));
  return { people, keys };
}

/** So many people are asked for by number; for more of them all keys are read. */
const mostNumbers = 25;

/**
 * The keys that say who these people are: theirs, if all are named by international numbers, else all. A project may have a
 * million.
 */
export async function keysFor(
  account: Account,
  wanted: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly V2.Key[]> {
  const numbers = wanted?.map(internationalNumber);
  if (numbers === undefined || numbers.length > mostNumbers || numbers.includes(undefined))
    return allKeys(account, signal);
  const keys = await Promise.all([...new Set(numbers)].map((appUserId) => allKeys(account, signal, { appUserId })));
  return keys.flat();
}

/**
 * The people of the project. Numbers without `+` are those of the countries in which its doors are.
 *
 * @param keys that they are known by, besides the project's records. Default: all that have not ended.
 */
export async function readPeople(
  account: Account,
  signal: AbortSignal,
  some?: readonly V2.Key[] | Promise<readonly V2.Key[]>,
): Promise<People> {
  const countries = async (): Promise<string[]> => countriesOf(await allDoors(account, signal));
  const { people, keys } = await read(account, signal, some);
  return new People(people, countries, keys);
}

/** People by number or name, each once. */
export async function findPeople(
  account: Account,
  wanted: readonly string[],
  signal: AbortSignal,
  options: FindOptions = {},
): Promise<Person[]> {
  return (await readPeople(account, signal, keysFor(account, wanted, signal))).findAll(wanted, options);
}

/** One person. */
export async function findPerson(
  account: Account,
  wanted: string,
  signal: AbortSignal,
  options: FindOptions = {},
): Promise<Person> {
  return (await readPeople(account, signal, keysFor(account, [wanted], signal))).find(wanted, options);
}
