import type { UnlocErrorMembers } from './unloc-error';

/**
 * Takes a call's envelope. The wasm tells it before each request, and after a failed one, what is to
 * be known if its instance breaks down before the call has ended (`src/js/breakdown.rs`).
 */
export interface Settle {
  (envelope: unknown): void;
  tell: typeof tell;
  /** How many requests have left. */
  attempts?: number;
  /** What a new call could do twice: 0 nothing, 1 what is harmless twice, 2 more. */
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
 * @param enter enters the wasm with the function that takes the envelope. It may throw only after a breakdown.
 */
export function survived(operation: string, enter: (settle: Settle) => void): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = ((envelope) => {
      // In this order: settled twice is settled once.
      resolve(envelope);
      underWay.delete(settle);
    }) as Settle;
    settle.tell = tell;
    underWay.set(settle, operation);
    enter(settle);
  });
}

/**
 * Settles every call of an instance that broke down.
 *
 * @returns how to end their requests. Whoever listens to that may make new calls, so there must be no way to the old
 *   instance then.
 */
export function settleAll(): () => void {
  const lost = Array.from(underWay);
  for (const [settle, operation] of lost) settle({ error: lostCall(operation, settle) });
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
  const code = risk ? 'outcome_unknown' : 'internal';
  const message = `${operation}: this library broke down; please report it. ${risk ? 'It may have been done: read back before you decide.' : 'Nothing was changed.'}`;
  return { message, code, operation, error: code, errorDescription: message, attempts, safeToRetry: risk < 2 };
}
