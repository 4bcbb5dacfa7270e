import { attempt } from '../core/attempt';
import type { ResponseHead } from '../core/result';
import type { UnlocErrorMembers } from '../core/unloc-error';

/** Builds a call's result from its data or error, and from the status and headers of the response if there was one. */
export type Take<T> = (
  data: unknown,
  error: UnlocErrorMembers | undefined,
  status?: number,
  headers?: ResponseHead['headers'],
  requestId?: string,
) => T;

/**
 * Receives the outcome of a call. Before each request and after a failed one the wasm reports what is needed to fail the
 * call correctly if its instance traps (`src/js/breakdown.rs`).
 */
export interface Settle extends Take<void> {
  tell: typeof tell;
  /** How many requests were sent. */
  attempts?: number;
  /** What repeating the call could duplicate: 0 nothing; 1 nothing, but its code or refresh token may be used; 2 an idempotent write; 3 another write. */
  risk?: number;
  /** Aborts the pending request. */
  controller?: { abort(): void };
}

function tell(this: Settle, attempts: number, risk: number, controller: Settle['controller']): void {
  this.attempts = attempts;
  this.risk = risk;
  this.controller = controller;
}

/** The calls in the wasm, with their names. */
const inFlight = new Map<Settle, string>();

/**
 * Runs a call in the wasm and resolves to its result, also if the instance traps.
 *
 * @param take builds the result.
 * @param enter calls the wasm with the function that receives the outcome. It throws only if the instance trapped.
 */
export async function runRecoverable<T>(operation: string, take: Take<T>, enter: (settle: Settle) => void): Promise<T> {
  const outcome = await new Promise<Parameters<Take<T>>>((resolve) => {
    const settle = ((...given) => {
      // Resolve first: a second call then has no effect. Do nothing else here: the stack may be almost full.
      resolve(given);
      inFlight.delete(settle);
    }) as Settle;
    settle.tell = tell;
    inFlight.set(settle, operation);
    enter(settle);
  });
  return take(...outcome);
}

/**
 * Fails every call of an instance that trapped.
 *
 * @returns a function that aborts their requests. Abort listeners may make new calls, so call it when the old instance can
 *   no longer be reached.
 */
export function failAllInFlight(): () => void {
  const lost = Array.from(inFlight);
  for (const [settle, operation] of lost) settle(undefined, lostCall(operation, settle));
  return () => {
    for (const [{ controller }] of lost) {
      attempt(() => controller && controller.abort());
    }
  };
}

function lostCall(operation: string, { attempts = 0, risk = 0 }: Settle): UnlocErrorMembers {
  const fates = ['Nothing was changed.', 'If the next try is refused, sign in again.', 'It may have been done: read back before you decide.'];
  const code = risk > 1 ? 'outcome_unknown' : 'internal';
  const message = `${operation}: this library broke down; please report it. ${fates[Math.min(risk, 2)]}`;
  return { message, code, operation, error: code, errorDescription: message, attempts, safeToRetry: risk % 2 === 0 };
}
