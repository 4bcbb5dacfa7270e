import type { WasmLocation, WasmSource } from './wasm-source';

/** Makes an instance. wasm-bindgen's JavaScript keeps views of the memory, so each instance has its own copy of it. */
export type Instantiate<Exports> = (module: WebAssembly.Module) => Exports;

/** The loading state of one wasm. There is one for each wasm and copy of the package. */
export interface Loading<Exports> {
  readonly source: WasmSource;
  /** The functions of a compiled wasm, which handle traps. */
  readonly start: (module: WebAssembly.Module) => Exports;
  loaded?: Exports;
  /** The pending load. A failed one is removed, so that the next call tries again. */
  pending?: Promise<Exports>;
  /** Where the caller said that the wasm is. */
  wasmUrl?: WasmLocation;
}

function start<Exports>(loading: Loading<Exports>, module: WebAssembly.Module): Exports {
  // A synchronous load may have finished first.
  if (loading.loaded === undefined) loading.loaded = loading.start(module);
  return loading.loaded;
}

/** Resolves to the functions. Compiles the wasm off the thread, once. */
export function load<Exports>(loading: Loading<Exports>): Promise<Exports> {
  if (loading.loaded !== undefined) return Promise.resolve(loading.loaded);
  if (loading.pending === undefined) {
    const pending = new Promise<WebAssembly.Module>((resolve) => resolve(loading.source.compile(loading.wasmUrl))).then(
      (module) => start(loading, module),
    );
    loading.pending = pending;
    pending.catch(() => {
      if (loading.pending === pending) loading.pending = undefined;
    });
  }
  return loading.pending;
}

/** The functions. Compiles the wasm on this thread if necessary. Throws what the platform throws. */
export function loadSync<Exports>(loading: Loading<Exports>): Exports {
  return loading.loaded || start(loading, loading.source.compileNow());
}
