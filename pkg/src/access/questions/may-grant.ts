import type * as V2 from '../../generated/model-v2';
import { heldBy } from '../snapshot/internals';
import type { Snapshot } from '../snapshot/snapshot';

/**
 * Who may share keys: the power to give, which is not to open. Of a lock, of a person, or all.
 *
 * If sharing rights were not read, it is empty: see `blindSpots`.
 */
export function mayGrant(snapshot: Snapshot, query: { lockId?: string; appUserId?: string } = {}): V2.SharingRight[] {
  return heldBy(snapshot).ask('mayGrant', { lockId: query.lockId, appUserId: query.appUserId });
}
