import type { TokenNeed } from '../transport/access-token';
import { waitFor } from './abortable';
import { nameOf, wantedFor, type Need } from './cache-key';
import { inside } from './main-entry';
import { askForToken, askWhatThereIs, orThrow, refusal, wasm, type Asker } from './token-request';
import { Keeping, type Renewal } from './token-cache';
import { isSandbox } from './is-sandbox';
import { memoryStore, pageStore, type TokenStore } from './store';
import { randomBytes } from './random-bytes';
import type { DiscoveredResources, SignInRequest, TokenPair, TokenProviderOptions, TokenSubject } from './options';
import type { TokenSystem } from './authorization-server';
import { handedOut, type Kept, type Token } from './token';

interface State extends Asker {
  readonly keeping: Keeping;
  readonly about: TokenSubject;
  readonly persist?: (pair: TokenPair) => unknown;
  readonly randomBytes?: (count: number) => Uint8Array;
  /** A refresh token from before, until it is used up. */
  seed?: string;
  /** Whether its tokens are somebody's who signs in, as it was said. */
  readonly somebodys: boolean;
  /** Whether somebody has signed in here, though nobody said whose tokens these are. */
  signedIn: boolean;
}

/** Out of reach of inspection: a provider may be logged, its secret and tokens may not. */
const states = new WeakMap<TokenProvider, State>();
/** Providers with the same store share what is kept and what is under way. */
const keepings = new WeakMap<TokenStore, Keeping>();

/**
 * Gives tokens of one system, each asked for once, kept while it is good, and replaced in time. Hand it to
 * `new UnlocClient({ token })`, or ask it with `getToken`. Its methods reject with an `UnlocError`:
 * `token_error` with the server's own word in `error` if it refuses, `network` and its like if
 * it cannot be asked, `invalid_argument` if it makes no sense to.
 */
export class TokenProvider {
  /**
   * @param system where to ask: `unlocV1()`, `unlocV2()`, `unidy({ baseUrl })`, `lockit()`, or a record of yours.
   * @throws UnlocError `invalid_argument` if an option is of the wrong form, or if there is a client
   *   secret in a page.
   */
  constructor(system: TokenSystem, options: TokenProviderOptions) {
    const given = options || ({} as TokenProviderOptions);
    const { clientId, clientSecret, store, fetch, now, persist, subject, refreshToken } = given;
    const wrong = (what: string): Error => refusal('TokenProvider', `${what}.`);
    if (typeof system !== 'object' || system === null || typeof system.tokenPath !== 'string') {
      throw wrong('the first argument must be a system, such as unlocV1()');
    }
    for (const name of ['clientId', 'clientSecret', 'subject', 'refreshToken'] as const) {
      const value: unknown = given[name];
      const good = value === undefined ? name !== 'clientId' : typeof value === 'string' && value !== '';
      if (!good) throw wrong(`the option "${name}" must be a text`);
    }
    if (store !== undefined && (typeof store.get !== 'function' || typeof store.set !== 'function')) throw wrong('the option "store" must have the functions get and set');
    if (clientSecret !== undefined && given.dangerouslyAllowBrowser !== true && !isSandbox(fetch) && inside.isPage()) {
      throw wrong('a client secret does not belong in a page: whoever opens it could read the secret and open every door. '
        + 'Let your server ask for tokens (createTokenHandler), or let people sign in without a secret (PKCE)');
    }
    checkTexts('TokenProvider', 'members', system.members);
    const client: Asker['client'] = { clientId };
    if (clientSecret !== undefined) client.clientSecret = clientSecret;
    const handed: { [name: string]: unknown } = { baseUrl: system.baseUrl };
    for (const name of ['fetch', 'headers', 'timeoutMs', 'deadlineMs', 'maxRetries', 'allowInsecure'] as const) {
      if (given[name] !== undefined) handed[name] = given[name];
    }
    const clock = typeof now === 'function' ? () => Number(now()) : () => Date.now();
    let keeping = store && keepings.get(store);
    if (keeping === undefined) {
      keeping = new Keeping(store, clock, (inside.isPage() && pageStore()) || memoryStore(clock));
      if (store) keepings.set(store, keeping);
    }
    const state: State = {
      system: Object.assign({}, system), client, handed, now: clock, keeping, about: {}, persist, randomBytes: given.randomBytes, somebodys: false, signedIn: false,
    };
    states.set(this, about(state, { subject, refreshToken }));
  }

  /**
   * A token that is good for a while. Many at once for the same make one request, and each gets its failure.
   *
   * @param need a scope, or what it is needed for; nothing for what the provider is about.
   */
  async getToken(need?: Partial<TokenNeed> | string): Promise<Token> {
    const state = states.get(this)!;
    const whole = needOf(state, need);
    const { rejectedToken, signal } = whole;
    const { name, renewal } = howToHave(state, whole);
    const kept = await waitFor(state.keeping.token(name, renewal, rejectedToken), signal, 'getToken');
    return handedOut(kept, state.now());
  }

  /** A provider for one resource, scope or person. It shares what is kept with this one. */
  for(subject: TokenSubject): TokenProvider {
    const other = Object.create(TokenProvider.prototype) as TokenProvider;
    states.set(other, about(states.get(this)!, subject));
    return other;
  }

  /** What this client may ask for: the projects and organizations that it has rights in (Unloc v2). */
  async discoverResources(): Promise<DiscoveredResources> {
    const state = states.get(this)!;
    if (!state.system.discoveryPath) throw refusal('discoverResources', `${state.system.name} does not tell what a client may ask for.`);
    const { resources } = ((await askWhatThereIs(state)) || {}) as { resources?: Partial<DiscoveredResources> };
    const { projects, organizations } = resources || ({} as Partial<DiscoveredResources>);
    return { projects: Array.isArray(projects) ? projects : [], organizations: Array.isArray(organizations) ? organizations : [] };
  }

  /**
   * Begins a sign-in: gives the address to send the browser to. What it must come back with is kept
   * for an hour: in the store, else in a page's sessionStorage, else in this process.
   *
   * Where several people sign in, do it for each: `tokens.for({ subject: sessionId })`. Only who began can finish.
   */
  async authorizationUrl(request: SignInRequest): Promise<string> {
    const operation = 'authorizationUrl';
    const state = states.get(this)!;
    const client = await wasm(operation);
    if (!state.system.authorizePath) throw refusal(operation, `${state.system.name} has no page where people sign in.`);
    const begun = Object.assign({}, request) as SignInRequest & { url: string; state: string; verifier?: string };
    if (begun.pkce === false && !state.system.pkceOptional) throw refusal(operation, 'this system wants PKCE.');
    if (state.system.scopeStyle === 'none') delete begun.scope;
    checkTexts(operation, 'parameters', begun.parameters);
    const random = randomBytes(64, state.randomBytes);
    orThrow(operation, () => client.beginSignIn(state.system, state.client.clientId, begun, state.handed.allowInsecure === true, random));
    const { redirectUri, verifier } = begun;
    await state.keeping.keepBegun(signInName(state, begun.state), JSON.stringify({ state: begun.state, redirectUri, verifier }));
    return begun.url;
  }

  /**
   * Ends a sign-in: reads the address that the browser came back to, checks that it answers what was
   * begun here, and exchanges its code. From then on `getToken()` gives this person's token.
   *
   * @param callbackUrl the whole address, with query and fragment.
   */
  async finish(callbackUrl: string | { href: string }): Promise<Token> {
    const operation = 'finish';
    const state = states.get(this)!;
    const parameters = parametersOf(typeof callbackUrl === 'string' ? callbackUrl : String(callbackUrl && callbackUrl.href));
    const client = await wasm(operation);
    const [answered] = parameters.state || [];
    if (answered === undefined) throw refusal(operation, 'the callback holds no state. Hand in the whole address that the browser came back to.');
    const text = await state.keeping.takeBegun(signInName(state, answered));
    if (text === undefined) {
      throw refusal(operation, 'this sign-in was not begun here, is finished already, or took longer than an hour. Begin it again.');
    }
    const begun = JSON.parse(text) as { state: string; redirectUri: string; verifier?: string };
    const { baseUrl, issuer = baseUrl.trim().replace(/\/+$/, ''), issuerInCallback } = state.system;
    const code = orThrow(operation, () => client.signInCode(parameters, issuer, issuerInCallback === true, begun.state));
    const kept = await askForToken(state, { code, redirectUri: begun.redirectUri, verifier: begun.verifier }, operation);
    await state.keeping.keep(personsName(state), kept, persistOf(state));
    state.signedIn = true;
    return handedOut(kept, state.now());
  }

  /**
   * Takes a token back that is kept for a need: the next call asks for another, and one that is under way
   * is dropped when it comes. A refresh token stays; {@link TokenProvider.signOut} forgets it too.
   */
  async invalidate(need?: Partial<TokenNeed> | string): Promise<void> {
    const state = states.get(this)!;
    return state.keeping.invalidate(howToHave(state, needOf(state, need)).name);
  }

  /** Forgets the tokens of whoever signed in. At the server they stay what they are. */
  async signOut(): Promise<void> {
    const state = states.get(this)!;
    state.seed = undefined;
    await state.keeping.forget(personsName(state), true);
    state.signedIn = false;
  }
}

/** All values by name of a URL's parameters, those of its fragment too: servers answer in the one or the other. */
function parametersOf(url: string): { [name: string]: string[] | undefined } {
  const [, query = '', fragment = ''] = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?$/.exec(url) || [];
  const values = Object.create(null) as { [name: string]: string[] };
  for (const part of [query, fragment]) new URLSearchParams(part).forEach((value, name) => (values[name] = values[name] || []).push(value));
  return values;
}

/** A provider's state, about something. */
function about(state: State, subject: TokenSubject): State {
  const { subject: who, refreshToken } = subject;
  const client = Object.assign({}, state.client);
  if (who !== undefined) client.subject = who;
  return Object.assign({}, state, {
    client,
    about: Object.assign({}, state.about, subject),
    seed: refreshToken === undefined ? (who === undefined ? state.seed : undefined) : refreshToken,
    somebodys: state.somebodys || who !== undefined || refreshToken !== undefined,
  });
}

/** What the provider is about, and over it what a call is. */
function needOf(state: State, need: Partial<TokenNeed> | string | undefined): Need {
  const wanted: Need = Object.assign({}, state.about);
  const given = typeof need === 'string' ? { scope: need } : need;
  for (const [name, value] of Object.entries(given || {})) {
    if (value !== undefined && value !== null) (wanted as { [name: string]: unknown })[name] = value;
  }
  return wanted;
}

/** Whether a token is somebody's who signs in, and not the client's own. */
function isSomebodys({ system, client, somebodys, signedIn }: State, need: Need): boolean {
  const ownPossible = system.grants.includes('client_credentials') && (client.clientSecret !== undefined || system.clientAuthentication === 'none');
  return !ownPossible || somebodys || (signedIn && need.scope === undefined);
}

function personsName({ system, client }: State): string {
  return nameOf(system, client.clientId, client.subject || '');
}

/** The name that a sign-in is kept by until it is finished: by whoever began it, at the system where it began. */
function signInName(state: State, answered: string): string {
  // Enough of the state to find it by; the rest is compared.
  return `${personsName(state)}:sign-in:${encodeURIComponent(answered.slice(0, 16))}`;
}

function persistOf({ persist, client }: State): Renewal['persist'] {
  return persist && (({ accessToken, expiresAt, refreshToken }: Kept) => {
    const pair: TokenPair = { accessToken, expiresAt, refreshToken: refreshToken! };
    if (client.subject !== undefined) pair.subject = client.subject;
    return persist(pair);
  });
}

function howToHave(state: State, need: Need): { name: string; renewal: Renewal } {
  const { system, client } = state;
  if (isSomebodys(state, need)) {
    const name = personsName(state);
    return { name, renewal: { signedIn: true, persist: persistOf(state), renew: (before) => refreshed(state, name, before) } };
  }
  const wanted = wantedFor(system, need);
  const { scopes, resource } = wanted;
  return {
    name: nameOf(system, client.clientId, wanted),
    renewal: { signedIn: false, renew: () => askForToken(state, { scopes, members: Object.assign({}, system.members, resource) }, 'getToken') },
  };
}

function checkTexts(operation: string, name: string, given: unknown): void {
  const texts = given === undefined || (typeof given === 'object' && given !== null && Object.values(given).every((text) => typeof text === 'string'));
  if (!texts) throw refusal(operation, `"${name}" must hold texts by name.`);
}

/** A fresh token for the refresh token of whoever signed in. */
async function refreshed(state: State, name: string, before: Kept | undefined): Promise<Kept> {
  const token = (before && before.refreshToken) || state.seed;
  if (token === undefined) throw signInAgain(before);
  let kept: Kept;
  try {
    kept = await askForToken(state, { refreshToken: token }, 'getToken');
  } catch (error) {
    if ((error as { error?: unknown }).error !== 'invalid_grant') throw error;
    // Another process may have used it, and has a newer one.
    const newer = await state.keeping.newer(name, token);
    if (newer !== undefined) return state.now() < newer.goodUntil ? newer : refreshed(state, name, newer);
    if (state.seed === token) state.seed = undefined;
    await state.keeping.forget(name, false);
    throw error;
  }
  if (state.seed === token) state.seed = undefined;
  if (kept.refreshToken === undefined) kept.refreshToken = token;
  return kept;
}

function signInAgain(before: Kept | undefined): Error {
  const why = before === undefined ? 'nobody has signed in' : 'the token has expired and the server gave no refresh token';
  const error = inside.unsent('token_error', 'getToken', `${why}. Send the person to the address that authorizationUrl() gives.`, false);
  return Object.assign(error, { error: 'login_required' });
}
