import module from 'virtual:wasm-module';
import type { WasmSource } from '../wasm-source';

/** An import of the .wasm file, for workerd, which compiles it when it deploys and refuses to compile bytes. */
export const source: WasmSource = {
  compile: () => Promise.resolve(module),
  compileNow: () => module,
};
