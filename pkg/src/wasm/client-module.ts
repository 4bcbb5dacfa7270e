import { instantiate } from 'virtual:client-glue';
import { source } from 'virtual:wasm-source';
import { settleAll } from './instance-recovery';
import type { ClientExports } from './client-exports';
import { atHand, now, ready, type Loading } from './module-loader';
import type { WasmLocation } from './wasm-source';

const loading: Loading<ClientExports> = { instantiate, source, sentence: 'unloc-integrator-client broke down: please report it', broken: settleAll };

/**
 * The client's functions, for asynchronous callers: compiles off the thread, once.
 * Rejects with the platform's error; the next call tries again.
 */
export function readyClient(): Promise<ClientExports> {
  return ready(loading);
}

/** The client's functions if they can be called already, so that nothing has to be awaited. */
export function clientIfReady(): ClientExports | undefined {
  return atHand(loading);
}

/**
 * The client's functions, for synchronous callers: compiles at once if that is not done yet.
 * Throws the platform's `CompileError` under a policy without `wasm-unsafe-eval`, and an `Error` in
 * the slim form of a browser before its default export was awaited.
 */
export function clientNow(): ClientExports {
  return now(loading);
}

/** Loads from where the caller says: the slim entry's default export. */
export function loadClient(from?: WasmLocation | Promise<WasmLocation>): Promise<ClientExports> {
  if (from === undefined || loading.module !== undefined) return readyClient();
  return Promise.resolve(from).then((location) => {
    loading.from = location;
    loading.attempt = undefined;
    return readyClient();
  });
}
