import type { ClientOptions } from '../core/options';
import { internal, type UnlocError } from './main-entry';
import type { AuthorizationServer } from './authorization-server';
import type { CachedToken } from './token';

/** Sends token requests of one client to one authorization server. */
export interface TokenRequester {
  readonly system: AuthorizationServer;
  readonly client: { clientId: string; clientSecret?: string; subject?: string };
  /** Options of the requests. */
  readonly options: ClientOptions;
  readonly now: () => number;
}

/** What is exchanged for a token. */
export interface Grant {
  scopes?: string[];
  code?: string;
  redirectUri?: string;
  verifier?: string;
  refreshToken?: string;
  discovery?: boolean;
  members?: { [name: string]: unknown };
}

/** Sends one request. Resolves to the body of the response and to what is needed to read it; rejects with an `UnlocError`. */
async function send(
  requester: TokenRequester,
  grant: Grant,
  operation: string,
): Promise<{ body: unknown; status: number; idempotent: boolean }> {
  const { ask } = internal;
  const core = await internal.core(operation);
  const { system, client, options } = requester;
  const { call: config, retryTokens } = internal.createConfig(system.baseUrl, options);
  const given = Object.assign({ members: system.members }, grant);
  const request = ask(core, operation, 'prepareTokenRequest', {
    server: system,
    client,
    grant: given,
    options: config.options,
  });
  const call = {
    core,
    operation: internal.describe(core, 'request'),
    request,
    body: request.body,
    secrets: request.secrets!,
    config,
  };
  const { data, error, response } = await internal.exchange(call, retryTokens);
  if (error) throw error;
  return { body: data, status: response!.status, idempotent: request.state.idempotent };
}

/** Requests a token, with any grant. */
export async function requestToken(requester: TokenRequester, grant: Grant, operation: string): Promise<CachedToken> {
  const { ask } = internal;
  const requestedAt = requester.now();
  const { body, status, idempotent } = await send(requester, grant, operation);
  const core = await internal.core(operation);
  const given = { operation, body, requested: grant.scopes || [], requestedAtMs: requestedAt, status, idempotent };
  const token = ask(core, operation, 'readTokenResponse', given) as CachedToken;
  token.raw = body as CachedToken['raw'];
  const { access_token: accessToken, refresh_token: refreshToken } = token.raw;
  token.accessToken = accessToken as string;
  token.requestedScope = grant.scopes || token.scope;
  if (typeof refreshToken === 'string' && refreshToken !== '') token.refreshToken = refreshToken;
  return token;
}

/** Requests the resources that the client has access to. */
export async function discoverResources(requester: TokenRequester): Promise<unknown> {
  return (await send(requester, { discovery: true }, 'discoverResources')).body;
}

/** The error of an argument; nothing was sent. */
export function refusal(operation: string, what: string): UnlocError {
  return internal.unsent('invalid_argument', operation, what, false);
}
