/** A moment. A text has `Z` or an offset. */
export type Moment = Date | string;

/** A half-open span. */
export interface Span {
  /** Its start, which belongs to it. */
  from: Moment;
  /** Its end, which does not. */
  to: Moment;
}

/** What a snapshot or a plan is about. */
export interface Scope {
  /** API v2: the project. */
  projectId?: string;
  /** API v2: a part of the project. */
  subprojectId?: string;
  /** API v1: the lock holder. */
  lockHolderId?: string;
  /** These locks only. */
  lockIds?: string[];
}

/** What a page lists. */
export type PageOf = 'locks' | 'keys' | 'accessGroups' | 'sharingRights' | 'managedUsers' | 'accessEvents';

/** Something that a snapshot cannot see. */
export type BlindSpot =
  | 'sharedInApp'
  | 'accessGroupsNotRead'
  | 'groupOfKeyUnknown'
  | 'sharingRightsNotRead'
  | 'personHidden'
  | 'metadataNotKept'
  | 'zoneUnknown';
