// Builds the package unloc-cli: the command in ES modules, each command's implementation in a file of its own, which is
// loaded when it runs. Its dependencies stay imports.
import { build } from 'esbuild';
import { chmodSync, copyFileSync, cpSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { layPackageBesidePage } from './page.mjs';
import { root } from './paths.mjs';

const cli = join(root, 'cli');

/** In the project, the command finds the client where a user's installation has it. */
function linkClient() {
  const packages = join(cli, 'node_modules');
  const link = join(packages, 'unloc-integrator-client');
  mkdirSync(packages, { recursive: true });
  if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(join('..', '..', 'pkg'), link, 'junction');
}

/** Copies the page, which `unloc demo` and `unloc centre` serve, and the client beside it. */
function copyPage(folder) {
  const page = join(root, 'www');
  const laid = join(page, 'package');
  cpSync(page, folder, { recursive: true, filter: (path) => path !== laid });
  layPackageBesidePage(join(folder, 'package'));
}

/** Writes cli/dist. The client must have been built before it can run. */
export async function buildCli() {
  const distribution = join(cli, 'dist');
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
    target: 'node20',
    packages: 'external',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(join(distribution, 'unloc.mjs'), 0o755);
  copyPage(join(distribution, 'page'));
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) copyFileSync(join(root, licence), join(cli, licence));
  if (existsSync(join(root, 'CHANGELOG.md'))) copyFileSync(join(root, 'CHANGELOG.md'), join(cli, 'CHANGELOG.md'));
  linkClient();
}
