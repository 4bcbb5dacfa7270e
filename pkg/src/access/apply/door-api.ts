import type { CallOptions } from '../../core/options';
import type { AccessGroupAccessesChange, Key, KeyInput } from '../../generated/model-v2';

/** How a job that makes keys ended. */
export interface JobEnd {
  /** `over` is false while it runs. */
  over: boolean;
  /** The locks of the keys that it could not make. */
  failedLocks: string[];
  /** Whether it says that it made none. */
  failed: boolean;
}

/** What an apply does at the API, in the words of v2. */
export interface DoorApi {
  /** The most keys in one request. */
  readonly keysPerPost: number;
  /** All keys of a person in the plan's project, ended ones too. */
  list(person: string, options: CallOptions): Promise<Key[]>;
  /** Makes keys by one request. */
  make(keys: KeyInput[], options: CallOptions): Promise<{ jobId?: string }>;
  /** Reads a job. */
  job(id: string, options: CallOptions): Promise<JobEnd>;
  /** Reads a key; `undefined` if there is none. */
  key(key: Key, options: CallOptions): Promise<Key | undefined>;
  /** Revokes one key. */
  revoke(key: Key, options: CallOptions): Promise<void>;
  /** Changes who is in an access group. */
  changeGroup(accessGroupId: string, change: AccessGroupAccessesChange, options: CallOptions): Promise<void>;
}
