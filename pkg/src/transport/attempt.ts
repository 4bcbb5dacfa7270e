import type { ResponseHead } from '../core/result';
import { knowsCache, refusal, takesSignal } from '../platform/request-options';
import { BodyKind } from '../wasm/core-functions';
import type { Core, OperationDescription, PreparedRequest } from '../wasm/core-functions';
import type { CallConfig } from './client-config';
import { failureCodes, parseBody, readBody, readBytes, readHead, type Body } from './read-response';
import { withoutSecrets } from './redaction';
import { shape } from './response-shape';
import { cancelled, type Timeouts } from './timeouts';

/** A call that is ready to be sent. */
export interface PreparedCall {
  readonly core: Core;
  readonly operation: OperationDescription;
  readonly request: PreparedRequest;
  readonly body?: string;
  /** What must not be printed, one a line. */
  readonly secrets: string;
  readonly config: CallConfig;
  /** The data are the bytes of the body, as they came. */
  readonly bytes?: boolean;
}

/** What an attempt came to: data, or what the core is asked about. */
export type AttemptResult =
  | { data: unknown; response: ResponseHead }
  | { unexpected: { status: number; headers: object; body?: string | null }; response: ResponseHead }
  | { failure: Failure; response?: ResponseHead };

/** Why there is no complete response, for the core. */
export interface Failure {
  reason?: string;
  codes?: unknown[];
  status?: number;
  requestId?: string;
  /** Why the platform refused the request, and what must not be printed of it. */
  words?: string;
  secrets?: string;
}

/** Sends the request once and reads the response. Decides nothing. Throws only if the wasm traps. */
export async function attemptOnce(call: PreparedCall, timeouts: Timeouts): Promise<AttemptResult> {
  const fetch: unknown = call.config.fetch || (globalThis as { fetch?: unknown }).fetch;
  if (typeof fetch !== 'function') return { failure: { reason: 'noFetch' } };
  const { core, request, operation } = call;
  const signal = timeouts.begin(milliseconds(request.timeoutMs));
  const init = fetchInit(call, call.config.fetch || takesSignal(signal) ? signal : undefined);
  let given: unknown;
  try {
    given = await timeouts.within(fetch(request.url, init));
  } catch (thrown) {
    const found = failure(thrown, timeouts);
    const words = found.codes && found.codes.length === 0 ? refusal(request.url, init) : undefined;
    return { failure: words === undefined ? found : { reason: 'refused', words, secrets: call.secrets } };
  }
  timeouts.headersArrived();
  const response = readResponseHead(call, given);
  if (response === undefined) return { failure: { reason: 'noResponse' } };

  const kind = core.bodyKind(response.status);
  let body: Body = {};
  if (kind === BodyKind.data || kind === BodyKind.error) {
    try {
      body = await timeouts.within(
        call.bytes && kind === BodyKind.data ? readBytes(given) : readBody(given, kind === BodyKind.error),
      );
    } catch (thrown) {
      // An error whose body broke off is an error all the same.
      if (kind === BodyKind.data || thrown === cancelled) {
        const { status, requestId } = response;
        return { failure: { ...failure(thrown, timeouts), status, requestId }, response };
      }
    }
  }
  if (body.bytes) return { data: body.bytes, response };
  if (kind === BodyKind.data || kind === BodyKind.none) {
    const parsed = parseBody(body);
    const data = parsed && shape(operation, parsed.value);
    if (data !== undefined) return { data, response };
  }
  return { unexpected: { status: response.status, headers: response.headers, body: bodyText(body) }, response };
}

/** A time of the core, which writes no limit as null. */
export function milliseconds(time: number | null): number {
  return time === null ? Infinity : time;
}

/** A plain object: a `Request` costs more, is missing in some test environments, and stubs rarely expect one. */
function fetchInit({ request, body }: PreparedCall, signal: unknown): object {
  const init: { [name: string]: unknown } = {
    method: request.method,
    headers: { ...request.headers },
    // Cookies are not ours; a token must not follow a redirect to another host.
    credentials: 'omit',
    redirect: 'manual',
  };
  // Keys and tokens belong in no cache.
  if (knowsCache()) init.cache = 'no-store';
  if (body !== undefined) init.body = body;
  if (signal !== undefined) init.signal = signal;
  return init;
}

function readResponseHead({ core, operation, secrets }: PreparedCall, given: unknown): ResponseHead | undefined {
  const head = readHead(given);
  if (head === undefined) return undefined;
  const headers = withoutSecrets(core, operation, head.headers, secrets);
  const requestIdHeader = operation.requestIdHeaders.find((name) => headers[name] !== undefined);
  return { status: head.status, headers, requestId: requestIdHeader && headers[requestIdHeader] };
}

function failure(thrown: unknown, timeouts: Timeouts): Failure {
  return thrown === cancelled || timeouts.reason
    ? { reason: timeouts.reason }
    : { reason: 'network', codes: failureCodes(thrown) };
}

/** The body for the core: a text, null if it is no JSON and has no text, nothing if there is none. */
function bodyText({ text, value, unreadable }: Body): string | null | undefined {
  if (text !== undefined || unreadable) return unreadable ? null : text;
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}
