// wasm-bindgen for the build: the program of scripts/build/glue, which Cargo compiles once. The command line of the same
// version does the same work; with its test runner and its web server it takes three times as long to compile.
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../setup/command.mjs';
import { searchedFolders } from '../setup/search-path.mjs';
import { root } from './paths.mjs';

const folder = join(root, 'scripts', 'build', 'glue');
const target = join(root, 'target', 'glue');

/** What decides on its output: its source and the versions of its crates. */
export const sources = () =>
  ['Cargo.lock', 'src/main.rs'].map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'));

/** Compiles it, unless it is there. */
export function compileWasmBindgen() {
  // The flags of the wasm are not for this machine.
  const { CARGO_ENCODED_RUSTFLAGS: _, RUSTFLAGS: __, CARGO_BUILD_TARGET: ___, ...env } = process.env;
  const parameters = ['build', '--locked', '--manifest-path', join(folder, 'Cargo.toml'), '--target-dir', target];
  return run('cargo', parameters, {
    title: 'compiling wasm-bindgen',
    cwd: root, // where rust-toolchain.toml says which compiler
    env: { ...env, PATH: searchedFolders().join(delimiter) },
    quiet: true,
  });
}

/** Writes the JavaScript, the types and the final imports of a module beside its wasm, into `output`. */
export function writeGlue({ target: kind, outputName }, wasm, output) {
  return run(join(target, 'debug', 'glue'), [kind, wasm, output, outputName], { title: 'wasm-bindgen', quiet: true });
}
