import { UnlocError } from '../core/unloc-error';
import type { UnlocErrorMembers } from '../core/unloc-error';
import { coreIfLoaded, loadCore } from './client-module';
import type { Core } from './core-functions';
import { loadFailure } from './errors';

/**
 * The pure functions of the core.
 *
 * @throws UnlocError `internal` if the wasm cannot run.
 */
export async function core(operation: string): Promise<Core> {
  try {
    return coreIfLoaded() || (await loadCore());
  } catch (thrown) {
    throw loadFailure(operation, thrown);
  }
}

/**
 * Calls functions of the core and reads their JSON.
 *
 * @throws UnlocError the error that the core gives, or `internal` if the wasm traps.
 */
export function ask<T>(operation: string, work: () => string): T {
  let result: T & { error?: UnlocErrorMembers };
  try {
    result = JSON.parse(work());
  } catch (thrown) {
    throw loadFailure(operation, thrown);
  }
  if (result.error) throw new UnlocError(result.error);
  return result;
}

/** A value as JSON; empty if it has none. */
export function json(value: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(value);
    return text === undefined ? '' : text;
  } catch {
    // A getter that throws, a circle, a BigInt.
    return '';
  }
}
