/** What `load` of the slim entry accepts, beside a promise of one of them. */
export type WasmLocation = string | URL | Response | BufferSource | WebAssembly.Module;

/** Where a compiled module comes from. Every form of the package has one of its own. */
export interface WasmSource {
  /** Compiles without blocking the thread. `from` overrides the place where this form looks. */
  compile(from?: WasmLocation): Promise<WebAssembly.Module>;
  /** Compiles at once, blocking. Throws where that cannot be done, or a policy forbids it. */
  compileNow(): WebAssembly.Module;
}
