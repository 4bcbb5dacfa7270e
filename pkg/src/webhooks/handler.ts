import { parseAccessEvent } from './access-event';
import type { AccessEvent } from '../generated/model-v2';
import type { PlatformRequest, PlatformResponse } from '../platform/fetch-types';
import { bodyOf } from './read-body';
import { LastSeen } from './seen-events';
import type { SeenEvents } from './seen-events';
import { UnlocError, unsent } from '../core/unloc-error';

/*
 * In TypeScript, not in Rust: it hands requests, streams and promises of the platform to functions of
 * the caller's. There is nothing to decide on that the wasm would not first have to be told.
 */

/** What {@link createWebhookHandler} takes. */
export interface WebhookHandlerOptions {
  /**
   * The unguessable part of the address that you gave Unloc, at least 8 characters, better 32: a segment
   * of its path (`https://example.com/unloc/<token>`) or its parameter `token` (`…?token=<token>`).
   * Unloc signs nothing, so this alone tells its requests from anybody's.
   */
  token: string;
  /**
   * Deals with an event, in one form for API v1 and v2. As long as it takes, Unloc waits: put long work
   * into a queue. If it throws, Unloc is told to send the event again.
   */
  onEvent(event: AccessEvent): unknown;
  /**
   * Remembers the ids of events that were dealt with, so that one sent twice is dealt with once: a `Set`,
   * or a store of yours that several processes share. The last 10,000 in memory unless said otherwise.
   */
  seen?: SeenEvents;
  /** The most bytes that a body may have. 65,536 unless said otherwise. */
  maxBytes?: number;
  /** Is told what `onEvent` or `seen` threw. Without it that goes to `console.error`. */
  onError?(thrown: unknown): void;
}

/**
 * Makes a function that answers Unloc's deliveries of access events (v2) and key events (v1): from the
 * platform's `Request` to its `Response`, as Hono, Next, Workers and Deno have them; for Node's `http`
 * and Express see docs/webhooks.md.
 *
 * An event is dealt with at least once: twice, if it is delivered to two processes at the same moment,
 * or if a process ends between `onEvent` and `seen.add`.
 *
 * | status | when |
 * | --- | --- |
 * | 200 | the event was dealt with, now or before |
 * | 400 | the body is no event |
 * | 404 | the address has not the token |
 * | 405 | it is no POST |
 * | 413 | the body is longer than `maxBytes` |
 * | 500 | `onEvent` or `seen` threw: send it again |
 *
 * @returns the function. It never rejects.
 * @throws UnlocError `invalid_argument` if an option is missing or of the wrong form.
 */
export function createWebhookHandler(options: WebhookHandlerOptions): (request: PlatformRequest) => Promise<PlatformResponse> {
  const { token, onEvent, onError, maxBytes = 65_536, seen = new LastSeen(10_000) } = checked(options);
  /** Events that are being dealt with now: one delivered again meanwhile gets the same answer. */
  const underWay = new Map<string, Promise<boolean>>();

  const dealtWith = async (event: AccessEvent): Promise<boolean> => {
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
      // It is done; to have it sent again would do it twice for certain.
      report(onError, thrown);
    }
    return true;
  };

  return async (request) => {
    try {
      const { method, url } = request as Request;
      if (!holds(url, token)) return answer(404, 'There is nothing here.');
      if (method !== 'POST') return answer(405, 'Events are sent by POST.', { allow: 'POST' });
      const body = await bodyOf(request as Request, maxBytes);
      if (body === undefined) return answer(413, `An event has no more than ${maxBytes} bytes.`);
      const event = parseAccessEvent(body);
      let work = underWay.get(event.id);
      if (work === undefined) {
        work = dealtWith(event);
        underWay.set(event.id, work);
        // It never rejects.
        void work.then(() => underWay.delete(event.id));
      }
      return (await work) ? answer(200, 'Thank you.') : answer(500, 'This failed here. Please send the event again.');
    } catch (thrown) {
      if (thrown instanceof UnlocError && thrown.code === 'invalid_argument') return answer(400, thrown.message);
      // The connection broke while the body came.
      report(onError, thrown);
      return answer(500, 'This failed here. Please send the event again.');
    }
  };
}

function checked(options: WebhookHandlerOptions): WebhookHandlerOptions {
  const { token, onEvent, onError, maxBytes, seen } = options || {};
  const wrong = typeof token !== 'string' || token.length < 8 ? '"token" must be a text of at least 8 characters that nobody can guess'
    : typeof onEvent !== 'function' ? '"onEvent" must be a function'
    : seen !== undefined && (typeof seen.has !== 'function' || typeof seen.add !== 'function') ? '"seen" must have the functions has and add'
    : maxBytes !== undefined && !(typeof maxBytes === 'number' && maxBytes > 0) ? '"maxBytes" must be a number above 0'
    : onError !== undefined && typeof onError !== 'function' ? '"onError" must be a function'
    : undefined;
  if (wrong !== undefined) throw unsent('invalid_argument', 'createWebhookHandler', `${wrong}.`, false);
  return options;
}

/** Whether an address has the token: as a segment of its path, or as its parameter `token`. */
function holds(address: string, token: string): boolean {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  let found = false;
  // All of them are compared, so that the time tells nothing of where it is.
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

/** Compares in a time that depends on the lengths alone, so that nobody can guess a token letter by letter. */
function isSame(candidate: string, token: string): boolean {
  let difference = candidate.length ^ token.length;
  for (let index = 0; index < token.length; index += 1) {
    // Beyond its end: NaN, which counts as 0.
    difference |= candidate.charCodeAt(index) ^ token.charCodeAt(index);
  }
  return difference === 0;
}

function report(onError: WebhookHandlerOptions['onError'], thrown: unknown): void {
  try {
    if (onError) onError(thrown);
    else console.error('unloc-integrator-client: an event of a webhook could not be dealt with', thrown);
  } catch {
    // What reports errors has one of its own.
  }
}

function answer(status: number, words: string, headers?: { [name: string]: string }): PlatformResponse {
  return new Response(`${words}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } }) as PlatformResponse;
}
