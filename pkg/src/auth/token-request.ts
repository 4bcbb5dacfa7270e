import { internal, UnlocError } from './main-entry';
import type { AuthorizationServer } from './authorization-server';
import type { CachedToken } from './token';

/** Sends token requests of one client to one authorization server. */
export interface TokenRequester {
  readonly system: AuthorizationServer;
  readonly client: { clientId: string; clientSecret?: string; subject?: string };
  /** Options of the requests. */
  readonly options: { readonly [name: string]: unknown };
  readonly now: () => number;
}

/** Sends one request. Rejects with an `UnlocError`. */
async function send(requester: TokenRequester, grant: { [name: string]: unknown }, operation: string): Promise<unknown> {
  const client = await wasm(operation);
  const whole = Object.assign({ members: requester.system.members }, grant);
  const { data, error } = await internal.runRecoverable(
    operation,
    (received, refused) => ({ data: received, error: refused }),
    (settle) => client.tokenCall(requester.system, requester.client, whole, requester.options, settle),
  ).catch((thrown) => { throw internal.loadFailure(operation, thrown); });
  if (error) throw new UnlocError(error);
  return data;
}

/** Requests a token, with any grant. */
export async function requestToken(requester: TokenRequester, grant: { [name: string]: unknown }, operation: string): Promise<CachedToken> {
  const token = (await send(requester, Object.assign({ now: requester.now() }, grant), operation)) as CachedToken;
  const { access_token: accessToken, refresh_token: refreshToken } = token.raw;
  token.accessToken = accessToken as string;
  token.requestedScope = (grant.scopes as string[] | undefined) || token.scope;
  if (typeof refreshToken === 'string' && refreshToken !== '') token.refreshToken = refreshToken;
  return token;
}

/** Requests the resources that the client has access to. */
export function discoverResources(requester: TokenRequester): Promise<unknown> {
  return send(requester, { discovery: true }, 'discoverResources');
}

/** The wasm. Rejects with an `UnlocError` that says why it cannot run. */
export async function wasm(operation: string): ReturnType<typeof internal.readyClient> {
  try {
    return await internal.readyClient();
  } catch (thrown) {
    throw internal.loadFailure(operation, thrown);
  }
}

/** Calls a function of the wasm, and throws an `UnlocError` if it throws. */
export function orThrow<T>(operation: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw internal.toUnlocError(operation, thrown);
  }
}

/** The error of an argument; nothing was sent. */
export function refusal(operation: string, what: string): UnlocError {
  return internal.unsent('invalid_argument', operation, what, false);
}
