// How the build decides which standard library the wasm gets.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { buildStd, otherThanPublished } from '../../scripts/build/build-std.mjs';
import { pinnedRust, readProjectFile } from '../../scripts/setup/project.mjs';

const sysroot = mkdtempSync(join(tmpdir(), 'unloc-sysroot-'));
after(() => rmSync(sysroot, { recursive: true }));

/** A `rustc` of a version, whose sources are in `sysroot` or missing. */
const rustc =
  (version, folder) =>
  ([parameter]) =>
    parameter === '--version' ? `rustc ${version} (0000000 2026-01-01)` : folder;

test('the standard library is compiled where Rust is new enough and has its sources', () => {
  const library = join(sysroot, 'lib', 'rustlib', 'src', 'rust', 'library');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'Cargo.lock'), '');
  const { parameters, precompiled } = buildStd(rustc('1.95.0', sysroot), {});
  assert.ok(parameters.some((parameter) => parameter.startsWith('-Zbuild-std=')));
  assert.equal(precompiled, false);
});

test('what is missing stops the build, in CI and elsewhere', () => {
  for (const environment of [{}, { CI: 'true' }]) {
    assert.throws(() => buildStd(rustc('1.95.0', join(sysroot, 'missing')), environment), /rust-src is missing/);
    assert.throws(
      () => buildStd(rustc('1.88.0', sysroot), environment),
      /Rust is 1\.88\.0, and 1\.92 or newer is needed/,
    );
  }
});

test('only UNLOC_STANDARD_LIBRARY=ready asks for the precompiled one', () => {
  const { parameters, flags, precompiled } = buildStd(rustc('1.88.0', sysroot), { UNLOC_STANDARD_LIBRARY: 'ready' });
  assert.deepEqual({ parameters, flags, precompiled }, { parameters: [], flags: [], precompiled: true });
});

test('a build that cannot be the published one says so, and why', () => {
  const pinned = pinnedRust(readProjectFile('rust-toolchain.toml'));
  assert.match(pinned, /^\d+\.\d+\.\d+$/);
  assert.equal(otherThanPublished(pinned, pinned, false), undefined);
  assert.equal(
    otherThanPublished('1.99.0', pinned, false),
    `this is not the published wasm: it is compiled by Rust 1.99.0, and the published one by Rust ${pinned} (rust-toolchain.toml). Sizes and hashes differ`,
  );
  assert.match(otherThanPublished(pinned, pinned, true), /compiled with the precompiled standard library/);
});

test('RUSTC_BOOTSTRAP is set for the build of the wasm, and nowhere else', () => {
  const { environment } = buildStd(rustc('1.95.0', sysroot), {});
  assert.deepEqual(environment, { RUSTC_BOOTSTRAP: '1' });
  assert.deepEqual(buildStd(rustc('1.95.0', sysroot), { UNLOC_STANDARD_LIBRARY: 'ready' }).environment, {});
  assert.equal(process.env.RUSTC_BOOTSTRAP, undefined);
});
