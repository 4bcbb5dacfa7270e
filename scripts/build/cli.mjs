// Builds the package unloc-cli: the command in ES modules, each command's implementation in a file of its own, which is
// loaded when it runs. Its dependencies stay imports.
import { build } from 'esbuild';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bundled, bundledInPage } from './cli-bundled.mjs';
import { buildPage } from './page.mjs';
import { root } from './paths.mjs';

const cli = join(root, 'cli');

/** In the project, the command finds the client where a user's installation has it. */
function linkClient() {
  const packages = join(cli, 'node_modules');
  const link = join(packages, 'unloc-integrator-client');
  mkdirSync(packages, { recursive: true });
  if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(join('..', '..', 'pkg'), link, 'junction');
}

/** Copies the built page, which `unloc demo` and `unloc centre` serve. */
async function copyPage(folder) {
  const built = join(root, 'www', 'dist');
  if (!existsSync(built)) await buildPage();
  cpSync(built, folder, { recursive: true });
}

/** What commander takes of Node. It starts no other programs here, so it needs neither files nor processes. */
const forCommander = {
  'node:events': "export { EventEmitter } from 'node:events';",
  'node:path': "export { basename, dirname, extname, resolve } from 'node:path';",
  'node:process': 'module.exports = globalThis.process;',
  'node:fs': 'module.exports = {};',
  'node:child_process': 'module.exports = {};',
};

/** The package's dependencies, and Node's own modules, stay imports. */
const externals = {
  name: 'dependencies stay imports',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point' || bundled.includes(path)) return undefined;
      if (Object.hasOwn(forCommander, path) && importer.includes('commander'))
        return { path, namespace: 'of commander' };
      return { path, external: true };
    });
    onLoad({ filter: /.*/, namespace: 'of commander' }, ({ path }) => ({ contents: forCommander[path] }));
  },
};

/** The licences of what is bundled. */
function licencesOfBundled() {
  return [...bundled, ...bundledInPage]
    .map((name) => `${name}\n\n${readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()}\n`)
    .join('\n');
}

/** Writes cli/dist. The client must have been built before it can run. */
export async function buildCli() {
  const distribution = join(cli, 'dist');
  const { version } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'));
  rmSync(distribution, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: [{ in: join(cli, 'src', 'unloc.ts'), out: 'unloc' }],
    outdir: distribution,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // The places of bundled files, which stand in the output, are those of this project wherever its packages lie.
    preserveSymlinks: true,
    target: 'node20',
    plugins: [externals],
    define: { CLI_VERSION: JSON.stringify(version) },
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    chunkNames: 'chunks/[name]-[hash]',
  });
  const program = join(distribution, 'unloc.mjs');
  writeFileSync(program, `#!/usr/bin/env node\n${readFileSync(program, 'utf8')}`);
  chmodSync(program, 0o755);
  writeFileSync(join(distribution, 'LICENSES.txt'), licencesOfBundled());
  await copyPage(join(distribution, 'page'));
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) copyFileSync(join(root, licence), join(cli, licence));
  if (existsSync(join(root, 'CHANGELOG.md'))) copyFileSync(join(root, 'CHANGELOG.md'), join(cli, 'CHANGELOG.md'));
  linkClient();
}
