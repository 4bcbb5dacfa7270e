import { promises, readFileSync } from 'fs';
import { compileFrom } from './compile-fetched';
import type { WasmLocation } from '../wasm-source';

/** The wasm as a file of its own, read from the disk: the slim form of Node and its like. */
export async function compileFile(path: string, from: WasmLocation | undefined): Promise<WebAssembly.Module> {
  return compileFrom(from === undefined ? await promises.readFile(path) : from);
}

/** The same at once, blocking. */
export function compileFileNow(path: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(path));
}
