import type { WasmLocation, WasmSource } from './wasm-source';

/**
 * wasm-bindgen's JavaScript. Each instance has a copy of it for itself, so that what an instance leaves behind when it
 * breaks down (closures in timers and promises, things to free) can never reach the next one.
 *
 * @param broken called when the instance broke down: nothing of it will run any more. Called again if the stack had no
 *   room for it.
 * @param sentence the message of the error that its functions throw from then on.
 */
export type Instantiate<Exports> = (module: WebAssembly.Module, broken: () => void, sentence: string) => Exports;

/** How far the loading of one wasm has come. There is one for each wasm and copy of the package. */
export interface Loading<Exports> {
  readonly instantiate: Instantiate<Exports>;
  readonly source: WasmSource;
  /** What to say of a call into an instance that broke down. */
  readonly sentence: string;
  /** Called when an instance broke down, before there is another; what it returns when there may be. */
  readonly broken?: () => () => void;
  /** The compiled wasm, from which a fresh instance is made after a breakdown. */
  module?: WebAssembly.Module;
  /** The functions of the instance that lives. */
  loaded?: Exports;
  /** The attempt under way. A failed one is forgotten, so that the next call tries again. */
  attempt?: Promise<Exports>;
  /** Where the caller said that the wasm lies. */
  from?: WasmLocation;
}

function start<Exports>(loading: Loading<Exports>, module: WebAssembly.Module): Exports {
  // A synchronous call may have been faster: a second instance would strand what the first one holds.
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

/** The functions if they can be had at once: there is an instance, or it broke down and the next one is made. */
export function atHand<Exports>(loading: Loading<Exports>): Exports | undefined {
  return loading.loaded === undefined && loading.module !== undefined ? start(loading, loading.module) : loading.loaded;
}

/** Resolves to the functions, compiling off the thread unless that is done or under way. */
export function ready<Exports>(loading: Loading<Exports>): Promise<Exports> {
  if (loading.module !== undefined) return new Promise((resolve) => resolve(atHand(loading) as Exports));
  if (loading.attempt === undefined) {
    const attempt = new Promise<WebAssembly.Module>((resolve) => resolve(loading.source.compile(loading.from)))
      .then((module) => start(loading, module));
    loading.attempt = attempt;
    attempt.catch(() => {
      if (loading.attempt === attempt) loading.attempt = undefined;
    });
  }
  return loading.attempt;
}

/** The functions, compiled at once unless that was done. Throws what the platform throws. */
export function now<Exports>(loading: Loading<Exports>): Exports {
  return atHand(loading) || start(loading, loading.source.compileNow());
}
