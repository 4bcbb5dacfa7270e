import { compileFetchedNow, compileFrom } from '../separate/compile-fetched';
import type { WasmSource } from '../wasm-source';

/**
 * The .wasm file beside the ES module, fetched. Bundlers search for exactly this `new URL('…', import.meta.url)` with a
 * literal, so the build puts the file's name in the place of `WASM_FILE`.
 */
export const source: WasmSource = {
  compile: (from = new URL(WASM_FILE, import.meta.url)) => compileFrom(from),
  compileNow: compileFetchedNow,
};
