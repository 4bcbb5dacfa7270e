import { decodeBase64 } from './base64';

/** The wasm as text within the JavaScript: nothing to configure, fetch or find on a disk. */
export function compileInline(base64: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(decodeBase64(base64));
}

/** The same at once, blocking. */
export function compileInlineNow(base64: string): WebAssembly.Module {
  return new WebAssembly.Module(decodeBase64(base64));
}
