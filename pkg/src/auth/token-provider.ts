import type { TokenNeed } from '../transport/access-token';
import { abortable } from './abortable';
import type { AuthorizationServer } from './authorization-server';
import { cacheKey, resolveScope, type Need } from './cache-key';
import { isSandbox } from './is-sandbox';
import { internal } from './main-entry';
import type { DiscoveredResources, SignInRequest, TokenPair, TokenProviderOptions, TokenSubject } from './options';
import { randomBytes } from './random-bytes';
import { memoryStore, pageStore, type TokenStore } from './store';
import { TokenCache, type TokenFetcher } from './token-cache';
import { discoverResources, refusal, requestToken, type TokenRequester } from './token-request';
import { toPublicToken, type CachedToken, type Token } from './token';

interface State extends TokenRequester {
  readonly cache: TokenCache;
  readonly subject: TokenSubject;
  readonly persist?: (pair: TokenPair) => unknown;
  readonly randomBytes?: (count: number) => Uint8Array;
  /** The refresh token of the options, until it is used. */
  initialRefreshToken?: string;
  /** Whether the options say that its tokens are a user's. */
  readonly ofUser: boolean;
  /** Whether a user has signed in, if the options name none. */
  signedIn: boolean;
}

/** Kept out of the provider, so that logging a provider does not log its secret and its tokens. */
const states = new WeakMap<TokenProvider, State>();
/** Providers with the same store share one cache. */
const caches = new WeakMap<TokenStore, TokenCache>();

/**
 * Requests, caches and refreshes tokens of one authorization server. Concurrent callers share one request. Pass it to
 * `new UnlocClient({ token })`, or call `getToken`. Its methods reject with an `UnlocError`:
 * `token_error` with the server's error code in `error` if the server rejects the request, `network` and similar codes if it
 * cannot be reached, `invalid_argument` if the arguments are wrong.
 */
export class TokenProvider {
  /**
   * @param system the authorization server: `unlocV1()`, `unlocV2()`, `unidy({ baseUrl })`, `lockit()`, or your own description.
   * @throws UnlocError `invalid_argument` if an option has the wrong form, or if a client secret is passed in a browser.
   */
  constructor(system: AuthorizationServer, options: TokenProviderOptions) {
    const given = options || ({} as TokenProviderOptions);
    const {
      clientId,
      clientSecret,
      store,
      fetch,
      headers,
      timeoutMs,
      deadlineMs,
      maxRetries,
      allowInsecure,
      now,
      persist,
      subject,
      refreshToken,
    } = given;
    const wrong = (what: string): Error => refusal('TokenProvider', `${what}.`);
    if (typeof system !== 'object' || system === null || typeof system.tokenPath !== 'string') {
      throw wrong('the first argument must be a system, such as unlocV1()');
    }
    for (const name of ['clientId', 'clientSecret', 'subject', 'refreshToken'] as const) {
      const value: unknown = given[name];
      const good = value === undefined ? name !== 'clientId' : typeof value === 'string' && value !== '';
      if (!good) throw wrong(`the option "${name}" must be a text`);
    }
    if (store !== undefined && (typeof store.get !== 'function' || typeof store.set !== 'function'))
      throw wrong('the option "store" must have the functions get and set');
    if (
      clientSecret !== undefined
      && given.dangerouslyAllowBrowser !== true
      && !isSandbox(fetch)
      && internal.isBrowser()
    ) {
      throw wrong(
        'a client secret does not belong in a page: whoever opens it could read the secret and open every door. '
          + 'Let your server ask for tokens (createTokenHandler), or let people sign in without a secret (PKCE)',
      );
    }
    checkTexts('TokenProvider', 'members', system.members);
    const client: TokenRequester['client'] = { clientId };
    if (clientSecret !== undefined) client.clientSecret = clientSecret;
    const clock = typeof now === 'function' ? () => Number(now()) : () => Date.now();
    let cache = store && caches.get(store);
    if (cache === undefined) {
      cache = new TokenCache(store, clock, (internal.isBrowser() && pageStore()) || memoryStore(clock));
      if (store) caches.set(store, cache);
    }
    const state: State = {
      system: Object.assign({}, system),
      client,
      options: { fetch, headers, timeoutMs, deadlineMs, maxRetries, allowInsecure },
      now: clock,
      cache,
      subject: {},
      persist,
      randomBytes: given.randomBytes,
      ofUser: false,
      signedIn: false,
    };
    states.set(this, scopedTo(state, { subject, refreshToken }));
    internal.bindMethods(this);
  }

  /**
   * A token that is valid for some time. Concurrent calls for the same token send one request; if it fails, all of them reject.
   *
   * @param need a scope, or what the token is needed for. Default: the subject of the provider.
   */
  async getToken(need?: Partial<TokenNeed> | string): Promise<Token> {
    const state = states.get(this)!;
    const whole = needOf(state, need);
    const { rejectedToken, signal } = whole;
    const { key, fetcher } = resolveRequest(state, whole);
    const token = await abortable(state.cache.token(key, fetcher, rejectedToken), signal, 'getToken');
    return toPublicToken(token, state.now());
  }

  /** A provider for one resource, scope or user. It shares its cache with this one. */
  for(subject: TokenSubject): TokenProvider {
    const other = Object.create(TokenProvider.prototype) as TokenProvider;
    states.set(other, scopedTo(states.get(this)!, subject));
    internal.bindMethods(other);
    return other;
  }

  /** The projects and organizations that this client has access to (Unloc v2). */
  async discoverResources(): Promise<DiscoveredResources> {
    const state = states.get(this)!;
    if (!state.system.discoveryPath)
      throw refusal('discoverResources', `${state.system.name} has no endpoint that lists the resources of a client.`);
    const { resources } = ((await discoverResources(state)) || {}) as { resources?: Partial<DiscoveredResources> };
    const { projects, organizations } = resources || ({} as Partial<DiscoveredResources>);
    return {
      projects: Array.isArray(projects) ? projects : [],
      organizations: Array.isArray(organizations) ? organizations : [],
    };
  }

  /**
   * Begins a sign-in and returns the authorization URL, to which the browser is sent. The state of the sign-in is kept
   * for an hour: in the store, otherwise in the page's `sessionStorage`, otherwise in this process.
   *
   * If several people sign in, begin each sign-in with `tokens.for({ subject: sessionId })`. Only the same subject can finish it.
   */
  async authorizationUrl(request: SignInRequest): Promise<string> {
    const operation = 'authorizationUrl';
    const state = states.get(this)!;
    const core = await internal.core(operation);
    if (!state.system.authorizePath) throw refusal(operation, `${state.system.name} has no page where people sign in.`);
    const signIn: SignInRequest = Object.assign({}, request);
    if (signIn.pkce === false && !state.system.pkceOptional) throw refusal(operation, 'this system requires PKCE.');
    if (state.system.scopeStyle === 'none') delete signIn.scope;
    checkTexts(operation, 'parameters', signIn.parameters);
    const begun = internal.ask(core, operation, 'beginSignIn', {
      server: state.system,
      clientId: state.client.clientId,
      request: signIn,
      allowInsecure: state.options.allowInsecure === true,
      random: Array.from(randomBytes(64, state.randomBytes)),
    });
    const { url, verifier } = begun;
    await state.cache.keepSignIn(
      signInKey(state, begun.state),
      JSON.stringify({ state: begun.state, redirectUri: signIn.redirectUri, verifier }),
    );
    return url;
  }

  /**
   * Finishes a sign-in: reads the callback URL, checks that it belongs to a sign-in that was begun here, and exchanges its
   * code. From then on `getToken()` returns this user's token.
   *
   * @param callbackUrl the whole URL, with query and fragment.
   */
  async finish(callbackUrl: string | { href: string }): Promise<Token> {
    const operation = 'finish';
    const state = states.get(this)!;
    const parameters = parametersOf(
      typeof callbackUrl === 'string' ? callbackUrl : String(callbackUrl && callbackUrl.href),
    );
    const core = await internal.core(operation);
    const [returnedState] = parameters.state || [];
    if (returnedState === undefined)
      throw refusal(operation, 'the callback has no state. Pass the whole URL that the browser came back to.');
    const text = await state.cache.takeSignIn(signInKey(state, returnedState));
    if (text === undefined) {
      throw refusal(
        operation,
        'this sign-in was not begun here, is finished already, or took longer than an hour. Begin it again.',
      );
    }
    const signIn = JSON.parse(text) as { state: string; redirectUri: string; verifier?: string };
    const { baseUrl, issuer = baseUrl.trim().replace(/\/+$/, ''), issuerInCallback } = state.system;
    const given = { parameters, issuer, issuerPromised: issuerInCallback === true, state: signIn.state };
    const code = internal.ask(core, operation, 'signInCode', given).value;
    const token = await requestToken(
      state,
      { code, redirectUri: signIn.redirectUri, verifier: signIn.verifier },
      operation,
    );
    await state.cache.set(userCacheKey(state), token, persistOf(state));
    state.signedIn = true;
    return toPublicToken(token, state.now());
  }

  /**
   * Removes a token from the cache and discards a pending one: the next call requests another. A refresh token is kept;
   * {@link TokenProvider.signOut} deletes it, too.
   */
  async invalidate(need?: Partial<TokenNeed> | string): Promise<void> {
    const state = states.get(this)!;
    return state.cache.invalidate(resolveRequest(state, needOf(state, need)).key);
  }

  /** Deletes the tokens of the user who signed in. The server does not revoke them. */
  async signOut(): Promise<void> {
    const state = states.get(this)!;
    state.initialRefreshToken = undefined;
    await state.cache.delete(userCacheKey(state), true);
    state.signedIn = false;
  }
}

/** All values of a URL's query and fragment parameters, by name: servers use either. */
function parametersOf(url: string): { [name: string]: string[] | undefined } {
  const [, query = '', fragment = ''] = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?$/.exec(url) || [];
  const values = Object.create(null) as { [name: string]: string[] };
  for (const part of [query, fragment]) {
    new URLSearchParams(part).forEach((value, name) => {
      values[name] = (values[name] || []).concat(value);
    });
  }
  return values;
}

/** The state of a provider for a subject. */
function scopedTo(state: State, subject: TokenSubject): State {
  const { subject: user, refreshToken } = subject;
  const client = Object.assign({}, state.client);
  if (user !== undefined) client.subject = user;
  return Object.assign({}, state, {
    client,
    subject: Object.assign({}, state.subject, subject),
    initialRefreshToken:
      refreshToken === undefined ? (user === undefined ? state.initialRefreshToken : undefined) : refreshToken,
    ofUser: state.ofUser || user !== undefined || refreshToken !== undefined,
  });
}

/** A call's need, merged over the subject of the provider. */
function needOf(state: State, need: Partial<TokenNeed> | string | undefined): Need {
  const whole: Need = Object.assign({}, state.subject);
  const given = typeof need === 'string' ? { scope: need } : need;
  for (const [name, value] of Object.entries(given || {})) {
    if (value !== undefined && value !== null) (whole as { [name: string]: unknown })[name] = value;
  }
  return whole;
}

/** Whether a token is that of a signed-in user, and not the client's own. */
function isUserToken({ system, client, ofUser, signedIn }: State, need: Need): boolean {
  const clientCanAuthenticate =
    system.grants.includes('client_credentials')
    && (client.clientSecret !== undefined || system.clientAuthentication === 'none');
  return !clientCanAuthenticate || ofUser || (signedIn && need.scope === undefined);
}

function userCacheKey({ system, client }: State): string {
  return cacheKey(system, client.clientId, client.subject || '');
}

/** The key of a pending sign-in: of its subject, authorization server and state. */
function signInKey(state: State, returnedState: string): string {
  // The beginning of the state is enough to find it; the whole state is compared later.
  return `${userCacheKey(state)}:sign-in:${encodeURIComponent(returnedState.slice(0, 16))}`;
}

function persistOf({ persist, client }: State): TokenFetcher['persist'] {
  return (
    persist
    && (({ accessToken, expiresAt, refreshToken }: CachedToken) => {
      const pair: TokenPair = { accessToken, expiresAt, refreshToken: refreshToken! };
      if (client.subject !== undefined) pair.subject = client.subject;
      return persist(pair);
    })
  );
}

/** The cache key for a need, and how to request its token. */
function resolveRequest(state: State, need: Need): { key: string; fetcher: TokenFetcher } {
  const { system, client } = state;
  if (isUserToken(state, need)) {
    const key = userCacheKey(state);
    return {
      key,
      fetcher: { signedIn: true, persist: persistOf(state), fetchToken: (before) => refresh(state, key, before) },
    };
  }
  const request = resolveScope(system, need);
  const { scopes, resource } = request;
  return {
    key: cacheKey(system, client.clientId, request),
    fetcher: {
      signedIn: false,
      fetchToken: () =>
        requestToken(state, { scopes, members: Object.assign({}, system.members, resource) }, 'getToken'),
    },
  };
}

function checkTexts(operation: string, name: string, given: unknown): void {
  const texts =
    given === undefined
    || (typeof given === 'object' && given !== null && Object.values(given).every((text) => typeof text === 'string'));
  if (!texts) throw refusal(operation, `"${name}" must be an object whose values are texts.`);
}

/** Requests a token with the refresh token of the signed-in user. */
async function refresh(state: State, key: string, before: CachedToken | undefined): Promise<CachedToken> {
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
    before === undefined ? 'nobody has signed in' : 'the token has expired and the server gave no refresh token';
  const error = internal.unsent(
    'token_error',
    'getToken',
    `${why}. Send the person to the URL that authorizationUrl() returns.`,
    false,
  );
  return Object.assign(error, { error: 'login_required' });
}
