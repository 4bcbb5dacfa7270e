import { failure } from '../transport/send';
import { clientIfReady, readyClient } from './client-module';
import type { ClientExports } from './client-exports';
import { UnlocError } from '../core/unloc-error';
import type { UnlocErrorMembers } from '../core/unloc-error';

/**
 * The wasm's functions that decide. Ask for them anew after every wait: an instance may have broken down
 * meanwhile, and there is another.
 *
 * @throws UnlocError `internal` if the wasm cannot run.
 */
export async function decisions(operation: string): Promise<ClientExports> {
  try {
    return clientIfReady() || (await readyClient());
  } catch (thrown) {
    throw failure(operation, thrown);
  }
}

/** What a function of the wasm threw, as an error of ours. */
export function asError(operation: string, thrown: unknown): UnlocError {
  const ours = typeof (thrown as { code?: unknown } | null | undefined)?.code === 'string';
  return ours ? new UnlocError(thrown as UnlocErrorMembers) : failure(operation, thrown);
}
