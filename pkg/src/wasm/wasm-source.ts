/** What `load` of the slim entry accepts, besides a promise of one of them. */
export type WasmLocation = string | URL | Response | BufferSource | WebAssembly.Module;

/** How an output format of the package gets the compiled module. */
export interface WasmSource {
  /** Compiles off the thread. `from` overrides the location that this format uses. */
  compile(from?: WasmLocation): Promise<WebAssembly.Module>;
  /** Compiles on this thread. Throws where that is impossible or a policy forbids it. */
  compileNow(): WebAssembly.Module;
}
