import { clientNow } from './client-module';
import type { ClientExports } from './client-exports';
import { loadFailure, toUnlocError } from './errors';

/** Functions of the wasm that need no network: one argument in, a text out. */
export type SynchronousName = 'lockHolderScope' | 'lockHolderAdminScope' | 'useKeyUrl' | 'prefetchKeysUrl' | 'unlocWorkUrl';

/**
 * Calls a function of the wasm, compiling the wasm first if necessary.
 *
 * @throws UnlocError the function's own, or `internal` if the wasm cannot run.
 */
export function callSync(name: SynchronousName, argument: unknown): string {
  let client: ClientExports;
  try {
    client = clientNow();
  } catch (thrown) {
    throw loadFailure(name, thrown);
  }
  try {
    return client[name](argument);
  } catch (thrown) {
    throw toUnlocError(name, thrown);
  }
}
