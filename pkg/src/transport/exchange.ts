import type { Observer, RequestEvent } from '../core/hooks';
import type { ResponseHead } from '../core/result';
import { UnlocError } from '../core/unloc-error';
import type { ErrorCode } from '../generated/codes';
import { answer } from '../wasm/core';
import type { CallState, Core, Decision } from '../wasm/core-functions';
import { trapFailure } from '../wasm/errors';
import { attemptOnce, milliseconds, type AttemptResult, type Failure, type PreparedCall } from './attempt';
import { Timeouts } from './timeouts';

/** What a call came to: data or an error, and status and headers of the last response. */
export interface Outcome {
  data?: unknown;
  error?: UnlocError;
  response?: ResponseHead;
}

/** Sends a request until the core says that the call has ended. Never rejects. */
export async function exchange(
  call: PreparedCall,
  retryTokens: { left: number },
  observer?: Observer,
): Promise<Outcome> {
  const { core, request, operation } = call;
  let { state } = request;
  let sent = false;
  let response: ResponseHead | undefined;
  const timeouts = new Timeouts(call.config.signal, milliseconds(request.deadlineMs));
  try {
    for (;;) {
      const event: RequestEvent = {
        operation: state.operation,
        method: request.method,
        path: operation.path,
        attempt: state.attempts + 1,
      };
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
      if (observer) observer.retry({ ...event, waitMs });
      if (await timeouts.sleep(waitMs)) return { error: abortError(core, state) };
      response = undefined;
    }
  } catch {
    return { error: trapFailure(state, sent), response };
  } finally {
    timeouts.close();
  }
}

function decide(
  core: Core,
  call: PreparedCall,
  state: CallState,
  result: AttemptResult,
  timeLeftMs: number,
  retryTokens: number,
): Decision {
  const circumstances = {
    state,
    timeLeftMs: Math.max(0, timeLeftMs),
    nowMs: Date.now(),
    jitter: Math.random(),
    retryTokens,
  };
  return 'unexpected' in result
    ? answer(core, 'decideOnResponse', { ...circumstances, ...result.unexpected, secrets: call.secrets })
    : answer(core, 'decideOnTransportError', Object.assign(circumstances, (result as { failure: Failure }).failure));
}

function abortError(core: Core, state: CallState): UnlocError {
  return new UnlocError(answer(core, 'abortError', { state }).error);
}

function tellResponse(
  observer: Observer,
  event: RequestEvent,
  response: ResponseHead | undefined,
  code?: ErrorCode,
): void {
  const { status, headers, requestId } = response || ({} as Partial<ResponseHead>);
  observer.response({ ...event, status, requestId, code }, headers);
}
