// Where the package must work by plain installation, as a table. Each case lays out its tool's folder, does what a
// user of that tool does, and resolves to what was seen; what it throws is the reason of its failure.
import { build } from 'esbuild';
import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../scripts/setup/command.mjs';
import { reportOf, textsOn } from '../support/chromium.mjs';
import { root } from '../support/packed.mjs';
import { tool } from './workspace.mjs';
import { withServer, withStaticServer } from './servers.mjs';

/** The first report in a program's output; throws the failed one. */
function reportIn(output, mark = 'passed: ') {
  const line = output.split('\n').find((text) => text.startsWith(mark));
  if (line === undefined) throw new Error(`it did not report:\n${output}`);
  return line.slice(mark.length);
}

/** Runs files by a runtime of npm's registry. */
async function runtime(place, program, parameterLists) {
  chmodSync(program, 0o755);
  const said = [];
  for (const parameters of parameterLists) {
    said.push(reportIn(await run(program, parameters, { cwd: place, quiet: true, title: [program.split('/').pop(), ...parameters].join(' '), limitMinutes: 2 })));
  }
  return said[0];
}

const node = (major) => ({
  name: `Node ${major}, import and require`,
  folder: 'runtimes',
  run: (place) => runtime(place, join(place, 'node_modules', `node-${major}`, 'bin', 'node'), [['main.mjs'], ['require.cjs'], ['slim.mjs']]),
});

/** Opens pages of a served folder one after the other. */
async function pages(address, names) {
  const said = [];
  for (const name of names) {
    said.push(await reportOf(new URL(name, address).href).catch((error) => {
      throw new Error(`${name || 'index.html'}: ${error.message}`);
    }));
  }
  return said[0];
}

const vite = (major, { developmentPages }) => [
  {
    name: `Vite ${major}, development server`,
    folder: `vite-${major}`,
    run: (place) => withServer(
      join(place, 'node_modules', '.bin', 'vite'), ['--host', '127.0.0.1', '--clearScreen', 'false'], { cwd: place },
      (address) => pages(address, developmentPages),
    ),
  },
  {
    name: `Vite ${major}, build`,
    folder: `vite-${major}`,
    run: async (place) => {
      await tool(place, 'vite', ['build']);
      await tool(place, 'vite', ['build', 'slim']);
      return withStaticServer(
        { '/': join(place, 'dist') },
        async (address) => {
          const said = await pages(address, ['']);
          await withStaticServer({ '/': join(place, 'slim', 'dist') }, (slim) => pages(slim, ['']));
          return said;
        },
      );
    },
  },
];

const webpack = (major, entries, output, env) => ({
  name: `webpack ${major}`,
  folder: `webpack-${major}`,
  run: async (place) => {
    for (const [name, entry] of Object.entries(entries)) {
      await tool(place, 'webpack', ['--mode', 'production', '--entry', entry, ...output(name)], { env });
    }
    return withStaticServer({ '/': place }, (address) => pages(address, ['', 'slim.html', 'both.html']));
  },
});

export const cases = [
  ...[18, 20, 22, 24].map(node),
  {
    name: 'Bun',
    folder: 'runtimes',
    run: (place) => runtime(place, join(place, 'node_modules', '@oven', 'bun-linux-x64', 'bin', 'bun'), [['main.mjs'], ['require.cjs'], ['slim.mjs']]),
  },
  {
    name: 'Deno',
    folder: 'runtimes',
    run: (place) => runtime(place, join(place, 'node_modules', '@deno', 'linux-x64-glibc', 'deno'), [
      ['run', '--allow-all', 'main.mjs'], ['run', '--allow-all', 'slim.mjs'],
    ]),
  },
  {
    name: 'workerd',
    folder: 'runtimes',
    run: async (place) => {
      // As wrangler does it: bundled under the condition `workerd`, the .wasm files beside.
      await build({
        absWorkingDir: place, entryPoints: ['worker.js'], bundle: true, format: 'esm', outdir: 'dist',
        conditions: ['workerd', 'worker', 'browser'], loader: { '.wasm': 'copy' }, assetNames: '[name]', logLevel: 'error',
      });
      const output = await runtime(place, join(place, 'node_modules', '@cloudflare', 'workerd-linux-64', 'bin', 'workerd'), [['test', '--verbose', 'workerd.capnp']]);
      return output;
    },
  },
  ...vite(8, { developmentPages: ['', 'slim/'] }),
  ...vite(7, { developmentPages: ['', 'slim-by-address.html'] }),
  {
    name: 'The project\'s own page, built by Vite 8',
    folder: 'vite-8',
    run: async (place) => {
      // Without the files beside it: here the bundler finds the package by its name.
      cpSync(join(root, 'www'), join(place, 'page'), { recursive: true, filter: (path) => path !== join(root, 'www', 'package') });
      await tool(place, 'vite', ['build', 'page']);
      const names = await withStaticServer({ '/': join(place, 'page', 'dist') }, (address) => textsOn(address, '#lock-holder option'));
      if (names.length < 3) throw new Error(`it offers ${names.length} lock holders: ${names.join(', ')}`);
      return names.join(', ');
    },
  },
  webpack(5, { main: './src/main.js', slim: './src/slim.js', both: './both.js' }, (name) => ['--output-path', 'dist', '--output-filename', `${name}.js`]),
  // Its hash function is gone from the OpenSSL of today's Node.
  webpack(4, { main: './src/main.js', 'slim-by-address': './slim-by-address.js', both: './both.js' }, (name) => ['-o', `dist/${name}.js`], { NODE_OPTIONS: '--openssl-legacy-provider' }),
  {
    name: 'Rollup',
    folder: 'rollup',
    run: async (place) => {
      for (const [name, entry] of [['main', 'src/main.js'], ['slim-by-address', 'slim-by-address.js']]) {
        await tool(place, 'rollup', ['--config', 'rollup.config.mjs', '--input', entry, '--file', `dist/${name}.js`, '--format', 'es']);
      }
      return withStaticServer({ '/': place }, (address) => pages(address, ['', 'slim.html']));
    },
  },
  {
    name: 'esbuild',
    folder: 'esbuild',
    run: async (place) => {
      for (const [name, entry] of [['main', 'src/main.js'], ['slim-by-address', 'slim-by-address.js']]) {
        await tool(place, 'esbuild', [entry, '--bundle', `--outfile=dist/${name}.js`, '--log-level=error']);
      }
      return withStaticServer({ '/': place }, (address) => pages(address, ['', 'slim.html']));
    },
  },
  {
    name: 'Jest, jsdom and node',
    folder: 'jest',
    run: async (place) => /^Tests: .*$/m.exec(await tool(place, 'jest', ['--ci', '--rootDir', place]))?.[0],
  },
  {
    name: 'Vitest, jsdom and node',
    folder: 'vitest',
    run: async (place) => /Tests +\d+ passed.*$/m.exec(await tool(place, 'vitest', ['run', '--no-color']))?.[0],
  },
  {
    name: 'Next, server and client',
    folder: 'next',
    run: async (place) => {
      const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
      await tool(place, 'next', ['build'], { env, minutes: 6 });
      return withServer(join(place, 'node_modules', '.bin', 'next'), ['start', '--hostname', '127.0.0.1', '--port', '41650'], { cwd: place, env }, async (address) => {
        for (const path of ['', 'data']) {
          const text = await (await fetch(new URL(path, address))).text();
          if (!/(?:server component|route handler).*passed: /s.test(text)) throw new Error(`/${path} said:\n${text.slice(0, 4000)}`);
        }
        const rendered = await (await fetch(new URL('client', address))).text();
        if (!rendered.includes('lockHolder.identifier:NO.919424508.')) throw new Error(`/client was rendered without the scope:\n${rendered.slice(0, 4000)}`);
        return pages(address, ['client']);
      });
    },
  },
];
