import { instantiate } from 'virtual:sandbox-glue';
import { source } from 'virtual:wasm-source';
import { wasmUnavailable } from './errors';
import type { SandboxExports } from './sandbox-exports';
import { load, type Loading } from './module-loader';
import { failing } from './trap-recovery';

const sentence =
  'The embedded Unloc crashed, and its state is lost; please report this. Create a new one with createSandbox().';

const loading: Loading<SandboxExports> = {
  source,
  // The next sandbox compiles the wasm again.
  start: (module) =>
    failing(instantiate(module), sentence, () => {
      loading.loaded = undefined;
      loading.pending = undefined;
    }),
};

/**
 * Resolves to the embedded Unloc's functions. Compiles the wasm off the thread, once. After a failure the next call tries
 * again. Rejects with `wasm_unavailable`, or the platform's error.
 */
export function loadSandbox(): Promise<SandboxExports> {
  return load(loading).catch((thrown) => {
    throw wasmUnavailable('createSandbox') || thrown;
  });
}
