import type { WholeState } from 'unloc-integrator-client/sandbox';
import { database } from '../storage/database';

const name = 'state';

/** What the embedded Unloc held when the page was closed. Nothing if this browser keeps nothing. */
export async function storedState(): Promise<WholeState | undefined> {
  try {
    return await (await database()).get('sandbox', name);
  } catch {
    return undefined;
  }
}

/** Keeps what the embedded Unloc holds; resolves to whether this browser could. */
export async function storeState(state: WholeState): Promise<boolean> {
  try {
    await (await database()).put('sandbox', state, name);
    return true;
  } catch {
    return false;
  }
}

/** Forgets it. */
export async function forgetState(): Promise<void> {
  try {
    await (await database()).delete('sandbox', name);
  } catch {
    // There is nothing then.
  }
}
