// Where things lie, and which versions the project asks for. Each version is spelled in one place only.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The folders of the npm packages that are published. */
export const publishedPackages = ['pkg', 'cli'];

/** The compilation target of both crates. */
export const wasmTarget = 'wasm32-unknown-unknown';

/** wasm-pack, exactly: its command line and its search for tools change between versions. */
export const wasmPackVersion = '0.15.1';

/** cargo-deny, exactly: a newer one may read deny.toml otherwise. */
export const cargoDenyVersion = '0.20.2';

/** The oldest usable wasm-opt: one of 2022 (108) writes modules that die when they are loaded. */
export const oldestWasmOpt = 130;

/** Reads a file of the project as text. */
export function readProjectFile(...parts) {
  return readFileSync(join(root, ...parts), 'utf8');
}

/** The version of a crate in the text of a `Cargo.lock`, or `undefined`. */
export function lockedCrateVersion(lockText, crate) {
  for (const block of lockText.split('[[package]]')) {
    if (block.match(/^name = "([^"]+)"$/m)?.[1] === crate) return block.match(/^version = "([^"]+)"$/m)?.[1];
  }
  return undefined;
}

/** The oldest Rust in the text of a `Cargo.toml` (`rust-version`), or `undefined`. */
export function oldestRust(manifestText) {
  return manifestText.match(/^rust-version = "([^"]+)"$/m)?.[1];
}

/** The Rust of the published package in the text of a `rust-toolchain.toml`, or `undefined`. */
export function pinnedRust(toolchainText) {
  return toolchainText.match(/^channel = "([^"]+)"$/m)?.[1];
}

/** Whether a version (`1.95.0`) is at least another (`1.88`); numbers are compared, not characters. */
export function isAtLeast(version, least) {
  const [left, right] = [version, least].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (let place = 0; place < right.length; place += 1) {
    const difference = (left[place] ?? 0) - right[place];
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The first version number in what a tool says about itself, or `undefined`. */
export function spokenVersion(text) {
  return text?.match(/\d+(?:\.\d+)*/)?.[0];
}
