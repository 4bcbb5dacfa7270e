// The standard library of the wasm, compiled anew: for size, and with panics that are a bare trap,
// which need neither the place they happened at nor what values look like. That takes 7 KB gzip off
// the client. The ready one carries the text and the formatting of panics that no code here can reach.
//
// Cargo calls it unstable and lets a stable compiler do it only by RUSTC_BOOTSTRAP. The flags
// concern what is built here alone; where they are not to be had the build goes on without them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isAtLeast, spokenVersion } from '../setup/project.mjs';

/** The first Rust that knows `-C panic=immediate-abort`. */
const oldest = '1.92';

/**
 * What to give Cargo.
 *
 * @param ask answers `rustc`'s parameters with what it prints.
 * @returns `{ parameters, flags, environment, missing }`: `missing` says in words why there is nothing.
 */
export function ownStandardLibrary(ask) {
  const nothing = (missing) => ({ parameters: [], flags: [], environment: {}, missing });
  if (process.env.UNLOC_STANDARD_LIBRARY === 'ready') return nothing('UNLOC_STANDARD_LIBRARY asks for it');
  const version = spokenVersion(ask(['--version']));
  if (!isAtLeast(version, oldest)) return nothing(`Rust is ${version}, not ${oldest} or newer`);
  const sources = join(ask(['--print', 'sysroot']), 'lib', 'rustlib', 'src', 'rust', 'library', 'Cargo.lock');
  if (!existsSync(sources)) return nothing('the component rust-src is not there: `rustup component add rust-src`');
  return {
    parameters: ['-Zbuild-std=std,panic_abort', '-Zbuild-std-features=optimize_for_size'],
    flags: ['-Zunstable-options', '-Cpanic=immediate-abort', '-Zlocation-detail=none', '-Zfmt-debug=none'],
    environment: { RUSTC_BOOTSTRAP: '1' },
  };
}
