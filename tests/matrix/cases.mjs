// The tools in which the package must work without configuration, as a table. Each case runs its tool in a prepared
// workspace as a user would, and resolves to what the package reported. It fails by throwing.
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../scripts/setup/command.mjs';
import { exampleIn } from '../../scripts/start/readme-example.mjs';
import { root } from '../support/packed.mjs';
import { engineCases } from './engine-cases.mjs';
import { pageCases } from './page-cases.mjs';
import { nextCases } from './next-cases.mjs';
import { commandLine } from './command-line.mjs';
import { pages } from './pages.mjs';
import { runtime } from './runtime.mjs';
import { withServer, withStaticServer } from './servers.mjs';
import { workerdCases } from './workerd-cases.mjs';
import { runTool } from './workspace.mjs';

const node = (version) => ({
  name: `Node ${version}, import and require`,
  folder: 'runtimes',
  run: (workspace) =>
    runtime(workspace, join(workspace, 'node_modules', `node-${version}`, 'bin', 'node'), [
      ['main.mjs'],
      ['require.cjs'],
      ['slim.mjs'],
    ]),
});

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

/** Compiles a user's file in every way of resolving that this version has, with all strictness and with the library's own types. */
const typescript = (version) => async (workspace) => {
  const compiler = join(workspace, 'node_modules', `typescript-${version}`, 'bin', 'tsc');
  cpSync(join(root, 'tests', 'package', 'types', 'consumer.ts'), join(workspace, 'consumer.ts'));
  cpSync(join(workspace, 'consumer.ts'), join(workspace, 'consumer.mts'));
  const ways = [
    ['nodenext', 'nodenext', 'consumer.ts'],
    ['nodenext', 'nodenext', 'consumer.mts'],
    ['node16', 'node16', 'consumer.mts'],
    ['esnext', 'bundler', 'consumer.ts'],
  ];
  for (const [module, moduleResolution, file] of ways) {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      target: 'es2018',
      lib: ['es2018'],
      types: [],
      module,
      moduleResolution,
    };
    writeFileSync(join(workspace, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    await run(process.execPath, [compiler, '--project', '.'], {
      cwd: workspace,
      quiet: true,
      title: `${file} as ${moduleResolution}`,
      limitMinutes: 3,
    });
  }
  return `${ways.length} ways of resolving`;
};

/** Writes the test for Vitest of docs/testing-your-app.md, and what it imports. */
function layOutGuide(workspace) {
  const guide = readFileSync(join(root, 'docs', 'testing-your-app.md'), 'utf8');
  const files = { guests: 'guests.mjs', 'embedded-unloc': 'embedded-unloc.mjs', vitest: 'guide.test.js' };
  for (const [name, file] of Object.entries(files)) writeFileSync(join(workspace, file), exampleIn(guide, name));
}

export const cases = [
  ...['18.0.0', '18', '20', '22', '24', '26'].map(node),
  ...['20', '22', '24', '26'].map((version) => ({
    name: `Node ${version}, the command line from its tarball`,
    folder: 'runtimes',
    run: (workspace) => commandLine(join(workspace, 'node_modules', `node-${version}`, 'bin', 'node')),
  })),
  {
    name: 'Node 26 without WebAssembly',
    folder: 'runtimes',
    run: (workspace) =>
      runtime(workspace, join(workspace, 'node_modules', 'node-26', 'bin', 'node'), [['--jitless', 'no-wasm.mjs']]),
  },
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
  ...workerdCases,
  ...vite(8, { developmentPages: ['', 'slim/'] }),
  ...vite(7, { developmentPages: ['', 'slim-by-address.html'] }),
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
    run: async (workspace) => {
      layOutGuide(workspace);
      return /Tests +3 passed.*$/m.exec(await runTool(workspace, 'vitest', ['run', '--no-color']))?.[0];
    },
  },
  {
    name: 'Vitest 3, jsdom over Node 24',
    folder: 'vitest-3',
    run: async (workspace) => {
      const node = join(workspace, 'node_modules', 'node-24', 'bin', 'node');
      chmodSync(node, 0o755);
      const output = await run(node, [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--no-color'], {
        cwd: workspace,
        quiet: true,
        title: 'Vitest 3',
        limitMinutes: 3,
      });
      return /Tests +\d+ passed.*$/m.exec(output)?.[0];
    },
  },
  ...['5.0', '7.0'].map((version) => ({
    name: `TypeScript ${version}, strict, without the DOM`,
    folder: 'typescript',
    run: typescript(version),
  })),
  ...nextCases,
  ...engineCases,
  ...pageCases,
];
