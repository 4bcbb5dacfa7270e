import text from 'virtual:wasm-text';
import { decode } from '../inline/frequency-code';
import type { WasmSource } from '../wasm-source';

/** The wasm as text inside an ES module, for bundlers and browsers: there is nothing to configure or to fetch. */
export const source: WasmSource = {
  compile: () => WebAssembly.compile(decode(text)),
  compileNow: () => new WebAssembly.Module(decode(text)),
};
