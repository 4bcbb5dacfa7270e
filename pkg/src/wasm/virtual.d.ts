/*
 * What the build provides (scripts/build/output-formats.mjs). Each output format has its own `wasm-source`, a file of
 * `sources/`; the other modules hold the wasm of the entry that is being built.
 */

/** One of the files in `sources/`. */
declare module 'virtual:wasm-source' {
  export const source: import('./wasm-source').WasmSource;
}

/** The .wasm file as text, for `inline/frequency-code.ts`. */
declare module 'virtual:wasm-text' {
  const text: string;
  export default text;
}

/** The .wasm file as base64, for `inline/base64.ts`. */
declare module 'virtual:wasm-base64' {
  const base64: string;
  export default base64;
}

/** The .wasm file, imported: workerd and edge runtimes give the compiled module. */
declare module 'virtual:wasm-module' {
  const module: WebAssembly.Module;
  export default module;
}

/** wasm-bindgen's JavaScript of the client, as a function that makes an instance (scripts/build/glue.mjs). */
declare module 'virtual:client-glue' {
  export const instantiate: import('./module-loader').Instantiate<import('./core-functions').Core>;
}

/** wasm-bindgen's JavaScript of the sandbox, as a function that makes an instance. */
declare module 'virtual:sandbox-glue' {
  export const instantiate: import('./module-loader').Instantiate<import('./sandbox-exports').SandboxExports>;
}

/** wasm-bindgen's JavaScript of the access engine, as a function that makes an instance. */
declare module 'virtual:access-glue' {
  export const instantiate: import('./module-loader').Instantiate<import('./access-exports').AccessExports>;
}

/** The path of the .wasm file from the entry that is being built: `./name.wasm`. The build replaces it by a literal. */
declare const WASM_FILE: string;

/** The entry that is being built: `unloc-integrator-client/slim`. The build replaces it by a literal. */
declare const WASM_ENTRY: string;
