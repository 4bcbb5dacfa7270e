import { instantiate } from 'virtual:sandbox-glue';
import { source } from 'virtual:wasm-source';
import type { SandboxExports } from './sandbox-exports';
import { load, type Loading } from './module-loader';

const loading: Loading<SandboxExports> = {
  instantiate,
  source,
  sentence: 'The embedded Unloc broke down (please report it), and all that it held is lost: make a new one with createSandbox().',
};

/** Resolves to the embedded Unloc's functions. Compiles the wasm off the thread, once. After a failure the next call tries again. */
export function loadSandbox(): Promise<SandboxExports> {
  return load(loading);
}
