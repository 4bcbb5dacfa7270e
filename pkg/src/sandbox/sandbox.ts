import type { FetchFunction, TokenNeed, UnlocClient, UnlocClientOptions } from '../index';
import { loadSandbox } from '../wasm/sandbox-module';
import { throwIfAborted } from './fetch/abort';
import { toResponse } from './fetch/response';
import type { SandboxExports, WasmAnswer } from '../wasm/sandbox-exports';
import { createClient, requestToken } from './client';
import type { FaultReport, FaultRule } from './faults';
import { exposeHandler, type RequestHandler } from './internal';
import { deliverWebhooks, type PostingFetch } from './webhook-delivery';
import { deliver } from './fetch/deliver';
import { readRequest } from './fetch/request';
import type { SandboxSettings, State } from '../generated/sandbox-state';
import type { WholeState } from './whole-state';

/** The URL of every sandbox: a host that never resolves (RFC 2606). */
const address = 'https://sandbox.invalid';

/** A sandbox's response, where the compiler has no type `Response`. */
export interface SandboxResponse {
  /** HTTP status. */
  readonly status: number;
  /** Whether the status is 200 to 299. */
  readonly ok: boolean;
  /** The response's headers. */
  readonly headers: {
    /** A header's value, by its case-insensitive name; `null` if there is none. */
    get(name: string): string | null;
    /** Calls `callback` for each header. */
    forEach(callback: (value: string, name: string) => void): void;
  };
  /**
   * The body, read as JSON.
   *
   * @returns a promise of the value. It rejects with a `SyntaxError` if the body is not JSON.
   */
  json(): Promise<unknown>;
  /**
   * The body as text.
   *
   * @returns a promise of the text.
   */
  text(): Promise<string>;
  /**
   * The body's bytes.
   *
   * @returns a promise of the bytes.
   */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The type of the platform's `fetch`; a similar type where the compiler has none. */
export type SandboxFetch = typeof globalThis extends { fetch: infer PlatformFetch }
  ? PlatformFetch
  : (url: string, init?: object) => Promise<SandboxResponse>;

/** The options of a sandbox. */
export interface SandboxOptions extends SandboxSettings {
  /**
   * The initial state: `demo` (a portfolio of 3 lock holders, 40 locks, 60 people and 400 keys), `empty`,
   * `large` (1 lock holder, 1,000 locks, 100,000 people and 1,000,000 keys; takes a few seconds and about 250 MB), or the state
   * of another sandbox. Default: `demo`.
   */
  seed?: 'demo' | 'empty' | 'large' | State;
  /** The current time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /** Posts events to webhooks. Default: the platform's `fetch`. */
  fetch?: PostingFetch;
  /** The fault rules at the start and after a reset. Default: none. */
  faults?: FaultRule[];
}

/** A client that has an account. */
export interface SandboxClient {
  /** Its id. */
  readonly clientId: string;
  /** Its secret. It opens nothing but this sandbox. */
  readonly clientSecret: string;
}

/** The clients of all systems that a sandbox can emulate. */
export interface SandboxClients {
  /** Known to all systems. */
  readonly unloc: SandboxClient;
  /** Unidy's. */
  readonly unidy: SandboxClient;
  /** Unidy's public client, for pages and apps: without a secret, with PKCE only. */
  readonly unidyPublic: Pick<SandboxClient, 'clientId'>;
  /** LockitNetwork's. */
  readonly lockit: SandboxClient;
}

/** Which doors are asked for, and when. */
export interface SandboxDoorsQuery {
  /** ISO 8601 with a zone, or milliseconds since 1970. Default: now, by the sandbox's clock. */
  at?: string | number;
  /** Only this door. */
  lockId?: string;
  /** Only this person, E.164. */
  appUserId?: string;
}

/** A door that somebody can open. */
export interface SandboxDoor {
  /** The id of its lock. */
  readonly lockId: string;
  /** Who can open it, by phone number. */
  readonly people: ReadonlyArray<SandboxOpener>;
}

/** A person who can open a door. */
export interface SandboxOpener {
  /** The phone number, E.164. */
  readonly appUserId: string;
  /** The keys that open it and were created through the API. */
  readonly keyIds: readonly string[];
  /** The keys that open it and were shared in the app. */
  readonly sharedKeyIds: readonly string[];
}

/** An embedded Unloc. Sandboxes are independent of each other. */
export interface Sandbox {
  /** The base URL to pass to `init` or to a client: `https://sandbox.invalid`. */
  readonly url: string;
  /**
   * Handles requests to `url`, without a network. Resolves to a `Response` if the platform has this class, otherwise to a
   * similar object. Rejects with a `TypeError`, as for an unreachable host, if the URL is another host's.
   */
  readonly fetch: SandboxFetch;
  /** The id of the one client that has an account. */
  readonly clientId: string;
  /** Its secret. It opens nothing but this sandbox. */
  readonly clientSecret: string;
  /**
   * An `UnlocClient` of this sandbox with its credentials, for both APIs: `sandbox.client().keys.create(…)`. It sends nothing
   * before its first call. Tokens are requested, cached and replaced as by a `TokenProvider`.
   *
   * @param options options of `UnlocClient`. `fetch`, `token` and `baseUrl` replace those of the sandbox.
   * @returns a new client.
   */
  client(options?: Partial<UnlocClientOptions>): UnlocClient;
  /**
   * Resolves to the text of a new access token. Rejects with an `UnlocError` if the sandbox gives none.
   *
   * @param need what it is for: `{ projectId }` or `{ organizationId }` of API v2, `{ lockHolderId }` of API v1, the text of a
   *   scope. Default: API v1, without a scope, as for `getLockHolders`.
   * @returns a promise of the token.
   */
  token(need?: Partial<TokenNeed> | string): Promise<string>;
  /** The clients of all systems. Those of Unidy and LockitNetwork get tokens if `also` contains their system. */
  readonly clients: SandboxClients;
  /**
   * Advances the sandbox's clock: keys become valid and expire, tokens expire. Throws an `Error` for a negative number.
   *
   * @param seconds 0 or more; fractions count.
   */
  advance(seconds: number): void;
  /**
   * The current state of the sandbox. Throws an `Error` if it has more than 200,000 keys.
   *
   * @returns the state, which `seed` of `createSandbox` accepts.
   */
  state(): WholeState;
  /**
   * The doors that somebody can open, each with the people and their keys, by the sandbox's own rules: the times of keys,
   * and their weekly windows on the clock of the door. Revocations have no time, so a key that is revoked now opens at no
   * time. Throws an `Error` that says what is wrong with the query.
   *
   * @param query `at`: ISO 8601 with a zone, or milliseconds since 1970. Default: now, by the sandbox's clock. `lockId` and
   *   `appUserId` (E.164): only this door, only this person.
   * @returns the doors that somebody can open.
   */
  doors(query?: SandboxDoorsQuery): SandboxDoor[];
  /** Resets the state and the clock to the seed, the settings and the faults of the options. */
  reset(): void;
  /**
   * Replaces the fault rules, if any are passed (`[]` removes all), and returns the current rules with how often each was
   * applied. The first rule that matches a request is applied; after one that only delays, the next match is applied, too.
   * Throws an `Error` that names the wrong rule and member, and then changes nothing.
   *
   * @param rules the new rules. Default: the rules stay.
   * @returns the current rules.
   */
  faults(rules?: FaultRule[]): FaultReport[];
  /**
   * Changes settings until the next reset, if any are passed, and returns the current settings. Throws an
   * `Error` that names what is not a setting, and then changes nothing.
   *
   * @param changes the settings to change. Default: none.
   * @returns the current settings.
   */
  settings(changes?: SandboxSettings): SandboxSettings;
  /**
   * Acts for the person who signs in: takes an authorization URL and resolves to the URL that the person is redirected
   * to, with a code or with an error. Default decision: `allow`. Rejects with an `Error` that says what is wrong with the URL,
   * if it leads to no redirect.
   *
   * @param authorizationUrl what `authorizationUrl` of a `TokenProvider` returned.
   * @param decision what the person presses.
   * @returns a promise of the callback URL.
   */
  authorize(authorizationUrl: string | { href: string }, decision?: 'allow' | 'deny'): Promise<string>;
}

/** A sandbox, and the functions of the wasm that holds it: after a trap a new sandbox is in another one. */
interface Held {
  handle: number;
  exports: SandboxExports;
}
interface Registry {
  register(target: object, held: Held): void;
}
type RegistryClass = new (forget: (held: Held) => void) => Registry;

let registry: Registry | undefined;

/** Frees the sandbox's memory when it is garbage collected, if the platform supports that. */
function freeWhenCollected(holder: object, handle: number, exports: SandboxExports): void {
  const { FinalizationRegistry: Registry } = globalThis as { FinalizationRegistry?: RegistryClass };
  if (Registry === undefined) return;
  if (registry === undefined) registry = new Registry(free);
  registry.register(holder, { handle, exports });
}

function free({ handle, exports }: Held): void {
  try {
    exports.sandboxDrop(handle);
  } catch {
    // After a trap there is nothing to free, and what a finalizer throws is an uncaught error.
  }
}

function seedText(seed: unknown): string {
  if (seed === undefined || seed === null) return 'demo';
  if (typeof seed === 'string') return seed;
  return JSON.stringify(seed);
}

const settingNames: Array<keyof SandboxSettings> = [
  'lockHolderListForm',
  'entityForm',
  'validationErrorForm',
  'lastPageCursor',
  'also',
  'lockitRefreshToken',
  'unidyCallback',
  'unidyScopes',
  'redirectUris',
  'unlistedSeconds',
  'unlistedById',
  'timePrecision',
  'keysNameAccessGroup',
  'keyMetadata',
];

/** The settings of the options, as JSON. */
function settingsText(options: SandboxOptions): string {
  const settings: { [name: string]: unknown } = {};
  for (const name of settingNames) if (options[name] !== undefined) settings[name] = options[name];
  return JSON.stringify(settings);
}

/** Submits the form of the authorization page. */
async function decide(handle: RequestHandler, page: string | { href: string }, decision: string): Promise<string> {
  const url = new URL(typeof page === 'string' ? page : page.href);
  if (url.origin !== address)
    throw new Error(
      `The sandbox's authorize page is at ${address}/oauth/authorize, not at ${url.origin}${url.pathname}.`,
    );
  const form = new URLSearchParams(url.search);
  form.set('decision', decision);
  const headers: Array<[string, string]> = [['content-type', 'application/x-www-form-urlencoded']];
  const answered = handle(url.pathname, 'POST', headers, new TextEncoder().encode(form.toString()));
  const location = answered.headers.find(([name]) => name === 'location');
  if (location !== undefined) return location[1];
  const text = new TextDecoder()
    .decode(answered.body)
    .replace(/<style>.*?<\/style>|<title>.*?<\/title>/g, '')
    .replace(/<[^>]*>/g, ' ');
  throw new Error(`The authorize page sent nobody back (${answered.status}): ${text.replace(/\s+/g, ' ').trim()}`);
}

/** Asks the control endpoint, which is the same over HTTP. */
function askDoors(handle: RequestHandler, query: SandboxDoorsQuery): SandboxDoor[] {
  const asked: string[] = [];
  for (const name of Object.keys(query) as Array<keyof SandboxDoorsQuery>) {
    const value = query[name];
    if (value === undefined) continue;
    const text = typeof value === 'number' ? new Date(value).toISOString() : value;
    asked.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  }
  const answered = handle(`/_sandbox/doors?${asked.join('&')}`, 'GET', [], new Uint8Array(0));
  const body = JSON.parse(new TextDecoder().decode(answered.body)) as {
    doors: SandboxDoor[];
    errorDescription?: string;
  };
  if (body.errorDescription !== undefined) throw new Error(body.errorDescription);
  return body.doors;
}

const faultsText = (rules: unknown): string => JSON.stringify(rules === null ? [] : rules) || '';

/**
 * Creates an embedded Unloc: it has state, checks tokens and scopes as the API does, and runs in this process only.
 * Rejects with an `Error` that says what is wrong with the options, and with an `UnlocError` `wasm_unavailable` where there is
 * no WebAssembly or a policy forbids it.
 *
 * ```ts
 * const sandbox = await createSandbox({ seed: 'demo' });
 * const unloc = sandbox.client();
 * const { projects } = await unloc.resources.discover();
 * ```
 *
 * @param options seed, settings, faults and clock. Default: the seed `demo`.
 * @returns a promise of the sandbox.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const exports = await loadSandbox();
  const { now: clock } = options;
  const now = typeof clock === 'function' ? () => Number(clock()) : () => Date.now();
  // All functions of the sandbox refer to it, so it is collected after the last of them.
  const holder = {
    handle: exports.sandboxCreate(seedText(options.seed), settingsText(options), faultsText(options.faults), now()),
  };
  freeWhenCollected(holder, holder.handle, exports);

  const { fetch: postingFetch } = options;
  const handle = (path: string, method: string, headers: Array<[string, string]>, body: Uint8Array): WasmAnswer => {
    const answered = exports.sandboxHandle(holder.handle, method, path, JSON.stringify(headers), body, now());
    deliverWebhooks(answered.posts, postingFetch);
    return answered;
  };
  const sandboxFetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const early = init && init.signal;
    if (early) throwIfAborted(early);
    const { url, method, headers, body, signal } = await readRequest(input, init);
    throwIfAborted(signal);
    if (url.origin !== address) {
      throw new TypeError(`fetch failed: the sandbox answers for ${address} only, not for ${url.origin}`);
    }
    const answered = handle(url.pathname + url.search, method, headers, body);
    if (answered.delivery === undefined)
      await Promise.resolve(); // asynchronous, as a network is
    else await deliver(answered.delivery, signal, input);
    throwIfAborted(signal);
    return toResponse(answered, url.href, signal);
  };
  // Says that its requests never leave this process, so that a secret may be used with it in a browser.
  Object.defineProperty(sandboxFetch, Symbol.for('unloc.sandbox'), { value: true });
  const { clientId, clientSecret, clients } = JSON.parse(exports.sandboxAbout()) as Pick<
    Sandbox,
    'clientId' | 'clientSecret' | 'clients'
  >;
  const credentials = { clientId, clientSecret, fetch: sandboxFetch as FetchFunction };
  const sandbox: Sandbox = {
    url: address,
    fetch: sandboxFetch as SandboxFetch,
    clientId,
    clientSecret,
    clients,
    client: (given) => createClient(address, credentials, given || {}),
    token: (need) => requestToken(address, credentials, need),
    advance(seconds) {
      exports.sandboxAdvance(holder.handle, Number(seconds));
    },
    state() {
      return JSON.parse(exports.sandboxState(holder.handle, now())) as WholeState;
    },
    doors(query) {
      return askDoors(handle, query || {});
    },
    reset() {
      exports.sandboxReset(holder.handle, now());
    },
    faults(rules) {
      if (rules !== undefined) exports.sandboxSetFaults(holder.handle, faultsText(rules));
      return JSON.parse(exports.sandboxFaults(holder.handle)) as FaultReport[];
    },
    settings(changes) {
      if (changes !== undefined) exports.sandboxChangeSettings(holder.handle, JSON.stringify(changes));
      return JSON.parse(exports.sandboxSettings(holder.handle)) as SandboxSettings;
    },
    async authorize(authorizationUrl, decision = 'allow') {
      return decide(handle, authorizationUrl, decision);
    },
  };
  exposeHandler(sandbox, handle);
  return sandbox;
}
