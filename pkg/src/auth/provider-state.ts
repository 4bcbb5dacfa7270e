import { isWorkerd } from '../platform/is-workerd';
import { BoundedStore } from './bounded-store';
import { cacheKey, resolveScope } from './cache-key';
import { internal, UnlocError } from './main-entry';
import { checkedNeed, type Need } from './need';
import type { AuthorizationServer } from './authorization-server';
import type { TokenNeed } from '../transport/access-token';
import type { TokenPair, TokenProviderOptions, TokenSubject } from './options';
import { SignIns } from './sign-ins';
import { memoryStore, pageStore, type TokenStore } from './store';
import { TokenCache, type TokenFetcher } from './token-cache';
import { refusal, requestToken, type TokenRequester } from './token-request';
import type { CachedToken } from './token';

/** What providers with the same store have in common. */
interface Shared {
  readonly cache: TokenCache;
  readonly signIns: SignIns;
}

/** What a provider knows. */
export interface ProviderState extends TokenRequester, Shared {
  /** The narrowing of `for()`. */
  readonly subject: Need;
  readonly persist?: (pair: TokenPair) => unknown;
  readonly randomBytes?: (count: number) => Uint8Array;
  readonly waitUntil: TokenFetcher['waitUntil'];
  /** After so many milliseconds a person's token request has ended, whatever happened. */
  readonly longestMs: number;
  /** The refresh token of the options, until it is used. */
  initialRefreshToken?: string;
  /** Whether the options say that its tokens are a user's. */
  readonly ofUser: boolean;
  /** Whether a user has signed in, if the options name none. */
  signedIn: boolean;
}

const shared = new WeakMap<TokenStore, Shared>();

/** A token of the client's own may be requested twice: nobody waits longer than this for another caller's request. */
const patienceMs = 10_000;

/** The state of a new provider. */
export function createState(system: AuthorizationServer, options: TokenProviderOptions): ProviderState {
  const { clientId, clientSecret, store, fetch, headers, timeoutMs, deadlineMs, maxRetries, allowInsecure } = options;
  const { subject, refreshToken, now, storeTimeoutMs = 3_000 } = options;
  const client: TokenRequester['client'] = { clientId };
  if (clientSecret !== undefined) client.clientSecret = clientSecret;
  const clock = (): number => {
    const time = now ? Number(now()) : NaN;
    return Number.isFinite(time) ? time : Date.now();
  };
  let common = store && shared.get(store);
  if (common === undefined) {
    const bounded = store && new BoundedStore(store, storeTimeoutMs);
    const signIns =
      bounded || new BoundedStore((internal.isBrowser() && pageStore()) || memoryStore(clock), storeTimeoutMs);
    common = { cache: new TokenCache(bounded, storeTimeoutMs, clock), signIns: new SignIns(signIns) };
    if (store) shared.set(store, common);
  }
  const state: ProviderState = {
    system: Object.assign({}, system),
    client,
    options: { fetch, headers, timeoutMs, deadlineMs, maxRetries, allowInsecure },
    now: clock,
    cache: common.cache,
    signIns: common.signIns,
    subject: Object.create(null),
    persist: options.persist,
    randomBytes: options.randomBytes,
    // workerd drops what a request leaves behind; elsewhere nobody needs to know.
    waitUntil: options.waitUntil || (isWorkerd() ? undefined : () => undefined),
    // The deadline, and each function of the caller's.
    longestMs: (deadlineMs === undefined ? 60_000 : deadlineMs) + 5 * storeTimeoutMs,
    ofUser: false,
    signedIn: false,
  };
  return narrowed(state, { subject, refreshToken });
}

/** The state of a provider for a subject. */
export function narrowed(
  state: ProviderState,
  { subject: user, refreshToken, ...narrowing }: TokenSubject,
): ProviderState {
  const client = Object.assign({}, state.client);
  if (user !== undefined) client.subject = user;
  return Object.assign({}, state, {
    client,
    subject: Object.assign(Object.create(null), state.subject, narrowing),
    initialRefreshToken:
      refreshToken === undefined ? (user === undefined ? state.initialRefreshToken : undefined) : refreshToken,
    ofUser: state.ofUser || user !== undefined || refreshToken !== undefined,
  });
}

/** The cache key for a need, how to request its token, and the need merged over the subject of the provider. */
export function resolveRequest(
  state: ProviderState,
  given: Partial<TokenNeed> | string | undefined,
  operation: string,
): { key: string; fetcher: TokenFetcher; need: Need } {
  const { system, client } = state;
  const need: Need = Object.assign(Object.create(null), state.subject, checkedNeed(operation, given));
  if (isUserToken(state, need)) return { key: userCacheKey(state), fetcher: userFetcher(state), need };
  const request = resolveScope(system, need, operation);
  const { scopes, resource } = request;
  const fetchToken = async (): Promise<CachedToken> => {
    const members = Object.assign({}, system.members, resource);
    const token = await requestToken(state, { scopes, members }, 'getToken');
    checkResource(token, resource);
    return token;
  };
  return {
    key: cacheKey(system, client.clientId, request),
    fetcher: { signedIn: false, fetchToken, patienceMs, waitUntil: state.waitUntil },
    need,
  };
}

/** Whether a token is that of a signed-in user, and not the client's own. */
function isUserToken({ system, client, ofUser, signedIn }: ProviderState, need: Need): boolean {
  const clientCanAuthenticate =
    system.grants.includes('client_credentials')
    && (client.clientSecret !== undefined || system.clientAuthentication === 'none');
  return !clientCanAuthenticate || ofUser || (signedIn && need.scope === undefined);
}

export function userCacheKey({ system, client }: ProviderState): string {
  return cacheKey(system, client.clientId, client.subject || '');
}

/** How to get the token of the signed-in user. */
export function userFetcher(state: ProviderState): TokenFetcher {
  return {
    signedIn: true,
    persist: persistOf(state),
    fetchToken: (before) => refresh(state, userCacheKey(state), before),
    patienceMs: state.longestMs,
    waitUntil: state.waitUntil,
  };
}

export function persistOf({ persist, client }: ProviderState): TokenFetcher['persist'] {
  return (
    persist
    && (({ accessToken, expiresAt, refreshToken }: CachedToken) => {
      const pair: TokenPair = { accessToken, expiresAt, refreshToken: refreshToken! };
      if (client.subject !== undefined) pair.subject = client.subject;
      return persist(pair);
    })
  );
}

/** Requests a token with the refresh token of the signed-in user. */
async function refresh(state: ProviderState, key: string, before: CachedToken | undefined): Promise<CachedToken> {
  const refreshToken = (before && before.refreshToken) || state.initialRefreshToken;
  if (refreshToken === undefined) throw signInAgain(before);
  let token: CachedToken;
  try {
    token = await requestToken(state, { refreshToken }, 'getToken');
  } catch (error) {
    if ((error as { error?: unknown }).error !== 'invalid_grant') throw error;
    // Another process may have used it and stored a newer one.
    const newer = await state.cache.newer(key, refreshToken);
    if (newer !== undefined) return state.now() < newer.usableUntil ? newer : refresh(state, key, newer);
    if (state.initialRefreshToken === refreshToken) state.initialRefreshToken = undefined;
    await state.cache.delete(key, false);
    throw error;
  }
  if (state.initialRefreshToken === refreshToken) state.initialRefreshToken = undefined;
  if (token.refreshToken === undefined) token.refreshToken = refreshToken;
  return token;
}

function signInAgain(before: CachedToken | undefined): Error {
  const why =
    before === undefined ? 'nobody has signed in' : 'the token has expired and the server sent no refresh token';
  const what = `${why}. Send the person to the URL that authorizationUrl() returns.`;
  return Object.assign(internal.unsent('token_error', 'getToken', what, false), { error: 'login_required' });
}

/** Refuses a token of which the server says that it is another resource's than was asked for. */
function checkResource({ raw }: CachedToken, resource: { [member: string]: string }): void {
  for (const member of Object.keys(resource)) {
    const told = raw[member];
    if (typeof told !== 'string' || told.toLowerCase() === resource[member]!.toLowerCase()) continue;
    const message = `getToken: the token endpoint sent a token for another ${member} than requested.`;
    throw new UnlocError({
      message,
      code: 'invalid_response',
      operation: 'getToken',
      error: 'invalid_response',
      errorDescription: message,
      attempts: 1,
      safeToRetry: true,
    });
  }
}

/** A refresh token belongs to somebody: two people without a name would share one place in the cache. */
export function checkOwner(state: ProviderState, { subject, refreshToken }: TokenSubject): void {
  if (refreshToken === undefined || subject !== undefined || state.client.subject !== undefined) return;
  throw refusal(
    'for',
    '"refreshToken" needs "subject", the person it belongs to, as in tokens.for({ subject, refreshToken }).',
  );
}
