import type { V2 } from 'unloc-integrator-client';

/** A person is one phone number, whatever their access comes from. */
export interface Person {
  /** Phone number, E.164. */
  number: string;
  name: string | undefined;
  keys: V2.Key[];
  /** The project's record of the person. */
  managedUser?: V2.ManagedUser;
}

/** A person without keys yet. The name of the project's record goes before the one that the person entered. */
export function personOf(number: string, name: string | undefined, managedUser?: V2.ManagedUser): Person {
  const recorded = [managedUser?.firstName, managedUser?.lastName].filter(Boolean).join(' ');
  return { number, name: recorded || name, keys: [], ...(managedUser && { managedUser }) };
}

/** What a person is called: the name, else the number. */
export function calledBy({ name, number }: Pick<Person, 'name' | 'number'>): string {
  return name || number;
}
