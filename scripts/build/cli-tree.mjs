// The rows of the commands as data, for what is generated from them and for tests: cli/src in one module, without the
// implementations, which are loaded when they run.
import { build } from 'esbuild';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

const later = {
  name: 'implementations stay imports',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** Imports files of cli/src together. Resolves to what they export. */
export async function importFromCli(...files) {
  const folder = join(root, 'target', 'cli-source');
  const outfile = join(folder, `${randomUUID()}.mjs`);
  mkdirSync(folder, { recursive: true });
  await build({
    stdin: {
      contents: files.map((file) => `export * from './${file}';`).join('\n'),
      resolveDir: join(root, 'cli', 'src'),
      loader: 'ts',
    },
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    plugins: [later],
    logLevel: 'warning',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}

/** The tree of commands, and the pages of help. */
export function commandTree() {
  return importFromCli(
    'command/tree',
    'command/chapters',
    'command/command',
    'command/help-pages',
    'command/global-options',
    'commands/help/topics',
    'output/page',
    'output/style',
  );
}
