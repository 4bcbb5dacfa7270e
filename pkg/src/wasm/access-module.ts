import { instantiate } from 'virtual:access-glue';
import { source } from 'virtual:wasm-source';
import type { AccessExports } from './access-exports';
import { wasmUnavailable } from './errors';
import { load, loadSync, type Loading } from './module-loader';
import { failing } from './trap-recovery';
import type { WasmLocation } from './wasm-source';

const sentence =
  'The access engine crashed, and its snapshots are lost; please report this. Read them again with '
  + 'fetchSnapshot() or Snapshot.fromBytes(). Nothing was sent.';

const loading: Loading<AccessExports> = {
  source,
  // The next snapshot compiles the wasm again. Those of before keep the functions that fail.
  start: (module) =>
    failing(instantiate(module), sentence, () => {
      loading.loaded = undefined;
      loading.pending = undefined;
    }),
};

/**
 * Resolves to the engine's functions. Compiles the wasm off the thread, once. After a failure the next call tries again.
 * Rejects with `wasm_unavailable`, or the platform's error.
 */
export async function loadAccess(from?: WasmLocation | Promise<WasmLocation>): Promise<AccessExports> {
  try {
    if (from !== undefined && loading.loaded === undefined) {
      loading.wasmUrl = await from;
      loading.pending = undefined;
    }
    return await load(loading);
  } catch (thrown) {
    throw wasmUnavailable('load') || thrown;
  }
}

/** The engine's functions. Compiles the wasm on this thread if necessary, and says how to avoid it where that is impossible. */
export function accessNow(): AccessExports {
  try {
    return loadSync(loading);
  } catch {
    throw (
      wasmUnavailable('load')
      || new Error('The access engine cannot be compiled on this thread: await load() once, before the first call.')
    );
  }
}
