import { UnlocError } from '../main-entry';
import { answerNode, isNodeResponse, readNode, type NodeRequest, type NodeResponse } from './node-adapter';
import type { PlatformRequest, PlatformResponse } from '../../platform/fetch-types';
import type { HandlerRequest, HandlerResponse } from './http';
import type { Token } from '../token';
import type { TokenProvider } from '../token-provider';

/** What a token handler gives to whom. */
export interface TokenHandlerOptions {
  /**
   * The scopes that may be asked for; `''` stands for a token without scope. A function tells them for
   * the person who asks: whoever is signed in to your application may see this much and no more.
   */
  scopes: ReadonlyArray<string> | ((request: PlatformRequest) => ReadonlyArray<string> | PromiseLike<ReadonlyArray<string>>);
  /** Whether whoever asks may have a token at all; everybody, unless given. */
  authorize?: (request: PlatformRequest) => boolean | PromiseLike<boolean>;
}

/** Answers a `Request`, or a request of Node and Express. */
export interface TokenHandler {
  (request: PlatformRequest): Promise<PlatformResponse>;
  (request: NodeRequest, response: NodeResponse, next?: unknown): Promise<void>;
}

/** Members of a token that a browser may know. A refresh token is not among them. */
const told = ['access_token', 'token_type', 'expires_in', 'scope', 'lock_holder_id', 'lock_holder_ids', 'organization_id', 'project_id'];

/**
 * A request handler that gives a browser a token and keeps the secret: for Workers, Hono and Next as
 * `(request) => Response`, for Node and Express as `(request, response)`.
 *
 * It is asked with `GET ?scope=…`, or with a POST of `scope` as JSON or form; without a scope it gives the
 * only one allowed. It answers `{ access_token, token_type, expires_in, scope, … }`, or 400, 403, 405, 502,
 * 503 with `{ error, error_description }`.
 */
export function createTokenHandler(tokens: TokenProvider, options: TokenHandlerOptions): TokenHandler {
  const { scopes, authorize } = options;
  const answer = async (request: HandlerRequest, whole: PlatformRequest): Promise<HandlerResponse> => {
    if (request.method !== 'GET' && request.method !== 'POST') return refused(405, 'invalid_request', 'Ask with GET or POST.');
    try {
      if (authorize && !(await authorize(whole))) return refused(403, 'access_denied', 'You may not have a token.');
      const allowed = typeof scopes === 'function' ? await scopes(whole) : scopes;
      const asked = await scopeOf(request);
      const scope = asked === undefined && allowed.length === 1 ? allowed[0]! : asked || '';
      const parts = scope.split(/\s+/).filter((part) => part !== '');
      const may = parts.length === 0 ? allowed.includes('') : parts.every((part) => allowed.includes(part)) || allowed.includes(scope);
      if (!may) return refused(400, 'invalid_scope', 'You may not have a token of this scope.');
      return given(await tokens.getToken(parts.length === 0 ? undefined : scope));
    } catch (error) {
      return failure(error);
    }
  };
  const handler = async (request: unknown, response?: unknown): Promise<unknown> => {
    if (isNodeResponse(response)) {
      const read = readNode(request as NodeRequest);
      return answerNode(response, await answer(read, request as PlatformRequest));
    }
    const { status, headers, body } = await answer(request as HandlerRequest, request as PlatformRequest);
    return new Response(body, { status, headers });
  };
  return handler as TokenHandler;
}

function json(status: number, body: object, more: { [name: string]: string } = {}): HandlerResponse {
  return { status, headers: Object.assign({ 'content-type': 'application/json', 'cache-control': 'no-store' }, more), body: JSON.stringify(body) };
}

function refused(status: number, error: string, description: string): HandlerResponse {
  return json(status, { error, error_description: description }, status === 405 ? { allow: 'GET, POST' } : {});
}

function given(token: Token): HandlerResponse {
  const body: { [name: string]: unknown } = {};
  for (const name of told) {
    if (token[name] !== undefined) body[name] = token[name];
  }
  return json(200, body);
}

/** What went wrong behind the handler is for the server's log; a browser learns whether to come back. */
function failure(error: unknown): HandlerResponse {
  const ours = error instanceof UnlocError ? error : undefined;
  const later = ours !== undefined && (ours.retryAfterMs !== undefined || ['network', 'timeout', 'deadline_exceeded'].includes(ours.code));
  const wait: { [name: string]: string } = ours && ours.retryAfterMs !== undefined ? { 'retry-after': String(Math.ceil(ours.retryAfterMs / 1000)) } : {};
  const body = { error: later ? 'temporarily_unavailable' : 'server_error', error_description: 'No token could be had.' };
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
