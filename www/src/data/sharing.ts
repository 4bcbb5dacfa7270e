import type { V2 } from 'unloc-integrator-client';
import { data } from './project-data';

// As Unloc lists them: the access engine's answer to "who may grant" leaves out how many keys were shared.

/** Who may share keys of a door. */
export function sharersOf(lockId: string): readonly V2.SharingRight[] {
  return (data.value?.sharingRights ?? []).filter((right) => right.lockId === lockId);
}

/** What somebody may share keys of. */
export function sharesOf(appUserId: string): readonly V2.SharingRight[] {
  return (data.value?.sharingRights ?? []).filter((right) => right.appUserId === appUserId);
}
