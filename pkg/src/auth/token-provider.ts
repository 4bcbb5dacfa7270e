import type { TokenNeed } from '../transport/access-token';
import { abortable } from './abortable';
import type { AuthorizationServer } from './authorization-server';
import { internal, UnlocError } from './main-entry';
import { checkedSubject } from './need';
import type { DiscoveredResources, SignInRequest, TokenProviderOptions, TokenSubject } from './options';
import { checkedOptions } from './provider-options';
import { checkOwner, createState, narrowed, resolveRequest, userCacheKey, type ProviderState } from './provider-state';
import { beginSignIn, finishSignIn } from './sign-in';
import { discoverResources, refusal } from './token-request';
import { toPublicToken, type Token } from './token';

/** Kept out of the provider, so that logging a provider does not log its secret and its tokens. */
const states = new WeakMap<TokenProvider, ProviderState>();

/**
 * Requests, caches and refreshes tokens of one authorization server. Concurrent callers share one request. Pass it to
 * `new UnlocClient({ token })`, or call `getToken`. Its methods reject with an `UnlocError`:
 * `token_error` with the server's error code in `error` if the server rejects the request, `network` and similar codes if it
 * cannot be reached, `invalid_argument` if the arguments are wrong.
 */
export class TokenProvider {
  /**
   * @param options credentials, store and limits.
   * @param system the authorization server: `unlocV1()`, `unlocV2()`, `unidy({ baseUrl })`, `lockit()`, or your own description.
   * @throws UnlocError `invalid_argument` if an option is unknown or has the wrong form, or if a client secret is passed in a
   * browser.
   */
  constructor(system: AuthorizationServer, options: TokenProviderOptions) {
    states.set(this, createState(system, checkedOptions(system, options)));
    internal.bindMethods(this);
  }

  /**
   * A token that is valid for some time. Concurrent calls for the same token send one request; if it fails, all of them reject.
   *
   * @param need a scope, or what the token is needed for; a member that is present must have a value. Default: the subject
   * of the provider.
   * @returns a promise of the token and its expiry.
   * @throws UnlocError as above; `token_error` with the error `login_required` if a person has to sign in; `aborted` by
   *   `signal` of the need.
   */
  getToken(need?: Partial<TokenNeed> | string): Promise<Token> {
    const operation = 'getToken';
    return guarded(operation, async () => {
      const state = states.get(this)!;
      const { key, fetcher, need: whole } = resolveRequest(state, need, operation);
      const token = state.cache.token(key, fetcher, whole.rejectedToken);
      return toPublicToken(await abortable(token, whole.signal, operation), state.now());
    });
  }

  /**
   * A provider for one resource, scope or user. It shares its cache with this one.
   *
   * @param subject a scope, a resource or a person.
   * @returns the provider.
   * @throws UnlocError `invalid_argument` if a member is unknown or has no value, also `undefined`: a narrowing that is missing
   * must not become a wider token.
   */
  for(subject: TokenSubject): TokenProvider {
    const state = states.get(this)!;
    const members = checkedSubject(subject);
    checkOwner(state, members);
    const other = Object.create(TokenProvider.prototype) as TokenProvider;
    states.set(other, narrowed(state, members));
    internal.bindMethods(other);
    return other;
  }

  /**
   * The projects and organizations that this client has access to (Unloc v2).
   *
   * @returns a promise of their ids.
   * @throws UnlocError `invalid_argument` if the server has no such endpoint; otherwise as `getToken`.
   */
  discoverResources(): Promise<DiscoveredResources> {
    const operation = 'discoverResources';
    return guarded(operation, async () => {
      const state = states.get(this)!;
      if (!state.system.discoveryPath)
        throw refusal(operation, `${state.system.name} has no endpoint that lists the resources of a client.`);
      const { resources } = ((await discoverResources(state)) || {}) as { resources?: Partial<DiscoveredResources> };
      const { projects, organizations } = resources || ({} as Partial<DiscoveredResources>);
      return {
        projects: Array.isArray(projects) ? projects : [],
        organizations: Array.isArray(organizations) ? organizations : [],
      };
    });
  }

  /**
   * Begins a sign-in and returns the authorization URL, to which the browser is sent. The state of the sign-in is kept
   * for an hour: in the store, otherwise in the page's `sessionStorage`, otherwise in this process.
   *
   * If several people sign in, begin each sign-in with `tokens.for({ subject: sessionId })`. Only the same subject can finish it.
   *
   * @param request the redirect URI, and what is asked of the person.
   * @returns a promise of the URL.
   * @throws UnlocError `invalid_argument` if the server has no sign-in or a member is wrong; `token_error` if the store
   *   fails.
   */
  authorizationUrl(request: SignInRequest): Promise<string> {
    return guarded('authorizationUrl', () => beginSignIn(states.get(this)!, request));
  }

  /**
   * Finishes a sign-in: reads the callback URL, checks that it belongs to a sign-in that was begun here, and exchanges its
   * code. From then on `getToken()` returns this user's token. The same URL again, at once or within an hour, exchanges
   * nothing and gives this user's token.
   *
   * @param callbackUrl the whole URL, with query and fragment.
   * @returns a promise of the person's token.
   * @throws UnlocError `callback_rejected` if the callback may be forged: it belongs to no sign-in that was begun here.
   */
  finish(callbackUrl: string | { href: string }): Promise<Token> {
    return guarded('finish', async () => {
      const state = states.get(this)!;
      return toPublicToken(await finishSignIn(state, callbackUrl), state.now());
    });
  }

  /**
   * Removes a token from the cache and discards a pending one: the next call requests another. A refresh token is kept;
   * {@link TokenProvider.signOut} deletes it, too.
   *
   * @param need as for `getToken`.
   */
  invalidate(need?: Partial<TokenNeed> | string): Promise<void> {
    const operation = 'invalidate';
    return guarded(operation, async () => {
      const state = states.get(this)!;
      await state.cache.invalidate(resolveRequest(state, need, operation).key);
    });
  }

  /** Deletes the tokens of the user who signed in. The server does not revoke them. */
  signOut(): Promise<void> {
    return guarded('signOut', async () => {
      const state = states.get(this)!;
      state.initialRefreshToken = undefined;
      await state.cache.delete(userCacheKey(state), true);
      state.signedIn = false;
    });
  }
}

/** Runs the work of a method. An error of the platform, or of a function of the options, may contain secrets: its words are left out. */
async function guarded<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnlocError) throw error;
    throw internal.unsent(
      'token_error',
      operation,
      'the platform, or a function in the options, threw an error that is not an UnlocError. If the request that started this has ended, call again in a new one.',
      operation !== 'finish',
    );
  }
}
