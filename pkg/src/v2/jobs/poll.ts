import { transientCodes } from '../../generated/codes';
import type { ErrorCode } from '../../generated/codes';
import type { Job } from '../../generated/model-v2';
import type { Clean, LastState } from '../../core/keys-outcome';
import type { CallOptions, PlatformSignal, WaitOptions } from '../../core/options';
import type { ResponseHead } from '../../core/result';
import { unsent, type UnlocError } from '../../core/unloc-error';
import { onAbort } from '../../core/abort-signal';
import { now, timerFired } from '../../core/clock';
import { startTimer } from '../../core/timer';
import { ask, core } from '../../wasm/core';
import type { Core } from '../../wasm/core-functions';
import { toUnlocError } from '../../wasm/errors';

/** The result of one poll. */
export interface PollResult {
  done: boolean;
  /** Headers of the response, which may say when to poll again. */
  headers?: ResponseHead['headers'];
}

/**
 * Polls until a poll is done. The delay is what the API asked for, otherwise 400 ms growing to 10 s. The last poll is
 * shortly before the deadline.
 *
 * @throws UnlocError `job_timeout`, as created by `timedOut`; `aborted`; the error of a poll, unless it is transient.
 */
export async function pollUntilDone(
  operation: string,
  options: WaitOptions,
  poll: (options: CallOptions) => Promise<PollResult>,
  timedOut: () => UnlocError,
  first?: ResponseHead['headers'],
): Promise<void> {
  const { timeoutMs, signal } = checked(operation, options);
  const deadline = now() + timeoutMs;
  let headers = first;
  for (let attempt = 0; ; attempt += 1) {
    const delay = nextPollDelay(await core(operation), operation, attempt, deadline - now(), headers);
    if (delay < 0) throw timedOut();
    await sleep(operation, delay, signal);
    try {
      const result = await poll({ signal, deadlineMs: Math.max(1, deadline - now()) });
      if (result.done) return;
      headers = result.headers;
    } catch (thrown) {
      const error = toUnlocError(operation, thrown);
      if (transientCodes.indexOf(error.code) < 0) throw error;
      headers =
        error.retryAfterMs === undefined ? undefined : { 'retry-after-ms': String(Math.ceil(error.retryAfterMs)) };
    }
  }
}

/** Milliseconds before the next poll; below 0 if almost no time is left. */
export function nextPollDelay(
  client: Core,
  operation: string,
  attempt: number,
  timeLeftMs: number,
  headers?: ResponseHead['headers'],
): number {
  return ask(client, operation, 'nextPollDelay', {
    attempt,
    headers,
    timeLeftMs,
    jitter: Math.random(),
    nowMs: Date.now(),
  });
}

function checked(operation: string, options: WaitOptions): WaitOptions {
  const timeoutMs: unknown = options && options.timeoutMs;
  if (typeof timeoutMs === 'number' && timeoutMs > 0) return options;
  throw unsent('invalid_argument', operation, 'wait() requires options.timeoutMs (milliseconds, > 0).', false);
}

/** Sleeps, unless the signal ends it. It keeps the process alive, because a caller waits for it. */
export function sleep(operation: string, ms: number, signal: PlatformSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const begun = now();
    const end = (): void => {
      timerFired(begun, ms);
      stopListening();
      resolve();
    };
    const timer = startTimer(end, ms, true);
    const stopListening = onAbort(signal, () => {
      clearTimeout(timer as number);
      const what = "the wait was ended by the caller's signal. The operation itself goes on.";
      reject(waitError('aborted', operation, what, true));
    });
  });
}

/** How a job ended, in words of the API. */
export function endOf({ status, failureReason }: Job): string {
  return `the job ended as ${status}${failureReason ? `: ${failureReason}` : ''}`;
}

/**
 * An error of a wait.
 *
 * @param clean what the error may show of words of the API.
 */
export function waitError(
  code: ErrorCode,
  operation: string,
  what: string,
  safeToRetry: boolean,
  clean?: Clean,
  lastState?: LastState,
): UnlocError {
  const error = unsent(code, operation, what, safeToRetry);
  // Not enumerable, so that logs do not show it: it contains phone numbers.
  if (clean) Object.defineProperty(error, 'lastState', { value: withoutSecrets(lastState, clean) });
  return error;
}

/** A copy whose texts are clean. What is a phone number and nothing else stays: it tells keys apart. */
function withoutSecrets(state: LastState | undefined, clean: Clean): LastState | undefined {
  try {
    return JSON.parse(
      JSON.stringify(state, (_, value) => (typeof value === 'string' && !/^\+\d+$/.test(value) ? clean(value) : value)),
    );
  } catch {
    // Nested too deeply.
    return undefined;
  }
}
