import type { V2 } from 'unloc-integrator-client';
import { printable } from '../output/printable';

/** A person: one phone number, with the project's record of it, if there is one. */
export interface Person {
  /** Phone number, E.164. */
  appUserId: string;
  /** The name of the project's record, else the one that the person entered in the app. */
  name: string | null;
  managedUser: V2.ManagedUser | null;
  /** How many keys open doors, or will. */
  keys: number;
}

/** What a person is called in sentences. */
export function called({ name, appUserId }: Pick<Person, 'name' | 'appUserId'>): string {
  return printable(name ?? appUserId);
}

function nameOf(user: V2.ManagedUser | undefined): string | undefined {
  return [user?.firstName, user?.lastName].filter(Boolean).join(' ') || undefined;
}

/** People who have a key, and people of whom the project keeps a record. */
export function peopleOf(users: readonly V2.ManagedUser[], keys: readonly V2.Key[]): Person[] {
  const records = new Map(users.map((user) => [user.appUserId, user]));
  const entered = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { appUser } of keys) {
    if (appUser === null) continue;
    counts.set(appUser.id, (counts.get(appUser.id) ?? 0) + 1);
    if (appUser.name) entered.set(appUser.id, appUser.name);
  }
  return [...new Set([...records.keys(), ...counts.keys()])].map((appUserId) => {
    const managedUser = records.get(appUserId);
    return {
      appUserId,
      name: nameOf(managedUser) ?? entered.get(appUserId) ?? null,
      managedUser: managedUser ?? null,
      keys: counts.get(appUserId) ?? 0,
    };
  });
}
