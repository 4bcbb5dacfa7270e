import { loadCoreFrom } from '../wasm/client-module';
import { wasmUnavailable } from '../wasm/errors';
import type { WasmLocation } from '../wasm/wasm-source';

/**
 * Loads the client's `.wasm`: await it once, before the first call. Later calls resolve at once.
 *
 * Without an argument the file beside this module is used: Node reads it; a browser fetches it and compiles it while
 * it streams. Pass an argument if the bundler does not include the file.
 *
 * @param from where the file is: a URL (string or `URL`), a `Response`, its bytes, a compiled
 *   `WebAssembly.Module`, or a promise of one of them. Bundlers give the URL of the file
 *   `unloc-integrator-client/unloc_integrator_client.wasm`.
 * @returns a promise that rejects with an `UnlocError` `wasm_unavailable` where there is no WebAssembly or a policy forbids
 *   it, and with the platform's error if the file cannot be loaded or compiled; another call tries again.
 */
export async function load(from?: string | object): Promise<void> {
  try {
    await loadCoreFrom(from as WasmLocation | Promise<WasmLocation> | undefined);
  } catch (thrown) {
    throw wasmUnavailable('load') || thrown;
  }
}
