import type { Job, Key, KeyState } from '../generated/model-v2';

/** A key that was created, or that is being created. */
export interface CreatedKey {
  /** Its index in the list of requested keys. */
  index: number;
  /** Id of the key. */
  id: string;
  /** The lock it opens. */
  lockId: string;
  /** The recipient's phone number, E.164. */
  appUserId: string;
  /** Its last known state; always present after `until: 'usable'`. */
  state?: KeyState;
  /** The key, if it was read. */
  key?: Key;
}

/** A key that was not created. */
export interface FailedKey {
  /** Its index in the list of requested keys. */
  index: number;
  /** The lock it was for. */
  lockId: string;
  /** The phone number of the person it was for, E.164. */
  appUserId: string;
  /**
   * `invalid`: it was not sent, or the API rejected it. `refused`: the call or job in which it was sent failed.
   * `failed`: the API could not create it, or it did not become usable. `unknown`: the job ended and the key was not found.
   */
  code: 'invalid' | 'refused' | 'failed' | 'unknown';
  /** Why, in a sentence. */
  reason: string;
  /** Id of the key, if there is one. A key in the state `error` can still be revoked. */
  id?: string;
  /** Its last known state. */
  state?: KeyState;
}

/**
 * A second key for one that was requested once: the request was sent a second time because nothing was seen of the first,
 * and the first had arrived after all. It is revoked.
 */
export interface SurplusKey {
  /** The index of the requested key. */
  index: number;
  /** Id of the second key. The other one is in `created`. */
  id: string;
  /** The lock it opens. */
  lockId: string;
  /** The phone number of the person, E.164. */
  appUserId: string;
  /** Whether it is revoked. If not, the wait rejects with `outcome_unknown`: revoke it. */
  revoked: boolean;
}

/** The outcome for each requested key. `created` and `failed` together hold all keys whose outcome is known. */
export interface KeysOutcome {
  /** Keys that were created, in the order of the request, including those that are still being created. */
  created: CreatedKey[];
  /** The keys of `created` that are still being created. They open nothing yet. */
  creating: CreatedKey[];
  /** Keys that were not created, in the order of the request. */
  failed: FailedKey[];
  /** Second keys that a repeated request led to, in the order in which they were found. Nearly always empty. */
  surplus: SurplusKey[];
  /** Indexes of the keys whose outcome is not known yet; empty when the wait is over. */
  pending: number[];
}

/** The last known state of jobs and keys. */
export interface LastState {
  /** The jobs that were read. */
  jobs: Job[];
  /** The outcome for each key, when keys were created. */
  keys?: KeysOutcome;
}

/** Words of the API as an error may show them. */
export type Clean = (text: string) => string;
