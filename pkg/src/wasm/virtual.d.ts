/*
 * Modules that the build makes (scripts/build/output-formats.mjs):
 *   glue:NAME   wasm-bindgen's JavaScript as a function that makes an instance (scripts/build/glue.mjs)
 *   wasm:NAME   where the compiled module comes from in the form of the package being built
 *   text:NAME   the bytes of the .wasm as text that bytes.ts reads
 *   base64:NAME the same as base64
 */
declare module 'glue:client' {
  export const instantiate: import('./module-loader').Instantiate<import('./client-exports').ClientExports>;
}
declare module 'wasm:client' {
  export const source: import('./wasm-source').WasmSource;
}
declare module 'glue:sandbox' {
  export const instantiate: import('./module-loader').Instantiate<import('./sandbox-exports').SandboxExports>;
}
declare module 'wasm:sandbox' {
  export const source: import('./wasm-source').WasmSource;
}
