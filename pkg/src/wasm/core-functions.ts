import type { V1OperationName, V2OperationName } from '../generated/operation-names';

/** The v1 operations by their names in the core. */
export type WasmOperationName = V1OperationName | 'request';

/** All operations by their names in the core. */
export type OperationName = WasmOperationName | V2OperationName;

/**
 * The pure functions of the core, which is Rust in the wasm (`src/text_api`). Objects cross as JSON, an absent value is an
 * empty text. They never throw; what can fail gives `{ "error": … }`. None returns an object: V8 crashes when it leaves
 * optimised code during an inlined call into wasm that returns one (seen in Node 20).
 */
export interface Core {
  /** An {@link OperationDescription}. */
  describeOperation(name: string): string;
  /** {@link CheckedOptions}, or `{ error }`. */
  checkOptions(operation: string, options: string): string;
  /** `{ value }`: the header "authorization" with this token. `tokenType` is the type of what is no text. */
  authorize(operation: string, token: string, tokenType: string): string;
  /** `{ target }`: path and query; of `request` also its `method`, `idempotent` and `writes`. */
  prepareCall(operation: string, given: string): string;
  /** The retry tokens of a client after a success. */
  releaseRetryTokens(left: number, lastCost: number): number;
  /** The headers without secrets and phone numbers; `undefined` if they contain none. */
  redactHeaders(headers: string, secrets: string): string | undefined;
  /** What to read of a response of this status: a {@link BodyKind}. */
  bodyKind(status: number): number;
  /** A {@link Decision} after a response that is not a success. */
  decideOnResponse(state: string, secrets: string, response: string): string;
  /** A {@link Decision} after an attempt without a complete response. */
  decideOnTransportError(state: string, failure: string): string;
  /** The error of a call that its caller aborted before or between attempts. */
  abortError(state: string): string;
  /** The error of a call during which the wasm trapped. */
  trapError(state: string, sent: boolean): string;

  /** The position after a page that came with this cursor; empty at the end of the list. `{ error }` if pages repeat. */
  advanceCursor(operation: string, before: string, cursor: string): string;
  /** The poll status of a job of this status: 0 pending, 1 succeeded, 2 failed. */
  jobStatus(status: string): number;
  /** The poll status of a new key of this state: 0 pending, 1 succeeded, 2 failed. */
  keyStatus(state: string): number;
  /** Milliseconds before the next poll; below 0 after the deadline, which is `timeLeftMs` milliseconds away. */
  nextPollDelay(attempt: number, headers: string, timeLeftMs: number, jitter: number, nowMs: number): number;
  /** The problems of keys: a list of `[index, member, reason]`. */
  validateKeys(keys: string, nowMs: number): string;
  /** The index of the key, of `count` keys, that the name of an invalid parameter refers to; -1 for none. */
  keyIndexInError(name: string, count: number): number;

  /** `{ value }`: the scope of a token that reads and changes one lock holder. */
  lockHolderScope(lockHolder: string): string;
  /** `{ value }`: the scope of a token that administers one lock holder. */
  lockHolderAdminScope(id: string): string;
  /** `{ value }`: the link that opens the Unloc app at a key. */
  useKeyUrl(params: string): string;
  /** `{ value }`: the link with which the Unloc app loads a person's keys. */
  prefetchKeysUrl(params: string): string;
  /** `{ value }`: the signed link that opens Unloc Work at a key. */
  unlocWorkUrl(params: string): string;

  /** A {@link PreparedRequest} with body and secrets, or `{ error }`. */
  prepareTokenRequest(server: string, client: string, grant: string, config: string): string;
  /** What a token endpoint's success says: `{ expiresAt, refreshAfter, usableUntil, lifetimeAssumed, scope }`, or `{ error }`. */
  readTokenResponse(operation: string, body: string, requested: string, requestedAtMs: number, status: number, idempotent: boolean): string;
  /** `{ url, state, verifier }` of a sign-in, or `{ error }`. */
  beginSignIn(server: string, clientId: string, request: string, allowInsecure: boolean, random: Uint8Array): string;
  /** `{ value }`: the code of a callback, after its state and issuer are compared. */
  signInCode(parameters: string, issuer: string, issuerPromised: boolean, state: string): string;
}

/** What a driver must know of an operation. */
export interface OperationDescription {
  method: string;
  path: string;
  idempotent: boolean;
  writes: boolean;
  timeoutMs: number;
  /** Headers of a request with a body. */
  bodyHeaders: { [name: string]: string };
  /** The parameters to collect. */
  parameters: string[];
  /** The parameter that is the body. */
  body?: string;
  /** Members of the body that count for the path. */
  bodyParameters?: string[];
  /** The parameters themselves are the body, also those under the names of `wrappers`. */
  flat?: boolean;
  wrappers?: string[];
  /** The name of the list that a success holds, further names of it, and whether the only list under any name counts. */
  list?: string;
  wire?: string[];
  onlyList?: boolean;
  /** The name of the entity that a success holds, and the member that a bare entity has. */
  entity?: string;
  id?: string;
  /** A success with a text under `errorMember` and none under `tokenMember` is an error. */
  errorMember: string;
  tokenMember: string;
  /** Headers with the API's id of the request. */
  requestIdHeaders: string[];
}

/** Options that the core has checked. A time is null for no limit; without `timeoutMs` the operation decides. */
export interface CheckedOptions {
  readonly error?: undefined;
  readonly baseUrl: string;
  readonly headers: { [name: string]: string };
  readonly timeoutMs?: number | null;
  readonly deadlineMs: number | null;
  readonly maxRetries: number;
  readonly retryAfterCeilingMs: number | null;
}

/** What is known of a call between two attempts. The core reads it; the driver keeps it. */
export interface CallState {
  readonly operation: string;
  readonly tokenRequest: boolean;
  readonly idempotent: boolean;
  readonly writes: boolean;
  readonly maxRetries: number;
  readonly retryAfterCeilingMs: number | null;
  readonly attempts: number;
  readonly mayHaveArrived: boolean;
  readonly lastCost: number;
}

/** A request that is ready to be sent. `timeoutMs` and `deadlineMs` are null for no limit. */
export interface PreparedRequest {
  method: string;
  url: string;
  headers: { [name: string]: string };
  timeoutMs: number | null;
  deadlineMs: number | null;
  state: CallState;
  /** Of token requests. */
  body?: string;
  /** Of token requests: what must not be printed, one a line. */
  secrets?: string;
}

/** What to read of a response. */
export const BodyKind = { data: 0, none: 1, error: 2, redirect: 3 };
