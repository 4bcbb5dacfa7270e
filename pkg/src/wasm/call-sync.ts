import { failure } from '../transport/send';
import { clientNow } from './client-module';
import type { ClientExports } from './client-exports';
import { UnlocError } from '../core/unloc-error';
import type { UnlocErrorMembers } from '../core/unloc-error';

/** Functions of the wasm that need no network: one argument in, a text out. */
export type SynchronousName = 'lockHolderScope' | 'lockHolderAdminScope' | 'useKeyUrl' | 'prefetchKeysUrl' | 'unlocWorkUrl';

/**
 * What a function of the wasm gives, compiled at once if it must be.
 *
 * @throws UnlocError the function's own, or `internal` if the wasm cannot run.
 */
export function synchronously(name: SynchronousName, argument: unknown): string {
  let client: ClientExports;
  try {
    client = clientNow();
  } catch (thrown) {
    throw failure(name, thrown);
  }
  try {
    return client[name](argument);
  } catch (thrown) {
    throw isOurs(thrown) ? new UnlocError(thrown) : failure(name, thrown);
  }
}

function isOurs(thrown: unknown): thrown is UnlocErrorMembers {
  return typeof (thrown as { code?: unknown } | null)?.code === 'string';
}
