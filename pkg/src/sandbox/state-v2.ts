import type * as V2 from '../generated/model-v2';

/** What a project pays for beside the base. */
export type Module = 'mobileKey' | 'subproject' | 'doorbell';

/** What of a project only API v2 knows. */
export interface ProjectRecord {
  /** The project. */
  projectId: string;
  /** The modules that it does not have. */
  modulesOff?: Module[];
  /** The privacy policy of its new locks; `public` unless told. */
  privacyPolicy?: V2.PrivacyPolicy;
}

/** A subproject, and whose it is. */
export interface SubprojectRecord {
  /** The project it is a part of. */
  projectId: string;
  /** The subproject. */
  subproject: V2.Subproject;
}

/** A managed user, and whose it is. */
export interface ManagedUserRecord {
  /** The project that keeps the record. */
  projectId: string;
  /** The subproject it was made in, if any. */
  subprojectId?: string;
  /** Whether it was deleted. A new key for the person brings it back, empty. */
  deleted?: boolean;
  /** The managed user. */
  managedUser: V2.ManagedUser;
}

/** A right to share that a subproject gave. */
export interface SharingRightRecord {
  /** The subproject it comes from. */
  subprojectId: string;
  /** The right. */
  sharingRight: V2.SharingRight;
}

/** An access group, and whose it is. */
export interface AccessGroupRecord {
  /** The project it belongs to. */
  projectId: string;
  /** The subproject it was made in, if any. */
  subprojectId?: string;
  /** The group. */
  accessGroup: V2.AccessGroup;
}

/** A doorbell, whose it is, and the keys that its people got by it. */
export interface DoorbellRecord {
  /** The project it belongs to. */
  projectId: string;
  /** The doorbell. */
  doorbell: V2.Doorbell;
  /** Which key each of its people got, by the id of the person at the bell. */
  keyIds?: { [id: string]: string };
  /** Which of its people a subproject added, by the same id. */
  subprojectIds?: { [id: string]: string };
}

/** A job: work that goes on after the answer, on the sandbox's clock. */
export interface JobRecord {
  /** Id. */
  id: string;
  /** The project it works for. */
  projectId: string;
  /** Its kind: `createKeys`, … */
  type: string;
  /** When it was begun, ISO 8601. */
  created: string;
  /** When it ends, ISO 8601. */
  ends: string;
  /** What it ends as. */
  ending: V2.JobStatus;
  /** Why, if it fails. */
  failureReason?: string;
  /** The keys that it makes. */
  keyIds?: string[];
  /** The keys that it fails to make. */
  failedKeys?: Array<{ lockId: string; appUserId: string }>;
}

/** What only API v2 knows of. */
export interface StateOfV2 {
  /** What is special about projects. */
  projects?: ProjectRecord[];
  /** Subprojects. */
  subprojects?: SubprojectRecord[];
  /** Managed users. If the list is not there, everybody with a key is one. */
  managedUsers?: ManagedUserRecord[] | null;
  /** Rights to share that subprojects gave. */
  sharingRights?: SharingRightRecord[];
  /** Access groups. */
  accessGroups?: AccessGroupRecord[];
  /** Doorbells. */
  doorbells?: DoorbellRecord[];
  /** Jobs. */
  jobs?: JobRecord[];
}
