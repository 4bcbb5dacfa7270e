import { instantiate } from 'virtual:sandbox-glue';
import { source } from 'virtual:wasm-source';
import type { SandboxExports } from './sandbox-exports';
import { ready, type Loading } from './module-loader';

const loading: Loading<SandboxExports> = {
  instantiate,
  source,
  sentence: 'The embedded Unloc broke down (please report it), and all that it held is lost: make a new one with createSandbox().',
};

/** The embedded Unloc's functions: compiles off the thread, once. The next call after a failure tries again. */
export function loadSandbox(): Promise<SandboxExports> {
  return ready(loading);
}
