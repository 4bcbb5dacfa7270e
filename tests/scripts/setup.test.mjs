import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { prepareEngines } from '../../scripts/setup/engines.mjs';
import { missingPackages, refuseLinkedPackages } from '../../scripts/setup/node.mjs';
import {
  isAtLeast,
  lockedCrateVersion,
  oldestRust,
  readProjectFile,
  root,
  spokenVersion,
} from '../../scripts/setup/project.mjs';
import { findPostgres, preparePostgres } from '../../scripts/setup/postgres.mjs';
import { prepareRedis } from '../../scripts/setup/redis.mjs';
import { prepareShells } from '../../scripts/setup/shells.mjs';
import { installRoot } from '../../scripts/setup/rust.mjs';
import { findAll, searchedFolders, withPrograms } from '../../scripts/setup/search-path.mjs';

let folder;
const program = (...parts) => {
  const path = join(folder, ...parts);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
};

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
});
after(() => {
  rmSync(folder, { recursive: true });
});

test('versions are compared by number', () => {
  assert.ok(isAtLeast('1.95.0', '1.88'));
  assert.ok(isAtLeast('1.100', '1.99.3'));
  assert.ok(isAtLeast('132', '130'));
  assert.ok(!isAtLeast('1.9.0', '1.88'));
  assert.ok(!isAtLeast('1', '1.0.1'));
  assert.equal(spokenVersion('wasm-opt version 132 (version_132)'), '132');
  assert.equal(spokenVersion('ChromeDriver 156.0.1 (abc)'), '156.0.1');
  assert.equal(spokenVersion(undefined), undefined);
});

test('a crate is found by its whole name', () => {
  const lock =
    '[[package]]\nname = "wasm-bindgen-macro"\nversion = "9.0.0"\n\n[[package]]\nname = "wasm-bindgen"\nversion = "0.2.1"\n';
  assert.equal(lockedCrateVersion(lock, 'wasm-bindgen'), '0.2.1');
  assert.equal(lockedCrateVersion(lock, 'wasm'), undefined);
});

test('the project says which wasm-bindgen and which Rust it wants', () => {
  assert.match(lockedCrateVersion(readProjectFile('Cargo.lock'), 'wasm-bindgen'), /^\d+\.\d+\.\d+$/);
  assert.match(oldestRust(readProjectFile('Cargo.toml')), /^\d+\.\d+/);
});

test('the build links wasm-bindgen of the version that the crates have', () => {
  const version = lockedCrateVersion(readProjectFile('Cargo.lock'), 'wasm-bindgen');
  const ofBuild = readProjectFile('scripts', 'build', 'glue', 'Cargo.lock');
  for (const crate of ['wasm-bindgen-cli-support', 'wasm-bindgen-shared'])
    assert.equal(lockedCrateVersion(ofBuild, crate), version, `${crate}: change scripts/build/glue/Cargo.toml`);
});

test('a package is missing if it is absent or another version, unless it is optional and absent', () => {
  const lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/c': { version: '3.0.0', optional: true },
      'node_modules/d': { version: '4.0.0', optional: true },
      'node_modules/e': { link: true },
    },
  };
  const installed = {
    packages: {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.1' },
      'node_modules/d': { version: '4.1.0' },
    },
  };
  assert.deepEqual(missingPackages(lock, installed), ['node_modules/b', 'node_modules/d']);
  assert.deepEqual(missingPackages(lock, undefined), ['node_modules/a', 'node_modules/b']);
  assert.deepEqual(missingPackages(lock, lock), []);
});

test('packages are not installed through a link, which leads to those of another', () => {
  const [other, linked] = ['other', 'linked'].map((name) => join(folder, name));
  refuseLinkedPackages(other);
  mkdirSync(join(other, 'node_modules'), { recursive: true });
  mkdirSync(linked);
  refuseLinkedPackages(other);
  symlinkSync(join(other, 'node_modules'), join(linked, 'node_modules'));
  assert.throws(() => refuseLinkedPackages(linked), /is a symbolic link/);
});

test('an option that scripts/setup.mjs does not know is refused', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/setup.mjs', '--cheks', '--', 'node', '--version'], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /`--cheks` is not understood here: --checks, /);
});

test('programs are found in order, and what cannot be run is none', () => {
  const [first, second] = [program('one', 'tool'), program('two', 'tool')];
  mkdirSync(join(folder, 'three', 'tool'), { recursive: true });
  writeFileSync(join(folder, 'tool'), 'not executable');
  assert.deepEqual(findAll('tool', [folder, join(folder, 'three'), join(folder, 'two'), join(folder, 'one')]), [
    second,
    first,
  ]);
});

test('PATH is changed only as far as needed to find the chosen programs', () => {
  const [left, right] = [program('left', 'one'), program('right', 'two')];
  const folders = [join(folder, 'left'), join(folder, 'right')];
  program('left', 'two');
  const PATH = folders.join(delimiter);
  assert.equal(withPrograms({ PATH }, [left]).PATH, PATH);
  assert.equal(withPrograms({ PATH, OTHER: '1' }, [right]).PATH, [...folders].reverse().join(delimiter));
  assert.equal(withPrograms({ PATH: '' }, [left, right]).PATH, PATH);
});

test("Cargo's folders are searched wherever its home is, also when they are not on PATH", () => {
  assert.ok(searchedFolders({ PATH: '/a' }).some((path) => path.endsWith(join('.cargo', 'bin'))));
  assert.deepEqual(searchedFolders({ PATH: '/a', CARGO_HOME: '/cargo' }).slice(0, 2), ['/a', '/cargo/bin']);
  assert.ok(searchedFolders({ PATH: '/a', CARGO_HOME: '/cargo', CARGO_INSTALL_ROOT: '/tools' }).includes('/tools/bin'));
});

test("another version in Cargo's folder is left to the projects that need it", () => {
  const folders = { cargo: join(folder, 'cargo'), own: join(folder, 'own') };
  assert.equal(installRoot('new-tool', folders), folders.cargo);
  program('cargo', 'bin', 'new-tool');
  assert.equal(installRoot('new-tool', folders), folders.own);
});

test('without a Redis server its tests are left out, but not where everything must hold', async () => {
  const { PATH, REDIS_SERVER, CARGO_HOME, CARGO_INSTALL_ROOT } = process.env;
  const put = (variables) => {
    for (const [name, value] of Object.entries(variables)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  const bare = join(folder, 'bare');
  mkdirSync(bare);
  put({ PATH: bare, REDIS_SERVER: undefined, CARGO_HOME: bare, CARGO_INSTALL_ROOT: undefined });
  try {
    assert.match(
      (await prepareRedis({})).said,
      /^no Redis, so its tests are left out\. .*apt-get install redis-server/,
    );
    await assert.rejects(prepareRedis({ CI: 'true' }), /redis-server/);
    const server = program('bare', 'redis-server');
    assert.equal((await prepareRedis({ CI: 'true' })).variables.REDIS_SERVER, server);
    put({ PATH: folder, REDIS_SERVER: server });
    assert.equal((await prepareRedis({})).variables.REDIS_SERVER, server);
  } finally {
    put({ PATH, REDIS_SERVER, CARGO_HOME, CARGO_INSTALL_ROOT });
  }
});

test('the newest PostgreSQL of Debian is found, and a folder that is named before it', () => {
  for (const version of ['9.6', '15', '17']) program('postgresql', version, 'bin', 'postgres');
  for (const version of ['9.6', '15']) program('postgresql', version, 'bin', 'initdb');
  const versions = join(folder, 'postgresql');
  // Without initdb a folder is no server's.
  assert.equal(findPostgres({}, versions), join(versions, '15', 'bin'));
  assert.equal(findPostgres({ POSTGRES_BIN: '/opt/pg' }, versions), '/opt/pg');
});

test('without PostgreSQL its tests are left out, but not where everything must hold', async () => {
  const { PATH, CARGO_HOME, CARGO_INSTALL_ROOT } = process.env;
  const bare = join(folder, 'no-postgres');
  mkdirSync(bare);
  delete process.env.CARGO_INSTALL_ROOT;
  Object.assign(process.env, { PATH: bare, CARGO_HOME: bare });
  try {
    const { said, variables } = await preparePostgres({}, bare);
    assert.match(said, /^no PostgreSQL, so its tests are left out\. .*apt-get install postgresql/);
    assert.deepEqual(variables, {});
    await assert.rejects(preparePostgres({ CI: 'true' }, bare), /postgresql/);
    program('no-postgres', 'postgres');
    program('no-postgres', 'initdb');
    assert.equal((await preparePostgres({ CI: 'true' }, bare)).variables.POSTGRES_BIN, bare);
  } finally {
    Object.assign(process.env, { PATH, CARGO_HOME, CARGO_INSTALL_ROOT });
    if (CARGO_HOME === undefined) delete process.env.CARGO_HOME;
    if (CARGO_INSTALL_ROOT === undefined) delete process.env.CARGO_INSTALL_ROOT;
  }
});

test('without Firefox and WebKit their cases are left out, but not where everything must hold', async () => {
  const names = ['PATH', 'CARGO_HOME', 'CARGO_INSTALL_ROOT', 'FIREFOX', 'WEBKIT_DRIVER', 'WEBKIT_BROWSER', 'XVFB'];
  const before = names.map((name) => [name, process.env[name]]);
  const bare = join(folder, 'no-engines');
  mkdirSync(bare);
  for (const name of names) delete process.env[name];
  Object.assign(process.env, { PATH: bare, CARGO_HOME: bare });
  try {
    const { said, variables } = await prepareEngines({});
    assert.match(said, /^no Firefox or WebKit, so their cases are left out\. .*apt-get install firefox-esr/);
    assert.deepEqual(variables, {});
    await assert.rejects(prepareEngines({ CI: 'true' }), /firefox-esr/);
    const there = { WEBKIT_BROWSER: program('no-engines', 'MiniBrowser') };
    for (const [name, file] of [
      ['FIREFOX', 'firefox-esr'],
      ['WEBKIT_DRIVER', 'WebKitWebDriver'],
      ['XVFB', 'Xvfb'],
    ])
      there[name] = program('no-engines', file);
    process.env.WEBKIT_BROWSER = there.WEBKIT_BROWSER;
    assert.deepEqual((await prepareEngines({ CI: 'true' })).variables, there);
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

test('without shells their tests are left out, but not in continuous integration', async () => {
  const path = process.env.PATH;
  process.env.PATH = join(folder, 'without-shells');
  try {
    assert.match(
      (await prepareShells({})).said,
      /^no zsh, fish, shellcheck, so a test is left out\. .*apt-get install zsh fish shellcheck/,
    );
    await assert.rejects(prepareShells({ CI: 'true' }), /zsh, fish, shellcheck/);
  } finally {
    process.env.PATH = path;
  }
});
