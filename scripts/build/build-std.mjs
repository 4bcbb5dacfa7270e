// Compiles the standard library of the wasm with the wasm: for size, and with panics that are a bare trap, without
// locations and formatting. That removes 2.5 KB gzip from the client and 24 KB from the sandbox. The precompiled library
// contains panic messages that no code here can reach. Without reference types wasm-bindgen writes no table of JavaScript
// values, which nothing here needs.
//
// Cargo calls this unstable; a stable compiler allows it only with RUSTC_BOOTSTRAP. The variable and the flags apply only to
// this build. What they mean may change with any compiler, so they are pinned with it, in rust-toolchain.toml.
//
// A fallback to the precompiled library would make two different packages from one commit, so there is none: it is an error
// if the library cannot be compiled. UNLOC_STANDARD_LIBRARY=ready asks for the precompiled one, to save time in local work.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isAtLeast, spokenVersion } from '../setup/project.mjs';

/** The first Rust that supports `-C panic=immediate-abort`. */
const minimumRust = '1.92';

/**
 * What Cargo needs to compile the standard library.
 *
 * @param ask runs `rustc` with arguments and returns what it prints.
 * @param environment the environment variables.
 * @returns `{ parameters, flags, environment, precompiled, version }`; `precompiled` says whether the precompiled library is
 *   used, `version` is the compiler's.
 * @throws Error that says what is missing.
 */
export function buildStd(ask, environment = process.env) {
  const version = spokenVersion(ask(['--version']));
  if (environment.UNLOC_STANDARD_LIBRARY === 'ready')
    return { parameters: [], flags: [], environment: {}, precompiled: true, version };
  const missing = (what) =>
    new Error(
      `the standard library of the wasm cannot be compiled: ${what}. For local work, UNLOC_STANDARD_LIBRARY=ready uses the precompiled one`,
    );
  if (!isAtLeast(version, minimumRust)) throw missing(`Rust is ${version}, and ${minimumRust} or newer is needed`);
  const sources = join(ask(['--print', 'sysroot']), 'lib', 'rustlib', 'src', 'rust', 'library', 'Cargo.lock');
  if (!existsSync(sources))
    throw missing('the component rust-src is missing; add it with `rustup component add rust-src`');
  return {
    parameters: ['-Zbuild-std=std,panic_abort', '-Zbuild-std-features=optimize_for_size'],
    flags: [
      '-Zunstable-options',
      '-Cpanic=immediate-abort',
      '-Zlocation-detail=none',
      '-Zfmt-debug=none',
      '-Ctarget-feature=-reference-types',
    ],
    environment: { RUSTC_BOOTSTRAP: '1' },
    precompiled: false,
    version,
  };
}

/**
 * What a build must say of its compiler, `undefined` if it makes what is published.
 *
 * @param version the compiler that is used.
 * @param pinned that of rust-toolchain.toml, by which the published package is compiled.
 */
export function otherThanPublished(version, pinned, precompiled) {
  const differences = [
    ...(version === pinned
      ? []
      : [`by Rust ${version}, and the published one by Rust ${pinned} (rust-toolchain.toml)`]),
    ...(precompiled ? ['with the precompiled standard library, because UNLOC_STANDARD_LIBRARY=ready'] : []),
  ];
  if (differences.length === 0) return undefined;
  return `this is not the published wasm: it is compiled ${differences.join(', and ')}. Sizes and hashes differ`;
}
