import * as glue from 'glue:sandbox';
import { source } from 'wasm:sandbox';
import type { SandboxExports } from '../sandbox/exports';
import { ready, type Loading } from './loading';

const loading: Loading<SandboxExports> = {};

/** The embedded Unloc's functions: compiles off the thread, once. The next call after a failure tries again. */
export function loadSandbox(): Promise<SandboxExports> {
  return ready(loading, { exports: glue.exports, initSync: glue.initSync }, source);
}
