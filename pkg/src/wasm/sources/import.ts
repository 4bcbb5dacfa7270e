import module from 'virtual:wasm-module';
import type { WasmSource } from '../wasm-source';

/** An import of the .wasm file, for workerd and edge runtimes: they compile it when they deploy and refuse to compile bytes. */
export const source: WasmSource = {
  compile: () => Promise.resolve(module),
  compileNow: () => module,
};
