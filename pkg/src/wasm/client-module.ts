import { instantiate } from 'virtual:client-glue';
import { source } from 'virtual:wasm-source';
import { failAllInFlight } from './instance-recovery';
import type { ClientExports } from './client-exports';
import { getIfLoaded, load, loadSync, type Loading } from './module-loader';
import type { WasmLocation } from './wasm-source';

const loading: Loading<ClientExports> = { instantiate, source, sentence: 'unloc-integrator-client broke down: please report it', broken: failAllInFlight };

/**
 * Resolves to the client's functions. Compiles the wasm off the thread, once.
 * Rejects with the platform's error; the next call tries again.
 */
export function readyClient(): Promise<ClientExports> {
  return load(loading);
}

/** The client's functions if the wasm is compiled, so that nothing has to be awaited. */
export function clientIfReady(): ClientExports | undefined {
  return getIfLoaded(loading);
}

/**
 * The client's functions. Compiles the wasm on this thread if necessary.
 * Throws the platform's `CompileError` under a policy without `wasm-unsafe-eval`, and an `Error` in
 * the slim entry for browsers before its default export was awaited.
 */
export function clientNow(): ClientExports {
  return loadSync(loading);
}

/** Loads the wasm from a location that the caller gives: for the slim entry's default export. */
export function loadClient(from?: WasmLocation | Promise<WasmLocation>): Promise<ClientExports> {
  if (from === undefined || loading.module !== undefined) return readyClient();
  return Promise.resolve(from).then((location) => {
    loading.wasmUrl = location;
    loading.pending = undefined;
    return readyClient();
  });
}
