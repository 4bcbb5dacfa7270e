// The tools in which the package must work without configuration, as a table. Each case runs its tool in a prepared
// workspace as a user would, and resolves to what the package reported. It fails by throwing.
import { build } from 'esbuild';
import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../scripts/setup/command.mjs';
import { reportOf, textsOn } from '../support/chromium.mjs';
import { root } from '../support/packed.mjs';
import { runTool } from './workspace.mjs';
import { withServer, withStaticServer } from './servers.mjs';

/** The first report in a program's output; throws if there is none. */
function reportIn(output, mark = 'passed: ') {
  const line = output.split('\n').find((text) => text.startsWith(mark));
  if (line === undefined) throw new Error(`it did not report:\n${output}`);
  return line.slice(mark.length);
}

/** Runs files by a runtime that npm has installed; resolves to the first report. */
async function runtime(workspace, program, parameterLists) {
  chmodSync(program, 0o755);
  const reports = [];
  for (const parameters of parameterLists) {
    const title = [program.split('/').pop(), ...parameters].join(' ');
    reports.push(reportIn(await run(program, parameters, { cwd: workspace, quiet: true, title, limitMinutes: 2 })));
  }
  return reports[0];
}

const node = (major) => ({
  name: `Node ${major}, import and require`,
  folder: 'runtimes',
  run: (workspace) =>
    runtime(workspace, join(workspace, 'node_modules', `node-${major}`, 'bin', 'node'), [
      ['main.mjs'],
      ['require.cjs'],
      ['slim.mjs'],
    ]),
});

/** Opens pages of a server one after the other; resolves to the first report. */
async function pages(address, names) {
  const reports = [];
  for (const name of names) {
    reports.push(
      await reportOf(new URL(name, address).href).catch((error) => {
        throw new Error(`${name || 'index.html'}: ${error.message}`);
      }),
    );
  }
  return reports[0];
}

const vite = (major, { developmentPages }) => [
  {
    name: `Vite ${major}, development server`,
    folder: `vite-${major}`,
    run: (workspace) =>
      withServer(
        join(workspace, 'node_modules', '.bin', 'vite'),
        ['--host', '127.0.0.1', '--clearScreen', 'false'],
        { cwd: workspace },
        (address) => pages(address, developmentPages),
      ),
  },
  {
    name: `Vite ${major}, build`,
    folder: `vite-${major}`,
    run: async (workspace) => {
      await runTool(workspace, 'vite', ['build']);
      await runTool(workspace, 'vite', ['build', 'slim']);
      return withStaticServer({ '/': join(workspace, 'dist') }, async (address) => {
        const report = await pages(address, ['']);
        await withStaticServer({ '/': join(workspace, 'slim', 'dist') }, (slim) => pages(slim, ['']));
        return report;
      });
    },
  },
];

const webpack = (major, entries, output, env) => ({
  name: `webpack ${major}`,
  folder: `webpack-${major}`,
  run: async (workspace) => {
    for (const [name, entry] of Object.entries(entries)) {
      await runTool(workspace, 'webpack', ['--mode', 'production', '--entry', entry, ...output(name)], { env });
    }
    return withStaticServer({ '/': workspace }, (address) => pages(address, ['', 'slim.html', 'both.html']));
  },
});

export const cases = [
  ...[18, 20, 22, 24].map(node),
  {
    name: 'Bun',
    folder: 'runtimes',
    run: (workspace) =>
      runtime(workspace, join(workspace, 'node_modules', '@oven', 'bun-linux-x64', 'bin', 'bun'), [
        ['main.mjs'],
        ['require.cjs'],
        ['slim.mjs'],
      ]),
  },
  {
    name: 'Deno',
    folder: 'runtimes',
    run: (workspace) =>
      runtime(workspace, join(workspace, 'node_modules', '@deno', 'linux-x64-glibc', 'deno'), [
        ['run', '--allow-all', 'main.mjs'],
        ['run', '--allow-all', 'slim.mjs'],
      ]),
  },
  {
    name: 'workerd',
    folder: 'runtimes',
    run: async (workspace) => {
      // As wrangler does: bundled with the condition `workerd`, .wasm files copied beside the bundle.
      await build({
        absWorkingDir: workspace,
        entryPoints: ['worker.js'],
        bundle: true,
        format: 'esm',
        outdir: 'dist',
        conditions: ['workerd', 'worker', 'browser'],
        loader: { '.wasm': 'copy' },
        assetNames: '[name]',
        logLevel: 'error',
      });
      return runtime(workspace, join(workspace, 'node_modules', '@cloudflare', 'workerd-linux-64', 'bin', 'workerd'), [
        ['test', '--verbose', 'workerd.capnp'],
      ]);
    },
  },
  ...vite(8, { developmentPages: ['', 'slim/'] }),
  ...vite(7, { developmentPages: ['', 'slim-by-address.html'] }),
  {
    name: "The project's own page, built by Vite 8",
    folder: 'vite-8',
    run: async (workspace) => {
      // Without the package's files beside the page: the bundler resolves the package by its name.
      cpSync(join(root, 'www'), join(workspace, 'page'), {
        recursive: true,
        filter: (path) => path !== join(root, 'www', 'package'),
      });
      await runTool(workspace, 'vite', ['build', 'page']);
      const names = await withStaticServer({ '/': join(workspace, 'page', 'dist') }, (address) =>
        textsOn(address, '#lock-holder option'),
      );
      if (names.length < 3) throw new Error(`it offers ${names.length} lock holders: ${names.join(', ')}`);
      return names.join(', ');
    },
  },
  webpack(5, { main: './src/main.js', slim: './src/slim.js', both: './both.js' }, (name) => [
    '--output-path',
    'dist',
    '--output-filename',
    `${name}.js`,
  ]),
  // webpack 4 hashes with MD4, which OpenSSL 3 has only in its legacy provider.
  webpack(
    4,
    { main: './src/main.js', 'slim-by-address': './slim-by-address.js', both: './both.js' },
    (name) => ['-o', `dist/${name}.js`],
    { NODE_OPTIONS: '--openssl-legacy-provider' },
  ),
  {
    name: 'Rollup',
    folder: 'rollup',
    run: async (workspace) => {
      for (const [name, entry] of [
        ['main', 'src/main.js'],
        ['slim-by-address', 'slim-by-address.js'],
      ]) {
        await runTool(workspace, 'rollup', [
          '--config',
          'rollup.config.mjs',
          '--input',
          entry,
          '--file',
          `dist/${name}.js`,
          '--format',
          'es',
        ]);
      }
      return withStaticServer({ '/': workspace }, (address) => pages(address, ['', 'slim.html']));
    },
  },
  {
    name: 'esbuild',
    folder: 'esbuild',
    run: async (workspace) => {
      for (const [name, entry] of [
        ['main', 'src/main.js'],
        ['slim-by-address', 'slim-by-address.js'],
      ]) {
        await runTool(workspace, 'esbuild', [entry, '--bundle', `--outfile=dist/${name}.js`, '--log-level=error']);
      }
      return withStaticServer({ '/': workspace }, (address) => pages(address, ['', 'slim.html']));
    },
  },
  {
    name: 'Jest, jsdom and node',
    folder: 'jest',
    run: async (workspace) =>
      /^Tests: .*$/m.exec(await runTool(workspace, 'jest', ['--ci', '--rootDir', workspace]))?.[0],
  },
  {
    name: 'Vitest, jsdom and node',
    folder: 'vitest',
    run: async (workspace) =>
      /Tests +\d+ passed.*$/m.exec(await runTool(workspace, 'vitest', ['run', '--no-color']))?.[0],
  },
  {
    name: 'Next, server and client',
    folder: 'next',
    run: async (workspace) => {
      const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
      await runTool(workspace, 'next', ['build'], { env, minutes: 6 });
      return withServer(
        join(workspace, 'node_modules', '.bin', 'next'),
        ['start', '--hostname', '127.0.0.1', '--port', '41650'],
        { cwd: workspace, env },
        async (address) => {
          for (const path of ['', 'data']) {
            const text = await (await fetch(new URL(path, address))).text();
            if (!/(?:server component|route handler).*passed: /s.test(text))
              throw new Error(`/${path} said:\n${text.slice(0, 4000)}`);
          }
          const rendered = await (await fetch(new URL('client', address))).text();
          if (!rendered.includes('lockHolder.identifier:NO.919424508.'))
            throw new Error(`/client was rendered without the scope:\n${rendered.slice(0, 4000)}`);
          return pages(address, ['client']);
        },
      );
    },
  },
];
