import type { CheckedOptions } from '../core/checked-options';
import type { ResponseHead } from '../core/result';
import type { UnlocErrorMembers } from '../core/unloc-error';
import type { ErrorCode } from '../generated/codes';
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
  /** The retry tokens of a client after a success. */
  releaseRetryTokens(left: number, lastCost: number): number;
  /** What to read of a response of this status: a {@link BodyKind}. */
  bodyKind(status: number): number;
  /** The result of one of the {@link CoreFunctions}, by its name. Each export costs half a kilobyte, so these share one. */
  ask(name: keyof CoreFunctions, argument: string): string;
}

/** What can be asked by name, with one argument. */
export interface CoreFunctions {
  /** What a driver must know of an operation. */
  describeOperation(name: string): OperationDescription;
  /** The options of a client and of a call, checked. */
  checkOptions(given: { operation: string; options: object }): CheckedOptions;
  /** The header "authorization" with this token, or with the type of what is no text. */
  authorize(given: { operation: string; token?: string; type?: string }): { value: string };
  /** Path and query of a call; of `request` also its `method`, `idempotent` and `writes`. */
  prepareCall(given: GivenArguments & { operation: OperationName }): Partial<OperationDescription> & { target: string };
  /** The headers without secrets and phone numbers. */
  redactHeaders(given: { headers: ResponseHead['headers']; secrets: string }): ResponseHead['headers'];
  /** Words of the API as an error may show them: without secrets (one a line) and phone numbers, at most 500 characters. */
  redactText(given: { text: string; secrets: string }): string;
  /** What follows a response that is not a success. */
  decideOnResponse(
    given: Circumstances & { secrets: string; status: number; headers: object; body?: string | null },
  ): Decision;
  /** What follows an attempt without a complete response. */
  decideOnTransportError(
    given: Circumstances & { reason?: string; codes?: unknown[]; status?: number; requestId?: string },
  ): Decision;
  /** `{ error }` of a call that its caller aborted before or between attempts. */
  abortError(given: { state: CallState }): { error: UnlocErrorMembers };

  /** The position after a page that came with this cursor; null at the end of the list. Fails if pages repeat. */
  advanceCursor(given: { operation: string; before: PageCursor | undefined; cursor: unknown }): PageCursor | null;
  /** The poll status of a job of this status: 0 pending, 1 succeeded, 2 failed. */
  jobStatus(status: string): number;
  /** The poll status of a new key of this state: 0 pending, 1 succeeded, 2 failed. */
  keyStatus(state: string): number;
  /** Milliseconds before the next poll; below 0 after the deadline, which is `timeLeftMs` milliseconds away. */
  nextPollDelay(given: {
    attempt: number;
    headers?: object;
    timeLeftMs: number;
    jitter: number;
    nowMs: number;
  }): number;
  /** The problems of keys: a list of `[index, member, reason]`. */
  validateKeys(given: { keys: unknown; nowMs: number }): Array<[number, string, string]>;
  /** The index of the key, of `count` keys, that the name of an invalid parameter refers to; -1 for none. */
  keyIndexInError(given: { name: string; count: number }): number;

  /** The scope of a token that reads and changes one lock holder. */
  lockHolderScope(lockHolder: unknown): { value: string };
  /** The scope of a token that administers one lock holder. */
  lockHolderAdminScope(id: unknown): { value: string };
  /** The link that opens the Unloc app at a key. */
  useKeyUrl(params: unknown): { value: string };
  /** The link with which the Unloc app loads a person's keys. */
  prefetchKeysUrl(params: unknown): { value: string };
  /** The signed link that opens Unloc Work at a key. */
  unlocWorkUrl(params: unknown): { value: string };

  /** A request with body and secrets. */
  prepareTokenRequest(given: { server: object; client: object; grant: object; options: object }): PreparedRequest;
  /** What a token endpoint's success says. */
  readTokenResponse(given: {
    operation: string;
    body: unknown;
    requested: string[];
    requestedAtMs: number;
    status: number;
    idempotent: boolean;
  }): { expiresAt: number; refreshAfter: number; usableUntil: number; lifetimeAssumed: boolean; scope: string[] };
  /** A sign-in that has begun. `random` are 64 bytes. */
  beginSignIn(given: { server: object; clientId: string; request: object; allowInsecure: boolean; random: number[] }): {
    url: string;
    state: string;
    verifier?: string;
  };
  /** The code of a callback, after its state and issuer are compared. */
  signInCode(given: { parameters: object; issuer: string; issuerPromised: boolean; state: string }): { value: string };
}

/** The arguments of a call in the form that the core reads. A text in the place of an object is the name of its type. */
export interface GivenArguments {
  params?: { [name: string]: unknown } | string;
  body?: { [name: string]: unknown } | string;
  /** A getter or a proxy in the parameters throws. */
  unreadable?: boolean;
  /** The body has no JSON. */
  notWritable?: boolean;
  /** What of the body JSON would turn into null or leave out. */
  lost?: { place: string; what: string };
  /** Phone numbers in the body, without separators. */
  phoneNumbers?: Array<{ place: string; text: string }>;
}

/** What a decision depends on beside the response. */
export interface Circumstances {
  state: CallState;
  timeLeftMs: number;
  nowMs: number;
  jitter: number;
  retryTokens: number;
}

/** What the core decides after an attempt that is no success: to try again with `state`, or to end with `error`. */
export interface Decision {
  /** What went wrong with the attempt. */
  code: ErrorCode;
  retryTokens: number;
  retryAfterMs?: number;
  state?: CallState;
  error?: UnlocErrorMembers;
}

/** A position in a list: where the next page begins. The core reads the other members, which detect pages that repeat. */
export interface PageCursor {
  cursor: string;
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
  /** Which parameters and members of the body are phone numbers; `[]` stands for each item of a list. */
  phoneNumbers?: string[];
  /** A regular expression for ids that stand in a path as they are. */
  plainSegment: string;
  /** Where headers must be redacted: a regular expression that ignores case, and so many characters of a secret. */
  suspicious: string;
  secretBeginning: number;
}

/** What is known of a call between two attempts. The core reads it; the driver keeps it. */
export interface CallState {
  readonly operation: string;
  readonly tokenRequest?: boolean;
  readonly idempotent: boolean;
  readonly writes: boolean;
  readonly maxRetries: number;
  readonly retryAfterCeilingMs: number | null;
  readonly attempts: number;
  readonly mayHaveArrived?: boolean;
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
