// No published file tells where it was built. scripts/audit/reproducible.mjs builds in two places and compares.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { machinePath, tellingSections } from '../support/machine-paths.mjs';
import { pack, root, temporaryFolder, unpackInto } from '../support/packed.mjs';

const published = [
  { source: 'pkg', name: 'unloc-integrator-client' },
  { source: 'cli', name: 'unloc-cli' },
];

for (const { source, name } of published) {
  const folder = temporaryFolder();
  const { tarball, files } = pack(undefined, source);
  unpackInto(folder, tarball, name);
  const read = (path) => readFileSync(join(folder, 'node_modules', name, path));

  test(`no file of ${name} holds a path of a machine, or the place of a source map`, () => {
    assert.ok(files.length > 20);
    const found = files.flatMap((path) => {
      const place = machinePath(read(path));
      return place === undefined ? [] : [`${path} ${place}`];
    });
    assert.deepEqual(found, []);
    assert.deepEqual(
      files.filter((path) => path.endsWith('.map')),
      [],
    );
  });

  test(`no wasm of ${name} names functions, compilers or sources`, () => {
    const modules = files.filter((path) => path.endsWith('.wasm'));
    assert.ok(modules.length > 1);
    for (const path of modules) assert.deepEqual(tellingSections(read(path)), [], path);
  });
}

test('paths of machines are found, in texts and among bytes', () => {
  for (const path of [
    join(root, 'src', 'lib.rs'),
    join(homedir(), '.cargo', 'registry'),
    '/home/runner/work/project/src/lib.rs',
    '/Users/kari/project/pkg/src/index.ts',
    '/root/.rustup/toolchains/stable',
    '/tmp/build/x.js',
    '/private/var/folders/x',
    '/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/str/mod.rs',
    'registry/src/index.crates.io-1949cf8c6b5b557f/serde-1.0.0/src/lib.rs',
    'C:\\Users\\kari\\project',
    'D:\\a\\project\\project\\src',
    '"C:\\\\Users\\\\kari"',
    'C:/Users/kari',
    'file:///home/kari/x.mjs',
    '../node_modules/commander/index.js',
    '//# sourceMappingURL=index.js.map',
  ]) {
    assert.match(machinePath(Buffer.from(`const a = "${path}";`)) ?? '', /^at byte /, path);
    assert.ok(machinePath(Buffer.from(`\0\xFF words of another text${path}`, 'latin1')), path);
  }
});

test('what every machine has is no path of one', () => {
  for (const text of [
    '#!/usr/bin/env node',
    'https://api.unloc.app/home/doors',
    '// node_modules/commander/index.js',
    'src/lib.rs',
    '{"a":/b/,D:/a/}',
    './tmp/x.js',
  ])
    assert.equal(machinePath(Buffer.from(text)), undefined, text);
});

test('a wasm that names its functions or its compiler is found', () => {
  const section = (name) => [0, name.length + 1, name.length, ...Buffer.from(name)];
  const wasm = (...sections) => new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...sections.flat()]);
  assert.deepEqual(tellingSections(wasm(section('producers'), section('.debug_info'), section('other'))), [
    'producers',
    '.debug_info',
  ]);
  assert.deepEqual(tellingSections(wasm(section('other'))), []);
});
