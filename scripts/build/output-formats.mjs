// Builds every output format of every entry with esbuild:
//   X.js           CommonJS, for Node and test runners
//   X.node.mjs     re-exports X.js, through X.node.js, so that `import` and `require` share one instance
//   X.mjs          ES module, for bundlers and browsers
//   X.esm.js       the same with the ending that webpack 4 needs (field `module`)
//   X.workerd.mjs  ES module that imports the .wasm: workerd refuses to compile bytes
//   X.edge.mjs     the same, but imports it with the suffix `?module`: for edge runtimes of Next and Vercel
import { build } from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { commands, entries as all, modules as published, wasmFile } from './entries.mjs';
import { encode } from './frequency-code.mjs';
import { instantiateSource } from './glue.mjs';
import { distribution, root } from './paths.mjs';
import { shortLines } from './short-lines.mjs';

const source = (file) => join(root, 'pkg', 'src', 'wasm', file);
const quoted = JSON.stringify;

/** How an output format gets the compiled wasm: a file of pkg/src/wasm/sources. */
const wasmSources = {
  inline: { cjs: 'inline-cjs.ts', esm: 'inline.ts', legacy: 'inline.ts', workerd: 'import.ts', edge: 'import.ts' },
  separate: { cjs: 'file.ts', esm: 'fetch.ts', legacy: 'fetch-given-url.ts', workerd: 'import.ts', edge: 'import.ts' },
};

/** Where an entry finds its .wasm file, as a relative import. */
function wasmPath(entry, module, { distribution }) {
  const path = relative(dirname(join(distribution, entry.output)), join(distribution, wasmFile(module)));
  return path.startsWith('.') ? path : `./${path}`;
}

/** Texts that stand for the wasm until the lines of the code are broken. */
const placeholders = new Map();

function placeholder(kind, text) {
  const name = `@wasm as ${kind}@`;
  placeholders.set(name, text);
  return { contents: `export default ${quoted(name)};`, loader: 'js' };
}

/** Breaks the lines of a built file, and puts the wasm into it, on a line of its own. */
function putWasm(outfile) {
  let code = shortLines(readFileSync(outfile, 'utf8'));
  for (const [name, text] of placeholders) code = code.replace(quoted(name), () => `\n${quoted(text)}\n`);
  placeholders.clear();
  writeFileSync(outfile, code);
}

/** esbuild plug-in that provides the modules of pkg/src/wasm/virtual.d.ts. */
const virtualModules = (entry, form, to) => ({
  name: 'wasm',
  setup({ onResolve, onLoad }) {
    const module = to.modules[entry.module];
    const bytes = () => readFileSync(join(root, module.output, `${module.outputName}_bg.wasm`));
    const contents = {
      [`virtual:${module.name}-glue`]: () => ({ contents: instantiateSource(module), loader: 'js', resolveDir: root }),
      'virtual:wasm-text': () => placeholder('text', encode(bytes())),
      'virtual:wasm-base64': () => placeholder('base64', bytes().toString('base64')),
    };
    onResolve({ filter: /^virtual:/ }, ({ path }) => {
      if (path === 'virtual:wasm-source')
        return { path: source(join('sources', wasmSources[entry.wasm][form])), sideEffects: false };
      // Next takes an import of a .wasm file with this suffix, and no other, as one of the compiled module.
      if (path === 'virtual:wasm-module')
        return { path: `${wasmPath(entry, module, to)}${form === 'edge' ? '?module' : ''}`, external: true };
      return { path, namespace: 'virtual', sideEffects: false };
    });
    onLoad({ filter: /.*/, namespace: 'virtual' }, ({ path }) =>
      path in contents
        ? contents[path]()
        : {
            errors: [
              {
                text: `the entry ${entry.path} imports ${path}, but the wasm of its row is that of the ${module.name}`,
              },
            ],
          },
    );
  },
});

const endings = { cjs: 'js', esm: 'mjs', legacy: 'esm.js', workerd: 'workerd.mjs', edge: 'edge.mjs' };

/** esbuild plug-in: an entry imports the entries of its `takes` from their built files. */
const takenEntries = (entry, form) => ({
  name: 'taken',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const wanted = join(resolveDir, path);
      const taken = all.find(
        (one) => (entry.takes ?? []).includes(one.path) && wanted === join(root, one.source).replace(/\.ts$/, ''),
      );
      if (taken === undefined) return undefined;
      const built = relative(dirname(entry.output), taken.output);
      return {
        path: `${built.startsWith('.') ? built : `./${built}`}.${endings[form]}`,
        external: true,
        sideEffects: false,
      };
    });
  },
});

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: 'es2018',
  // Only the slim entry's ES module uses it, and its bundlers support it.
  supported: { 'import-meta': true },
  platform: 'neutral',
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  // ES modules assign `module.exports` below on purpose.
  logOverride: { 'commonjs-variable-in-esm': 'silent' },
  external: ['crypto', 'fs', 'os', 'path', 'node:*'],
  // Replaces TextEncoder and TextDecoder in the glue.
  inject: [source('text-coder-ponyfill.ts')],
};

/** The constants of pkg/src/wasm/virtual.d.ts. */
const definitions = (entry, to) => ({
  WASM_FILE: quoted(wasmPath(entry, to.modules[entry.module], to)),
  WASM_ENTRY: quoted(join('unloc-integrator-client', entry.path)),
});

async function bundled(entry, form, to, options) {
  const result = await build({
    ...common,
    minify: to.minify !== false,
    entryPoints: [join(root, entry.source)],
    plugins: [takenEntries(entry, form), ...(entry.module ? [virtualModules(entry, form, to)] : [])],
    define: entry.module ? definitions(entry, to) : {},
    ...options,
  });
  putWasm(options.outfile);
  return result;
}

async function esModule(entry, form, to, outfile) {
  const { metafile } = await bundled(entry, form, to, { format: 'esm', outfile, metafile: true });
  const [output] = Object.values(metafile.outputs);
  return output.exports;
}

/**
 * Writes CommonJS without esbuild's conversion: without `__esModule`, which runtimes interpret differently; with plain
 * properties, which tests can replace; with a footer that lists the names for Node's detection of named exports. A default
 * export becomes `module.exports` itself, so that every way of importing it works.
 */
function commonJs(entry, names, to, outfile) {
  const named = names.filter((name) => name !== 'default');
  const all = named.map((name) => `${name}: entry_${name}`).join(', ');
  const imports = names.map((name) => `${name} as entry_${name}`).join(', ');
  const whole = names.includes('default') ? `Object.assign(entry_default, { ${all} })` : `{ ${all} }`;
  return bundled(entry, 'cjs', to, {
    entryPoints: undefined,
    stdin: {
      contents: `import { ${imports} } from ${quoted(join(root, entry.source))};
        const api = ${whole}; api.default = api; module.exports = api;`,
      resolveDir: root,
    },
    format: 'cjs',
    footer: { js: `0&&(module.exports={${named.join(',')}});` },
    outfile,
  });
}

/**
 * The CommonJS build for `import`: one instance for both. It goes through a small file whose exports Node cannot
 * detect, because detecting them in the text of the wasm takes longer than everything else until the first call.
 */
function nodeModule(entry, names, output) {
  const name = entry.output.split('/').pop();
  const named = names.filter((one) => one !== 'default');
  writeFileSync(`${output}.node.js`, `'use strict';\nconst api = require('./${name}.js');\nmodule.exports = api;\n`);
  writeFileSync(
    `${output}.node.mjs`,
    [
      `import api from './${name}.node.js';`,
      `export const { ${named.join(', ')} } = api;`,
      ...(names.includes('default') ? ['export default api;'] : []),
      '',
    ].join('\n'),
  );
}

function command({ source, output }, entries) {
  const outfile = join(distribution, output);
  return build({
    ...common,
    inject: [],
    platform: 'node',
    external: [],
    entryPoints: [join(root, source)],
    format: 'cjs',
    outfile,
    plugins: [
      {
        // A command imports an entry from its built file: one copy of the wasm is enough.
        name: 'entries',
        setup({ onResolve }) {
          onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
            const wanted = join(resolveDir, path).replace(/\.(?:js|ts)$/, '');
            const entry = entries.find((one) => {
              const file = join(root, one.source).replace(/\.ts$/, '');
              return wanted === file || join(wanted, 'index') === file;
            });
            if (entry === undefined) return undefined;
            const built = relative(dirname(outfile), join(distribution, `${entry.output}.js`));
            return { path: built.startsWith('.') ? built : `./${built}`, external: true };
          });
        },
      },
    ],
  }).then(() => {
    putWasm(outfile);
    chmodSync(outfile, 0o755);
  });
}

/** Writes every output format of the entries, and the .wasm files, to pkg/dist or another folder (`minify: false` keeps names). */
export async function buildForms(entries, to = { modules: published, distribution }) {
  const { modules } = to;
  for (const entry of entries) {
    const output = join(to.distribution, entry.output);
    mkdirSync(dirname(output), { recursive: true });
    const names = await esModule(entry, 'esm', to, `${output}.mjs`);
    if (entry.wasm === 'separate' || entry.takes) await esModule(entry, 'legacy', to, `${output}.esm.js`);
    else copyFileSync(`${output}.mjs`, `${output}.esm.js`);
    await esModule(entry, 'workerd', to, `${output}.workerd.mjs`);
    await esModule(entry, 'edge', to, `${output}.edge.mjs`);
    await commonJs(entry, names, to, `${output}.js`);
    nodeModule(entry, names, output);
    if (entry.module === undefined) continue;
    const module = modules[entry.module];
    const file = join(to.distribution, wasmFile(module));
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(join(root, module.output, `${module.outputName}_bg.wasm`), file);
  }
}

/** The files that wasm-bindgen writes. */
export const plainFiles = ({ outputName }) => ({
  code: `${outputName}.js`,
  types: `${outputName}.d.ts`,
  wasm: `${outputName}_bg.wasm`,
});

/** Copies what wasm-bindgen writes to pkg/dist, with a manifest by which its `.js` is an ES module, as wasm-pack adds one. */
export function copyPlainEntries(plainEntries) {
  for (const { output, module } of plainEntries) {
    const folder = join(distribution, output);
    mkdirSync(folder, { recursive: true });
    const { code, types, wasm } = plainFiles(published[module]);
    copyFileSync(join(root, published[module].output, wasm), join(folder, wasm));
    for (const file of [code, types]) {
      // wasm-bindgen writes the quotation mark of a comment that comes through a macro of Rust.
      const text = readFileSync(join(root, published[module].output, file), 'utf8').replace(/^( \* )r" /gm, '$1');
      writeFileSync(join(folder, file), text);
    }
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ type: 'module', sideEffects: false }, null, 2)}\n`);
  }
}

/** Writes the commands below pkg/dist. */
export async function buildCommands(entries) {
  for (const one of commands) await command(one, entries);
}
