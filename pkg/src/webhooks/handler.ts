import { parseAccessEvent } from './access-event';
import type { AccessEvent } from '../generated/model-v2';
import type { PlatformRequest, PlatformResponse } from '../platform/fetch-types';
import { readBody } from './read-body';
import { LastSeen } from './seen-events';
import type { SeenEvents } from './seen-events';
import { UnlocError, unsent } from '../core/unloc-error';

/*
 * This is TypeScript, not Rust: it only passes requests, streams and promises of the platform to functions of the caller.
 */

/** The options of {@link createWebhookHandler}. */
export interface WebhookHandlerOptions {
  /**
   * The secret part of the URL that you registered with Unloc, at least 8 characters, better 32: a segment
   * of its path (`https://example.com/unloc/<token>`) or its parameter `token` (`…?token=<token>`).
   * Unloc does not sign its requests, so only this token authenticates them.
   */
  token: string;
  /**
   * Processes an event, which has one form for API v1 and v2. Unloc waits for it: put long work
   * into a queue. If it throws, the response asks Unloc to send the event again.
   */
  onEvent(event: AccessEvent): unknown;
  /**
   * Keeps the ids of processed events, so that an event that is sent twice is processed once: a `Set`,
   * or your own store that several processes share. Default: the last 10,000 in memory.
   */
  seen?: SeenEvents;
  /** Maximum length of a body. Default: 65,536 bytes. */
  maxBytes?: number;
  /** Called with what `onEvent` or `seen` threw. Default: `console.error`. */
  onError?(thrown: unknown): void;
}

/**
 * Creates a request handler for access events (v2) and key events (v1): from the
 * platform's `Request` to its `Response`, as in Hono, Next, Workers and Deno. For Node's `http`
 * and Express see docs/webhooks.md.
 *
 * An event is processed at least once: twice, if it is delivered to two processes at the same time,
 * or if a process ends between `onEvent` and `seen.add`.
 *
 * | status | when |
 * | --- | --- |
 * | 200 | the event was processed, now or before |
 * | 400 | the body is not an event |
 * | 404 | the URL does not contain the token |
 * | 405 | the method is not POST |
 * | 413 | the body is longer than `maxBytes` |
 * | 500 | `onEvent` or `seen` threw: Unloc sends the event again |
 *
 * @returns the handler. It never rejects.
 * @throws UnlocError `invalid_argument` if an option is missing or of the wrong form.
 */
export function createWebhookHandler(
  options: WebhookHandlerOptions,
): (request: PlatformRequest) => Promise<PlatformResponse> {
  const { token, onEvent, onError, maxBytes = 65_536, seen = new LastSeen(10_000) } = checked(options);
  /** Events that are being processed: a second delivery gets the same response. */
  const inProgress = new Map<string, Promise<boolean>>();

  const processEvent = async (event: AccessEvent): Promise<boolean> => {
    try {
      if (await seen.has(event.id)) return true;
      await onEvent(event);
    } catch (thrown) {
      report(onError, thrown);
      return false;
    }
    try {
      await seen.add(event.id);
    } catch (thrown) {
      // The event is processed; sending it again would process it twice.
      report(onError, thrown);
    }
    return true;
  };

  return async (request) => {
    try {
      const { method, url } = request as Request;
      if (!hasToken(url, token)) return answer(404, 'There is nothing here.');
      if (method !== 'POST') return answer(405, 'Events are sent by POST.', { allow: 'POST' });
      const body = await readBody(request as Request, maxBytes);
      if (body === undefined) return answer(413, `An event has no more than ${maxBytes} bytes.`);
      const event = parseAccessEvent(body);
      let work = inProgress.get(event.id);
      if (work === undefined) {
        work = processEvent(event);
        inProgress.set(event.id, work);
        // It never rejects.
        void work.then(() => inProgress.delete(event.id));
      }
      return (await work) ? answer(200, 'Thank you.') : answer(500, 'This failed here. Please send the event again.');
    } catch (thrown) {
      if (thrown instanceof UnlocError && thrown.code === 'invalid_argument') return answer(400, thrown.message);
      // The connection broke during the body.
      report(onError, thrown);
      return answer(500, 'This failed here. Please send the event again.');
    }
  };
}

function checked(options: WebhookHandlerOptions): WebhookHandlerOptions {
  const { token, onEvent, onError, maxBytes, seen } = options || {};
  const wrong =
    typeof token !== 'string' || token.length < 8
      ? '"token" must be a text of at least 8 characters that nobody can guess'
      : typeof onEvent !== 'function'
        ? '"onEvent" must be a function'
        : seen !== undefined && (typeof seen.has !== 'function' || typeof seen.add !== 'function')
          ? '"seen" must have the functions has and add'
          : maxBytes !== undefined && !(typeof maxBytes === 'number' && maxBytes > 0)
            ? '"maxBytes" must be a number above 0'
            : onError !== undefined && typeof onError !== 'function'
              ? '"onError" must be a function'
              : undefined;
  if (wrong !== undefined) throw unsent('invalid_argument', 'createWebhookHandler', `${wrong}.`, false);
  return options;
}

/** Whether a URL contains the token: as a segment of its path, or as its parameter `token`. */
function hasToken(url: string, token: string): boolean {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  let found = false;
  // All candidates are compared, so that the time does not depend on the position of the token.
  for (const candidate of pathname.split('/').map(decoded).concat(searchParams.getAll('token'))) {
    if (isSame(candidate, token)) found = true;
  }
  return found;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Compares in a time that depends only on the lengths, against timing attacks. */
function isSame(candidate: string, token: string): boolean {
  let difference = candidate.length ^ token.length;
  for (let index = 0; index < token.length; index += 1) {
    // Beyond the end of the candidate the code is NaN, which counts as 0.
    difference |= candidate.charCodeAt(index) ^ token.charCodeAt(index);
  }
  return difference === 0;
}

function report(onError: WebhookHandlerOptions['onError'], thrown: unknown): void {
  try {
    if (onError) onError(thrown);
    else console.error('unloc-integrator-client: an event of a webhook could not be dealt with', thrown);
  } catch {
    // The error handler itself failed.
  }
}

function answer(status: number, words: string, headers?: { [name: string]: string }): PlatformResponse {
  return new Response(`${words}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  }) as PlatformResponse;
}
