import type { V2 } from 'unloc-integrator-client';
import { engine, snapshot } from './engine';

/** Who may share keys of a door. */
export function sharersOf(lockId: string): V2.SharingRight[] {
  const [access, seen] = [engine.value, snapshot.value];
  return access === undefined || seen === undefined ? [] : access.mayGrant(seen, { lockId });
}

/** What somebody may share keys of. */
export function sharesOf(appUserId: string): V2.SharingRight[] {
  const [access, seen] = [engine.value, snapshot.value];
  return access === undefined || seen === undefined ? [] : access.mayGrant(seen, { appUserId });
}
