/** What a review or a plan points out. The list is closed. */
export type FindingKind =
  | 'noEnd'
  | 'windowNeverFalls'
  | 'windowSkipped'
  | 'startInGap'
  | 'stateMismatch'
  | 'unknownState'
  | 'sameTwice'
  | 'twoPeople'
  | 'opensBeforeLeft'
  | 'gapInStay'
  | 'nobodyCanOpen'
  | 'mayGrant'
  | 'keyInError'
  | 'stillCreating'
  | 'unusedSince'
  | 'notOnList'
  | 'foreignKey'
  | 'groupKey';

/** Something that somebody should look at. */
export interface Finding {
  /** What was found. */
  kind: FindingKind;
  /** The door. */
  lockId?: string;
  /** The person, E.164. */
  appUserId?: string;
  /** The keys that it is about. */
  keyIds: string[];
  /** The references of the grants that it is about. */
  refs: string[];
  /** Since when, ISO 8601. */
  from?: string;
  /** Until when, ISO 8601. */
  to?: string;
  /** It, in words. */
  sentence: string;
}
