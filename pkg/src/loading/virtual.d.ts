/*
 * Modules that the build makes (scripts/build/forms.mjs):
 *   glue:NAME   wasm-bindgen's JavaScript, with its exported functions gathered in one object
 *   wasm:NAME   where the compiled module comes from in the form of the package being built
 *   text:NAME   the bytes of the .wasm as text that bytes.ts reads
 *   base64:NAME the same as base64
 */
declare module 'glue:client' {
  export const exports: import('./exports').ClientExports;
  export function initSync(from: { module: WebAssembly.Module }): unknown;
}
declare module 'wasm:client' {
  export const source: import('./source').WasmSource;
}
declare module 'glue:sandbox' {
  export const exports: import('../sandbox/exports').SandboxExports;
  export function initSync(from: { module: WebAssembly.Module }): unknown;
}
declare module 'wasm:sandbox' {
  export const source: import('./source').WasmSource;
}
