import type { ErrorCode } from '../generated/codes';
import type { LastState } from './keys-outcome';

/** A parameter that the API complained about. */
export interface InvalidParam {
  /** Which one. */
  name: string;
  /** Why. */
  reason: string;
}

/** The members of an {@link UnlocError}, as plain data. */
export interface UnlocErrorMembers {
  /** A sentence: what failed, on which call, what to do. */
  message: string;
  /** What went wrong, from a closed list. */
  code: ErrorCode;
  /** The name of the call. */
  operation: string;
  /** The HTTP status, if there was an answer. */
  status?: number;
  /** The API's own word; without one the code. */
  error: string;
  /** The API's own sentence; without one the message. */
  errorDescription: string;
  /** The parameters that the API complained about. */
  invalidParams?: InvalidParam[];
  /** The API's id of the request, to quote to its support. */
  requestId?: string;
  /** How many requests were sent. */
  attempts: number;
  /** When to come back, in milliseconds, if the API said so. */
  retryAfterMs?: number;
  /** Whether the same call may be made again with no risk of doing something twice. */
  safeToRetry: boolean;
}

const brand = Symbol.for('unloc.error');

const names: ReadonlyArray<Exclude<keyof UnlocErrorMembers, 'message'>> = [
  'code', 'operation', 'status', 'error', 'errorDescription', 'invalidParams', 'requestId', 'attempts', 'retryAfterMs', 'safeToRetry',
];

function copy(from: UnlocErrorMembers, to: object): void {
  for (const name of names) {
    if (from[name] !== undefined) (to as { [name: string]: unknown })[name] = from[name];
  }
}

/**
 * Every failure of this library, whatever caused it. Nothing in it is secret: no token, no request
 * body, no URL. `instanceof` holds across this package's entries and module systems.
 */
export class UnlocError extends Error implements UnlocErrorMembers {
  /** What went wrong, from a closed list. */
  readonly code!: ErrorCode;
  /** The name of the call. */
  readonly operation!: string;
  /** The HTTP status, if there was an answer. */
  readonly status?: number;
  /** The API's own word; without one the code. */
  readonly error!: string;
  /** The API's own sentence; without one the message. */
  readonly errorDescription!: string;
  /** The parameters that the API complained about. */
  readonly invalidParams?: InvalidParam[];
  /** The API's id of the request, to quote to its support. */
  readonly requestId?: string;
  /** How many requests were sent. */
  readonly attempts!: number;
  /** When to come back, in milliseconds, if the API said so. */
  readonly retryAfterMs?: number;
  /** Whether the same call may be made again with no risk of doing something twice. */
  readonly safeToRetry!: boolean;
  /**
   * How what was waited for stood at the last look, on `job_timeout` and `job_failed`. Neither JSON nor
   * inspection shows it: phone numbers are in it.
   */
  readonly lastState?: LastState;

  /** @param members what it says of itself. */
  constructor(members: UnlocErrorMembers) {
    super(members.message);
    copy(members, this);
  }

  /** The error as plain data, for logs and for the wire. */
  toJSON(): UnlocErrorMembers & { name: string } {
    const members = { name: this.name, message: this.message };
    copy(this, members);
    return members as UnlocErrorMembers & { name: string };
  }

  /**
   * Whether it is an error of this library, from whichever copy of it.
   *
   * @internal
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // A class made from this one is told by its prototype, as usual.
    if (this !== UnlocError) return Function.prototype[Symbol.hasInstance].call(this, value);
    try {
      return typeof value === 'object' && value !== null && (value as { [brand]?: unknown })[brand] === true;
    } catch {
      // A proxy that refuses to be asked is none of ours.
      return false;
    }
  }
}

Object.defineProperty(UnlocError.prototype, brand, { value: true });
Object.defineProperty(UnlocError.prototype, 'name', { value: 'UnlocError', writable: true, configurable: true });

/** An error of a call of which nothing was sent from here; it has no words of the API. */
export function unsent(code: ErrorCode, operation: string, what: string, safeToRetry: boolean): UnlocError {
  const message = `${operation}: ${what}`;
  return new UnlocError({ message, code, operation, error: code, errorDescription: message, attempts: 0, safeToRetry });
}
