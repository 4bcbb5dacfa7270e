import type { Key, KeyInput } from '../../generated/model-v2';
import type { ProjectOrSubproject } from '../../generated/v2-nouns';
import type { CallOptions } from '../../core/options';
import { UnlocError, unsent } from '../../core/unloc-error';
import type { InvalidParam } from '../../core/unloc-error';
import { isRecord, record } from '../operations';
import type { Parameters } from '../operations';
import type { KeyMaking, Part } from './batch';
import { KeyCreation } from './key-creation';
import { core } from '../../wasm/core';
import { toUnlocError } from '../../wasm/errors';
import { existing, isFresh } from './find-existing';
import type { Asked } from './find-existing';
import type { FailedKey } from '../../core/keys-outcome';
import { sleep } from '../jobs/poll';

/** What becomes of the good keys when others are not. */
export interface OnInvalid {
  /**
   * `refuse`, unless said otherwise: nothing is sent if one key is invalid. `skip`: the good ones are
   * sent, also when only the API finds something wrong with one; the others are among the outcome's `failed`.
   */
  onInvalid?: 'refuse' | 'skip';
}

/** What `keys.create` takes. */
export type KeysCreateParameters = ProjectOrSubproject & OnInvalid & {
  /** The keys to make. */
  keys: KeyInput[];
};

/** Options of `keys.create`. */
export interface KeysCreateOptions extends CallOptions, OnInvalid {
  /**
   * How long to look whether the keys are there after a request whose answer was lost, in milliseconds,
   * before it is sent a second time; 10,000 unless said otherwise. Looking ends as soon as one is seen.
   */
  readBackMs?: number;
}

const operation = 'keys.create';

/** After so many refusals in a row the rest is not tried: it is hardly the keys that are wrong. */
const mostRefusals = 20;

/** Begins to make keys. */
export async function createKeys(making: KeyMaking, params: unknown, options: KeysCreateOptions | undefined): Promise<KeyCreation> {
  const given = record(operation, params);
  const { keys } = given;
  if (!Array.isArray(keys) || keys.length === 0) throw unsent('invalid_argument', operation, '"keys" must be a list with at least one key.', false);
  const skip = ((options && options.onInvalid) || given.onInvalid) === 'skip';
  const client = await core(operation);
  const problems = client.problemsOfKeys(keys, making.apiNow());
  if (problems.length > 0 && !skip) throw refused(problems);
  const place: Parameters = {};
  for (const name of ['projectId', 'subprojectId']) if (given[name] !== undefined) place[name] = given[name];
  const sending = new Sending(making, place, keys as KeyInput[], skip, options);
  for (const [index, member, why] of problems) sending.fail(index, 'invalid', member ? `${member} ${why}` : why);
  await sending.submit((keys as unknown[]).map((key, index) => ({ index, input: sendable(key) })).filter(({ index }) => !sending.failed.has(index)));
  return new KeyCreation({ making, place, keys: keys as KeyInput[], parts: sending.parts, failed: sending.failed, begun: sending.begun });
}

/** The key as the API takes it: it refuses `null` for a moment, and knows `timeSpans` for sure. */
function sendable(key: unknown): KeyInput {
  const clean: Parameters = {};
  for (const name of Object.keys(isRecord(key) ? key : {})) {
    const value = (key as Parameters)[name];
    if (value !== undefined && !(value === null && (name === 'start' || name === 'end'))) clean[name] = value;
  }
  const recurrence = clean.recurrence as Parameters | undefined;
  if (isRecord(recurrence) && recurrence.timeSpans === undefined && recurrence.timespans !== undefined) {
    const { timespans, ...others } = recurrence;
    clean.recurrence = Object.assign(others, { timeSpans: timespans });
  }
  return clean as unknown as KeyInput;
}

type Problem = [number, string, string];

function refused(problems: Problem[]): UnlocError {
  const invalidParams: InvalidParam[] = problems.map(([index, member, why]) => ({ name: `keys[${index}]${member && `.${member}`}`, reason: why }));
  const first = invalidParams[0]!;
  const more = invalidParams.length > 1 ? ` (and ${invalidParams.length - 1} more, see invalidParams)` : '';
  const error = unsent('invalid_argument', operation, `${first.name} ${first.reason}${more}. Nothing was sent; with onInvalid: 'skip' the good keys are.`, false);
  return new UnlocError(Object.assign(error.toJSON(), { invalidParams }));
}

/** The sending of one call's keys, in as many requests as it takes. */
class Sending {
  readonly parts: Part[] = [];
  readonly failed = new Map<number, FailedKey>();
  readonly begun: number;
  private refusals = 0;
  private repeats = 0;
  private readonly ends: number;

  constructor(
    private readonly making: KeyMaking,
    private readonly place: Parameters,
    private readonly keys: KeyInput[],
    private readonly skip: boolean,
    private readonly options: KeysCreateOptions | undefined,
  ) {
    this.begun = making.apiNow();
    const deadline = options && options.deadlineMs;
    this.ends = typeof deadline === 'number' ? Date.now() + deadline : Infinity;
  }

  fail(index: number, code: FailedKey['code'], reason: string): void {
    // Of several reasons the first stands.
    if (this.failed.has(index)) return;
    const { lockId, appUserId } = Object(this.keys[index]) as KeyInput;
    this.failed.set(index, { index, lockId, appUserId, code, reason });
  }

  /** Sends keys, and what is left of them after refusals. */
  async submit(asked: Asked[]): Promise<void> {
    if (asked.length === 0) return;
    try {
      const body = { keys: asked.map(({ input }) => input) };
      const { data, response } = await this.making.send(operation, Object.assign({ body }, this.place), this.within());
      this.refusals = 0;
      this.parts.push({ asked, jobId: jobIdIn(data), keys: new Map(), headers: response.headers });
    } catch (thrown) {
      if (!(thrown instanceof UnlocError)) throw toUnlocError(operation, thrown);
      if (thrown.code === 'outcome_unknown' || thrown.code === 'invalid_response') await this.readBack(asked, thrown);
      else if (thrown.code === 'bad_request' && this.skip) await this.without(asked, thrown);
      else this.givenUp(asked, thrown);
    }
  }

  /** After a refusal: the keys that the API names stay out; if it names none, halves tell. */
  private async without(asked: Asked[], error: UnlocError): Promise<void> {
    this.refusals += 1;
    const client = await core(operation);
    const named = new Map<number, string>();
    for (const { name, reason } of error.invalidParams || []) {
      const place = client.keyNamed(name, asked.length);
      if (place >= 0 && !named.has(place)) named.set(place, `${name.replace(/^.*?\d+\W*/, '')} ${reason}`.trim());
    }
    if (named.size > 0) {
      named.forEach((reason, place) => this.fail(asked[place]!.index, 'invalid', reason));
      return this.submit(asked.filter((_, place) => !named.has(place)));
    }
    if (asked.length === 1) return this.fail(asked[0]!.index, 'invalid', error.errorDescription);
    if (this.refusals >= mostRefusals) return this.givenUp(asked, error);
    const half = asked.length >> 1;
    await this.submit(asked.slice(0, half));
    await this.submit(asked.slice(half));
  }

  /**
   * After a request whose answer was lost: looks whether the keys are there. If a fresh one is, the request
   * has arrived and all of them will be; if none is, it goes again, once, for those that are not there from before.
   */
  private async readBack(asked: Asked[], error: UnlocError): Promise<void> {
    // An answer that cannot be read is an answer: it has arrived.
    let arrived = error.code === 'invalid_response';
    const given = this.options && this.options.readBackMs;
    const ends = Math.min(Date.now() + (typeof given === 'number' ? given : 10_000), this.ends);
    let keys = new Map<number, Key>();
    try {
      for (let looks = 0; ; looks += 1) {
        keys = await existing(this.making.calls, this.place, asked, this.within(), this.begun, this.taken());
        arrived = arrived || [...keys.values()].some((key) => isFresh(key, this.begun));
        if (keys.size === asked.length || arrived) break;
        const wait = (await core(operation)).waitForJob(looks, undefined, ends - Date.now(), Math.random());
        if (wait < 0) break;
        await sleep(operation, wait, this.options && this.options.signal);
      }
    } catch {
      // Whether they are there stays unknown.
      if (!arrived) return this.givenUp(asked, error);
    }
    if (arrived) {
      this.parts.push({ asked, keys });
      return;
    }
    if (keys.size > 0) this.parts.push({ asked: asked.filter(({ index }) => keys.has(index)), keys });
    const rest = asked.filter(({ index }) => !keys.has(index));
    if (rest.length === 0) return;
    if (this.repeats >= 1 || Date.now() >= this.ends) this.givenUp(rest, error);
    else {
      this.repeats += 1;
      await this.submit(rest);
    }
  }

  /** Keys that are known by now. */
  private taken(): Set<string> {
    const ids = new Set<string>();
    for (const { keys } of this.parts) keys.forEach(({ id }) => ids.add(id));
    return ids;
  }

  /** What cannot be helped: an error if nothing was accepted, else the outcome of these keys. */
  private givenUp(asked: Asked[], error: UnlocError): void {
    if (this.parts.length === 0) throw error;
    for (const { index } of asked) this.fail(index, error.code === 'outcome_unknown' ? 'unknown' : 'refused', error.message);
  }

  private within(): CallOptions {
    const left = this.ends === Infinity ? {} : { deadlineMs: Math.max(1, this.ends - Date.now()) };
    return Object.assign({}, this.options, left);
  }
}

/** The job's id in an answer. */
export function jobIdIn(data: unknown): string | undefined {
  const answer = isRecord(data) ? data : {};
  for (const found of [answer.jobRef, answer.job, answer]) {
    if (isRecord(found) && typeof found.id === 'string') return found.id;
  }
  return typeof answer.jobId === 'string' ? answer.jobId : undefined;
}
