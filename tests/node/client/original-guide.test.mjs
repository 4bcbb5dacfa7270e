// docs/migrating-from-the-original.md: its program runs with the package under the original's name, and what it says is so.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleIn } from '../../../scripts/start/readme-example.mjs';
import { client, root } from '../../support/built-package.mjs';

const guide = readFileSync(join(root, 'docs', 'migrating-from-the-original.md'), 'utf8');
const folder = join(root, 'target', 'original-guide');
const original = '@unloc/integrator-client-library';

/** Before the program: its `fetch` is that of an embedded Unloc. */
const before = `
import { createSandbox } from 'unloc-integrator-client/sandbox';
const sandbox = await createSandbox();
globalThis.fetch = (url, init) => sandbox.fetch(String(url).replace('https://api.unloc.app', sandbox.url), init);
process.env.UNLOC_URL = 'https://api.unloc.app';
process.env.UNLOC_TOKEN = await sandbox.token();
await import('./program.mjs');
`;

test('the program runs by import with the package under the name of the original, and require finds it too', () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules', '@unloc'), { recursive: true });
  for (const name of [original, 'unloc-integrator-client'])
    symlinkSync(join(root, 'pkg'), join(folder, 'node_modules', name), 'junction');
  writeFileSync(join(folder, 'program.mjs'), exampleIn(guide, 'alias'));
  writeFileSync(join(folder, 'start.mjs'), before);
  writeFileSync(join(folder, 'names.cjs'), `console.log(Object.keys(require('${original}')).join())`);
  const run = (file) => execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }).trim();
  const lines = run('start.mjs').split('\n');
  assert.equal(lines.length, 3);
  assert.match(lines[0], /^[\w-]{36} Fjordglimt Borettslag$/);
  for (const name of ['init', 'getKeys', 'createKey']) assert.ok(run('names.cjs').split(',').includes(name), name);
});

test('every function that the guide names is there', () => {
  const named = [...guide.matchAll(/`((?:get|create|delete|update)\w+(?<!Request)|init)`/g)].map(([, name]) => name);
  assert.ok(named.length > 4);
  for (const name of named) assert.equal(typeof client[name], 'function', name);
});
