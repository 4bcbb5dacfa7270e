/**
 * What goes wrong with a request. Members combine where that makes sense, such as a delay with a
 * status; what contradicts itself is refused.
 */
export interface Fault {
  /**
   * Answers with this status, 200 to 599, in place of the real answer. The request's work is not
   * done, unless `workDone` says so. Without `body` the answer has the shape of the API's errors.
   */
  status?: number;
  /** Headers to add or to replace; `null` takes one away. */
  headers?: { [name: string]: string | number | null };
  /**
   * The body in place of the real one: text goes out as it stands (as HTML if it begins with `<`),
   * `''` and `null` are an empty body, everything else goes out as JSON.
   */
  body?: unknown;
  /** The content type, over the real answer or the given one. */
  contentType?: string;
  /**
   * Only so many bytes of the body arrive, then the connection breaks; `content-length` promises all
   * of them. Does nothing to a body that is not longer.
   */
  truncateTo?: number;
  /** Milliseconds of real time before anything is answered. The work is done before, at once. */
  delayMs?: number;
  /** The body comes in up to ten pieces over so many milliseconds of real time. */
  slowBodyMs?: number;
  /** Never answers. The work is not done, unless `workDone` says so. */
  hang?: boolean;
  /** The connection breaks without an answer, before or after the request's work was done. */
  reset?: 'before' | 'after';
  /** The token of the request counts as expired: 401, as the API says it. Does not hit requests without a token. */
  expireTokens?: boolean;
  /**
   * OAuth's endpoints answer this error instead of their work, with the status that goes with it (or
   * `status`); the authorize page sends people back with it. Any of RFC 6749's, such as `invalid_grant`, or
   * another. Does not hit other requests.
   */
  oauthError?: string;
  /**
   * Members of the real answer, an object, that are replaced; `null` takes one away. The work is done,
   * and `status`, if there is one, only changes the status: `{ status: 201, members: { expires_in: '3600' } }`.
   */
  members?: { [name: string]: unknown };
  /** So many of the keys that a request asks for fail, the first of them: its job succeeds with `failedKeys` (API v2). */
  failKeys?: number;
  /** What the request's job ends as (API v2). */
  jobEnds?: 'failedValidation' | 'failedJob' | 'timeout';
  /** The request's job takes so many seconds of the sandbox's clock (API v2). */
  jobSeconds?: number;
  /** The keys that the request makes are `creating` for so many seconds of the sandbox's clock, as at a slow vendor. */
  keySeconds?: number;
  /** With `status` or `hang`: whether the request's work is done all the same. `false` unless told. */
  workDone?: boolean;
}

/** Which requests are hit, and by what. */
export interface FaultRule {
  /** The HTTP method; all but `OPTIONS` unless told. */
  method?: string;
  /**
   * The path, without host and query; all unless told. A segment `*` is any one segment, `**` at the
   * end any rest, as in `/integrators/v1/lock-holders/**`. A slash at the end makes no difference.
   */
  path?: string;
  /** How many requests are hit at most; without end unless told. */
  count?: number;
  /** How many matching requests are let through first. */
  after?: number;
  /** How likely a matching request is hit, 0 to 1; 1 unless told. The same rules hit the same requests on every run. */
  probability?: number;
  /** What the rule's random numbers begin with: another whole number, other requests. The rule's place in the list unless told. */
  seed?: number;
  /** What goes wrong. */
  fault: Fault;
}

/** A rule, and what became of it. */
export interface FaultReport {
  /** The rule as it was given. */
  rule: FaultRule;
  /** How many requests it matched, hit or not. */
  matched: number;
  /** How many requests it hit. */
  hits: number;
}
