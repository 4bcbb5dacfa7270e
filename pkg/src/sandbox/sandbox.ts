import { loadSandbox } from '../loading/sandbox';
import { toResponse } from './answer';
import type { SandboxExports } from './exports';
import { readRequest, type PlainRequest } from './request';
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
   * default), `empty`, or a state that another sandbox gave.
   */
  seed?: 'demo' | 'empty' | State;
  /** The time in milliseconds since 1970; `Date.now` unless given. */
  now?: () => number;
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
  /** Puts the sandbox's clock forward: keys become valid and expire, tokens too. Throws an `Error` for a negative number. */
  advance(seconds: number): void;
  /** Everything the sandbox remembers at the moment. */
  state(): WholeState;
  /** Forgets everything, the advanced clock too, and begins anew with the seed. */
  reset(): void;
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

function abortReason(signal: AbortSignal): unknown {
  const { reason } = signal as { reason?: unknown };
  if (reason !== undefined) return reason;
  const error = new Error('This operation was aborted');
  error.name = 'AbortError';
  return error;
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal !== undefined && signal.aborted) throw abortReason(signal);
}

function seedText(seed: unknown): string {
  if (seed === undefined || seed === null) return 'demo';
  if (typeof seed === 'string') return seed;
  return JSON.stringify(seed);
}

function settingsText(options: SandboxOptions): string {
  const { lockHolderListForm } = options;
  return lockHolderListForm === undefined ? '' : JSON.stringify({ lockHolderListForm });
}

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
  const holder = { handle: exports.sandboxCreate(seedText(options.seed), settingsText(options), now()) };
  freeWithout(holder, holder.handle, exports);

  const answer = ({ url, method, headers, body }: PlainRequest): Response => {
    if (url.origin !== address) {
      throw new TypeError(`fetch failed: the sandbox answers for ${address} only, not for ${url.origin}`);
    }
    const path = url.pathname + url.search;
    return toResponse(exports.sandboxHandle(holder.handle, method, path, JSON.stringify(headers), body, now()), url.href);
  };
  const sandboxFetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const early = init && init.signal;
    if (early) throwIfAborted(early);
    const request = await readRequest(input, init);
    throwIfAborted(request.signal);
    const response = answer(request);
    // The answer takes a moment to come back, as over a network.
    await Promise.resolve();
    throwIfAborted(request.signal);
    return response;
  };
  const { clientId, clientSecret } = exports.sandboxAbout();
  return {
    url: address,
    fetch: sandboxFetch as SandboxFetch,
    clientId,
    clientSecret,
    advance(seconds) { exports.sandboxAdvance(holder.handle, Number(seconds)); },
    state() { return JSON.parse(exports.sandboxState(holder.handle, now())) as WholeState; },
    reset() { exports.sandboxReset(holder.handle, now()); },
  };
}
