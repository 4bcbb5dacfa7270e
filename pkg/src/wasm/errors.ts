import { UnlocError, unsent } from '../core/unloc-error';
import type { CallState } from './core-functions';

/** The smallest module: magic number and version. */
const emptyModule = [0, 97, 115, 109, 1, 0, 0, 0];

/**
 * The error of a platform on which no WebAssembly runs, `undefined` where it does. Asked after a failure only. An instance is
 * made to find out: engines name what a policy forbids differently, some as they name broken bytes, and WebKit compiles and
 * only then refuses.
 */
export function wasmUnavailable(operation: string): UnlocError | undefined {
  let sentence =
    'this platform has no WebAssembly (such as React Native, or iOS in Lockdown Mode). Make the call on a server.';
  if (typeof WebAssembly !== 'undefined') {
    try {
      new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(emptyModule)));
      return undefined;
    } catch {
      sentence =
        "a policy forbids compiling WebAssembly here. In a page or extension, add 'wasm-unsafe-eval' to the script-src of its "
        + 'Content-Security-Policy; for an edge runtime, bundle with the condition "workerd" or "edge-light".';
    }
  }
  return unsent('wasm_unavailable', operation, sentence, false);
}

/** The error of a wasm that did not load or that broke. It never contains the platform's own message. */
export function loadFailure(operation: string, thrown: unknown): UnlocError {
  return (
    // After a trap there is WebAssembly, even where compiling bytes is refused, as in workerd.
    (!/^R(?:untime|ange)Error$/.test(member(thrown, 'name')) && wasmUnavailable(operation))
    || unsent(
      'internal',
      operation,
      `the WebAssembly of this library could not be loaded, or crashed.${loadingHint(thrown)}`,
      false,
    )
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
    ? 'The write may have been done: read back before you call again.'
    : mayBeUsed
      ? 'If the next attempt is refused, sign in again.'
      : 'Nothing was changed.';
  const error = unsent(
    mayBeDone ? 'outcome_unknown' : 'internal',
    state.operation,
    `this library crashed; please report this. ${fate}`,
    state.idempotent || !(mayBeDone || mayBeUsed),
  );
  return new UnlocError({ ...error.toJSON(), attempts: state.attempts + (sent ? 1 : 0) });
}

/** Messages of our own loader start with the package's name; others may contain secrets. */
function loadingHint(thrown: unknown): string {
  const text = member(thrown, 'message');
  return text.startsWith('unloc-integrator-client') ? ` ${text}.` : '';
}

function member(thrown: unknown, name: 'name' | 'message'): string {
  return String((thrown as { [member: string]: unknown } | null | undefined)?.[name]);
}
