import type { WasmLocation } from '../wasm-source';

const notLoaded = `${WASM_ENTRY} is not loaded yet: await its default export once, before the first call`;
const noLocation = `${WASM_ENTRY} cannot find its .wasm file: pass the URL to the default export, as in \`await load(url)\``;

async function compileResponse(response: Response): Promise<WebAssembly.Module> {
  if (!response.ok) {
    throw new Error(`${WASM_ENTRY} could not fetch its .wasm file: the server responded with ${response.status}`);
  }
  const type = response.headers.get('content-type') || '';
  // Streaming compilation rejects other types, which some servers send.
  if (typeof WebAssembly.compileStreaming === 'function' && /^application\/wasm\b/i.test(type)) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

/** The kind of an object by its tag: `instanceof` fails between realms, as in Jest. */
const isA = (value: unknown, tag: string): boolean => Object.prototype.toString.call(value) === `[object ${tag}]`;

/** Compiles the wasm from any of the allowed kinds of location. */
export async function compileFrom(from: WasmLocation | undefined): Promise<WebAssembly.Module> {
  if (from === undefined) throw new Error(noLocation);
  if (isA(from, 'WebAssembly.Module')) return from as WebAssembly.Module;
  if (isA(from, 'ArrayBuffer') || ArrayBuffer.isView(from)) return WebAssembly.compile(from as BufferSource);
  if (typeof from === 'object' && 'arrayBuffer' in from) return compileResponse(from as Response);
  return compileResponse(await fetch(from as string | URL));
}

/** The slim entry for browsers cannot compile synchronously, because it has to fetch the file. */
export function compileFetchedNow(): never {
  throw new Error(notLoaded);
}
