import { instantiate } from 'virtual:client-glue';
import { source } from 'virtual:wasm-source';
import type { Core } from './core-functions';
import { load, loadSync, type Loading } from './module-loader';
import { recoverable } from './trap-recovery';
import type { WasmLocation } from './wasm-source';

const loading: Loading<Core> = { source, start: (module) => recoverable(instantiate, module) };

/**
 * Resolves to the functions of the core. Compiles the wasm off the thread, once.
 * Rejects with the platform's error; the next call tries again.
 */
export function loadCore(): Promise<Core> {
  return load(loading);
}

/** The functions of the core if the wasm is compiled, so that nothing has to be awaited. */
export function coreIfLoaded(): Core | undefined {
  return loading.loaded;
}

/**
 * The functions of the core. Compiles the wasm on this thread if necessary.
 * Throws the platform's `CompileError` under a policy without `wasm-unsafe-eval`, and an `Error` in
 * the slim entry for browsers before its default export was awaited.
 */
export function coreNow(): Core {
  return loadSync(loading);
}

/** Loads the wasm from a location that the caller gives: for the slim entry's default export. */
export function loadCoreFrom(from?: WasmLocation | Promise<WasmLocation>): Promise<Core> {
  if (from === undefined || loading.loaded !== undefined) return loadCore();
  return Promise.resolve(from).then((location) => {
    loading.wasmUrl = location;
    loading.pending = undefined;
    return loadCore();
  });
}
