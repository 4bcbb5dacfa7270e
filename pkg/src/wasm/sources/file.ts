import { promises, readFileSync } from 'fs';
import { compileFrom } from '../separate/compile-fetched';
import type { WasmSource } from '../wasm-source';

/** The .wasm file beside the CommonJS module, read from the disk: for Node and similar runtimes. */
export const source: WasmSource = {
  compile: async (from) => compileFrom(from === undefined ? await promises.readFile(wasmPath()) : from),
  compileNow: () => new WebAssembly.Module(readFileSync(wasmPath())),
};

function wasmPath(): string {
  return `${__dirname}/${WASM_FILE}`;
}
