import { bytesOf } from './frequency-code';

/** The wasm as text within the JavaScript: nothing to configure, fetch or find on a disk. */
export function compileInline(text: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytesOf(text));
}

/** The same at once, blocking. */
export function compileInlineNow(text: string): WebAssembly.Module {
  return new WebAssembly.Module(bytesOf(text));
}
