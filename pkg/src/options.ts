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
  /** Ends the call: it resolves to the error `aborted`. */
  signal?: PlatformSignal;
  /** Further request headers, by name. `authorization` is not among them: that is the token's. */
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
}
