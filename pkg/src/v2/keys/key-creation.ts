import { attempt } from '../../core/attempt';
import { bindMethods } from '../../core/bind-methods';
import type { KeysOutcome } from '../../core/keys-outcome';
import type { WaitOptions } from '../../core/options';
import type { UnlocError } from '../../core/unloc-error';
import { ask, core } from '../../wasm/core';
import { endOf, pollUntilDone, waitError } from '../jobs/poll';
import { hasKeys, isDone, poll } from './creation-poll';
import { operation, outcomeOf } from './creation-state';
import type { State, Submitted } from './creation-state';

/** How to wait for keys. */
export interface KeysWaitOptions extends WaitOptions {
  /**
   * `done`: waits for the API's result for every key. `usable`: waits until no key is being created any more; then each is
   * `active`, `scheduled` or `inactive`, or in `failed`. Default: `done`.
   */
  until?: 'done' | 'usable';
  /** Called with the outcome after every poll. What it throws is ignored. */
  onProgress?: (outcome: KeysOutcome) => void;
}

/** Kept out of the object, so that logging it does not log phone numbers. */
const states = new WeakMap<KeyCreation, State>();

/** Keys that are being created. Not all of them need to succeed: see {@link KeyCreation.wait}. */
export class KeyCreation {
  /** Id of the job that creates them, the first one if there are several; none if the response was lost and the keys were found. */
  readonly id?: string;
  /** Ids of all jobs. */
  readonly jobIds: string[];

  /** @internal */
  constructor(submitted: Submitted) {
    this.jobIds = submitted.batches.map(({ jobId }) => jobId).filter((id): id is string => id !== undefined);
    if (this.jobIds.length > 0) this.id = this.jobIds[0]!;
    bindMethods(this);
    states.set(this, {
      created: new Map(),
      jobs: new Map(),
      searches: new Map(),
      surplus: new Map(),
      doubtful: false,
      ...submitted,
    });
  }

  /**
   * The last known outcome.
   *
   * @returns created, failed and pending keys.
   */
  outcome(): KeysOutcome {
    return outcomeOf(states.get(this)!);
  }

  /**
   * Waits until the keys are created, or usable. Keys that failed are listed in the outcome; they do not throw.
   *
   * If a request was sent a second time after a lost response, it also looks for keys of the first one until the settling
   * time (`settleMs`) has passed once more. One that shows up is revoked, and is in the outcome's `surplus`.
   *
   * @param options the deadline (`timeoutMs`, required), `until: 'done'` (default) or `'usable'`, and a function for
   *   progress.
   * @returns a promise of the outcome.
   * @throws UnlocError `job_failed` if none was created; `job_timeout` at the deadline, after which it can be called again;
   * `outcome_unknown` if a key may be a second one and is not revoked; these have the `lastState` of jobs and keys; `aborted`;
   * `invalid_argument` without `timeoutMs`.
   */
  async wait(options: KeysWaitOptions): Promise<KeysOutcome> {
    const state = states.get(this)!;
    const { until, onProgress } = options || ({} as KeysWaitOptions);
    const usable = until === 'usable';
    const { clean } = state.context;
    const failure = (code: 'job_timeout' | 'job_failed' | 'outcome_unknown', what: string): UnlocError =>
      waitError(code, operation, what, false, clean, { jobs: [...state.jobs.values()], keys: outcomeOf(state) });
    const first = state.batches.length > 0 ? state.batches[0]!.headers : undefined;
    if (!isDone(state, usable)) {
      await pollUntilDone(
        operation,
        options,
        async (callOptions) => {
          const result = await poll(state, await core(operation), usable, callOptions);
          attempt(() => onProgress && onProgress(outcomeOf(state)));
          return result;
        },
        () =>
          failure(
            'job_timeout',
            hasKeys(state, usable)
              ? `the keys exist after ${options.timeoutMs} ms, but the request was sent twice, and a second key may still appear: wait again.`
              : `not all keys are ${usable ? 'usable' : 'created'} after ${options.timeoutMs} ms. The API is still creating them: wait again, or read lastState.`,
          ),
        first,
      );
    }
    if (state.doubtful)
      throw failure(
        'outcome_unknown',
        'the request was sent twice because its first response was lost, and one key may be a second one for the same person and lock. Compare keys.list with lastState.keys, and revoke the second key.',
      );
    const outcome = outcomeOf(state);
    const client = await core(operation);
    const failedJob = [...state.jobs.values()].find((job) => ask(client, operation, 'jobStatus', job.status) === 2);
    if (failedJob && outcome.created.length === 0)
      throw failure(
        'job_failed',
        `${clean(endOf(failedJob))}. No key was created; lastState.keys.failed has the reason for each.`,
      );
    return outcome;
  }
}
