import { UnlocError, unsent } from '../core/unloc-error';
import type { UnlocErrorMembers } from '../core/unloc-error';

/** The error of a wasm that did not load or that broke. It never contains the platform's own message. */
export function loadFailure(operation: string, thrown: unknown): UnlocError {
  const compile = memberText(thrown, 'name') === 'CompileError';
  return unsent('internal', operation, compile
    ? "the platform refused to compile WebAssembly. Where a content-security-policy is set, add 'wasm-unsafe-eval' to its script-src."
    : `the WebAssembly of this library could not be loaded or broke down.${loadingHint(thrown)}`, false);
}

/** What a function of the wasm threw, as an `UnlocError`. */
export function toUnlocError(operation: string, thrown: unknown): UnlocError {
  const isOurs = typeof (thrown as { code?: unknown } | null | undefined)?.code === 'string';
  return isOurs ? new UnlocError(thrown as UnlocErrorMembers) : loadFailure(operation, thrown);
}

/** Messages of our own loader start with the package's name; others may contain secrets. */
function loadingHint(thrown: unknown): string {
  const text = memberText(thrown, 'message');
  return text.startsWith('unloc-integrator-client') ? ` ${text}.` : '';
}

function memberText(thrown: unknown, name: 'name' | 'message'): string {
  return String((thrown as { [member: string]: unknown } | null | undefined)?.[name]);
}
