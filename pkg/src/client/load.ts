import { loadClient } from '../wasm/client-module';
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
 * @returns a promise that rejects with the platform's error if the file cannot be loaded or compiled;
 *   another call tries again.
 */
export async function load(from?: string | object): Promise<void> {
  await loadClient(from as WasmLocation | Promise<WasmLocation> | undefined);
}
