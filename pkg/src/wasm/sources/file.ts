import { compileFrom } from '../separate/compile-fetched';
import type { WasmSource } from '../wasm-source';

type FileSystem = typeof import('fs');

/** The .wasm file beside the CommonJS module, read from the disk: for Node and similar runtimes. */
export const source: WasmSource = {
  compile: async (from) => compileFrom(from === undefined ? await readFile() : from),
  compileNow: () => new WebAssembly.Module(readFileNow()),
};

async function readFile(): Promise<BufferSource> {
  try {
    return await fileSystem().promises.readFile(wasmPath());
  } catch {
    throw new Error(notFound);
  }
}

function readFileNow(): BufferSource {
  try {
    return fileSystem().readFileSync(wasmPath());
  } catch {
    throw new Error(notFound);
  }
}

// When the file is read, not before: a bundle as ES module has no `require`, and can be given the bytes.
const fileSystem = (): FileSystem => require('fs');
const wasmPath = (): string => `${__dirname}/${WASM_FILE}`;

const notFound =
  `${WASM_ENTRY} cannot read its .wasm file, which must be beside its JavaScript: `
  + 'in a bundle, pass the bytes of the file to the default export, as in `await load(bytes)`';
