import { coreNow } from './client-module';
import { ask } from './core';
import type { Core } from './core-functions';
import { loadFailure } from './errors';

/** Functions of the core that need no network: one argument in, a text out. */
export type SynchronousName =
  | 'lockHolderScope'
  | 'lockHolderAdminScope'
  | 'useKeyUrl'
  | 'prefetchKeysUrl'
  | 'unlocWorkUrl';

/**
 * Calls a function of the core, compiling the wasm first if necessary.
 *
 * @throws UnlocError the function's own, or `wasm_unavailable` or `internal` if the wasm cannot run.
 */
export function callSync(name: SynchronousName, argument: unknown): string {
  let core: Core;
  try {
    core = coreNow();
  } catch (thrown) {
    throw loadFailure(name, thrown);
  }
  return ask(core, name, name, argument).value;
}
