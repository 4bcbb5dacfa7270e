import { clientIfReady, readyClient } from './client-module';
import type { ClientExports } from './client-exports';
import { loadFailure } from './errors';

/**
 * The pure functions of the wasm. Get them again after every `await`: the instance may have been replaced.
 *
 * @throws UnlocError `internal` if the wasm cannot run.
 */
export async function core(operation: string): Promise<ClientExports> {
  try {
    return clientIfReady() || (await readyClient());
  } catch (thrown) {
    throw loadFailure(operation, thrown);
  }
}
