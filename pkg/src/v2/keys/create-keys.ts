import type { KeyInput } from '../../generated/model-v2';
import type { ProjectOrSubproject } from '../../generated/v2-nouns';
import type { CallOptions } from '../../core/options';
import { UnlocError, unsent } from '../../core/unloc-error';
import type { InvalidParam } from '../../core/unloc-error';
import { ask, core } from '../../wasm/core';
import { withoutSeparators } from '../../core/phone-number';
import { isRecord, record } from '../operations';
import type { Parameters } from '../operations';
import type { KeysContext } from './batch';
import { BatchSubmission } from './batch-submission';
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
   * After a request whose response was lost: how long to look for the keys, in milliseconds, before the request is sent a
   * second time. The search ends as soon as one is found. It must be longer than the API takes to list a new key, and is
   * never cut short: with less time until `deadlineMs` the request is not sent again. Default: 30,000 ms.
   */
  settleMs?: number;
}

const operation = 'keys.create';

const defaultSettleMs = 30_000;

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
  const settleMs = settleMsOf(options);
  const skip = ((options && options.onInvalid) || given.onInvalid) === 'skip';
  const client = await core(operation);
  const problems: Problem[] = ask(client, operation, 'validateKeys', { keys, nowMs: context.apiNow() });
  if (problems.length > 0 && !skip) throw invalidKeys(problems);
  const projectParameters: Parameters = {};
  for (const name of ['projectId', 'subprojectId'])
    if (given[name] !== undefined) projectParameters[name] = given[name];
  const inputs = keys.map(toRequest);
  const submission = new BatchSubmission(context, projectParameters, inputs, skip, settleMs, options);
  for (const [index, member, reason] of problems)
    submission.failKey(index, 'invalid', member ? `${member} ${reason}` : reason);
  await submission.submit(
    inputs.map((input, index) => ({ index, input })).filter(({ index }) => !submission.failed.has(index)),
  );
  const { batches, failed, repeated } = submission;
  return new KeyCreation({ context, projectParameters, keys: inputs, batches, failed, repeated });
}

function settleMsOf(options: KeysCreateOptions | undefined): number {
  const given: unknown = options && options.settleMs;
  if (given === undefined || given === null) return defaultSettleMs;
  if (typeof given === 'number' && given > 0 && given < Infinity) return given;
  throw unsent(
    'invalid_argument',
    operation,
    '"settleMs" must be a number of milliseconds above 0. Nothing was sent.',
    false,
  );
}

/**
 * The key as the API accepts it: it rejects `null` for `start` and `end`, and documents `timeSpans`. Phone number and dates
 * as they will be read back.
 */
function toRequest(key: unknown): KeyInput {
  const clean: Parameters = {};
  for (const name of Object.keys(isRecord(key) ? key : {})) {
    const value = (key as Parameters)[name];
    if (value === undefined || (value === null && (name === 'start' || name === 'end'))) continue;
    // What cannot be written stays, and is refused when the body is.
    clean[name] = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
  }
  if (typeof clean.appUserId === 'string') clean.appUserId = withoutSeparators(clean.appUserId);
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
