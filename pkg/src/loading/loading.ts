import type { WasmLocation, WasmSource } from './source';

/** wasm-bindgen's JavaScript: its functions work once `initSync` was called. */
export interface Glue<Exports> {
  exports: Exports;
  initSync(from: { module: WebAssembly.Module }): unknown;
}

/** How far the loading of one wasm has come. There is one for each wasm and copy of the package. */
export interface Loading<Exports> {
  /** The functions, once they can be called. */
  loaded?: Exports;
  /** The attempt under way. A failed one is forgotten, so that the next call tries again. */
  attempt?: Promise<Exports>;
  /** Where the caller said that the wasm lies. */
  from?: WasmLocation;
}

function start<Exports>(loading: Loading<Exports>, glue: Glue<Exports>, module: WebAssembly.Module): Exports {
  // A synchronous call may have been faster: a second instance would strand what the first one holds.
  if (loading.loaded === undefined) {
    glue.initSync({ module });
    loading.loaded = glue.exports;
  }
  return loading.loaded;
}

/** Resolves to the functions, compiling off the thread unless that is done or under way. */
export function ready<Exports>(loading: Loading<Exports>, glue: Glue<Exports>, source: WasmSource): Promise<Exports> {
  if (loading.loaded !== undefined) return Promise.resolve(loading.loaded);
  if (loading.attempt === undefined) {
    const attempt = new Promise<WebAssembly.Module>((resolve) => resolve(source.compile(loading.from)))
      .then((module) => start(loading, glue, module));
    loading.attempt = attempt;
    attempt.catch(() => {
      if (loading.attempt === attempt) loading.attempt = undefined;
    });
  }
  return loading.attempt;
}

/** The functions, compiled at once unless that was done. Throws what the platform throws. */
export function now<Exports>(loading: Loading<Exports>, glue: Glue<Exports>, source: WasmSource): Exports {
  return loading.loaded !== undefined ? loading.loaded : start(loading, glue, source.compileNow());
}
