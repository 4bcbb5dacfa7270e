import type * as V2 from '../generated/model-v2';

/** By what means a key is there. */
export type Via = 'key' | 'accessGroup' | 'unknown';

/** A key by which somebody can open a door. */
export interface Reason {
  /** A key that was given by itself, one that an access group made, or one of both. */
  via: Via;
  /** Keys need not name their group: as long as they do not, it is concluded from the members and doors of the groups. */
  certain: boolean;
  /** Id of the key. */
  keyId: string;
  /** Who made it with this package (`accessOwner`). */
  owner?: string;
  /** The stable name of its grant (`accessRef`). */
  ref?: string;
  /** Its access group, if it has one. */
  accessGroupId?: string;
  /** ISO 8601. */
  start: string;
  /** ISO 8601; null for never. */
  end: string | null;
  /** Weekly hours on the wall clock of the door; absent for at all hours. */
  windows?: V2.TimeSpan[];
  /** The state that the API says. */
  state: V2.KeyState;
}

/** A time for which somebody can open a door without interruption. */
export interface Opening {
  /** Id of the lock. */
  lockId: string;
  /** The first lock of the door: locks with one `physicalLockId` are one door. */
  doorId: string;
  /** The lock's name. */
  door: string;
  /** Phone number, E.164; null if the API hides the person. */
  appUserId: string | null;
  /** The person's name, if it was read. */
  name?: string;
  /** ISO 8601. */
  from: string;
  /** ISO 8601; null for never. */
  to: string | null;
  /** The keys by which it is open. */
  reasons: Reason[];
}
