import type * as V2 from '../../generated/model-v2';
import { heldBy } from '../snapshot/internals';
import type { Snapshot } from '../snapshot/snapshot';

/**
 * Who may share keys with others. It is a right of its own: whoever has it need not be able to open the door.
 *
 * If sharing rights were not read, the list is empty: see `blindSpots`.
 *
 * @param snapshot the snapshot that is asked.
 * @param query a lock, a person, or both. Default: all rights.
 * @returns the sharing rights, in the form of API v2.
 */
export function mayGrant(snapshot: Snapshot, query: { lockId?: string; appUserId?: string } = {}): V2.SharingRight[] {
  return heldBy(snapshot).ask('mayGrant', { lockId: query.lockId, appUserId: query.appUserId });
}
