import { transientCodes } from '../../generated/codes';
import type { KeyInput } from '../../generated/model-v2';
import { now } from '../../core/clock';
import type { FailedKey } from '../../core/keys-outcome';
import type { CallOptions } from '../../core/options';
import { UnlocError } from '../../core/unloc-error';
import { ask, core } from '../../wasm/core';
import { toUnlocError } from '../../wasm/errors';
import { isRecord } from '../operations';
import type { Parameters } from '../operations';
import { nextPollDelay, sleep } from '../jobs/poll';
import type { Batch, KeysContext, Repeat, RequestedKey } from './batch';
import { findExisting } from './find-existing';
import type { Seen } from './find-existing';
import { isOlder } from './same-key';

const operation = 'keys.create';

/** After so many rejections in a row the remaining keys are not tried: the keys are hardly the cause. */
const maxRejections = 20;

/** The last look before a repeat may take this long, in milliseconds. */
const lastLookMs = 15_000;

/** Sends the keys of one call, in as many requests as necessary. */
export class BatchSubmission {
  readonly batches: Batch[] = [];
  readonly failed = new Map<number, FailedKey>();
  /** The keys of the request that was sent a second time: at most one request is. */
  repeated?: Repeat;
  private rejections = 0;
  private readonly deadline: number;

  constructor(
    private readonly context: KeysContext,
    private readonly projectParameters: Parameters,
    private readonly keys: KeyInput[],
    private readonly skip: boolean,
    private readonly settleMs: number,
    private readonly options: CallOptions | undefined,
  ) {
    const deadlineMs = options && options.deadlineMs;
    this.deadline = typeof deadlineMs === 'number' ? now() + deadlineMs : Infinity;
  }

  /** Records that a key failed. The first of several reasons is kept. */
  failKey(index: number, code: FailedKey['code'], reason: string): void {
    if (this.failed.has(index)) return;
    const { lockId, appUserId } = Object(this.keys[index]) as KeyInput;
    this.failed.set(index, { index, lockId, appUserId, code, reason });
  }

  /**
   * Sends keys. If the API rejects some of them, sends the others again.
   *
   * @param lost the error of an earlier request for the same keys, of which it is not known whether it arrived.
   */
  async submit(requested: RequestedKey[], lost?: UnlocError): Promise<void> {
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
      // What the API says of the second request does not tell what became of the first, unless the keys are invalid.
      else this.fail(requested, lost && thrown.code !== 'bad_request' ? lost : thrown);
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
   * After a request whose response was lost: looks for the keys until the settling time is over. If a fresh one exists, the
   * request has arrived and all of them will exist. If there is nothing that may be one, the request is sent once more, for
   * the keys that did not exist before.
   */
  private async findAfterLostResponse(requested: RequestedKey[], error: UnlocError): Promise<void> {
    // A response that cannot be parsed proves that the request has arrived.
    const arrived = error.code === 'invalid_response';
    const seen = await this.look(requested, arrived).catch((): undefined => undefined);
    if (arrived || (seen && seen.arrived)) {
      this.batches.push({ requested, keys: seen ? seen.found : new Map() });
      return;
    }
    // It stays unknown whether the keys exist.
    if (!seen) return this.fail(requested, error);
    const { found, doubtful } = seen;
    if (found.size > 0)
      this.batches.push({ requested: requested.filter(({ index }) => found.has(index)), keys: found });
    const rest = requested.filter(({ index }) => !found.has(index));
    if (rest.length === 0) return;
    if (doubtful) this.fail(rest, withHint(error));
    else if (this.repeated || now() >= this.deadline) this.fail(rest, error);
    else {
      this.repeated = { requested: rest, settleMs: this.settleMs };
      await this.submit(rest, error);
    }
  }

  /**
   * Looks for keys until all of them are found, a fresh one is, or the settling time is over. The last look is after that,
   * and at all keys of the locks. Rejects if that one fails; resolves to nothing if the deadline comes first.
   */
  private async look(requested: RequestedKey[], arrived: boolean): Promise<(Seen & { arrived: boolean }) | undefined> {
    const settled = now() + this.settleMs;
    const client = await core(operation);
    for (let attempt = 0; ; attempt += 1) {
      const last = now() >= settled;
      try {
        const seen = await this.lookOnce(requested, last, Math.max(settled - now(), lastLookMs));
        const fresh = [...seen.found.values()].some((key) => !isOlder(key, this.context.apiNow()));
        if (last || arrived || fresh || seen.found.size === requested.length) return { ...seen, arrived: fresh };
      } catch (thrown) {
        if (last || arrived || transientCodes.indexOf(toUnlocError(operation, thrown).code) < 0) throw thrown;
      }
      const delay = nextPollDelay(client, operation, attempt, this.deadline - now());
      if (delay < 0) return undefined;
      const untilSettled = Math.ceil(Math.max(settled - now(), 0));
      await sleep(operation, Math.min(delay, untilSettled), this.options && this.options.signal);
    }
  }

  private lookOnce(requested: RequestedKey[], wholeLocks: boolean, ms: number): Promise<Seen> {
    const { calls, apiNow } = this.context;
    const others = ([] as RequestedKey[]).concat(...this.batches.map((batch) => batch.requested));
    return findExisting(
      { calls, projectParameters: this.projectParameters, wholeLocks },
      requested,
      { ...this.options, deadlineMs: Math.max(1, Math.min(ms, this.deadline - now())) },
      this.knownIds(),
      apiNow(),
      others,
    );
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
    const left = this.deadline === Infinity ? {} : { deadlineMs: Math.max(1, this.deadline - now()) };
    return { ...this.options, ...left };
  }
}

/** The error of a lost response where a key is there that may come from the request. */
function withHint(error: UnlocError): UnlocError {
  const message = `${error.message} A similar key may come from this request: compare keys.list before you repeat the call.`;
  return new UnlocError({ ...error.toJSON(), message });
}

/** The job's id in a response. */
export function jobIdIn(data: unknown): string | undefined {
  const body = isRecord(data) ? data : {};
  for (const found of [body.jobRef, body.job, body]) {
    if (isRecord(found) && typeof found.id === 'string') return found.id;
  }
  return typeof body.jobId === 'string' ? body.jobId : undefined;
}
