// Every form of every entry, by esbuild:
//   X.js           CommonJS, for Node and test runners
//   X.node.mjs     re-exports X.js, by way of X.node.js, so that `import` and `require` share one instance
//   X.mjs          ES module, for bundlers and browsers
//   X.esm.js       the same under an ending that webpack 4 treats as it should (field `module`)
//   X.workerd.mjs  ES module that imports the .wasm: workerd refuses to compile bytes
import { build } from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { commands, entries as all, modules as published, wasmFile } from './entries.mjs';
import { readyGlue } from './glue.mjs';
import { distribution, root } from './paths.mjs';
import { textOf } from './frequency-code.mjs';

const loading = (file) => join(root, 'pkg', 'src', 'wasm', file);
const quoted = JSON.stringify;

/**
 * How a form gets at a module's compiled wasm: the source text of `wasm:NAME`. Plain objects and
 * functions only: a call here would keep the whole wasm in the bundle of a page that does not use it.
 */
function sourceModule(module, entry, form, { distribution }) {
  const folder = dirname(join(distribution, entry.output));
  const path = relative(folder, join(distribution, wasmFile(module)));
  const wasm = quoted(path.startsWith('.') ? path : `./${path}`);
  if (form === 'workerd') {
    return `import module from ${wasm};
      export const source = { compile: () => Promise.resolve(module), compileNow: () => module };`;
  }
  if (entry.wasm === 'inline' && form === 'cjs') {
    return `import base64 from 'base64:${module.name}';
      import { compileBase64, compileBase64Now } from ${quoted(loading('inline/base64.ts'))};
      export const source = { compile: () => compileBase64(base64), compileNow: () => compileBase64Now(base64) };`;
  }
  if (entry.wasm === 'inline') {
    return `import text from 'text:${module.name}';
      import { compileInline, compileInlineNow } from ${quoted(loading('inline/compile.ts'))};
      export const source = { compile: () => compileInline(text), compileNow: () => compileInlineNow(text) };`;
  }
  if (form === 'cjs') {
    return `import { compileFile, compileFileNow } from ${quoted(loading('separate/compile-file.ts'))};
      const path = __dirname + ${quoted(`/${path}`)};
      export const source = { compile: (from) => compileFile(path, from), compileNow: () => compileFileNow(path) };`;
  }
  // Bundlers look for these very words. webpack 4 cannot read `import.meta`: its users hand in a URL.
  const location = form === 'esm' ? `new URL(${wasm}, import.meta.url)` : 'undefined';
  return `import { compileFrom, compileFetchedNow } from ${quoted(loading('separate/compile-fetched.ts'))};
    export const source = { compile: (from = ${location}) => compileFrom(from), compileNow: compileFetchedNow };`;
}

/** esbuild plug-in that makes the virtual modules of pkg/src/wasm/virtual.d.ts. */
const virtualModules = (entry, form, to) => ({
  name: 'wasm',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(glue|wasm|text|base64):/ }, ({ path }) => ({ path, namespace: 'virtual', sideEffects: false }));
    onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'virtual' }, ({ path }) => {
      const [kind, name] = path.split(':');
      const module = to.modules[name];
      if (!entry.modules.includes(name)) {
        return { errors: [{ text: `the entry ${entry.path} imports ${path}, but its row lists only the wasm of ${entry.modules.join(', ') || 'nothing'}` }] };
      }
      if (kind === 'glue') return { contents: readyGlue(module), loader: 'js', resolveDir: root };
      if (kind === 'wasm') return { contents: sourceModule(module, entry, form, to), loader: 'js', resolveDir: root };
      const bytes = readFileSync(join(root, module.output, `${module.outputName}_bg.wasm`));
      if (kind === 'base64') return { contents: bytes, loader: 'base64' };
      return { contents: `export default ${quoted(textOf(bytes))};`, loader: 'js' };
    });
  },
});

const endings = { cjs: 'js', esm: 'mjs', legacy: 'esm.js', workerd: 'workerd.mjs' };

/** esbuild plug-in that leaves the entries that an entry takes where they are built. */
const takenEntries = (entry, form) => ({
  name: 'taken',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const wanted = join(resolveDir, path);
      const taken = all.find((one) => (entry.takes ?? []).includes(one.path) && wanted === join(root, one.source).replace(/\.ts$/, ''));
      if (taken === undefined) return undefined;
      const built = relative(dirname(entry.output), taken.output);
      return { path: `${built.startsWith('.') ? built : `./${built}`}.${endings[form]}`, external: true, sideEffects: false };
    });
  },
});

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: 'es2018',
  // Only the slim form for browsers has it, and the bundlers that know it.
  supported: { 'import-meta': true },
  platform: 'neutral',
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  // ES modules assign `module.exports` below on purpose.
  logOverride: { 'commonjs-variable-in-esm': 'silent' },
  external: ['fs'],
  // Wherever the glue names TextEncoder and TextDecoder.
  inject: [loading('text-coder-ponyfill.ts')],
};

const bundled = (entry, form, to, options) => build({
  ...common,
  entryPoints: [join(root, entry.source)],
  plugins: [takenEntries(entry, form), virtualModules(entry, form, to)],
  ...options,
});

async function esModule(entry, form, to, outfile) {
  const { metafile } = await bundled(entry, form, to, { format: 'esm', outfile, metafile: true });
  const [output] = Object.values(metafile.outputs);
  return output.exports;
}

/**
 * CommonJS by hand: without `__esModule`, on which runtimes disagree, with plain properties that
 * tests can replace, and with the names spelled out for Node's detection of named exports. A default
 * export becomes `module.exports` itself, which every way of importing it understands.
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
 * The CommonJS form for `import`: one instance for both. It goes through a small file whose exports Node cannot
 * see: looking for them in the text of the wasm takes longer than everything else until the first call.
 */
function nodeModule(entry, names, output) {
  const name = entry.output.split('/').pop();
  const named = names.filter((one) => one !== 'default');
  writeFileSync(`${output}.node.js`, `'use strict';\nconst api = require('./${name}.js');\nmodule.exports = api;\n`);
  writeFileSync(`${output}.node.mjs`, [
    `import api from './${name}.node.js';`,
    `export const { ${named.join(', ')} } = api;`,
    ...(names.includes('default') ? ['export default api;'] : []),
    '',
  ].join('\n'));
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
    plugins: [{
      // An entry is taken from its built file: one copy of its wasm is enough.
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
    }],
  }).then(() => chmodSync(outfile, 0o755));
}

/** Writes every form of the entries, and the .wasm files, below pkg/dist or another folder. */
export async function buildForms(entries, to = { modules: published, distribution }) {
  const { modules } = to;
  for (const entry of entries) {
    const output = join(to.distribution, entry.output);
    mkdirSync(dirname(output), { recursive: true });
    const names = await esModule(entry, 'esm', to, `${output}.mjs`);
    if (entry.wasm === 'separate' || entry.takes) await esModule(entry, 'legacy', to, `${output}.esm.js`);
    else copyFileSync(`${output}.mjs`, `${output}.esm.js`);
    if (entry.modules.length > 0) await esModule(entry, 'workerd', to, `${output}.workerd.mjs`);
    await commonJs(entry, names, to, `${output}.js`);
    nodeModule(entry, names, output);
    for (const name of entry.modules) {
      const module = modules[name];
      const file = join(to.distribution, wasmFile(module));
      mkdirSync(dirname(file), { recursive: true });
      copyFileSync(join(root, module.output, `${module.outputName}_bg.wasm`), file);
    }
  }
}

/** Writes the commands below pkg/dist. */
export async function buildCommands(entries) {
  for (const one of commands) await command(one, entries);
}
