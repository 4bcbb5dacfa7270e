import { parseAccessEvent } from './access-event';
import type { AccessEvent } from '../generated/model-v2';
import type { PlatformRequest, PlatformResponse } from '../platform/fetch-types';
import { oneAtATime } from './events-in-progress';
import { checked } from './handler-options';
import type { WebhookHandlerOptions } from './handler-options';
import { readBody } from './read-body';
import { report } from './report';
import { LastSeen } from './seen-events';
import { UnlocError, unsent } from '../core/unloc-error';
import { waitAtMost } from '../core/wait-at-most';

/*
 * This is TypeScript, not Rust: it only passes requests, streams and promises of the platform to functions of the caller.
 */

/**
 * Creates a request handler for access events (v2) and key events (v1): from the
 * platform's `Request` to its `Response`, as in Hono, Next, Workers and Deno. For Node's `http`
 * and Express pass it to {@link toNodeHandler}.
 *
 * An event is processed at least once: twice, if it is delivered to two processes at the same time,
 * if a process ends between `onEvent` and `seen.add`, or if it is delivered again while `onEvent`
 * takes longer than `timeoutMs`.
 *
 * | status | when |
 * | --- | --- |
 * | 200 | the event was processed, now or before |
 * | 400 | the body is not an event |
 * | 404 | the URL does not contain the token |
 * | 405 | the method is not POST |
 * | 408 | the body did not arrive within `timeoutMs` |
 * | 413 | the body is longer than `maxBytes` |
 * | 500 | `onEvent` or `seen` threw or took too long, or other code has read the body before: Unloc sends the event again |
 *
 * @param options the token of the URL, and what is done with an event.
 * @returns the handler. It never rejects.
 * @throws UnlocError `invalid_argument` if an option is missing, unknown or of the wrong form.
 */
export function createWebhookHandler(
  options: WebhookHandlerOptions,
): (request: PlatformRequest) => Promise<PlatformResponse> {
  const {
    token,
    onEvent,
    onError,
    maxBytes = 65_536,
    timeoutMs = 30_000,
    storeTimeoutMs = 3_000,
    seen = new LastSeen(10_000),
  } = checked(options);
  const once = oneAtATime(timeoutMs + 2 * storeTimeoutMs);

  const tell = (thrown: unknown): void =>
    report(onError, thrown, () =>
      console.error('unloc-integrator-client: an event of a webhook could not be processed', thrown),
    );
  const within = <T>(ms: number, what: string, work: () => T | PromiseLike<T>): Promise<T> =>
    waitAtMost(work, ms, () =>
      unsent('timeout', 'createWebhookHandler', `${what} did not end within ${ms} ms.`, false),
    );
  // If it fails, the event is processed all the same; asking for it again would process it twice.
  const remember = (id: string): Promise<unknown> => within(storeTimeoutMs, 'seen.add', () => seen.add(id)).catch(tell);

  const processEvent = async (event: AccessEvent): Promise<boolean> => {
    const { id } = event;
    let work: Promise<unknown> | undefined;
    try {
      if (await within(storeTimeoutMs, 'seen.has', () => seen.has(id))) return true;
      await within(timeoutMs, 'onEvent', () => (work = Promise.resolve(onEvent(event))));
    } catch (thrown) {
      tell(thrown);
      // What ends too late needs no repetition either.
      if (work)
        work.then(
          () => remember(id),
          () => undefined,
        );
      return false;
    }
    await remember(id);
    return true;
  };

  return async (request) => {
    try {
      const { method, url, headers } = request as Request;
      if (typeof headers.get !== 'function')
        throw unsent(
          'invalid_argument',
          'createWebhookHandler',
          'this is a request of the http module of Node: use toNodeHandler(handler).',
          false,
        );
      if (!hasToken(url, token)) return answer(404, 'Not found.');
      if (method !== 'POST') return answer(405, 'Use POST.', { allow: 'POST' });
      const body = await readBody(request as Request, maxBytes, timeoutMs);
      if (body === undefined) return answer(413, `The body is larger than ${maxBytes} bytes.`);
      let event: AccessEvent;
      try {
        event = parseAccessEvent(body);
      } catch (thrown) {
        return answer(400, (thrown as UnlocError).message);
      }
      const done = await once(event.id, () => processEvent(event));
      return done ? answer(200, 'Thank you.') : answer(500, failed);
    } catch (thrown) {
      // The connection broke during the body, or somebody else has read it.
      tell(thrown);
      if (!(thrown instanceof UnlocError)) return answer(500, failed);
      return answer(thrown.code === 'timeout' ? 408 : 500, thrown.message);
    }
  };
}

const failed = 'The event could not be processed. Please send it again.';

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

function answer(status: number, words: string, headers?: { [name: string]: string }): PlatformResponse {
  return new Response(`${words}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  }) as PlatformResponse;
}
