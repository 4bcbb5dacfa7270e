import type { V2 } from 'unloc-integrator-client';
import { data } from './project-data';

/**
 * The group that a key seems to come from: the API need not say it, so its person and door are looked for in the groups. Keys
 * that say who made them are of no group.
 */
export function groupOf({ appUser, lockId, metadata }: V2.Key): V2.AccessGroup | undefined {
  if (appUser === null || metadata?.accessOwner !== undefined) return undefined;
  return data.value?.groups.find(
    ({ lockIds = [], appUserIds = [] }) => lockIds.includes(lockId) && appUserIds.includes(appUser.id),
  );
}
