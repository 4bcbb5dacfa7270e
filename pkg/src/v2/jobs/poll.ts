import type { AbortSignalLike, CallOptions, PlatformSignal } from '../../core/options';
import type { ResponseHead } from '../../core/result';
import { UnlocError, unsent } from '../../core/unloc-error';
import type { ErrorCode } from '../../generated/codes';
import { core } from '../../wasm/core';
import { toUnlocError } from '../../wasm/errors';
import type { LastState } from '../../core/keys-outcome';

/** How to wait for something that goes on after the answer. */
export interface WaitOptions {
  /** How long to wait at most, in milliseconds. It must be given: jobs may take hours. */
  timeoutMs: number;
  /** Ends the waiting: it rejects with `aborted`. What is waited for goes on. */
  signal?: PlatformSignal;
}

/** What one look came to: whether it was the last, and what the answer's head said of the next. */
export interface Look {
  over: boolean;
  headers?: ResponseHead['headers'];
}

/** Failures of a look that the next one may not have. */
const passing: ReadonlyArray<ErrorCode> = ['network', 'timeout', 'deadline_exceeded', 'rate_limited', 'server_error'];

/**
 * Looks again and again until a look is the last: as soon as the API said, else after 400 ms growing
 * to 10 s. The last look is shortly before the deadline.
 *
 * @throws UnlocError `job_timeout` as `timedOut` makes it; `aborted`; what a look threw, if it will not pass.
 */
export async function lookUntilOver(
  operation: string,
  options: WaitOptions,
  look: (options: CallOptions) => Promise<Look>,
  timedOut: () => UnlocError,
  first?: ResponseHead['headers'],
): Promise<void> {
  const { timeoutMs, signal } = checked(operation, options);
  const ends = Date.now() + timeoutMs;
  let headers = first;
  for (let looks = 0; ; looks += 1) {
    const client = await core(operation);
    const wait = client.waitForJob(looks, headers, ends - Date.now(), Math.random());
    if (wait < 0) throw timedOut();
    await sleep(operation, wait, signal);
    try {
      const seen = await look({ signal, deadlineMs: Math.max(1, ends - Date.now()) });
      if (seen.over) return;
      headers = seen.headers;
    } catch (thrown) {
      const error = thrown instanceof UnlocError ? thrown : toUnlocError(operation, thrown);
      if (passing.indexOf(error.code) < 0) throw error;
      headers = error.retryAfterMs === undefined ? undefined : { 'retry-after-ms': String(Math.ceil(error.retryAfterMs)) };
    }
  }
}

function checked(operation: string, options: WaitOptions): WaitOptions {
  const timeoutMs: unknown = options && options.timeoutMs;
  if (typeof timeoutMs === 'number' && timeoutMs > 0) return options;
  throw unsent('invalid_argument', operation, 'wait wants { timeoutMs }: how long to wait at most, in milliseconds, above 0.', false);
}

/** Waits, unless the signal ends it. Somebody waits for this, so it keeps the process alive. */
export function sleep(operation: string, ms: number, signal: PlatformSignal | undefined): Promise<void> {
  const listened = signal as AbortSignalLike | undefined;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(ended(operation));
    };
    const timer = setTimeout(() => {
      if (listened && typeof listened.removeEventListener === 'function') listened.removeEventListener('abort', end);
      resolve();
    }, Math.min(ms, 2_147_483_647));
    if (listened && listened.aborted) end();
    else if (listened && typeof listened.addEventListener === 'function') listened.addEventListener('abort', end);
  });
}

function ended(operation: string): UnlocError {
  return failure('aborted', operation, "the wait was ended by the caller's signal. What was waited for goes on.", true);
}

/** An error that this library found while it waited. */
export function failure(code: ErrorCode, operation: string, what: string, safeToRetry: boolean, lastState?: LastState): UnlocError {
  const error = unsent(code, operation, what, safeToRetry);
  // Out of sight of logs: phone numbers are in it.
  if (lastState) Object.defineProperty(error, 'lastState', { value: lastState });
  return error;
}
