import { UnlocError, unsent } from '../core/unloc-error';
import type { CallState } from './core-functions';

/** The error of a wasm that did not load or that broke. It never contains the platform's own message. */
export function loadFailure(operation: string, thrown: unknown): UnlocError {
  const compile = memberText(thrown, 'name') === 'CompileError';
  return unsent(
    'internal',
    operation,
    compile
      ? "the platform refused to compile WebAssembly. Where a content-security-policy is set, add 'wasm-unsafe-eval' to its script-src."
      : `the WebAssembly of this library could not be loaded or broke down.${loadingHint(thrown)}`,
    false,
  );
}

/** What a caller's function or this library threw, as an `UnlocError`. */
export function toUnlocError(operation: string, thrown: unknown): UnlocError {
  return thrown instanceof UnlocError ? thrown : loadFailure(operation, thrown);
}

/** The error of a call during which the wasm trapped twice. `sent`: a request was under way. */
export function trapFailure(state: CallState, sent: boolean): UnlocError {
  const mayBeDone = state.writes && (sent || state.mayHaveArrived);
  // A code or a refresh token works once.
  const mayBeUsed = sent && state.tokenRequest && !state.idempotent;
  const fate = mayBeDone
    ? 'It may have been done: read back before you decide.'
    : mayBeUsed
      ? 'If the next try is refused, sign in again.'
      : 'Nothing was changed.';
  const error = unsent(
    mayBeDone ? 'outcome_unknown' : 'internal',
    state.operation,
    `this library broke down; please report it. ${fate}`,
    state.idempotent || !(mayBeDone || mayBeUsed),
  );
  return new UnlocError({ ...error.toJSON(), attempts: state.attempts + (sent ? 1 : 0) });
}

/** Messages of our own loader start with the package's name; others may contain secrets. */
function loadingHint(thrown: unknown): string {
  const text = memberText(thrown, 'message');
  return text.startsWith('unloc-integrator-client') ? ` ${text}.` : '';
}

function memberText(thrown: unknown, name: 'name' | 'message'): string {
  return String((thrown as { [member: string]: unknown } | null | undefined)?.[name]);
}
