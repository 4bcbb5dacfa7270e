// Writes the parts of the package's manifests that follow from the table of entries: `exports`, `bin`, `files`, and
// the folders for webpack 4 and TypeScript 3.7, which do not support `exports`.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, modules, plainEntries, wasmFile } from './entries.mjs';
import { plainFiles } from './output-formats.mjs';
import { packageFolder, root } from './paths.mjs';

const copied = ['CHANGELOG.md', 'LICENSE-MIT', 'LICENSE-APACHE'];

function conditions({ output }) {
  const built = (types, file) => ({ types: `./dist/${output}.d.${types}`, default: `./dist/${output}.${file}` });
  return {
    workerd: built('mts', 'workerd.mjs'),
    // Before `node`: Next sets both for some edge bundles.
    'edge-light': built('mts', 'edge.mjs'),
    node: { import: built('mts', 'node.mjs'), require: built('ts', 'js') },
    // Bundlers use the same file for `import` and `require`, and so one instance.
    module: built('mts', 'mjs'),
    import: built('mts', 'mjs'),
    require: built('ts', 'js'),
    default: `./dist/${output}.mjs`,
  };
}

/** The rows of an entry that is what wasm-bindgen writes, and of its .wasm file. */
function plainConditions({ path, output, module }) {
  const { code, types, wasm } = plainFiles(modules[module]);
  return [
    [path, { types: `./dist/${output}/${types}`, default: `./dist/${output}/${code}` }],
    [`${path}/${wasm}`, `./dist/${output}/${wasm}`],
  ];
}

const legacy = ({ output }, up) => ({
  main: `${up}dist/${output}.js`,
  module: `${up}dist/${output}.esm.js`,
  types: `${up}dist/${output}.d.ts`,
});

function writeJson(file, content) {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

export function writeManifests(entries) {
  const file = join(packageFolder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const subPaths = entries.filter(({ path }) => path !== '.').map(({ path }) => path.slice(2));
  const used = [...new Set(entries.flatMap(({ module }) => module ?? []))].map((name) => modules[name]);
  Object.assign(
    manifest,
    legacy(
      entries.find(({ path }) => path === '.'),
      './',
    ),
  );
  manifest.exports = {
    ...Object.fromEntries(entries.map((entry) => [entry.path, conditions(entry)])),
    ...Object.fromEntries(plainEntries.flatMap(plainConditions)),
    ...Object.fromEntries(used.map((module) => [`./${wasmFile(module)}`, `./dist/${wasmFile(module)}`])),
    './package.json': './package.json',
  };
  manifest.bin = Object.fromEntries(commands.map(({ name, output }) => [name, `dist/${output}`]));
  manifest.files = ['dist', ...subPaths.map((path) => `${path}/package.json`), ...copied];
  writeJson(file, manifest);
  for (const entry of entries.filter(({ path }) => path !== '.')) {
    const path = entry.path.slice(2);
    mkdirSync(join(packageFolder, path), { recursive: true });
    writeJson(join(packageFolder, path, 'package.json'), {
      private: true,
      ...legacy(entry, '../'.repeat(path.split('/').length)),
      sideEffects: false,
    });
  }
  // npm packs them only from the package's own folder.
  for (const name of copied) {
    if (existsSync(join(root, name))) copyFileSync(join(root, name), join(packageFolder, name));
  }
}
