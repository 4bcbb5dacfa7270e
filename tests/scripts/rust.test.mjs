import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { prepareRust } from '../../scripts/setup/rust.mjs';

// A machine of shell scripts: what rustc, cargo and rustup answer there is a matter of files in its folder.
const variables = ['PATH', 'CARGO_HOME', 'CARGO_INSTALL_ROOT'];
const kept = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'rust-'));
  program('cc', 'exit 0');
  program('cargo', `[ -e "${folder}/$1" ]`);
  program('rustc', `case "$1" in --version) echo 'rustc 1.95.0 (0 2026-04-14)';; *) echo '${folder}/sysroot';; esac`);
  Object.assign(process.env, { PATH: `${folder}:/bin:/usr/bin`, CARGO_HOME: join(folder, 'none') });
  delete process.env.CARGO_INSTALL_ROOT;
});
after(() => {
  for (const name of variables) {
    if (kept[name] === undefined) delete process.env[name];
    else process.env[name] = kept[name];
  }
  rmSync(folder, { recursive: true });
});

function program(name, script) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

const part = (...path) => mkdirSync(join(folder, 'sysroot', 'lib', 'rustlib', ...path), { recursive: true });

test('without the wasm target nothing can be built, and the sentence says what to run', async () => {
  program('rustup', 'exit 1');
  await assert.rejects(
    prepareRust({ checks: false }, {}),
    /Rust 1\.95\.0 lacks wasm32-unknown-unknown, .*: run `rustup toolchain install --no-self-update`/,
  );
});

test('without rust-src nothing is built, unless the precompiled standard library is asked for', async () => {
  part('wasm32-unknown-unknown', 'lib');
  await assert.rejects(prepareRust({ checks: false }, {}), /lacks rust-src, rustfmt, clippy:/);
  assert.match(
    (await prepareRust({ checks: false }, { UNLOC_STANDARD_LIBRARY: 'ready' })).said,
    /, without rust-src, rustfmt, clippy$/,
  );
});

test('rustfmt and clippy are needed for the checks', async () => {
  const ready = { UNLOC_STANDARD_LIBRARY: 'ready' };
  writeFileSync(join(folder, 'fmt'), '');
  await assert.rejects(prepareRust({ checks: true }, ready), /lacks rust-src, clippy:/);
  assert.match((await prepareRust({ checks: false }, ready)).said, /, without rust-src, clippy$/);
  writeFileSync(join(folder, 'clippy'), '');
});

test('rustup adds what is missing, and is left alone when nothing is', async () => {
  const asked = join(folder, 'asked');
  program('rustup', `echo "$*" > '${asked}'; mkdir -p '${folder}/sysroot/lib/rustlib/src/rust/library'`);
  assert.equal((await prepareRust({ checks: true }, {})).said, 'Rust 1.95.0 with wasm32-unknown-unknown');
  assert.ok(existsSync(asked));
  rmSync(asked);
  await prepareRust({ checks: true }, {});
  assert.ok(!existsSync(asked));
});
