import base64 from 'virtual:wasm-base64';
import { decode } from '../inline/base64';
import type { WasmSource } from '../wasm-source';

/** The wasm as base64 inside CommonJS, for Node and test runners. */
export const source: WasmSource = {
  compile: () => WebAssembly.compile(decode(base64)),
  compileNow: () => new WebAssembly.Module(decode(base64)),
};
