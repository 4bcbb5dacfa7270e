// The files of the tarball, and its manifest.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { encode } from '../../scripts/build/frequency-code.mjs';
import { installed, pack, packageName } from '../support/packed.mjs';

const { tarball, files } = pack();
const packageFolder = join(installed(tarball), 'node_modules', packageName);
const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
const text = (path) => readFileSync(join(packageFolder, path), 'utf8');

/** Texts within the code may hold anything; base64 may spell anything. */
const withoutTexts = (code) => code.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');

const forms = (entry) =>
  ['js', 'mjs', 'esm.js', 'node.js', 'node.mjs', 'workerd.mjs', 'edge.mjs', 'd.ts', 'd.mts'].map(
    (ending) => `dist/${entry}.${ending}`,
  );
/** The entry `wasm` is as wasm-pack wrote it. */
const plain = ['unloc_integrator_client.js', 'unloc_integrator_client.d.ts', 'unloc_integrator_client_bg.wasm'];
const isPlain = (path) => path.startsWith('dist/wasm/');
const stores = ['access/file-store', 'access/postgres-store'];
const entries = ['index', 'slim', 'auth', 'sandbox/index', 'access/index', 'access/slim', ...stores];
const folders = ['slim', 'auth', 'sandbox', 'access', 'access/slim', ...stores];

test('the tarball holds what the package needs, and nothing else', () => {
  const expected = [
    'package.json',
    'README.md',
    'CHANGELOG.md',
    'LICENSE-MIT',
    'LICENSE-APACHE',
    ...folders.map((folder) => `${folder}/package.json`),
    ...entries.flatMap(forms),
    ...['package.json', ...plain].map((name) => `dist/wasm/${name}`),
    'dist/unloc_integrator_client.wasm',
    'dist/sandbox/unloc_sandbox.wasm',
    'dist/sandbox/unloc-sandbox.js',
    'dist/access/unloc_access.wasm',
  ];
  const types = files.filter((path) => /^dist\/types\/[\w/-]+\.d\.m?ts$/.test(path));
  assert.deepEqual(
    files.filter((path) => !types.includes(path)),
    expected.sort(),
  );
  assert.ok(types.length > 0);
  for (const path of types)
    assert.ok(
      files.includes(path.replace(/\.d\.m?ts$/, '.d.mts')) && files.includes(path.replace(/\.d\.m?ts$/, '.d.ts')),
      `${path} has no twin`,
    );
});

test('the wasm of the sandbox lies in a path that says so, and in no file of the client', () => {
  const wasm = files.filter((path) => path.endsWith('.wasm'));
  assert.deepEqual(
    wasm.filter((path) => path.includes('sandbox')),
    ['dist/sandbox/unloc_sandbox.wasm'],
  );
  const bytes = readFileSync(join(packageFolder, 'dist/sandbox/unloc_sandbox.wasm'));
  const pieces = [encode(bytes), bytes.toString('base64')].map((inline) => inline.slice(4_000, 4_400));
  const holds = (path) => pieces.some((piece) => text(path).includes(piece));
  for (const form of ['js', 'mjs', 'esm.js'])
    assert.ok(holds(`dist/sandbox/index.${form}`), `index.${form} of the sandbox`);
  for (const path of files.filter((name) => /^dist\/(?:index|slim)\./.test(name)))
    assert.ok(!holds(path), `${path} holds the sandbox`);
});

test('the entries auth and sandbox hold no client of their own: they take that of the main entry', () => {
  const bytes = readFileSync(join(packageFolder, 'dist/unloc_integrator_client.wasm'));
  const pieces = [encode(bytes), bytes.toString('base64')].map((inline) => inline.slice(4_000, 4_400));
  for (const [form, main] of [
    ['js', 'js'],
    ['mjs', 'mjs'],
    ['esm.js', 'esm.js'],
    ['workerd.mjs', 'workerd.mjs'],
    ['edge.mjs', 'edge.mjs'],
  ]) {
    for (const [output, taken] of [
      ['auth', [`./index.${main}`]],
      ['sandbox/index', [`../index.${main}`, `../auth.${main}`]],
    ]) {
      const code = text(`dist/${output}.${form}`);
      for (const path of taken) assert.ok(code.includes(`"${path}"`), `${output}.${form} does not take ${path}`);
      assert.ok(
        pieces.every((piece) => !code.includes(piece)),
        `${output}.${form} holds the wasm of the client`,
      );
      assert.ok(!code.includes('client_credentials') || output === 'auth', `${output}.${form} holds the entry auth`);
    }
  }
});

test('the access engine holds no client and no sandbox: it takes the client that the caller brings', () => {
  const others = ['dist/unloc_integrator_client.wasm', 'dist/sandbox/unloc_sandbox.wasm'].flatMap((file) => {
    const bytes = readFileSync(join(packageFolder, file));
    return [encode(bytes), bytes.toString('base64')].map((inline) => inline.slice(4_000, 4_400));
  });
  for (const path of files.filter((name) => /^dist\/access\/.*\.m?js$/.test(name))) {
    const code = text(path);
    assert.ok(
      others.every((piece) => !code.includes(piece)),
      path,
    );
    assert.doesNotMatch(code, /["']\.\.\/(?:index|auth|sandbox)/, path);
  }
});

test('the files for edge runtimes hold no wasm, and import it in the way that Next knows', () => {
  for (const [entry, file] of [
    ['index', './unloc_integrator_client.wasm?module'],
    ['slim', './unloc_integrator_client.wasm?module'],
    ['sandbox/index', './unloc_sandbox.wasm?module'],
    ['access/index', './unloc_access.wasm?module'],
    ['access/slim', './unloc_access.wasm?module'],
  ]) {
    const code = text(`dist/${entry}.edge.mjs`);
    assert.ok(code.includes(`from"${file}"`), `${entry}.edge.mjs does not import ${file}`);
    // Next refuses a bundle for its edge runtime in which this is written, whether it is reached or not.
    assert.doesNotMatch(code, /WebAssembly\.(?:compile|instantiate)\b/, entry);
  }
});

test('an edge runtime that also takes the conditions of Node gets the files for edge runtimes', () => {
  for (const entry of ['.', ...folders.map((folder) => `./${folder}`)]) {
    const names = Object.keys(manifest.exports[entry]);
    assert.ok(names.indexOf('edge-light') < names.indexOf('node'), entry);
    assert.ok(names.indexOf('workerd') < names.indexOf('node'), entry);
  }
});

test('installing it runs no script and brings no other package', () => {
  for (const key of [
    'dependencies',
    'optionalDependencies',
    'peerDependencies',
    'bundleDependencies',
    'bundledDependencies',
  ]) {
    assert.equal(manifest[key], undefined, key);
  }
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'])
    assert.equal(manifest.scripts?.[script], undefined, script);
});

test('the manifest says what registries and tools want to know', () => {
  assert.equal(manifest.name, 'unloc-integrator-client');
  assert.match(manifest.version, /^\d+\.\d+\.\d+/);
  assert.equal(manifest.license, 'MIT OR Apache-2.0');
  for (const key of ['description', 'repository', 'engines', 'main', 'module', 'types', 'exports', 'bin', 'files'])
    assert.ok(manifest[key], key);
  assert.ok(manifest.keywords.length >= 5);
  assert.equal(manifest.sideEffects, false);
  assert.deepEqual(manifest.publishConfig, { access: 'public' });
  // The field `type` would declare every .js an ES module, or none.
  assert.equal(manifest.type, undefined);
});

test('every path that the manifests name exists', () => {
  const paths = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(paths));
  const named = [manifest.main, manifest.module, manifest.types, ...paths(manifest.exports), ...paths(manifest.bin)];
  for (const path of named) assert.ok(files.includes(path.replace(/^\.\//, '')), `${path} is missing`);
  for (const folder of folders) {
    const { main, module, types } = JSON.parse(text(`${folder}/package.json`));
    for (const path of [main, module, types])
      assert.ok(files.includes(join(folder, path)), `${folder}/package.json names ${path}, which is missing`);
  }
});

test('the JavaScript uses nothing that some environment lacks, or that makes a bundler add a polyfill', () => {
  const scripts = files.filter(
    (path) => /^dist\/.*(?:\.js|\.mjs)$/.test(path) && path !== 'dist/sandbox/unloc-sandbox.js' && !isPlain(path),
  );
  assert.ok(scripts.length >= 12);
  for (const path of scripts) {
    const code = withoutTexts(text(path));
    const forbidden = [/(?<!\.|\{)\bBuffer\b/, /\b__esModule\b/, /\bXMLHttpRequest\b/, /\beval\(/, /\bnew Function\(/];
    if (!/^dist\/(?:access\/)?slim\.mjs$/.test(path)) forbidden.push(/import\.meta/);
    if (path.endsWith('.mjs') || path.endsWith('.esm.js')) forbidden.push(/\bBuffer\b/, /\batob\b/);
    const asks = ['slim', 'auth', 'sandbox/index', 'access/slim', ...stores].map((entry) => `dist/${entry}.js`);
    if (!asks.includes(path) && !path.endsWith('.node.js')) forbidden.push(/\brequire\(/);
    if (!path.endsWith('.js') || path.endsWith('.esm.js')) forbidden.push(/\b__dirname\b/, /\bmodule\.exports\b/);
    for (const pattern of forbidden) assert.doesNotMatch(code, pattern, `${path} holds ${pattern}`);
  }
});

test('no module awaits at its top level, and none holds syntax newer than ES2018', async () => {
  for (const path of files.filter((name) => /^dist\/.*\.m?js$/.test(name) && !isPlain(name))) {
    const format = path.endsWith('.mjs') || path.endsWith('.esm.js') ? 'esm' : 'cjs';
    // esbuild refuses what it cannot lower, such as top-level await.
    await transform(text(path), { target: 'es2018', format, supported: { 'import-meta': true }, logLevel: 'silent' });
    assert.doesNotMatch(withoutTexts(text(path)), /\?\?|\?\.[^\d]|\bcatch\{|#\w+[=;(]/, `${path} holds newer syntax`);
  }
});
