import type { Hooks, Logger } from './hooks';

/** The members of a signal that are used, where the compiler has no type `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The platform's `AbortSignal`; {@link AbortSignalLike} where the compiler has no such type. */
export type PlatformSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : AbortSignalLike;

/** The second argument of a {@link FetchFunction}. */
export interface FetchInit {
  /** HTTP method. */
  method: string;
  /** Headers by name, in lower case. */
  headers: { [name: string]: string };
  /** JSON text. */
  body?: string;
  /** Keys and tokens must not be cached. Absent where the platform's `Request` does not know it (older Cloudflare Workers). */
  cache?: 'no-store';
  /** No cookies are sent. */
  credentials: 'omit';
  /** A token must not follow a redirect to another host. */
  redirect: 'manual';
  /** Aborts the request. */
  signal?: PlatformSignal;
}

/**
 * A `fetch` to use instead of the platform's, such as that of a sandbox, a proxy or a test. Its result must
 * have `status`, and `text()` or `json()`; `headers` is optional.
 */
export type FetchFunction = (url: string, init: FetchInit) => unknown;

/** The last argument of every call. */
export interface CallOptions {
  /** Aborts the call, also while it is queued or waits for a retry. It resolves to the error `aborted`. */
  signal?: PlatformSignal;
  /** Timeout per attempt, until response headers arrive. Default: 15,000 ms, or 60,000 ms if a picture is sent. */
  timeoutMs?: number;
  /** Deadline of the whole call, with body, retries and waits, counted from when it leaves the queue. Default: 60,000 ms. */
  deadlineMs?: number;
  /** Maximum number of retries of a failed attempt, where a retry is safe. Default: 3. Set to 0 to disable retries. */
  maxRetries?: number;
  /**
   * Additional request headers, by name. Headers that the library or the platform sets are rejected:
   * `authorization`, `content-type`, `content-length`, `cookie`, `host`, `transfer-encoding`.
   */
  headers?: { [name: string]: string | undefined };
  /** A `fetch` to use instead of the platform's. */
  fetch?: FetchFunction;
}

/** Options for all calls: the second argument of {@link init}. */
export interface ClientOptions extends CallOptions {
  /**
   * Allows a base URL of plain `http` to another machine. Tokens open doors: use it only in a network
   * where nobody else can read the traffic.
   */
  allowInsecure?: boolean;
  /**
   * Maximum number of concurrent calls; further calls are queued. A call's place is free again when the call has ended, and
   * at its deadline at the latest. Default: 32; on Cloudflare Workers, which limit connections by themselves, `Infinity`.
   */
  maxConcurrent?: number;
  /**
   * The longest `Retry-After` that a call waits for. If the API asks for more, the call resolves to an
   * error with `retryAfterMs`. Default: 60,000 ms.
   */
  retryAfterCeilingMs?: number;
  /** Receives lines about requests, retries and deprecated endpoints, such as `console`. They contain no secrets. */
  logger?: Logger;
  /** Functions that are called for requests, responses and retries. */
  hooks?: Hooks;
}

/** How to wait for a long-running operation. */
export interface WaitOptions {
  /** Maximum time to wait, in milliseconds. Required, because jobs may take hours. */
  timeoutMs: number;
  /** Ends the wait, which rejects with `aborted`. The operation itself goes on. */
  signal?: PlatformSignal;
}
