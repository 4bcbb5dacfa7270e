// The floor that README.md names: the wasm needs no feature that came later than the oldest browsers of that line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/packed.mjs';

/**
 * The features that the floor has, by MDN's browser-compat-data: multi-value is in Chrome 86, Firefox 78 and Safari 13.1;
 * bulk memory in 75, 79 and 15.1; non-trapping conversions in 75, 64 and 15.1; sign extension in 69, 62 and 14.1. Reference
 * types would raise it to Chrome 96.
 */
const features = [
  'multivalue',
  'bulk-memory',
  'bulk-memory-opt',
  'nontrapping-float-to-int',
  'sign-ext',
  'mutable-globals',
];
const validates = (file, names) =>
  spawnSync(join(root, 'node_modules', '.bin', 'wasm-opt'), [
    join(root, 'pkg', 'dist', file),
    // What the file says of itself would be allowed, too.
    '--strip-target-features',
    '--mvp-features',
    ...names.map((name) => `--enable-${name}`),
    '-o',
    '/dev/null',
  ]).status === 0;

test('README.md names the oldest browsers', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  assert.match(readme, /Chrome and Edge 86, Firefox 79, Safari 15\.1/);
});

for (const file of ['unloc_integrator_client.wasm', 'wasm/unloc_integrator_client_bg.wasm']) {
  test(`${file} needs no feature of WebAssembly that the oldest browsers lack`, () => {
    assert.ok(validates(file, features));
    assert.ok(!validates(file, []), 'it needs none at all, so the floor can be lowered');
  });
}

test('unloc_access.wasm needs no feature of WebAssembly that the oldest browsers lack', () => {
  assert.ok(validates('access/unloc_access.wasm', features));
});

test('unloc_sandbox.wasm needs no feature of WebAssembly that the oldest browsers lack', () => {
  assert.ok(validates('sandbox/unloc_sandbox.wasm', features));
});
