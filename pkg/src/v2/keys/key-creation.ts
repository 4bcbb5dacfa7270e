import type { Job, Key, KeyInput } from '../../generated/model-v2';
import type { ClientExports } from '../../wasm/client-exports';
import type { CallOptions } from '../../core/options';
import type { ResponseHead } from '../../core/result';
import { UnlocError } from '../../core/unloc-error';
import { isRecord } from '../operations';
import { core } from '../../wasm/core';
import type { Parameters } from '../operations';
import type { KeyMaking, Part } from './batch';
import { byIds, existing } from './find-existing';
import type { Asked } from './find-existing';
import { mendKey } from '../../normalize/v2';
import type { CreatedKey, FailedKey, KeysOutcome } from '../../core/keys-outcome';
import { failure, lookUntilOver } from '../jobs/poll';
import type { Look, WaitOptions } from '../jobs/poll';

/** How to wait for keys. */
export interface KeysWaitOptions extends WaitOptions {
  /**
   * `done`, unless said otherwise: until the API has said of every key whether it is made. `usable`: until no
   * key is being made any more; then they are `active`, `scheduled` or `inactive`, or among `failed`.
   */
  until?: 'done' | 'usable';
  /** Is told after every look how things stand. What it throws is ignored. */
  onProgress?: (outcome: KeysOutcome) => void;
}

/** What a {@link KeyCreation} knows. */
interface State {
  making: KeyMaking;
  place: Parameters;
  keys: KeyInput[];
  parts: Part[];
  failed: Map<number, FailedKey>;
  /** When it began, on the API's clock. */
  begun: number;
}

/** How things stand, out of reach of inspection: phone numbers are in it. */
interface Kept extends State {
  created: Map<number, CreatedKey>;
  jobs: Map<string, Job>;
  /** Looks for keys of which a job told nothing. */
  searches: Map<Part, number>;
}

const operation = 'keys.create';
const kept = new WeakMap<KeyCreation, Kept>();

/** A key of which a job told nothing is searched so often before it counts as lost. */
const mostSearches = 3;

/** Keys that are being made. Not all need to be: see {@link KeyCreation.wait}. */
export class KeyCreation {
  /** Id of the job that makes them; of the first one where it took several; none where its answer was lost and the keys were found. */
  readonly id?: string;
  /** Ids of all jobs that it took. */
  readonly jobIds: string[];

  /** @internal */
  constructor(state: State) {
    this.jobIds = state.parts.map(({ jobId }) => jobId).filter((id): id is string => id !== undefined);
    if (this.jobIds.length > 0) this.id = this.jobIds[0]!;
    kept.set(this, Object.assign({ created: new Map(), jobs: new Map(), searches: new Map() }, state));
  }

  /** How things stood at the last look. */
  outcome(): KeysOutcome {
    return outcomeOf(kept.get(this)!);
  }

  /**
   * Waits until the keys are made, or usable. That some of them failed is an outcome and no error.
   *
   * @throws UnlocError `job_failed` if none was made; `job_timeout` if it takes too long, when it may be waited
   * for again: `lastState` of both says how things stood; `aborted`; `invalid_argument` without `timeoutMs`.
   */
  async wait(options: KeysWaitOptions): Promise<KeysOutcome> {
    const state = kept.get(this)!;
    const { until, onProgress } = options || ({} as KeysWaitOptions);
    const last = () => ({ jobs: [...state.jobs.values()], keys: outcomeOf(state) });
    const first = state.parts.length > 0 ? state.parts[0]!.headers : undefined;
    if (!isOver(state, until === 'usable')) {
      await lookUntilOver(operation, options, async (callOptions) => {
        const seen = await look(state, await core(operation), until === 'usable', callOptions);
        if (typeof onProgress === 'function') tell(onProgress, outcomeOf(state));
        return seen;
      }, () => failure('job_timeout', operation, `not all keys are ${until === 'usable' ? 'usable' : 'made'} after ${options.timeoutMs} ms. They are still being worked at: wait again, or look at lastState.`, false, last()), first);
    }
    const outcome = outcomeOf(state);
    const client = await core(operation);
    const broken = [...state.jobs.values()].find((job) => client.jobStanding(job.status) === 2);
    if (broken && outcome.created.length === 0) {
      const why = broken.failureReason ? `: ${broken.failureReason}` : '';
      throw failure('job_failed', operation, `the job ended as ${broken.status}${why}. No key was made; lastState.keys.failed says why of each.`, false, last());
    }
    return outcome;
  }
}

function tell(onProgress: (outcome: KeysOutcome) => void, outcome: KeysOutcome): void {
  try {
    onProgress(outcome);
  } catch {
    // Its own concern.
  }
}

function outcomeOf(state: Kept): KeysOutcome {
  const ordered = <T>(of: Map<number, T>): T[] => [...of.keys()].sort((a, b) => a - b).map((index) => of.get(index)!);
  const created = ordered(state.created);
  return {
    created,
    creating: created.filter((key) => key.state === 'creating'),
    failed: ordered(state.failed),
    pending: state.keys.map((_, index) => index).filter((index) => !state.created.has(index) && !state.failed.has(index)),
  };
}

const isOpen = (key: CreatedKey): boolean => key.state === undefined || key.state === 'creating';

/** Whether nothing is left to wait for. */
function isOver(state: Kept, usable: boolean): boolean {
  return !state.parts.some((part) => part.keys.size > 0 || undecided(state, part).length > 0)
    && !(usable && [...state.created.values()].some(isOpen));
}

const undecided = (state: Kept, { asked }: Part): Asked[] => asked.filter(({ index }) => !state.created.has(index) && !state.failed.has(index));

/** One look at all that is not over yet. */
async function look(state: Kept, client: ClientExports, usable: boolean, options: CallOptions): Promise<Look> {
  let headers: ResponseHead['headers'] | undefined;
  for (const part of state.parts) {
    part.keys.forEach((key, index) => made(state, client, index, key.id, key));
    part.keys.clear();
    if (undecided(state, part).length === 0) continue;
    const jobId = jobOf(state, part);
    if (jobId === undefined) await search(state, client, part, options);
    else headers = (await ask(state, client, part, jobId, options)) || headers;
  }
  if (usable && isOver(state, false)) await refresh(state, client, options);
  return { over: isOver(state, usable), headers };
}

/** The job to ask for; none where its answer was lost, or where it would be asked for by a project that is not known. */
function jobOf(state: Kept, { jobId }: Part): string | undefined {
  return state.place.projectId === undefined ? undefined : jobId;
}

/** Asks for a job, and takes what came of it if it is over. */
async function ask(state: Kept, client: ClientExports, part: Part, jobId: string, options: CallOptions): Promise<ResponseHead['headers'] | undefined> {
  const { data, response } = await state.making.send('jobs.get', { projectId: state.place.projectId, jobId }, options);
  const { job } = data as { job: Job };
  state.jobs.set(jobId, job);
  const standing = client.jobStanding(job.status);
  if (standing === 0) return response.headers;
  const result = isRecord(job.resultData) ? job.resultData : {};
  await takeItems(state, client, part, result.createdKeys, undefined, options);
  await takeItems(state, client, part, result.creatingKeys, 'creating', options);
  takeFailures(state, part, result.failedKeys);
  const reason = job.failureReason || `the job ended as ${job.status}`;
  if (standing === 1 || job.status === 'timeout') {
    // Of one that the API gave up, keys may be there all the same.
    await search(state, client, part, options, standing === 1 ? undefined : reason);
  } else {
    const named = client.keyNamed(reason, part.asked.length);
    const culprit = part.asked[named];
    for (const { index } of undecided(state, part)) {
      fail(state, index, 'refused', culprit && culprit.index !== index ? `keys[${culprit.index}] made the whole job fail` : reason);
    }
  }
  return response.headers;
}

/** Takes the keys that a job names; their shape is not documented. */
async function takeItems(state: Kept, client: ClientExports, part: Part, items: unknown, keyState: Key['state'] | undefined, options: CallOptions): Promise<void> {
  for (const item of Array.isArray(items) ? items : []) {
    let told = described(item);
    if (told.id === undefined) continue;
    if (told.lockId === undefined || told.appUserId === undefined) {
      const key = await keyOf(state, told.id, options);
      if (key) told = described(key);
    }
    const match = undecided(state, part).find(({ input }) => input.lockId === told.lockId && input.appUserId === told.appUserId);
    if (match) {
      made(state, client, match.index, told.id!, told.key);
      const created = state.created.get(match.index);
      if (keyState && created && created.state === undefined) created.state = keyState;
    }
  }
}

function takeFailures(state: Kept, part: Part, items: unknown): void {
  for (const item of Array.isArray(items) ? items : []) {
    const told = described(item);
    const match = undecided(state, part).find(({ input }) => input.lockId === told.lockId && input.appUserId === told.appUserId);
    if (match) fail(state, match.index, 'failed', told.reason || 'the API did not say why');
  }
}

interface Described {
  id?: string;
  lockId?: string;
  appUserId?: string;
  reason?: string;
  key?: Key;
}

/** What an item of a job's result says, wherever in it: `id`, `keyId`, `key.id`. */
function described(item: unknown): Described {
  const outer = isRecord(item) ? item : {};
  const inner = isRecord(outer.key) ? outer.key : {};
  const text = (...values: unknown[]): string | undefined => values.find((value): value is string => typeof value === 'string' && value !== '');
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

/** Looks for keys of which nothing was told, by lock and person. */
async function search(state: Kept, client: ClientExports, part: Part, options: CallOptions, reason?: string): Promise<void> {
  const missing = undecided(state, part);
  if (missing.length === 0) return;
  const taken = new Set([...state.created.values()].map(({ id }) => id));
  const found = await existing(state.making.calls, state.place, missing, options, state.begun, taken);
  found.forEach((key, index) => made(state, client, index, key.id, key));
  const searches = (state.searches.get(part) || 0) + 1;
  state.searches.set(part, searches);
  // Where there is no job to ask, the deadline ends the search.
  if (jobOf(state, part) === undefined || (reason === undefined && searches < mostSearches)) return;
  for (const { index } of undecided(state, part)) fail(state, index, reason === undefined ? 'unknown' : 'refused', reason || 'the job is done, but it told nothing of this key, and the key is not in the list');
}

/** Looks at the keys that may still be being made. */
async function refresh(state: Kept, client: ClientExports, options: CallOptions): Promise<void> {
  const open = [...state.created.values()].filter(isOpen);
  if (open.length === 0) return;
  const single = open.length <= 8 && state.place.projectId !== undefined;
  const found = single ? new Map<string, Key>() : await byIds(state.making.calls, state.place, open.map(({ index }) => ({ index, input: state.keys[index]! })), new Set(open.map(({ id }) => id)), options);
  for (const created of open) {
    const key = single ? await keyOf(state, created.id, options) : found.get(created.id);
    if (key) made(state, client, created.index, key.id, key);
  }
}

/** One key; none if it is not there yet. */
async function keyOf(state: Kept, keyId: string, options: CallOptions): Promise<Key | undefined> {
  try {
    return await state.making.calls.one<Key>('keys.get', { projectId: state.place.projectId, keyId }, options, 'key', mendKey);
  } catch (thrown) {
    if (thrown instanceof UnlocError && thrown.code === 'not_found') return undefined;
    throw thrown;
  }
}

/** Notes a key that is there. */
function made(state: Kept, client: ClientExports, index: number, id: string, key: Key | undefined): void {
  const { lockId, appUserId } = state.keys[index]!;
  if (key && client.keyStanding(key.state) === 2) {
    state.created.delete(index);
    return fail(state, index, 'failed', `the key is ${key.state}`, { id, state: key.state });
  }
  state.created.set(index, Object.assign({ index, id, lockId, appUserId }, key ? { state: key.state, key } : {}));
}

function fail(state: Kept, index: number, code: FailedKey['code'], reason: string, more?: Pick<FailedKey, 'id' | 'state'>): void {
  const { lockId, appUserId } = state.keys[index]!;
  state.failed.set(index, Object.assign({ index, lockId, appUserId, code, reason }, more));
}
