import type { ErrorCode } from '../generated/codes';
import type { LastState } from './keys-outcome';

/** A parameter that the API rejected. */
export interface InvalidParam {
  /** The parameter's name. */
  name: string;
  /** Why it was rejected. */
  reason: string;
}

/** The members of an {@link UnlocError}, as plain data. */
export interface UnlocErrorMembers {
  /** A sentence: what failed, in which call, what to do. */
  message: string;
  /** The error code, from a closed list. */
  code: ErrorCode;
  /** The name of the operation. */
  operation: string;
  /** The HTTP status, if there was a response. */
  status?: number;
  /** The API's error code; `code` if it sent none. */
  error: string;
  /** The API's description; `message` if it sent none. */
  errorDescription: string;
  /** The parameters that the API rejected. */
  invalidParams?: InvalidParam[];
  /** The API's id of the request, for its support. */
  requestId?: string;
  /** How many requests were sent. */
  attempts: number;
  /** How long to wait before a retry, in milliseconds, if the API said so. */
  retryAfterMs?: number;
  /** Whether repeating this call cannot do anything twice. */
  safeToRetry: boolean;
}

const brand = Symbol.for('unloc.error');
const isInstanceOf = Function.prototype[Symbol.hasInstance];

const names: ReadonlyArray<Exclude<keyof UnlocErrorMembers, 'message'>> = [
  'code',
  'operation',
  'status',
  'error',
  'errorDescription',
  'invalidParams',
  'requestId',
  'attempts',
  'retryAfterMs',
  'safeToRetry',
];

function copy(from: UnlocErrorMembers, to: object): void {
  for (const name of names) {
    if (from[name] !== undefined) (to as { [name: string]: unknown })[name] = from[name];
  }
}

/**
 * The error of every failure of this library. It contains no secrets: no token, no request body, no URL.
 * `instanceof` works across this package's entries and module systems.
 */
export class UnlocError extends Error implements UnlocErrorMembers {
  /** The error code, from a closed list. */
  readonly code!: ErrorCode;
  /** The name of the operation. */
  readonly operation!: string;
  /** The HTTP status, if there was a response. */
  readonly status?: number;
  /** The API's error code; `code` if it sent none. */
  readonly error!: string;
  /** The API's description; `message` if it sent none. */
  readonly errorDescription!: string;
  /** The parameters that the API rejected. */
  readonly invalidParams?: InvalidParam[];
  /** The API's id of the request, for its support. */
  readonly requestId?: string;
  /** How many requests were sent. */
  readonly attempts!: number;
  /** How long to wait before a retry, in milliseconds, if the API said so. */
  readonly retryAfterMs?: number;
  /** Whether repeating this call cannot do anything twice. */
  readonly safeToRetry!: boolean;
  /**
   * The last known state of jobs and keys, for `job_timeout` and `job_failed`. JSON and inspection do not show it, because
   * it contains phone numbers.
   */
  readonly lastState?: LastState;

  /** @param members its members, as plain data. */
  constructor(members: UnlocErrorMembers) {
    super(members.message);
    copy(members, this);
  }

  /**
   * The error as plain data, for logs and for sending.
   *
   * @returns a plain object, for `JSON.stringify`.
   */
  toJSON(): UnlocErrorMembers & { name: string } {
    const members = { name: this.name, message: this.message };
    copy(this, members);
    return members as UnlocErrorMembers & { name: string };
  }

  /**
   * Whether a value is an error of this library, from any copy of it.
   *
   * @internal
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass, for which `this` stands, is recognized by its prototype, as usual.
    // biome-ignore lint/complexity/noThisInStatic: `instanceof` passes its right side as `this`.
    if (this !== UnlocError) return isInstanceOf.call(this, value);
    try {
      return typeof value === 'object' && value !== null && (value as { [brand]?: unknown })[brand] === true;
    } catch {
      // A proxy that throws is not an `UnlocError`.
      return false;
    }
  }
}

Object.defineProperty(UnlocError.prototype, brand, { value: true });
Object.defineProperty(UnlocError.prototype, 'name', { value: 'UnlocError', writable: true, configurable: true });

/** An error of a call of which nothing was sent. */
export function unsent(code: ErrorCode, operation: string, what: string, safeToRetry: boolean): UnlocError {
  const message = `${operation}: ${what}`;
  return new UnlocError({ message, code, operation, error: code, errorDescription: message, attempts: 0, safeToRetry });
}
