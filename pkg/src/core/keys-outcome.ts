import type { Job, Key, KeyState } from '../generated/model-v2';

/** A key that was made, or that is being made. */
export interface CreatedKey {
  /** Its place among the keys that were asked for. */
  index: number;
  /** Id of the key. */
  id: string;
  /** The lock it opens. */
  lockId: string;
  /** Phone number of who has it, E.164. */
  appUserId: string;
  /** Where it stood at the last look, if it was looked at: after `until: 'usable'` always. */
  state?: KeyState;
  /** The key itself, if it was looked at. */
  key?: Key;
}

/** A key that was not made. */
export interface FailedKey {
  /** Its place among the keys that were asked for. */
  index: number;
  /** The lock it was for. */
  lockId: string;
  /** Phone number of who it was for, E.164. */
  appUserId: string;
  /**
   * `invalid`: not sent, or refused by the API, because something is wrong with it; `refused`: the call or job
   * in which it was sent failed; `failed`: the API could not make it, or it did not become usable;
   * `unknown`: the job ended and the key is nowhere to be found.
   */
  code: 'invalid' | 'refused' | 'failed' | 'unknown';
  /** Why, in a sentence. */
  reason: string;
  /** Id of the key, if there is one: one in the state `error` can still be revoked. */
  id?: string;
  /** Where it stood at the last look. */
  state?: KeyState;
}

/** What came of keys that were asked for. `created` and `failed` together are all of those that are decided. */
export interface KeysOutcome {
  /** Keys that were made, in the order they were asked for, those that are still being made among them. */
  created: CreatedKey[];
  /** Those of `created` that are still being made: they open nothing yet. */
  creating: CreatedKey[];
  /** Keys that were not made, in the order they were asked for. */
  failed: FailedKey[];
  /** Places of the keys of which nothing is known yet; none once the wait is over. */
  pending: number[];
}

/** Where what was waited for stood at the last look. */
export interface LastState {
  /** The jobs, as far as they were seen. */
  jobs: Job[];
  /** Each key, where keys are made. */
  keys?: KeysOutcome;
}
