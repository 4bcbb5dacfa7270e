import type { Key, KeyInput } from '../../generated/model-v2';
import type { ProjectOrSubproject } from '../../generated/v2-nouns';
import type { FailedKey } from '../../core/keys-outcome';
import type { CallOptions } from '../../core/options';
import { UnlocError, unsent } from '../../core/unloc-error';
import type { InvalidParam } from '../../core/unloc-error';
import { ask, core } from '../../wasm/core';
import { toUnlocError } from '../../wasm/errors';
import { isRecord, record } from '../operations';
import type { Parameters } from '../operations';
import { nextPollDelay, sleep } from '../jobs/poll';
import type { Batch, KeysContext, RequestedKey } from './batch';
import { findExisting, isFresh } from './find-existing';
import { KeyCreation } from './key-creation';

/** What happens to the valid keys if others are invalid. */
export interface OnInvalid {
  /**
   * `refuse`: nothing is sent if one key is invalid. `skip`: the valid keys are sent, also if only the API finds a key
   * invalid; the invalid keys are in the outcome's `failed`. Default: `refuse`.
   */
  onInvalid?: 'refuse' | 'skip';
}

/** The parameters of `keys.create`. */
export type KeysCreateParameters = ProjectOrSubproject &
  OnInvalid & {
    /** The keys to create. */
    keys: KeyInput[];
  };

/** Options of `keys.create`. */
export interface KeysCreateOptions extends CallOptions, OnInvalid {
  /**
   * After a request whose response was lost: how long to look for the keys before the request is sent a second time. The
   * search ends as soon as one is found. Default: 10,000 ms.
   */
  readBackMs?: number;
}

const operation = 'keys.create';

/** After so many rejections in a row the remaining keys are not tried: the keys are hardly the cause. */
const maxRejections = 20;

/** A lost response is followed by at most so many repeated requests. */
const maxRepeats = 1;

const defaultReadBackMs = 10_000;

/** Sends keys to be created. */
export async function createKeys(
  context: KeysContext,
  params: unknown,
  options: KeysCreateOptions | undefined,
): Promise<KeyCreation> {
  const given = record(operation, params);
  const { keys } = given;
  if (!Array.isArray(keys) || keys.length === 0)
    throw unsent('invalid_argument', operation, '"keys" must be a list with at least one key.', false);
  const skip = ((options && options.onInvalid) || given.onInvalid) === 'skip';
  const client = await core(operation);
  const problems: Problem[] = ask(client, operation, 'validateKeys', { keys, nowMs: context.apiNow() });
  if (problems.length > 0 && !skip) throw invalidKeys(problems);
  const projectParameters: Parameters = {};
  for (const name of ['projectId', 'subprojectId'])
    if (given[name] !== undefined) projectParameters[name] = given[name];
  const submission = new BatchSubmission(context, projectParameters, keys as KeyInput[], skip, options);
  for (const [index, member, reason] of problems)
    submission.failKey(index, 'invalid', member ? `${member} ${reason}` : reason);
  await submission.submit(
    (keys as unknown[])
      .map((key, index) => ({ index, input: toRequest(key) }))
      .filter(({ index }) => !submission.failed.has(index)),
  );
  const { batches, failed, startedAt } = submission;
  return new KeyCreation({ context, projectParameters, keys: keys as KeyInput[], batches, failed, startedAt });
}

/** The key as the API accepts it: it rejects `null` for `start` and `end`, and documents `timeSpans`. */
function toRequest(key: unknown): KeyInput {
  const clean: Parameters = {};
  for (const name of Object.keys(isRecord(key) ? key : {})) {
    const value = (key as Parameters)[name];
    if (value !== undefined && !(value === null && (name === 'start' || name === 'end'))) clean[name] = value;
  }
  const recurrence = clean.recurrence as Parameters | undefined;
  if (isRecord(recurrence) && recurrence.timeSpans === undefined && recurrence.timespans !== undefined) {
    const { timespans, ...others } = recurrence;
    clean.recurrence = { ...others, timeSpans: timespans };
  }
  return clean as unknown as KeyInput;
}

type Problem = [number, string, string];

function invalidKeys(problems: Problem[]): UnlocError {
  const invalidParams: InvalidParam[] = problems.map(([index, member, reason]) => ({
    name: `keys[${index}]${member && `.${member}`}`,
    reason,
  }));
  const first = invalidParams[0]!;
  const more = invalidParams.length > 1 ? ` (and ${invalidParams.length - 1} more, see invalidParams)` : '';
  const error = unsent(
    'invalid_argument',
    operation,
    `${first.name} ${first.reason}${more}. Nothing was sent; with onInvalid: 'skip' the valid keys are sent.`,
    false,
  );
  return new UnlocError({ ...error.toJSON(), invalidParams });
}

/** Sends the keys of one call, in as many requests as necessary. */
class BatchSubmission {
  readonly batches: Batch[] = [];
  readonly failed = new Map<number, FailedKey>();
  readonly startedAt: number;
  private rejections = 0;
  private repeats = 0;
  private readonly deadline: number;

  constructor(
    private readonly context: KeysContext,
    private readonly projectParameters: Parameters,
    private readonly keys: KeyInput[],
    private readonly skip: boolean,
    private readonly options: KeysCreateOptions | undefined,
  ) {
    this.startedAt = context.apiNow();
    const deadlineMs = options && options.deadlineMs;
    this.deadline = typeof deadlineMs === 'number' ? Date.now() + deadlineMs : Infinity;
  }

  /** Records that a key failed. The first of several reasons is kept. */
  failKey(index: number, code: FailedKey['code'], reason: string): void {
    if (this.failed.has(index)) return;
    const { lockId, appUserId } = Object(this.keys[index]) as KeyInput;
    this.failed.set(index, { index, lockId, appUserId, code, reason });
  }

  /** Sends keys. If the API rejects some of them, sends the others again. */
  async submit(requested: RequestedKey[]): Promise<void> {
    if (requested.length === 0) return;
    try {
      const body = { keys: requested.map(({ input }) => input) };
      const { data, response } = await this.context.send(
        operation,
        { body, ...this.projectParameters },
        this.callOptions(),
      );
      this.rejections = 0;
      this.batches.push({ requested, jobId: jobIdIn(data), keys: new Map(), headers: response.headers });
    } catch (thrown) {
      if (!(thrown instanceof UnlocError)) throw toUnlocError(operation, thrown);
      if (thrown.code === 'outcome_unknown' || thrown.code === 'invalid_response')
        await this.findAfterLostResponse(requested, thrown);
      else if (thrown.code === 'bad_request' && this.skip) await this.submitWithoutInvalid(requested, thrown);
      else this.fail(requested, thrown);
    }
  }

  /** After a rejection: sends the keys that the API did not name. If it named none, sends each half. */
  private async submitWithoutInvalid(requested: RequestedKey[], error: UnlocError): Promise<void> {
    this.rejections += 1;
    const client = await core(operation);
    const named = new Map<number, string>();
    for (const { name, reason } of error.invalidParams || []) {
      const index = ask(client, operation, 'keyIndexInError', { name, count: requested.length });
      if (index >= 0 && !named.has(index)) named.set(index, `${name.replace(/^.*?\d+\W*/, '')} ${reason}`.trim());
    }
    if (named.size > 0) {
      named.forEach((reason, index) => this.failKey(requested[index]!.index, 'invalid', reason));
      return this.submit(requested.filter((_, index) => !named.has(index)));
    }
    if (requested.length === 1) return this.failKey(requested[0]!.index, 'invalid', error.errorDescription);
    if (this.rejections >= maxRejections) return this.fail(requested, error);
    const half = requested.length >> 1;
    await this.submit(requested.slice(0, half));
    await this.submit(requested.slice(half));
  }

  /**
   * After a request whose response was lost: looks for the keys. If a fresh one exists, the request has arrived and all of
   * them will exist. If none does, the request is sent once more, for the keys that did not exist before.
   */
  private async findAfterLostResponse(requested: RequestedKey[], error: UnlocError): Promise<void> {
    // A response that cannot be parsed proves that the request has arrived.
    let arrived = error.code === 'invalid_response';
    const readBackMs = this.options && this.options.readBackMs;
    const deadline = Math.min(
      Date.now() + (typeof readBackMs === 'number' ? readBackMs : defaultReadBackMs),
      this.deadline,
    );
    let keys = new Map<number, Key>();
    try {
      for (let attempt = 0; ; attempt += 1) {
        keys = await findExisting(
          this.context.calls,
          this.projectParameters,
          requested,
          this.callOptions(),
          this.startedAt,
          this.knownIds(),
        );
        arrived = arrived || [...keys.values()].some((key) => isFresh(key, this.startedAt));
        if (keys.size === requested.length || arrived) break;
        const delay = nextPollDelay(await core(operation), operation, attempt, deadline);
        if (delay < 0) break;
        await sleep(operation, delay, this.options && this.options.signal);
      }
    } catch {
      // It stays unknown whether the keys exist.
      if (!arrived) return this.fail(requested, error);
    }
    if (arrived) {
      this.batches.push({ requested, keys });
      return;
    }
    if (keys.size > 0) this.batches.push({ requested: requested.filter(({ index }) => keys.has(index)), keys });
    const rest = requested.filter(({ index }) => !keys.has(index));
    if (rest.length === 0) return;
    if (this.repeats >= maxRepeats || Date.now() >= this.deadline) this.fail(rest, error);
    else {
      this.repeats += 1;
      await this.submit(rest);
    }
  }

  /** Ids of the keys that are known to exist. */
  private knownIds(): Set<string> {
    const ids = new Set<string>();
    for (const { keys } of this.batches) keys.forEach(({ id }) => ids.add(id));
    return ids;
  }

  /** Throws the error if no batch was accepted; otherwise records that these keys failed. */
  private fail(requested: RequestedKey[], error: UnlocError): void {
    if (this.batches.length === 0) throw error;
    for (const { index } of requested)
      this.failKey(index, error.code === 'outcome_unknown' ? 'unknown' : 'refused', error.message);
  }

  private callOptions(): CallOptions {
    const left = this.deadline === Infinity ? {} : { deadlineMs: Math.max(1, this.deadline - Date.now()) };
    return { ...this.options, ...left };
  }
}

/** The job's id in a response. */
export function jobIdIn(data: unknown): string | undefined {
  const body = isRecord(data) ? data : {};
  for (const found of [body.jobRef, body.job, body]) {
    if (isRecord(found) && typeof found.id === 'string') return found.id;
  }
  return typeof body.jobId === 'string' ? body.jobId : undefined;
}
