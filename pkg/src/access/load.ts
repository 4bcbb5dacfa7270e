import { loadAccess } from '../wasm/access-module';
import type { WasmLocation } from '../wasm/wasm-source';

/**
 * Compiles the access engine's wasm off the thread, once. The functions of this entry that resolve do it by themselves. Await it
 * before the first of the others in a page or worker: browsers compile little on the main thread.
 *
 * @param from where the `.wasm` file is, for the entry `unloc-integrator-client/access/slim`: a URL (string or `URL`), a
 *   `Response`, its bytes, a compiled `WebAssembly.Module`, or a promise of one of them. Bundlers give the URL of the file
 *   `unloc-integrator-client/access/unloc_access.wasm`. Default: the file beside this module.
 * @returns a promise that rejects with an `UnlocError` `wasm_unavailable` where there is no WebAssembly or a policy forbids
 *   it, and with the platform's error if the file cannot be loaded or compiled; another call tries again.
 */
export async function load(from?: string | object): Promise<void> {
  await loadAccess(from as WasmLocation | Promise<WasmLocation> | undefined);
}
