import type { Observer, RequestEvent } from '../core/hooks';
import type { ResponseHead } from '../core/result';
import { UnlocError } from '../core/unloc-error';
import type { UnlocErrorMembers } from '../core/unloc-error';
import type { ErrorCode } from '../generated/codes';
import type { CallState, Core } from '../wasm/core-functions';
import { trapFailure } from '../wasm/errors';
import { attemptOnce, milliseconds, type AttemptResult, type PreparedCall } from './attempt';
import { Timeouts } from './timeouts';

/** What a call came to: data or an error, and status and headers of the last response. */
export interface Outcome {
  data?: unknown;
  error?: UnlocError;
  response?: ResponseHead;
}

/** What the core decides after an attempt that is no success: to try again with `state`, or to end with `error`. */
interface Decision {
  /** What went wrong with the attempt. */
  code: ErrorCode;
  retryTokens: number;
  retryAfterMs?: number;
  state?: CallState;
  error?: UnlocErrorMembers;
}

/** Sends a request until the core says that the call has ended. Never rejects. */
export async function exchange(call: PreparedCall, retryTokens: { left: number }, observer?: Observer): Promise<Outcome> {
  const { core, request, operation } = call;
  let { state } = request;
  let sent = false;
  let response: ResponseHead | undefined;
  const timeouts = new Timeouts(call.config.signal, milliseconds(request.deadlineMs));
  try {
    for (;;) {
      const event: RequestEvent = { operation: state.operation, method: request.method, path: operation.path, attempt: state.attempts + 1 };
      if (observer && !timeouts.aborted()) observer.request(event);
      if (timeouts.aborted()) return { error: abortError(core, state), response };
      sent = true;
      const result = await attemptOnce(call, timeouts);
      timeouts.end();
      response = result.response;
      if ('data' in result) {
        retryTokens.left = core.releaseRetryTokens(retryTokens.left, state.lastCost);
        if (observer) tellResponse(observer, event, response);
        return { data: result.data, response };
      }
      const decision = decide(core, call, state, result, timeouts.timeLeft(), retryTokens.left);
      retryTokens.left = decision.retryTokens;
      if (observer) tellResponse(observer, event, response, decision.code);
      if (decision.error) return { error: new UnlocError(decision.error), response };
      state = decision.state!;
      sent = false;
      const waitMs = decision.retryAfterMs!;
      if (observer) observer.retry(Object.assign({}, event, { waitMs }));
      if (await timeouts.sleep(waitMs)) return { error: abortError(core, state) };
      response = undefined;
    }
  } catch {
    return { error: trapError(core, state, sent), response };
  } finally {
    timeouts.close();
  }
}

function decide(core: Core, call: PreparedCall, state: CallState, result: AttemptResult, timeLeftMs: number, retryTokens: number): Decision {
  const circumstances = { timeLeftMs: Math.max(0, timeLeftMs), nowMs: Date.now(), jitter: Math.random(), retryTokens };
  const known = JSON.stringify(state);
  return JSON.parse('unexpected' in result
    ? core.decideOnResponse(known, call.secrets, JSON.stringify(Object.assign(circumstances, result.unexpected)))
    : core.decideOnTransportError(known, JSON.stringify(Object.assign(circumstances, (result as { failure: object }).failure))));
}

function abortError(core: Core, state: CallState): UnlocError {
  return new UnlocError(JSON.parse(core.ask('abortError', JSON.stringify({ state }))).error);
}

function trapError(core: Core, state: CallState, sent: boolean): UnlocError {
  try {
    return new UnlocError(JSON.parse(core.ask('trapError', JSON.stringify({ state, sent }))).error);
  } catch {
    return trapFailure(state, sent);
  }
}

function tellResponse(observer: Observer, event: RequestEvent, response: ResponseHead | undefined, code?: ErrorCode): void {
  const { status, headers, requestId } = response || ({} as Partial<ResponseHead>);
  observer.response(Object.assign({}, event, { status, requestId, code }), headers);
}
