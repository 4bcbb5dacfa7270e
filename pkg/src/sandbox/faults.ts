/**
 * What goes wrong with a request. Members can be combined where that makes sense, such as a delay with a
 * status; contradictory members are rejected.
 */
export interface Fault {
  /**
   * Responds with this status, 200 to 599, instead of the real response. The request has no effect,
   * unless `workDone` is set. Without `body` the response has the form of the API's errors.
   */
  status?: number;
  /** Headers to add or to replace; `null` removes one. */
  headers?: { [name: string]: string | number | null };
  /**
   * The body instead of the real one: text is sent unchanged (as HTML if it begins with `<`),
   * `''` and `null` are an empty body, everything else is sent as JSON.
   */
  body?: unknown;
  /** The content type, instead of that of the response. */
  contentType?: string;
  /**
   * Only so many bytes of the body arrive, then the connection breaks; `content-length` states the whole
   * length. A body that is not longer is not affected.
   */
  truncateTo?: number;
  /** Delays the response by so many milliseconds of real time. The request takes effect at once. */
  delayMs?: number;
  /** Sends the body in up to ten pieces over so many milliseconds of real time. */
  slowBodyMs?: number;
  /** Never responds. The request has no effect, unless `workDone` is set. */
  hang?: boolean;
  /** The connection breaks without a response, before or after the request takes effect. */
  reset?: 'before' | 'after';
  /** The token of the request counts as expired: responds with the API's 401. Requests without a token are not affected. */
  expireTokens?: boolean;
  /**
   * The OAuth endpoints respond with this error, with its status (or `status`); the authorization endpoint redirects
   * with it. Any error of RFC 6749, such as `invalid_grant`, or another. Other requests are not affected.
   */
  oauthError?: string;
  /**
   * Replaces members of the real response, an object; `null` removes one. The request takes effect,
   * and `status` changes only the status: `{ status: 201, members: { expires_in: '3600' } }`.
   */
  members?: { [name: string]: unknown };
  /** The first so many keys of a request fail: its job succeeds with `failedKeys` (API v2). */
  failKeys?: number;
  /** The final status of the request's job (API v2). */
  jobEnds?: 'failedValidation' | 'failedJob' | 'timeout';
  /** The request's job takes so many seconds of the sandbox's clock (API v2). */
  jobSeconds?: number;
  /** The keys that the request creates are `creating` for so many seconds of the sandbox's clock, as with a slow vendor. */
  keySeconds?: number;
  /** With `status` or `hang`: whether the request takes effect nevertheless. Default: false. */
  workDone?: boolean;
}

/** Which requests a fault applies to. */
export interface FaultRule {
  /** The HTTP method. Default: all except `OPTIONS`. */
  method?: string;
  /**
   * The path, without host and query. A segment `*` matches any one segment, `**` at the end matches any
   * rest, as in `/integrators/v1/lock-holders/**`. A slash at the end makes no difference. Default: all.
   */
  path?: string;
  /** Maximum number of requests that the rule applies to. Default: no limit. */
  count?: number;
  /** How many matching requests are not affected first. Default: 0. */
  after?: number;
  /** The probability, 0 to 1, that the rule applies to a matching request. Every run affects the same requests. Default: 1. */
  probability?: number;
  /** The seed of the rule's random numbers, an integer. Default: the rule's index. */
  seed?: number;
  /** What goes wrong. */
  fault: Fault;
}

/** A rule, and how often it was applied. */
export interface FaultReport {
  /** The rule, unchanged. */
  rule: FaultRule;
  /** How many requests it matched, affected or not. */
  matched: number;
  /** How many requests it was applied to. */
  hits: number;
}
