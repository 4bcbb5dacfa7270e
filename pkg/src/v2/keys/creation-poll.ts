import type { Job, Key } from '../../generated/model-v2';
import type { CreatedKey } from '../../core/keys-outcome';
import type { CallOptions } from '../../core/options';
import type { ResponseHead } from '../../core/result';
import { UnlocError } from '../../core/unloc-error';
import { normalizeKey } from '../../normalize/v2';
import type { Core } from '../../wasm/core-functions';
import { ask } from '../../wasm/core';
import { isRecord } from '../operations';
import { endOf } from '../jobs/poll';
import type { PollResult } from '../jobs/poll';
import type { Batch, RequestedKey } from './batch';
import { operation, recordCreated, recordFailed, undecided } from './creation-state';
import type { State } from './creation-state';
import { findByIds, findExisting } from './find-existing';
import { watchForSecondKeys } from './second-keys';

/** A key that its job did not report is searched for so often before its outcome is `unknown`. */
const maxSearches = 3;

/** So many keys are read one by one; more are read from the list. */
const maxSingleReads = 8;

const mayBeCreating = (key: CreatedKey): boolean => key.state === undefined || key.state === 'creating';

/** Whether there is nothing left to wait for. */
export function isDone(state: State, usable: boolean): boolean {
  return !state.repeated && hasKeys(state, usable);
}

/** Whether the outcome of every key is known, a second one left aside. */
export function hasKeys(state: State, usable: boolean): boolean {
  return (
    !state.batches.some((batch) => batch.keys.size > 0 || undecided(state, batch).length > 0)
    && !(usable && [...state.created.values()].some(mayBeCreating))
  );
}

/** Polls everything that is not done yet. */
export async function poll(state: State, client: Core, usable: boolean, options: CallOptions): Promise<PollResult> {
  let headers: ResponseHead['headers'] | undefined;
  for (const batch of state.batches) {
    batch.keys.forEach((key, index) => recordCreated(state, client, index, key.id, key));
    batch.keys.clear();
    if (undecided(state, batch).length === 0) continue;
    const jobId = jobOf(state, batch);
    if (jobId === undefined) await search(state, client, batch, options);
    else headers = (await pollJob(state, client, batch, jobId, options)) || headers;
  }
  if (usable && hasKeys(state, false)) await refresh(state, client, options);
  if (state.repeated) await watchForSecondKeys(state, state.repeated, client, options);
  return { done: hasKeys(state, usable) && (state.doubtful || !state.repeated), headers };
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
  const reason = String(job.failureReason || endOf(job));
  const shown = state.context.clean(reason);
  if (status === 1 || job.status === 'timeout') {
    // Keys may exist even if the API gave up the job.
    await search(state, client, batch, options, status === 1 ? undefined : shown);
  } else {
    const named = ask(client, operation, 'keyIndexInError', { name: reason, count: batch.requested.length });
    const culprit = batch.requested[named];
    for (const { index } of undecided(state, batch)) {
      recordFailed(
        state,
        index,
        'refused',
        culprit && culprit.index !== index ? `keys[${culprit.index}] made the whole job fail` : shown,
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
    const match = matching(state, batch, reported);
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
    const match = matching(state, batch, reported);
    if (match)
      recordFailed(
        state,
        match.index,
        'failed',
        reported.reason ? state.context.clean(reported.reason) : 'the API did not say why',
      );
  }
}

/** The requested key that a job reports. A job that names the person otherwise than by the phone number is believed if only one key can be meant. */
function matching(state: State, batch: Batch, { lockId, appUserId }: ReportedKey): RequestedKey | undefined {
  const ofLock = undecided(state, batch).filter(({ input }) => input.lockId === lockId);
  const exact = ofLock.find(({ input }) => input.appUserId === appUserId);
  return exact || (ofLock.length === 1 && !(appUserId || '').startsWith('+') ? ofLock[0] : undefined);
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
  const { calls, apiNow } = state.context;
  const { found } = await findExisting(
    { calls, projectParameters: state.projectParameters },
    missing,
    options,
    known,
    apiNow(),
    [],
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
      reason || 'the job is done, but did not report this key, and the list does not contain the key',
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
        { calls: state.context.calls, projectParameters: state.projectParameters },
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
