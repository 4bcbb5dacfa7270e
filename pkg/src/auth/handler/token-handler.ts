import type { PlatformRequest, PlatformResponse } from '../../platform/fetch-types';
import { internal, UnlocError } from '../main-entry';
import { ownMembers } from '../need';
import { refusal } from '../token-request';
import type { TokenProvider } from '../token-provider';
import { granted } from './granted';
import { Refused, type HandlerRequest, type HandlerResponse } from './http';
import {
  isNodeResponse,
  nodeResponseOf,
  readNode,
  respondNode,
  type NodeRequest,
  type NodeResponse,
} from './node-adapter';
import { readRequest } from './read-request';
import { requestedScope } from './requested-scope';

/** The options of a token handler. */
export interface TokenHandlerOptions {
  /**
   * The allowed scopes; `''` allows a token without scope. A function returns the scopes of the user who sends
   * the request.
   */
  scopes:
    | ReadonlyArray<string>
    | ((request: PlatformRequest) => ReadonlyArray<string> | PromiseLike<ReadonlyArray<string>>);
  /**
   * Whether the sender of the request may get a token: only `true` lets them in. A `Response`, such as a redirect to your
   * sign-in, is sent instead of a token. `'everybody'` lets everybody in.
   */
  authorize:
    | 'everybody'
    | ((request: PlatformRequest) => boolean | PlatformResponse | PromiseLike<boolean | PlatformResponse>);
  /**
   * Called with what `authorize` or `scopes` threw, and with the `UnlocError` of a token that could not be obtained or is
   * not passed on. Default: one line to `console.error`, without what your functions threw, which may contain secrets.
   *
   * @param thrown the error.
   */
  onError?(thrown: unknown): void;
}

/** Handles a `Request`, or a request of Node and Express. It never rejects. */
export interface TokenHandler {
  (request: PlatformRequest): Promise<PlatformResponse>;
  (request: NodeRequest, response: NodeResponse, next?: unknown): Promise<void>;
}

/** What failed in a request, and whose fault it is. */
class Failure {
  constructor(
    readonly what: string,
    readonly thrown: unknown,
  ) {}
}

/**
 * Creates a request handler that gives browsers tokens without the client secret: for Workers, Hono and Next as
 * `(request) => Response`, for Node and Express as `(request, response)`.
 *
 * The scope is sent as `GET ?scope=…`, or in a POST as JSON or form. Without it, the only allowed scope is used. The response
 * is `{ access_token, token_type, expires_in, scope, … }`, or an error, `{ error, error_description }`:
 *
 * | status | when |
 * | --- | --- |
 * | 400 | the scope is not allowed or has no value, or the request cannot be read |
 * | 403 | `authorize` did not return `true` |
 * | 405 | the method is neither GET nor POST |
 * | 408, 413 | the body took longer than 10 s, or has more than 65,536 bytes |
 * | 500 | `authorize` or `scopes` threw, or `scopes` returned no list of texts |
 * | 502, 503 | no token could be obtained, or the token covers more than was requested; 503 if a retry makes sense |
 *
 * @param tokens the provider whose tokens are given out.
 * @param options who may get a token, and for which scopes.
 * @returns the handler. It never rejects.
 * @throws UnlocError `invalid_argument` if an option is missing, unknown or of the wrong form.
 */
export function createTokenHandler(tokens: TokenProvider, options: TokenHandlerOptions): TokenHandler {
  const { scopes, authorize, onError } = checked(tokens, options);

  const allowedOf = async (request: PlatformRequest): Promise<ReadonlyArray<string>> => {
    const allowed = typeof scopes === 'function' ? await called('scopes', () => scopes(request)) : scopes;
    if (!isListOfTexts(allowed))
      throw new Failure(
        'scopes',
        refusal('createTokenHandler', 'the function "scopes" must return a list of strings.'),
      );
    return allowed;
  };

  const respond = async (
    request: HandlerRequest,
    whole: PlatformRequest,
  ): Promise<HandlerResponse | PlatformResponse> => {
    if (request.method !== 'GET' && request.method !== 'POST')
      throw new Refused(405, 'invalid_request', 'Use GET or POST.');
    if (authorize !== 'everybody') {
      const answer = await called('authorize', () => authorize(whole));
      if (isResponse(answer)) return answer;
      if (answer !== true) throw new Refused(403, 'access_denied', 'You may not have a token.');
    }
    const allowed = await allowedOf(whole);
    const named = await requestedScope(request);
    const scope = named === undefined && allowed.length === 1 ? allowed[0]! : named || '';
    const parts = scope.split(' ').filter((part) => part !== '');
    const isAllowed = parts.length === 0 ? allowed.includes('') : parts.every((part) => allowed.includes(part));
    if (!isAllowed && !(parts.length > 0 && allowed.includes(scope)))
      throw new Refused(400, 'invalid_scope', 'You may not have a token of this scope.');
    const token = await tokens.getToken(parts.length === 0 ? undefined : scope);
    const body = granted(token, parts);
    if (body === undefined) {
      const what = 'the token covers more than was requested, or does not say what it covers, so it was not passed on.';
      throw internal.unsent('token_error', 'createTokenHandler', what, false);
    }
    return json(200, body);
  };

  const answered = async (
    request: () => HandlerRequest,
    whole: PlatformRequest,
  ): Promise<HandlerResponse | PlatformResponse> => {
    try {
      return await respond(request(), whole);
    } catch (error) {
      if (error instanceof Refused) return refused(error);
      const failure = error instanceof Failure ? error : new Failure('the request', error);
      report(onError, failure);
      return failed(error);
    }
  };

  const handler = async (request: unknown, response?: unknown): Promise<unknown> => {
    const whole = request as PlatformRequest;
    if (!isNodeResponse(response)) {
      const answer = await answered(() => readRequest(request as Request), whole);
      return isResponse(answer) ? answer : toResponse(answer);
    }
    try {
      const answer = await answered(() => readNode(request as NodeRequest), whole);
      respondNode(
        response,
        isResponse(answer) ? await nodeResponseOf(answer as Response) : (answer as HandlerResponse),
      );
    } catch (error) {
      // The connection is gone, or somebody has responded already.
      report(onError, new Failure('the response', error));
    }
  };
  return handler as TokenHandler;
}

function checked(tokens: unknown, given: unknown): TokenHandlerOptions {
  const operation = 'createTokenHandler';
  if (typeof (Object(tokens) as Partial<TokenProvider>).getToken !== 'function')
    throw refusal(operation, 'the first argument must be a TokenProvider.');
  const options = ownMembers(operation, 'the options', given, ['scopes', 'authorize', 'onError']);
  const { scopes, authorize, onError } = options;
  if (typeof authorize !== 'function' && authorize !== 'everybody') {
    throw refusal(
      operation,
      '"authorize" must be a function that returns true if the request may get a token. If every request may, pass authorize: \'everybody\'.',
    );
  }
  if (typeof scopes !== 'function' && !isListOfTexts(scopes))
    throw refusal(operation, '"scopes" must be a list of strings, or a function that returns one.');
  if (onError !== undefined && typeof onError !== 'function') throw refusal(operation, '"onError" must be a function.');
  return options as unknown as TokenHandlerOptions;
}

async function called<T>(name: string, work: () => T | PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw new Failure(name, thrown);
  }
}

function isListOfTexts(value: unknown): value is ReadonlyArray<string> {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isResponse(value: unknown): value is PlatformResponse {
  const { status, headers, text } = Object(value) as Partial<Response>;
  return typeof status === 'number' && typeof text === 'function' && typeof Object(headers).forEach === 'function';
}

function toResponse({ status, headers, body }: HandlerResponse): Response {
  return new Response(body, { status, headers: headers as { [name: string]: string } });
}

function json(status: number, body: object, more: { [name: string]: string } = {}): HandlerResponse {
  return {
    status,
    headers: Object.assign({ 'content-type': 'application/json', 'cache-control': 'no-store' }, more),
    body: JSON.stringify(body),
  };
}

function refused({ status, error, description }: Refused): HandlerResponse {
  return json(status, { error, error_description: description }, status === 405 ? { allow: 'GET, POST' } : {});
}

/** The response to a failure: it says whether a retry makes sense. Details belong in the server's log. */
function failed(error: unknown): HandlerResponse {
  const body = { error: 'server_error', error_description: 'No token could be obtained.' };
  // A fault of this server, not of the authorization server.
  if (!(error instanceof UnlocError) || error.code === 'invalid_argument') return json(500, body);
  const { retryAfterMs, code } = error;
  const wait: { [name: string]: string } =
    retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
  if (retryAfterMs === undefined && !['network', 'timeout', 'deadline_exceeded'].includes(code)) return json(502, body);
  return json(503, Object.assign(body, { error: 'temporarily_unavailable' }), wait);
}

function report(onError: TokenHandlerOptions['onError'], { what, thrown }: Failure): void {
  try {
    if (onError) onError(thrown);
    else {
      const why = thrown instanceof UnlocError ? thrown.message : `"${what}" threw; pass "onError" to see the error`;
      console.error(`unloc-integrator-client: no token was sent: ${why}`);
    }
  } catch {
    // The error handler itself failed.
  }
}
