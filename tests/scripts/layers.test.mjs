// The layers of pkg/src: which folder may import which, and that no two files import each other, types included.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'pkg', 'src');

/**
 * From bottom to top: a layer, its files (a folder, or a file that belongs elsewhere than its folder), and the layers that
 * it may import. A row may only name rows above it, so the layers cannot form a circle.
 */
const layers = [
  { name: 'generated', files: ['generated/'], imports: [] },
  { name: 'platform', files: ['platform/'], imports: [] },
  { name: 'core', files: ['core/'], imports: ['generated'] },
  { name: 'normalize', files: ['normalize/'], imports: ['generated', 'core'] },
  { name: 'wasm', files: ['wasm/'], imports: ['generated', 'core'] },
  { name: 'transport', files: ['transport/'], imports: ['generated', 'platform', 'core', 'wasm'] },
  { name: 'webhooks', files: ['webhooks/'], imports: ['generated', 'platform', 'core'] },
  { name: 'v2', files: ['v2/', 'generated/v2-nouns.ts'], imports: ['generated', 'core', 'normalize', 'wasm'] },
  {
    name: 'client',
    files: ['client/', 'generated/v1.ts', 'generated/v1-nouns.ts'],
    imports: ['generated', 'platform', 'core', 'normalize', 'wasm', 'transport', 'v2'],
  },
  {
    name: 'main entry',
    files: ['index.ts', 'slim.ts'],
    imports: ['generated', 'platform', 'core', 'normalize', 'wasm', 'transport', 'webhooks', 'v2', 'client'],
  },
  // The entry `auth` imports the main entry, which is built apart from it.
  {
    name: 'auth',
    files: ['auth/', 'generated/systems.ts'],
    imports: ['generated', 'platform', 'core', 'wasm', 'transport', 'main entry'],
  },
  // The entry `access` imports types of the main entry only: the caller brings the client.
  {
    name: 'access',
    files: ['access/'],
    imports: ['generated', 'platform', 'core', 'normalize', 'wasm', 'main entry'],
  },
  // The entry `sandbox` imports the two entries above, which are built apart from it.
  { name: 'sandbox', files: ['sandbox/'], imports: ['generated', 'wasm', 'main entry', 'auth'] },
];

/** The layer of a file: the row with the longest prefix that fits. */
function layerOf(file, rows = layers) {
  const fits = rows.flatMap((row) =>
    row.files.filter((prefix) => file.startsWith(prefix)).map((prefix) => ({ row, prefix })),
  );
  fits.sort((a, b) => b.prefix.length - a.prefix.length);
  return fits[0]?.row;
}

const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

/** The relative specifiers of a file's imports and re-exports, `import()` types included. */
function specifiers(text) {
  const pattern = /\b(?:from|import)\s*\(?\s*(['"])(\.[^'"]*)\1/g;
  return [...withoutComments(text).matchAll(pattern)].map((match) => match[2]);
}

/** The imports of files, given as texts by name: `{ file: [imported file, …] }`. */
function importsOf(texts) {
  const find = (file, specifier) => {
    const path = join(dirname(file), specifier);
    const found = [`${path}.ts`, `${path}.d.ts`, join(path, 'index.ts')].find((name) => name in texts);
    assert.ok(found, `${file} imports ${specifier}, which does not exist`);
    return found;
  };
  return Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [file, specifiers(text).map((one) => find(file, one))]),
  );
}

/** The first circle of imports as a list of files, or nothing. */
function circleIn(imports) {
  const done = new Set();
  const visit = (file, path) => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const other of imports[file]) {
      const circle = visit(other, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of Object.keys(imports)) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}

/** Imports that the layers do not allow, as sentences. */
function forbiddenIn(imports, rows = layers) {
  return Object.entries(imports).flatMap(([file, others]) => {
    const layer = layerOf(file, rows);
    if (layer === undefined) return [`${file} is in no layer`];
    return others
      .map((other) => ({ other, to: layerOf(other, rows) }))
      .filter(({ to }) => to !== layer && !layer.imports.includes(to?.name))
      .map(({ other, to }) => `${file} (${layer.name}) imports ${other} (${to?.name ?? 'in no layer'})`);
  });
}

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(source, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'));
const imports = importsOf(Object.fromEntries(files.map((file) => [file, readFileSync(join(source, file), 'utf8')])));

test('no files of pkg/src import each other in a circle, types included', () => {
  assert.ok(files.length > 90);
  assert.equal(circleIn(imports)?.join(' → '), undefined);
});

test('every file of pkg/src imports only what its layer may', () => {
  assert.deepEqual(forbiddenIn(imports), []);
});

test('every row names only rows above it', () => {
  layers.forEach(({ name, imports: allowed }, index) => {
    const above = layers.slice(0, index).map((row) => row.name);
    assert.deepEqual(
      allowed.filter((one) => !above.includes(one)),
      [],
      name,
    );
  });
});

test('a circle and a forbidden import are found, whatever form the import has', () => {
  const forms = [
    "import { b } from './b';",
    "import type { B } from './b';",
    "import {\n  b,\n  type B,\n} from './b';",
    "export * from './b';",
    "export type { B } from './b';",
    "import './b';",
    "let b: import('./b').B;",
  ];
  for (const form of forms) {
    const found = importsOf({ 'core/a.ts': form, 'core/b.ts': "import { a } from './a';" });
    assert.deepEqual(circleIn(found), ['core/a.ts', 'core/b.ts', 'core/a.ts'], form);
    assert.deepEqual(circleIn({ ...found, 'core/b.ts': [] }), undefined);
  }
  const upward = importsOf({ 'core/a.ts': "import { b } from '../client/b';", 'client/b.ts': "// from '../core/a'" });
  assert.deepEqual(forbiddenIn(upward), ['core/a.ts (core) imports client/b.ts (client)']);
  assert.deepEqual(forbiddenIn({ 'elsewhere/a.ts': [] }), ['elsewhere/a.ts is in no layer']);
  assert.throws(() => importsOf({ 'core/a.ts': "import { b } from './missing';" }), /does not exist/);
});
