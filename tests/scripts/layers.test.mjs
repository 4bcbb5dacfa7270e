// The layers of pkg/src, cli/src and www/src: which folder may import which, and that no two files import each other,
// types included.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * From bottom to top: a layer, its files (a folder, or a file that belongs elsewhere than its folder), and the layers that
 * it may import. A row may only name rows above it, so the layers cannot form a circle.
 */
const packageLayers = [
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

/** The same of the command line. Everything below `commands` knows no command. */
const below = ['failure', 'duration', 'names', 'output', 'terminal', 'account', 'input', 'rows'];
const cliLayers = [
  { name: 'generated', files: ['generated/'], imports: [] },
  { name: 'failure', files: ['command/failure.ts', 'command/exit-code.ts'], imports: [] },
  { name: 'duration', files: ['input/duration.ts'], imports: ['failure'] },
  { name: 'output', files: ['output/'], imports: ['failure'] },
  { name: 'terminal', files: ['terminal/'], imports: ['failure', 'output'] },
  // Finding one of several things by what was typed; projects are found so, too.
  { name: 'names', files: ['input/named.ts', 'input/fold.ts'], imports: ['failure', 'output'] },
  { name: 'account', files: ['account/'], imports: ['failure', 'duration', 'names', 'output', 'terminal'] },
  { name: 'input', files: ['input/'], imports: ['failure', 'duration', 'names', 'output', 'account'] },
  // What a row of a command is, and what is read from rows.
  {
    name: 'rows',
    files: [
      'command',
      'global-options',
      'applying-options',
      'event-options',
      'period-options',
      'chapters',
      'help-pages',
    ].map((file) => `command/${file}.ts`),
    imports: ['failure', 'output', 'terminal', 'account'],
  },
  // What several commands do alike.
  { name: 'shared work', files: ['access/', 'embedded/', 'following/', 'serving/'], imports: below },
  { name: 'commands', files: ['commands/'], imports: [...below, 'generated', 'shared work'] },
  // commander, and what runs a command.
  { name: 'program', files: ['command/', 'unloc.ts'], imports: [...below, 'commands'] },
];

/** The same of the page. What is loaded when it is needed counts as an import, too. */
const underParts = ['address', 'storage', 'words', 'format', 'account', 'drawing', 'data'];
const underViews = [...underParts, 'shared state', 'parts', 'preview'];
const pageLayers = [
  { name: 'address', files: ['app/address.ts', 'account/account-address.ts'], imports: [] },
  { name: 'theme', files: ['app/theme.ts'], imports: [] },
  { name: 'storage', files: ['storage/'], imports: [] },
  { name: 'examination', files: ['account/examine.ts', 'account/token-backend.ts'], imports: ['address'] },
  // Words name the themes and the findings that they are words of.
  { name: 'words', files: ['words/'], imports: ['theme', 'examination'] },
  { name: 'format', files: ['format/'], imports: ['words'] },
  { name: 'account', files: ['account/'], imports: ['address', 'storage', 'examination'] },
  { name: 'drawing', files: ['timeline/'], imports: ['words', 'format'] },
  { name: 'data', files: ['data/'], imports: ['address', 'storage', 'words', 'format', 'account', 'drawing'] },
  // Signals of the shell that what stands in it sets: which panel is open, what is said, the clock of the demo.
  {
    name: 'shared state',
    files: ['app/panels.ts', 'app/keyboard.ts', 'app/notices.tsx', 'app/clock.tsx'],
    imports: underParts,
  },
  { name: 'parts', files: ['parts/'], imports: [...underParts, 'shared state'] },
  { name: 'preview', files: ['timeline/preview-timeline.tsx'], imports: underParts },
  { name: 'flows', files: ['flows/'], imports: underViews },
  { name: 'views', files: ['views/', 'account/connect-view.tsx'], imports: [...underViews, 'examination', 'flows'] },
  { name: 'developer', files: ['developer/'], imports: underViews },
  { name: 'app', files: ['app/'], imports: [...underViews, 'theme', 'flows', 'views', 'developer'] },
  { name: 'program', files: ['main.tsx', 'service-worker/'], imports: ['address', 'account', 'theme', 'app'] },
];

/** The layer of a file: the row with the longest prefix that fits. */
function layerOf(file, rows) {
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
  return [...withoutComments(text).matchAll(pattern)].map((match) => match[2]).filter((one) => !one.endsWith('.css'));
}

/** The imports of files, given as texts by name: `{ file: [imported file, …] }`. */
function importsOf(texts) {
  const find = (file, specifier) => {
    const path = join(dirname(file), specifier);
    const found = [`${path}.ts`, `${path}.tsx`, `${path}.d.ts`, join(path, 'index.ts')].find((name) => name in texts);
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
function forbiddenIn(imports, rows) {
  return Object.entries(imports).flatMap(([file, others]) => {
    const layer = layerOf(file, rows);
    if (layer === undefined) return [`${file} is in no layer`];
    return others
      .map((other) => ({ other, to: layerOf(other, rows) }))
      .filter(({ to }) => to !== layer && !layer.imports.includes(to?.name))
      .map(({ other, to }) => `${file} (${layer.name}) imports ${other} (${to?.name ?? 'in no layer'})`);
  });
}

/** The imports of a folder's files. */
function importsBelow(...folder) {
  const source = join(root, ...folder);
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(source, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'));
  return importsOf(Object.fromEntries(files.map((file) => [file, readFileSync(join(source, file), 'utf8')])));
}

const sources = [
  { name: 'pkg/src', layers: packageLayers, imports: importsBelow('pkg', 'src'), least: 90 },
  { name: 'cli/src', layers: cliLayers, imports: importsBelow('cli', 'src'), least: 60 },
  { name: 'www/src', layers: pageLayers, imports: importsBelow('www', 'src'), least: 200 },
];

for (const { name, layers, imports, least } of sources) {
  test(`no files of ${name} import each other in a circle, types included`, () => {
    assert.ok(Object.keys(imports).length > least);
    assert.equal(circleIn(imports)?.join(' → '), undefined);
  });

  test(`every file of ${name} imports only what its layer may`, () => {
    assert.deepEqual(forbiddenIn(imports, layers), []);
  });

  test(`every row of ${name} names only rows above it`, () => {
    layers.forEach(({ name: layer, imports: allowed }, index) => {
      const above = layers.slice(0, index).map((row) => row.name);
      assert.deepEqual(
        allowed.filter((one) => !above.includes(one)),
        [],
        layer,
      );
    });
  });
}

/** Imports between the groups of commands, other than of their columns. */
function betweenGroups(imports) {
  const group = (file) => /^commands\/([\w-]+)\//.exec(file)?.[1];
  return Object.entries(imports).flatMap(([file, others]) =>
    others
      .filter((other) => group(file) && group(other) && group(other) !== group(file) && !other.endsWith('/columns.ts'))
      .map((other) => `${file} imports ${other}`),
  );
}

test('a group of commands imports nothing of another but its columns', () => {
  assert.deepEqual(betweenGroups(sources[1].imports), []);
  assert.deepEqual(betweenGroups({ 'commands/a/b.ts': ['commands/c/d.ts', 'commands/c/columns.ts', 'input/x.ts'] }), [
    'commands/a/b.ts imports commands/c/d.ts',
  ]);
});

test('what is loaded when a command runs is not loaded before: rows import no implementation', () => {
  const source = join(root, 'cli', 'src', 'commands');
  for (const file of Object.keys(sources[1].imports).filter((one) => /^commands\/.*\/index\.ts$/.test(one))) {
    const text = readFileSync(join(source, '..', file), 'utf8');
    const eager = [...text.matchAll(/^import (?!type )[^;]*? from '([^']*)';/gms)].map(([, path]) => path);
    for (const path of eager) assert.match(path, /^\.\.\/\.\.\/command\/[\w-]*options$/, `${file} imports ${path}`);
  }
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
  assert.deepEqual(forbiddenIn(upward, packageLayers), ['core/a.ts (core) imports client/b.ts (client)']);
  assert.deepEqual(forbiddenIn({ 'elsewhere/a.ts': [] }, packageLayers), ['elsewhere/a.ts is in no layer']);
  assert.throws(() => importsOf({ 'core/a.ts': "import { b } from './missing';" }), /does not exist/);
});
