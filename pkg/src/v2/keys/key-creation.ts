import type { Job, Key, KeyInput } from '../../generated/model-v2';
import { attempt } from '../../core/attempt';
import { bindMethods } from '../../core/bind-methods';
import type { CreatedKey, FailedKey, KeysOutcome } from '../../core/keys-outcome';
import type { CallOptions, WaitOptions } from '../../core/options';
import type { ResponseHead } from '../../core/result';
import { UnlocError } from '../../core/unloc-error';
import { normalizeKey } from '../../normalize/v2';
import type { Core } from '../../wasm/core-functions';
import { ask, core } from '../../wasm/core';
import { isRecord } from '../operations';
import type { Parameters } from '../operations';
import { pollUntilDone, waitError } from '../jobs/poll';
import type { PollResult } from '../jobs/poll';
import type { Batch, KeysContext, RequestedKey } from './batch';
import { findByIds, findExisting } from './find-existing';

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

/** What a {@link KeyCreation} starts with. */
interface Submitted {
  context: KeysContext;
  projectParameters: Parameters;
  keys: KeyInput[];
  batches: Batch[];
  failed: Map<number, FailedKey>;
  /** When the keys were sent, on the API's clock. */
  startedAt: number;
}

interface State extends Submitted {
  created: Map<number, CreatedKey>;
  jobs: Map<string, Job>;
  /** How often each batch was searched for keys that its job did not report. */
  searches: Map<Batch, number>;
}

const operation = 'keys.create';

/** Kept out of the object, so that logging it does not log phone numbers. */
const states = new WeakMap<KeyCreation, State>();

/** A key that its job did not report is searched for so often before its outcome is `unknown`. */
const maxSearches = 3;

/** So many keys are read one by one; more are read from the list. */
const maxSingleReads = 8;

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
    states.set(this, { created: new Map(), jobs: new Map(), searches: new Map(), ...submitted });
  }

  /** The last known outcome. */
  outcome(): KeysOutcome {
    return outcomeOf(states.get(this)!);
  }

  /**
   * Waits until the keys are created, or usable. Keys that failed are listed in the outcome; they do not throw.
   *
   * @throws UnlocError `job_failed` if none was created; `job_timeout` at the deadline, after which it can be called again;
   * both have the `lastState` of jobs and keys; `aborted`; `invalid_argument` without `timeoutMs`.
   */
  async wait(options: KeysWaitOptions): Promise<KeysOutcome> {
    const state = states.get(this)!;
    const { until, onProgress } = options || ({} as KeysWaitOptions);
    const lastState = () => ({ jobs: [...state.jobs.values()], keys: outcomeOf(state) });
    const first = state.batches.length > 0 ? state.batches[0]!.headers : undefined;
    if (!isDone(state, until === 'usable')) {
      await pollUntilDone(
        operation,
        options,
        async (callOptions) => {
          const result = await poll(state, await core(operation), until === 'usable', callOptions);
          attempt(() => onProgress && onProgress(outcomeOf(state)));
          return result;
        },
        () =>
          waitError(
            'job_timeout',
            operation,
            `not all keys are ${until === 'usable' ? 'usable' : 'made'} after ${options.timeoutMs} ms. The API is still creating them: wait again, or read lastState.`,
            false,
            lastState(),
          ),
        first,
      );
    }
    const outcome = outcomeOf(state);
    const client = await core(operation);
    const failedJob = [...state.jobs.values()].find((job) => ask(client, operation, 'jobStatus', job.status) === 2);
    if (failedJob && outcome.created.length === 0) {
      const why = failedJob.failureReason ? `: ${failedJob.failureReason}` : '';
      throw waitError(
        'job_failed',
        operation,
        `the job ended as ${failedJob.status}${why}. No key was made; lastState.keys.failed has the reason for each.`,
        false,
        lastState(),
      );
    }
    return outcome;
  }
}

function outcomeOf(state: State): KeysOutcome {
  const ordered = <T>(of: Map<number, T>): T[] => [...of.keys()].sort((a, b) => a - b).map((index) => of.get(index)!);
  const created = ordered(state.created);
  return {
    created,
    creating: created.filter((key) => key.state === 'creating'),
    failed: ordered(state.failed),
    pending: state.keys
      .map((_, index) => index)
      .filter((index) => !state.created.has(index) && !state.failed.has(index)),
  };
}

const mayBeCreating = (key: CreatedKey): boolean => key.state === undefined || key.state === 'creating';

/** Whether there is nothing left to wait for. */
function isDone(state: State, usable: boolean): boolean {
  return (
    !state.batches.some((batch) => batch.keys.size > 0 || undecided(state, batch).length > 0)
    && !(usable && [...state.created.values()].some(mayBeCreating))
  );
}

const undecided = (state: State, { requested }: Batch): RequestedKey[] =>
  requested.filter(({ index }) => !state.created.has(index) && !state.failed.has(index));

/** Polls everything that is not done yet. */
async function poll(state: State, client: Core, usable: boolean, options: CallOptions): Promise<PollResult> {
  let headers: ResponseHead['headers'] | undefined;
  for (const batch of state.batches) {
    batch.keys.forEach((key, index) => recordCreated(state, client, index, key.id, key));
    batch.keys.clear();
    if (undecided(state, batch).length === 0) continue;
    const jobId = jobOf(state, batch);
    if (jobId === undefined) await search(state, client, batch, options);
    else headers = (await pollJob(state, client, batch, jobId, options)) || headers;
  }
  if (usable && isDone(state, false)) await refresh(state, client, options);
  return { done: isDone(state, usable), headers };
}

/** The job to poll; none if the response was lost, or if the project is not known. */
function jobOf(state: State, { jobId }: Batch): string | undefined {
  return state.projectParameters.projectId === undefined ? undefined : jobId;
}

/** Reads a job, and its results if it has ended. */
async function pollJob(
  state: State,
  client: Core,
  batch: Batch,
  jobId: string,
  options: CallOptions,
): Promise<ResponseHead['headers'] | undefined> {
  const { data, response } = await state.context.send(
    'jobs.get',
    { projectId: state.projectParameters.projectId, jobId },
    options,
  );
  const { job } = data as { job: Job };
  state.jobs.set(jobId, job);
  const status = ask(client, operation, 'jobStatus', job.status);
  if (status === 0) return response.headers;
  const result = isRecord(job.resultData) ? job.resultData : {};
  await takeItems(state, client, batch, result.createdKeys, undefined, options);
  await takeItems(state, client, batch, result.creatingKeys, 'creating', options);
  takeFailures(state, batch, result.failedKeys);
  const reason = job.failureReason || `the job ended as ${job.status}`;
  if (status === 1 || job.status === 'timeout') {
    // Keys may exist even if the API gave up the job.
    await search(state, client, batch, options, status === 1 ? undefined : reason);
  } else {
    const named = ask(client, operation, 'keyIndexInError', { name: reason, count: batch.requested.length });
    const culprit = batch.requested[named];
    for (const { index } of undecided(state, batch)) {
      recordFailed(
        state,
        index,
        'refused',
        culprit && culprit.index !== index ? `keys[${culprit.index}] made the whole job fail` : reason,
      );
    }
  }
  return response.headers;
}

/** Records the keys that a job reports. The shape of its items is not documented. */
async function takeItems(
  state: State,
  client: Core,
  batch: Batch,
  items: unknown,
  keyState: Key['state'] | undefined,
  options: CallOptions,
): Promise<void> {
  for (const item of Array.isArray(items) ? items : []) {
    let reported = parseItem(item);
    if (reported.id === undefined) continue;
    if (reported.lockId === undefined || reported.appUserId === undefined) {
      const key = await readKey(state, reported.id, options);
      if (key) reported = parseItem(key);
    }
    const match = undecided(state, batch).find(
      ({ input }) => input.lockId === reported.lockId && input.appUserId === reported.appUserId,
    );
    if (match) {
      recordCreated(state, client, match.index, reported.id!, reported.key);
      const created = state.created.get(match.index);
      if (keyState && created && created.state === undefined) created.state = keyState;
    }
  }
}

function takeFailures(state: State, batch: Batch, items: unknown): void {
  for (const item of Array.isArray(items) ? items : []) {
    const reported = parseItem(item);
    const match = undecided(state, batch).find(
      ({ input }) => input.lockId === reported.lockId && input.appUserId === reported.appUserId,
    );
    if (match) recordFailed(state, match.index, 'failed', reported.reason || 'the API did not say why');
  }
}

interface ReportedKey {
  id?: string;
  lockId?: string;
  appUserId?: string;
  reason?: string;
  key?: Key;
}

/** Parses an item of a job's result, whose id may be `id`, `keyId` or `key.id`. */
function parseItem(item: unknown): ReportedKey {
  const outer = isRecord(item) ? item : {};
  const inner = isRecord(outer.key) ? outer.key : {};
  const text = (...values: unknown[]): string | undefined =>
    values.find((value): value is string => typeof value === 'string' && value !== '');
  const user = [outer.appUser, inner.appUser].find(isRecord) || {};
  const key = [outer, inner].find((one) => typeof one.id === 'string' && typeof one.state === 'string');
  return {
    id: text(outer.id, outer.keyId, inner.id, typeof item === 'string' ? item : undefined),
    lockId: text(outer.lockId, inner.lockId),
    appUserId: text(outer.appUserId, inner.appUserId, user.id),
    reason: text(outer.reason, outer.failureReason, outer.detail, outer.message, outer.error),
    key: key as unknown as Key | undefined,
  };
}

/** Searches the list for keys that no job reported, by lock and person. */
async function search(state: State, client: Core, batch: Batch, options: CallOptions, reason?: string): Promise<void> {
  const missing = undecided(state, batch);
  if (missing.length === 0) return;
  const known = new Set([...state.created.values()].map(({ id }) => id));
  const found = await findExisting(
    state.context.calls,
    state.projectParameters,
    missing,
    options,
    state.startedAt,
    known,
  );
  found.forEach((key, index) => recordCreated(state, client, index, key.id, key));
  const searches = (state.searches.get(batch) || 0) + 1;
  state.searches.set(batch, searches);
  // Without a job, only the deadline ends the search.
  if (jobOf(state, batch) === undefined || (reason === undefined && searches < maxSearches)) return;
  for (const { index } of undecided(state, batch))
    recordFailed(
      state,
      index,
      reason === undefined ? 'unknown' : 'refused',
      reason || 'the job is done, but it did not report this key, and the key is not in the list',
    );
}

/** Reads the keys that may still be being created. */
async function refresh(state: State, client: Core, options: CallOptions): Promise<void> {
  const creating = [...state.created.values()].filter(mayBeCreating);
  if (creating.length === 0) return;
  const single = creating.length <= maxSingleReads && state.projectParameters.projectId !== undefined;
  const requested = creating.map(({ index }) => ({ index, input: state.keys[index]! }));
  const found = single
    ? new Map<string, Key>()
    : await findByIds(
        state.context.calls,
        state.projectParameters,
        requested,
        new Set(creating.map(({ id }) => id)),
        options,
      );
  for (const created of creating) {
    const key = single ? await readKey(state, created.id, options) : found.get(created.id);
    if (key) recordCreated(state, client, created.index, key.id, key);
  }
}

/** Reads one key; `undefined` if it does not exist yet. */
async function readKey(state: State, keyId: string, options: CallOptions): Promise<Key | undefined> {
  try {
    return await state.context.calls.one<Key>(
      'keys.get',
      { projectId: state.projectParameters.projectId, keyId },
      options,
      'key',
      normalizeKey,
    );
  } catch (thrown) {
    if (thrown instanceof UnlocError && thrown.code === 'not_found') return undefined;
    throw thrown;
  }
}

/** Records a key that exists. */
function recordCreated(state: State, client: Core, index: number, id: string, key: Key | undefined): void {
  const { lockId, appUserId } = state.keys[index]!;
  if (key && ask(client, operation, 'keyStatus', key.state) === 2) {
    state.created.delete(index);
    recordFailed(state, index, 'failed', `the key is ${key.state}`, { id, state: key.state });
  } else {
    state.created.set(index, { index, id, lockId, appUserId, ...(key && { state: key.state, key }) });
  }
}

function recordFailed(
  state: State,
  index: number,
  code: FailedKey['code'],
  reason: string,
  more?: Pick<FailedKey, 'id' | 'state'>,
): void {
  const { lockId, appUserId } = state.keys[index]!;
  state.failed.set(index, { index, lockId, appUserId, code, reason, ...more });
}
