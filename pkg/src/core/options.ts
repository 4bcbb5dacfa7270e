import type { Hooks, Logger } from './hooks';

/** What a signal must have where the platform's types know no `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The platform's `AbortSignal`, also where the compiler was not told of it. */
export type PlatformSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } } ? Signal : AbortSignalLike;

/** The second argument that {@link FetchFunction} gets. */
export interface FetchInit {
  /** HTTP method. */
  method: string;
  /** Headers by name, in lower case. */
  headers: { [name: string]: string };
  /** JSON text. */
  body?: string;
  /** Keys and tokens belong in no cache. */
  cache: 'no-store';
  /** Cookies are not ours. */
  credentials: 'omit';
  /** A token must not follow a redirect to another host. */
  redirect: 'manual';
  /** Ends the request. */
  signal?: PlatformSignal;
}

/**
 * A `fetch` to use instead of the platform's: a sandbox's, a proxy's, a test's. What it gives must
 * have a `status`, and `text()` or `json()`; `headers` if there are any.
 */
export type FetchFunction = (url: string, init: FetchInit) => unknown;

/** What every call takes as its last argument. */
export interface CallOptions {
  /** Ends the call, also while it waits for its turn or for a retry: it resolves to the error `aborted`. */
  signal?: PlatformSignal;
  /**
   * How long an attempt may take until the head of its answer is there, in milliseconds. 15,000 unless
   * said otherwise, 60,000 where a picture is sent.
   */
  timeoutMs?: number;
  /** How long the call may take, with body, retries and waits, once it has left the queue, in milliseconds. 60,000 unless said otherwise. */
  deadlineMs?: number;
  /** How often a failed attempt is repeated where that is safe. 3 unless said otherwise, 0 for never. */
  maxRetries?: number;
  /**
   * Further request headers, by name. Those that are the library's or the platform's are refused:
   * `authorization`, `content-type`, `content-length`, `cookie`, `host`, `transfer-encoding`.
   */
  headers?: { [name: string]: string | undefined };
  /** A `fetch` to use instead of the platform's. */
  fetch?: FetchFunction;
}

/** What {@link init} takes beside the base URL: options for all calls. */
export interface ClientOptions extends CallOptions {
  /**
   * Allows a base URL of plain `http` to another machine. Tokens open doors: only for a network
   * where nobody else listens.
   */
  allowInsecure?: boolean;
  /** How many calls may be under way at once; the others wait in the order they came. 32 unless said otherwise. */
  maxConcurrent?: number;
  /**
   * The longest `Retry-After` that is waited for, in milliseconds; beyond it the call resolves to an
   * error that says when to come back (`retryAfterMs`). 60,000 unless said otherwise.
   */
  retryAfterCeilingMs?: number;
  /** Gets lines about requests, retries and endpoints that will end: `console` fits. Nothing secret is in them. */
  logger?: Logger;
  /** Functions that are told of requests, answers and retries. */
  hooks?: Hooks;
}
