import type { V2 } from 'unloc-integrator-client';
import type { Account } from '../account/account';
import { findNamed } from './named';

/** All doors of the project. */
export async function allDoors(account: Account, signal: AbortSignal): Promise<V2.Lock[]> {
  const unloc = await account.client();
  return unloc.locks.list({ projectId: await account.projectId() }, { signal }).toArray({ limit: Infinity });
}

/** The countries in which doors are (ISO 3166). */
export function countriesOf(doors: readonly V2.Lock[]): string[] {
  return [...new Set(doors.flatMap(({ address }) => address?.countryIso?.toUpperCase() || []))];
}

/** Doors by id, the beginning of an id, or name. Two that fit are listed, and none is taken. */
export async function findDoors(account: Account, wanted: readonly string[], signal: AbortSignal): Promise<V2.Lock[]> {
  const doors = await allDoors(account, signal);
  return wanted.map((one) => findNamed(doors, one, 'door'));
}

/** One door. */
export async function findDoor(account: Account, wanted: string, signal: AbortSignal): Promise<V2.Lock> {
  return findNamed(await allDoors(account, signal), wanted, 'door');
}

/** Doors among those that were read, each once. */
export function doorsNamed(doors: readonly V2.Lock[], wanted: readonly string[]): V2.Lock[] {
  return [...new Set(wanted.map((one) => findNamed(doors, one, 'door')))];
}
