import { compileFetchedNow, compileFrom } from '../separate/compile-fetched';
import type { WasmSource } from '../wasm-source';

/** The .wasm file, fetched from a URL that the caller gives: webpack 4 cannot parse `import.meta`. */
export const source: WasmSource = {
  compile: compileFrom,
  compileNow: compileFetchedNow,
};
