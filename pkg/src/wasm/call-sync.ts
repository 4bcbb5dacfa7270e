import { coreNow } from './client-module';
import { ask, json } from './core';

/** Functions of the core that need no network: one argument in, a text out. */
export type SynchronousName = 'lockHolderScope' | 'lockHolderAdminScope' | 'useKeyUrl' | 'prefetchKeysUrl' | 'unlocWorkUrl';

/**
 * Calls a function of the core, compiling the wasm first if necessary.
 *
 * @throws UnlocError the function's own, or `internal` if the wasm cannot run.
 */
export function callSync(name: SynchronousName, argument: unknown): string {
  return ask<{ value: string }>(name, () => coreNow()[name](json(argument))).value;
}
