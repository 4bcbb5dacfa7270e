import type { WasmLocation, WasmSource } from './wasm-source';

/**
 * wasm-bindgen's JavaScript. Each instance has its own copy, so that closures in timers and promises of an instance that
 * trapped can never reach the next one.
 *
 * @param broken called when the instance has trapped: none of its code runs any more. Called again if the stack was full.
 * @param sentence the message of the error that its functions throw from then on.
 */
export type Instantiate<Exports> = (module: WebAssembly.Module, broken: () => void, sentence: string) => Exports;

/** The loading state of one wasm. There is one for each wasm and copy of the package. */
export interface Loading<Exports> {
  readonly instantiate: Instantiate<Exports>;
  readonly source: WasmSource;
  /** The message of the error that an instance throws after it trapped. */
  readonly sentence: string;
  /** Called when an instance has trapped. The function that it returns is called when a new instance can be made. */
  readonly broken?: () => () => void;
  /** The compiled wasm, from which a new instance is made after a trap. */
  module?: WebAssembly.Module;
  /** The functions of the current instance. */
  loaded?: Exports;
  /** The pending load. A failed one is removed, so that the next call tries again. */
  pending?: Promise<Exports>;
  /** Where the caller said that the wasm is. */
  wasmUrl?: WasmLocation;
}

function start<Exports>(loading: Loading<Exports>, module: WebAssembly.Module): Exports {
  // A synchronous load may have finished first; a second instance would lose the state of the first.
  if (loading.loaded === undefined) {
    const exports = loading.instantiate(module, () => {
      if (loading.loaded !== exports) return;
      const then = loading.broken && loading.broken();
      loading.loaded = undefined;
      if (then) then();
    }, loading.sentence);
    loading.loaded = exports;
    loading.module = module;
  }
  return loading.loaded;
}

/** The functions, if the wasm is compiled. Makes a new instance if the last one trapped. */
export function getIfLoaded<Exports>(loading: Loading<Exports>): Exports | undefined {
  return loading.loaded === undefined && loading.module !== undefined ? start(loading, loading.module) : loading.loaded;
}

/** Resolves to the functions. Compiles the wasm off the thread, once. */
export function load<Exports>(loading: Loading<Exports>): Promise<Exports> {
  if (loading.module !== undefined) return new Promise((resolve) => resolve(getIfLoaded(loading) as Exports));
  if (loading.pending === undefined) {
    const pending = new Promise<WebAssembly.Module>((resolve) => resolve(loading.source.compile(loading.wasmUrl)))
      .then((module) => start(loading, module));
    loading.pending = pending;
    pending.catch(() => {
      if (loading.pending === pending) loading.pending = undefined;
    });
  }
  return loading.pending;
}

/** The functions. Compiles the wasm on this thread if necessary. Throws what the platform throws. */
export function loadSync<Exports>(loading: Loading<Exports>): Exports {
  return getIfLoaded(loading) || start(loading, loading.source.compileNow());
}
