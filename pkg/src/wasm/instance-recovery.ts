import type { ResponseHead } from '../core/result';
import type { UnlocErrorMembers } from '../core/unloc-error';

/** Makes of a call's outcome what the call resolves to: of data or error, and of the answer's head if there was one. */
export type Take<T> = (
  data: unknown,
  error: UnlocErrorMembers | undefined,
  status?: number,
  headers?: ResponseHead['headers'],
  requestId?: string,
) => T;

/**
 * Takes what a call comes to. The wasm tells it before each request, and after a failed one, what is to
 * be known if its instance breaks down before the call has ended (`src/js/breakdown.rs`).
 */
export interface Settle extends Take<void> {
  tell: typeof tell;
  /** How many requests have left. */
  attempts?: number;
  /** What a new call could do twice: 0 nothing, 1 nothing, but its code or refresh token may be used up, 2 what is harmless twice, 3 more. */
  risk?: number;
  /** Ends the request under way. */
  controller?: { abort(): void };
}

function tell(this: Settle, attempts: number, risk: number, controller: Settle['controller']): void {
  this.attempts = attempts;
  this.risk = risk;
  this.controller = controller;
}

/** The calls that are in the wasm, with their names. */
const underWay = new Map<Settle, string>();

/**
 * What a call in the wasm comes to, also if its instance breaks down.
 *
 * @param take makes of its outcome what is resolved to.
 * @param enter enters the wasm with the function that takes the outcome. It may throw only after a breakdown.
 */
export async function survived<T>(operation: string, take: Take<T>, enter: (settle: Settle) => void): Promise<T> {
  const outcome = await new Promise<Parameters<Take<T>>>((resolve) => {
    const settle = ((...given) => {
      // In this order: settled twice is settled once. And nothing more: the stack may be near its end, where the
      // wasm would hear no exception.
      resolve(given);
      underWay.delete(settle);
    }) as Settle;
    settle.tell = tell;
    underWay.set(settle, operation);
    enter(settle);
  });
  return take(...outcome);
}

/**
 * Settles every call of an instance that broke down.
 *
 * @returns how to end their requests. Whoever listens to that may make new calls, so there must be no way to the old
 *   instance then.
 */
export function settleAll(): () => void {
  const lost = Array.from(underWay);
  for (const [settle, operation] of lost) settle(undefined, lostCall(operation, settle));
  return () => {
    for (const [{ controller }] of lost) {
      try {
        if (controller) controller.abort();
      } catch {
        // A listener's own fault.
      }
    }
  };
}

function lostCall(operation: string, { attempts = 0, risk = 0 }: Settle): UnlocErrorMembers {
  const fates = ['Nothing was changed.', 'If the next try is refused, sign in again.', 'It may have been done: read back before you decide.'];
  const code = risk > 1 ? 'outcome_unknown' : 'internal';
  const message = `${operation}: this library broke down; please report it. ${fates[Math.min(risk, 2)]}`;
  return { message, code, operation, error: code, errorDescription: message, attempts, safeToRetry: risk % 2 === 0 };
}
