import { Account } from '../../account/account';
import { readProfiles } from '../../account/profiles';
import type { Kind } from '../../command/command';
import { allDoors } from '../../input/doors';
import { fold } from '../../input/fold';
import type { Terminal } from '../../terminal/terminal';

/** Somebody waits at the prompt. */
const limitMs = 2000;
const mostPeople = 1000;

type Name = readonly [word: string, meaning: string];

async function profileNames(): Promise<Name[]> {
  const { profiles } = await readProfiles();
  return Object.entries(profiles).map(([name, { api }]) => [name, api]);
}

async function accountNames(kind: Kind, account: Account, signal: AbortSignal): Promise<Name[]> {
  // A keychain may ask for its password.
  if ((await account.identity()).store === 'keychain') return [];
  if (kind === 'project') return (await account.projects()).map(({ id, name }) => [name, id]);
  if (kind === 'door') return (await allDoors(account, signal)).map(({ id, name }) => [name, id]);
  if (kind !== 'person') return [];
  const unloc = await account.client();
  const people = unloc.managedUsers.list({ projectId: await account.projectId() }, { signal });
  return (await people.toArray({ limit: mostPeople })).map(({ firstName, lastName, appUserId }) => [
    [firstName, lastName].filter(Boolean).join(' ') || appUserId,
    appUserId,
  ]);
}

/** Names of this kind that begin so, capitals and accents aside. None on any failure, and none after two seconds. */
export async function namesOf(
  kind: Kind,
  prefix: string,
  { profile, project }: { profile?: string; project?: string },
  terminal: Terminal,
): Promise<Name[]> {
  const signal = AbortSignal.timeout(limitMs);
  const silent = (): void => undefined;
  const account = new Account({
    profile,
    project,
    env: process.env,
    verbose: silent,
    say: silent,
    terminal,
    signal,
  });
  const wanted = fold(prefix);
  const late = new Promise<Name[]>((resolve) => {
    signal.addEventListener('abort', () => resolve([]));
  });
  try {
    const names = await Promise.race([kind === 'profile' ? profileNames() : accountNames(kind, account, signal), late]);
    return names.flatMap(([name, meaning]): Name[] => {
      if (fold(name).startsWith(wanted)) return [[name, meaning]];
      // Who begins with an id or a number goes on with it.
      return prefix.length > 1 && meaning.startsWith(prefix) && kind !== 'profile' ? [[meaning, name]] : [];
    });
  } catch {
    return [];
  }
}
