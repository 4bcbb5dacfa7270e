import { loadSandbox } from '../wasm/sandbox-module';
import { throwIfAborted } from './fetch/abort';
import { toResponse } from './fetch/response';
import type { SandboxExports, WasmAnswer } from '../wasm/sandbox-exports';
import type { FaultReport, FaultRule } from './faults';
import { openInside, type Answer } from './internal';
import { post, type PostingFetch } from './webhook-delivery';
import { travel } from './fetch/deliver';
import { readRequest } from './fetch/request';
import type { SandboxSettings, State, WholeState } from './state';

/** Where every sandbox pretends to be: a name that no resolver will ever know (RFC 2606). */
const address = 'https://sandbox.invalid';

/** What a sandbox answers, where the compiler was not told of the platform's `Response`. */
export interface SandboxResponse {
  /** HTTP status. */
  readonly status: number;
  /** Whether the status is 200 to 299. */
  readonly ok: boolean;
  /** The answer's headers. */
  readonly headers: {
    /** A header's value, whatever the case of its name; `null` if there is none. */
    get(name: string): string | null;
    /** Calls back for each header. */
    forEach(callback: (value: string, name: string) => void): void;
  };
  /** The body, read as JSON. */
  json(): Promise<unknown>;
  /** The body as text. */
  text(): Promise<string>;
  /** The body's bytes. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The platform's own `fetch`, by its type; its like where the compiler was not told of it. */
export type SandboxFetch = typeof globalThis extends { fetch: infer PlatformFetch }
  ? PlatformFetch
  : (url: string, init?: object) => Promise<SandboxResponse>;

/** What a sandbox is made of. */
export interface SandboxOptions extends SandboxSettings {
  /**
   * What it begins with: `demo` (a portfolio of 3 lock holders, 40 locks, 60 people and 400 keys, the
   * default), `empty`, `large` (1 lock holder, 1,000 locks, 100,000 people and 1,000,000 keys; takes
   * a few seconds and some 250 MB), or a state that another sandbox gave.
   */
  seed?: 'demo' | 'empty' | 'large' | State;
  /** The time in milliseconds since 1970; `Date.now` unless given. */
  now?: () => number;
  /** What posts events to webhooks; the platform's `fetch` unless given. */
  fetch?: PostingFetch;
  /** What goes wrong from the beginning, and again after a reset; nothing unless told. */
  faults?: FaultRule[];
}

/** A client that has an account. */
export interface SandboxClient {
  /** Its id. */
  readonly clientId: string;
  /** Its secret. It opens nothing but this sandbox. */
  readonly clientSecret: string;
}

/** The clients of all systems that a sandbox can answer as. */
export interface SandboxClients {
  /** Unloc's, for both APIs. */
  readonly unloc: SandboxClient;
  /** Unidy's. */
  readonly unidy: SandboxClient;
  /** Unidy's for pages and apps: without a secret, and only with PKCE. */
  readonly unidyPublic: Pick<SandboxClient, 'clientId'>;
  /** LockitNetwork's. */
  readonly lockit: SandboxClient;
}

/** An embedded Unloc. Several are independent of each other. */
export interface Sandbox {
  /** The base URL to hand to `init` or to a client: `https://sandbox.invalid`. */
  readonly url: string;
  /**
   * Answers requests to `url`, without any network. Gives a real `Response` where the platform has
   * one, a look-alike otherwise. Rejects with a `TypeError`, as for a host that cannot be reached,
   * when the URL is another host's.
   */
  readonly fetch: SandboxFetch;
  /** The id of the one client that has an account. */
  readonly clientId: string;
  /** Its secret. It opens nothing but this sandbox. */
  readonly clientSecret: string;
  /** The clients of all systems; those of Unidy and LockitNetwork get tokens if `also` names their system. */
  readonly clients: SandboxClients;
  /** Puts the sandbox's clock forward: keys become valid and expire, tokens too. Throws an `Error` for a negative number. */
  advance(seconds: number): void;
  /** Everything the sandbox remembers at the moment. Throws an `Error` if that is more than 200,000 keys. */
  state(): WholeState;
  /** Forgets everything, the advanced clock too, and begins anew with the seed, the settings and the faults of the options. */
  reset(): void;
  /**
   * Replaces the rules of what goes wrong, if there are any given (`[]` clears them), and tells the
   * rules in force with how often each hit. The first rule that applies to a request strikes; one that
   * only takes time lets those after it strike too. Throws an `Error` that names the rule and the
   * member that is wrong, and leaves the rules as they were.
   */
  faults(rules?: FaultRule[]): FaultReport[];
  /**
   * Changes settings until the next reset, if there are any given, and tells those in force. Throws an
   * `Error` that names what is no setting, and changes nothing then.
   */
  settings(changes?: SandboxSettings): SandboxSettings;
  /**
   * Decides in a person's place: takes the address of the authorize page that a client would send them
   * to, and gives the address that they would be sent back to, with a code or with an error. Allows unless
   * told to deny. Rejects with an `Error` that says what is wrong with the address, if nobody would be sent
   * back from there.
   */
  authorize(authorizationUrl: string | { href: string }, decision?: 'allow' | 'deny'): Promise<string>;
}

interface Registry { register(target: object, handle: number): void }
type RegistryClass = new (forget: (handle: number) => void) => Registry;

let registry: Registry | undefined;

/** Frees the sandbox's memory once nothing refers to it any more, where the platform can tell. */
function freeWithout(holder: object, handle: number, exports: SandboxExports): void {
  const { FinalizationRegistry } = globalThis as { FinalizationRegistry?: RegistryClass };
  if (FinalizationRegistry === undefined) return;
  if (registry === undefined) registry = new FinalizationRegistry((gone) => exports.sandboxDrop(gone));
  registry.register(holder, handle);
}

function seedText(seed: unknown): string {
  if (seed === undefined || seed === null) return 'demo';
  if (typeof seed === 'string') return seed;
  return JSON.stringify(seed);
}

const settingNames: Array<keyof SandboxSettings> = [
  'lockHolderListForm', 'lastPageCursor', 'also', 'lockitRefreshToken', 'unidyCallback', 'redirectUris',
];

/** The settings among the options. */
function settingsText(options: SandboxOptions): string {
  const settings: { [name: string]: unknown } = {};
  for (const name of settingNames) if (options[name] !== undefined) settings[name] = options[name];
  return JSON.stringify(settings);
}

/** Presses a button of an authorize page. */
async function decide(answer: Answer, page: string | { href: string }, decision: string): Promise<string> {
  const url = new URL(typeof page === 'string' ? page : page.href);
  if (url.origin !== address) throw new Error(`The sandbox's authorize page is at ${address}/oauth/authorize, not at ${url.origin}${url.pathname}.`);
  const form = new URLSearchParams(url.search);
  form.set('decision', decision);
  const headers: Array<[string, string]> = [['content-type', 'application/x-www-form-urlencoded']];
  const answered = answer(url.pathname, 'POST', headers, new TextEncoder().encode(form.toString()));
  const location = answered.headers.find(([name]) => name === 'location');
  if (location !== undefined) return location[1];
  const text = new TextDecoder().decode(answered.body).replace(/<style>.*?<\/style>|<title>.*?<\/title>/g, '').replace(/<[^>]*>/g, ' ');
  throw new Error(`The authorize page sent nobody back (${answered.status}): ${text.replace(/\s+/g, ' ').trim()}`);
}

const faultsText = (rules: unknown): string => JSON.stringify(rules === null ? [] : rules) || '';

/**
 * Makes an embedded Unloc: it keeps state, checks tokens and scopes as the API does, and lives in
 * this process only. Rejects with an `Error` whose message says what is wrong with the options.
 *
 * ```ts
 * const sandbox = await createSandbox({ seed: 'demo' });
 * init(sandbox.url, { fetch: sandbox.fetch });
 * ```
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const exports = await loadSandbox();
  const { now: clock } = options;
  const now = typeof clock === 'function' ? () => Number(clock()) : () => Date.now();
  // All of the sandbox's functions hold on to it, so it outlives the last of them.
  const holder = { handle: exports.sandboxCreate(seedText(options.seed), settingsText(options), faultsText(options.faults), now()) };
  freeWithout(holder, holder.handle, exports);

  const { fetch: postingFetch } = options;
  const answer = (path: string, method: string, headers: Array<[string, string]>, body: Uint8Array): WasmAnswer => {
    const answered = exports.sandboxHandle(holder.handle, method, path, JSON.stringify(headers), body, now());
    post(answered.posts, postingFetch);
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
    const answered = answer(url.pathname + url.search, method, headers, body);
    if (answered.delivery === undefined) await Promise.resolve(); // a moment, as over a network
    else await travel(answered.delivery, signal, input);
    throwIfAborted(signal);
    return toResponse(answered, url.href, signal);
  };
  // Tells that nothing asked with it leaves this process, so that a secret may be used with it in a page.
  Object.defineProperty(sandboxFetch, Symbol.for('unloc.sandbox'), { value: true });
  const { clientId, clientSecret, clients } = JSON.parse(exports.sandboxAbout()) as Pick<Sandbox, 'clientId' | 'clientSecret' | 'clients'>;
  const sandbox: Sandbox = {
    url: address,
    fetch: sandboxFetch as SandboxFetch,
    clientId,
    clientSecret,
    clients,
    advance(seconds) { exports.sandboxAdvance(holder.handle, Number(seconds)); },
    state() { return JSON.parse(exports.sandboxState(holder.handle, now())) as WholeState; },
    reset() { exports.sandboxReset(holder.handle, now()); },
    faults(rules) {
      if (rules !== undefined) exports.sandboxSetFaults(holder.handle, faultsText(rules));
      return JSON.parse(exports.sandboxFaults(holder.handle)) as FaultReport[];
    },
    settings(changes) {
      if (changes !== undefined) exports.sandboxChangeSettings(holder.handle, JSON.stringify(changes));
      return JSON.parse(exports.sandboxSettings(holder.handle)) as SandboxSettings;
    },
    async authorize(authorizationUrl, decision = 'allow') { return decide(answer, authorizationUrl, decision); },
  };
  openInside(sandbox, answer);
  return sandbox;
}
