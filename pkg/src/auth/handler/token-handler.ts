import { UnlocError } from '../main-entry';
import { respondNode, isNodeResponse, readNode, type NodeRequest, type NodeResponse } from './node-adapter';
import type { PlatformRequest, PlatformResponse } from '../../platform/fetch-types';
import type { HandlerRequest, HandlerResponse } from './http';
import type { Token } from '../token';
import type { TokenProvider } from '../token-provider';

/** The options of a token handler. */
export interface TokenHandlerOptions {
  /**
   * The allowed scopes; `''` allows a token without scope. A function returns the scopes of the user who sends
   * the request.
   */
  scopes:
    | ReadonlyArray<string>
    | ((request: PlatformRequest) => ReadonlyArray<string> | PromiseLike<ReadonlyArray<string>>);
  /** Whether the sender of the request may get a token. Default: everybody. */
  authorize?: (request: PlatformRequest) => boolean | PromiseLike<boolean>;
}

/** Handles a `Request`, or a request of Node and Express. */
export interface TokenHandler {
  (request: PlatformRequest): Promise<PlatformResponse>;
  (request: NodeRequest, response: NodeResponse, next?: unknown): Promise<void>;
}

/** Members of a token that a browser gets. The refresh token is not among them. */
const publicMembers = [
  'access_token',
  'token_type',
  'expires_in',
  'scope',
  'lock_holder_id',
  'lock_holder_ids',
  'organization_id',
  'project_id',
];

/**
 * Creates a request handler that gives browsers tokens without the client secret: for Workers, Hono and Next as
 * `(request) => Response`, for Node and Express as `(request, response)`.
 *
 * The scope is sent as `GET ?scope=…`, or in a POST as JSON or form. Without it, the only allowed scope is used. The response
 * is `{ access_token, token_type, expires_in, scope, … }`, or 400, 403, 405, 502 or 503 with `{ error, error_description }`.
 */
export function createTokenHandler(tokens: TokenProvider, options: TokenHandlerOptions): TokenHandler {
  const { scopes, authorize } = options;
  const respond = async (request: HandlerRequest, whole: PlatformRequest): Promise<HandlerResponse> => {
    if (request.method !== 'GET' && request.method !== 'POST')
      return refused(405, 'invalid_request', 'Ask with GET or POST.');
    try {
      if (authorize && !(await authorize(whole))) return refused(403, 'access_denied', 'You may not have a token.');
      const allowed = typeof scopes === 'function' ? await scopes(whole) : scopes;
      const requested = await scopeOf(request);
      const scope = requested === undefined && allowed.length === 1 ? allowed[0]! : requested || '';
      const parts = scope.split(/\s+/).filter((part) => part !== '');
      const isAllowed =
        parts.length === 0
          ? allowed.includes('')
          : parts.every((part) => allowed.includes(part)) || allowed.includes(scope);
      if (!isAllowed) return refused(400, 'invalid_scope', 'You may not have a token of this scope.');
      return tokenResponse(await tokens.getToken(parts.length === 0 ? undefined : scope));
    } catch (error) {
      return failure(error);
    }
  };
  const handler = async (request: unknown, response?: unknown): Promise<unknown> => {
    if (isNodeResponse(response)) {
      const read = readNode(request as NodeRequest);
      return respondNode(response, await respond(read, request as PlatformRequest));
    }
    const { status, headers, body } = await respond(request as HandlerRequest, request as PlatformRequest);
    return new Response(body, { status, headers });
  };
  return handler as TokenHandler;
}

function json(status: number, body: object, more: { [name: string]: string } = {}): HandlerResponse {
  return {
    status,
    headers: Object.assign({ 'content-type': 'application/json', 'cache-control': 'no-store' }, more),
    body: JSON.stringify(body),
  };
}

function refused(status: number, error: string, description: string): HandlerResponse {
  return json(status, { error, error_description: description }, status === 405 ? { allow: 'GET, POST' } : {});
}

function tokenResponse(token: Token): HandlerResponse {
  const body: { [name: string]: unknown } = {};
  for (const name of publicMembers) {
    if (token[name] !== undefined) body[name] = token[name];
  }
  return json(200, body);
}

/** The response to a failed token request: it says whether a retry makes sense. Details belong in the server's log. */
function failure(error: unknown): HandlerResponse {
  const ours = error instanceof UnlocError ? error : undefined;
  const later =
    ours !== undefined
    && (ours.retryAfterMs !== undefined || ['network', 'timeout', 'deadline_exceeded'].includes(ours.code));
  const wait: { [name: string]: string } =
    ours && ours.retryAfterMs !== undefined ? { 'retry-after': String(Math.ceil(ours.retryAfterMs / 1000)) } : {};
  const body = {
    error: later ? 'temporarily_unavailable' : 'server_error',
    error_description: 'No token could be had.',
  };
  return json(later ? 503 : 502, body, wait);
}

async function scopeOf(request: HandlerRequest): Promise<string | undefined> {
  if (request.method === 'GET') {
    const [, query = ''] = /\?([^#]*)/.exec(request.url) || [];
    return inForm(query);
  }
  const text = await request.text();
  try {
    const { scope } = JSON.parse(text) as { scope?: unknown };
    if (Array.isArray(scope)) return scope.join(' ');
    return scope === undefined || scope === null ? undefined : String(scope);
  } catch {
    return inForm(text);
  }
}

function inForm(form: string): string | undefined {
  const scope = new URLSearchParams(form).get('scope');
  return scope === null ? undefined : scope;
}
