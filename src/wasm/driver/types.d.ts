/** The last argument of every call. */
export interface CallOptions {
  /** Aborts the call. It resolves to the error `aborted`. */
  signal?: AbortSignal;
  /** Timeout per attempt, until response headers arrive. Default: 15,000 ms, or 60,000 ms if a picture is sent. */
  timeoutMs?: number;
  /** Deadline of the whole call, with body, retries and waits. Default: 60,000 ms. */
  deadlineMs?: number;
  /** Maximum number of retries of a failed attempt, where a retry is safe. Default: 3. */
  maxRetries?: number;
  /** The longest `Retry-After` that a call waits for. Default: 60,000 ms. */
  retryAfterCeilingMs?: number;
  /** Additional request headers, by name. Those that the library or the platform sets are rejected. */
  headers?: { [name: string]: string | undefined };
  /** A `fetch` to use instead of the platform's. */
  fetch?: (request: Request) => Promise<Response>;
}

/** Options of all calls: the second argument of `init`. */
export interface ClientOptions extends CallOptions {
  /** Allows a base URL of plain `http` to another machine, where anyone on the way reads the token. */
  allowInsecure?: boolean;
}

/** The parameters of `request`. */
export interface RequestParameters {
  /** HTTP method. */
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the base URL. */
  path: string;
  /** Query parameters. A list repeats its name. */
  query?: { [name: string]: unknown };
  /** Body, sent as JSON. */
  body?: unknown;
}

/** The error of a call: a JavaScript `Error` of the name `UnlocError`. docs/errors.md lists the codes. */
export interface UnlocError extends Error {
  code: string;
  operation: string;
  status?: number;
  error: string;
  errorDescription: string;
  invalidParams?: Array<{ name: string; reason: string }>;
  requestId?: string;
  attempts: number;
  retryAfterMs?: number;
  safeToRetry: boolean;
}

/** Status and headers of a response, without secrets. */
export interface ResponseHead {
  status: number;
  headers: { [name: string]: string | undefined };
  requestId?: string;
}

/**
 * What every call resolves to: check `error`, then use `data`. The main entry exports the types of the data, such as
 * `LockHolder`: `const locks = await getLocks(token, params) as ApiResult<Lock[]>`.
 */
export type ApiResult<T = unknown> =
  | { data: T; error: undefined; response: ResponseHead }
  | { data: undefined; error: UnlocError; response: ResponseHead | undefined };
