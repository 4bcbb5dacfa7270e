import type { CheckedOptions } from '../core/checked-options';
import { createObserver } from '../core/hooks';
import type { Observer } from '../core/hooks';
import type { CallOptions, ClientOptions } from '../core/options';
import { isRecord, typeName } from '../core/type-name';
import { isWorkerd } from '../platform/is-workerd';
import { sharedSignal } from '../core/abort-signal';
import type { Signal } from '../core/abort-signal';
import { read } from '../core/read';
import { Semaphore } from './semaphore';

/** The options of one call over those of its client. */
export interface CallConfig {
  /** The options that the core checks. */
  readonly options: object;
  /** The options, once the core has checked them. */
  checked?: CheckedOptions;
  /** The caller's `fetch`. Default: the platform's. */
  readonly fetch?: unknown;
  readonly signal?: Signal;
}

/** What the calls of a client share. It outlives an instance of the wasm. */
export interface ClientConfig {
  /** The options as the caller gave them. */
  readonly given: GivenOptions;
  /** The configuration of a call without options. */
  readonly call: CallConfig;
  /** Tokens that are left for retries: retries take from them, successes add. Infinity: full; the core knows how many that are. */
  readonly retryTokens: { left: number };
  readonly observer: Observer | undefined;
  readonly semaphore: Semaphore;
  /** The last token that the core has checked, and its header. */
  lastToken?: { readonly token: unknown; readonly authorization: string };
}

/** Options that are not checked yet: each may be of any type. */
type GivenOptions = { [name: string]: unknown };

const defaultConcurrency = 32;
const defaultDeadlineMs = 60_000;

const ofCalls = ['fetch', 'headers', 'signal', 'timeoutMs', 'deadlineMs', 'maxRetries'];
const ofClients = ofCalls.concat('allowInsecure', 'retryAfterCeilingMs');

/**
 * Creates the configuration of a client. Never throws: the calls report what is wrong with an option.
 *
 * @param before a configuration whose queue and retry tokens are kept if it has the same base URL.
 */
export function createConfig(
  baseUrl: unknown,
  options: ClientOptions | undefined,
  before?: ClientConfig,
): ClientConfig {
  const given: GivenOptions = { baseUrl };
  for (const name of ofClients) {
    const value = read(options, name);
    if (value !== undefined && value !== null) given[name] = value;
  }
  const kept = before !== undefined && before.given.baseUrl === baseUrl ? before : undefined;
  const limit = read(options, 'maxConcurrent');
  const semaphore = kept ? kept.semaphore : new Semaphore(defaultConcurrency);
  // workerd has a limit of its own, for each request, and drops with a request what would end the waits of others.
  const usual = isWorkerd() ? Infinity : defaultConcurrency;
  semaphore.limit = typeof limit === 'number' && limit >= 1 ? limit : usual;
  return {
    given,
    call: encode(given),
    retryTokens: kept ? kept.retryTokens : { left: Infinity },
    observer: createObserver(
      read(options, 'hooks') as ClientOptions['hooks'],
      read(options, 'logger') as ClientOptions['logger'],
    ),
    semaphore,
  };
}

/** How long a call may take, in milliseconds. A wrong option, which the core refuses, counts as none. */
export function deadlineOf(client: ClientConfig, options: CallOptions | undefined): number {
  const given = read(options, 'deadlineMs') || client.given.deadlineMs;
  return typeof given === 'number' && given > 0 ? given : defaultDeadlineMs;
}

/** The configuration of a call. Never throws: the core reports what is wrong with an option. */
export function configOfCall(client: ClientConfig, options: CallOptions | undefined): CallConfig {
  if (options === undefined || options === null) return client.call;
  if (typeof options !== 'object') return { options: { options: typeName(options) } };
  const merged = { ...client.given };
  try {
    for (const name of ofCalls) {
      const value = (options as GivenOptions)[name];
      if (value === undefined || value === null) continue;
      merged[name === 'headers' ? 'callHeaders' : name] = value;
    }
  } catch {
    return { options: { unreadable: true } };
  }
  return encode(merged);
}

function encode(given: GivenOptions): CallConfig {
  const encoded: GivenOptions = {};
  for (const name of Object.keys(given)) encodeOption(name, given[name], encoded);
  return {
    options: encoded,
    fetch: given.fetch,
    signal: sharedSignal(given.signal) as Signal | undefined,
  };
}

/** Adds an option in the form that the core reads. A `fetch` and a `signal` stay here; of a wrong value the core gets the type. */
function encodeOption(name: string, value: unknown, encoded: GivenOptions): void {
  switch (name) {
    case 'fetch':
      if (typeof value !== 'function') encoded.fetch = typeName(value);
      break;
    case 'signal':
      if (typeof value !== 'object' || typeof read(value, 'aborted') !== 'boolean') encoded.signal = typeName(value);
      break;
    case 'headers':
    case 'callHeaders': {
      const headers = encodeHeaders(value);
      encoded.headers =
        headers && encoded.headers !== null ? { ...(encoded.headers as object | undefined), ...headers } : null;
      break;
    }
    case 'baseUrl':
      if (typeof value === 'string') encoded.baseUrl = value;
      else if (value !== undefined && value !== null) encoded.baseUrlType = typeName(value);
      break;
    case 'allowInsecure':
      encoded.allowInsecure = value === true;
      break;
    default:
      // JSON has no infinity; what is not a number is refused.
      encoded[name] = value === Infinity ? 'Infinity' : typeof value === 'number' ? value : null;
  }
}

/** Headers by name, of a plain object or of the platform's `Headers`; null if they cannot be read. A value that is not a text is null. */
function encodeHeaders(headers: unknown): GivenOptions | null {
  try {
    if (!isRecord(headers)) return null;
    const iterable = headers as unknown as Iterable<[string, unknown]>;
    const entries = typeof iterable[Symbol.iterator] === 'function' ? Array.from(iterable) : Object.entries(headers);
    // Without a prototype, "__proto__" is a name as any other.
    const encoded: GivenOptions = Object.create(null);
    for (const [name, value] of entries) {
      if (value !== undefined) encoded[name] = typeof value === 'string' ? value : null;
    }
    return encoded;
  } catch {
    return null;
  }
}
