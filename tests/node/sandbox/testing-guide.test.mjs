// The tests of docs/testing-your-app.md, run unchanged by Node's test runner.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleIn } from '../../../scripts/start/readme-example.mjs';
import { root } from '../../support/built-package.mjs';
import { installPackageIn } from '../../support/installed-package.mjs';

const guide = readFileSync(join(root, 'docs', 'testing-your-app.md'), 'utf8');
const folder = join(root, 'target', 'testing-guide');
const modules = ['guests', 'embedded-unloc'];
const tests = ['doors', 'clock', 'faults', 'state', 'webhooks'];
/** How many tests they hold together. */
const count = 7;
/** Run by the matrix, where Vitest is. */
const elsewhere = ['vitest'];

test('each block of code has a name by which it is run', () => {
  const named = [...guide.matchAll(/<!-- example: ([\w-]+) -->\n```js\n/g)].map(([, name]) => name);
  assert.equal(guide.match(/^```js$/gm).length, named.length);
  assert.deepEqual(named, [...modules, ...tests, ...elsewhere]);
});

test('the tests of the guide pass', () => {
  installPackageIn(folder);
  for (const name of modules) writeFileSync(join(folder, `${name}.mjs`), exampleIn(guide, name));
  for (const name of tests) writeFileSync(join(folder, `${name}.test.mjs`), exampleIn(guide, name));
  const files = tests.map((name) => `${name}.test.mjs`);
  // Without the variable by which a runner tells its children that they are its own.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout, status } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', ...files], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  assert.equal(status, 0, stdout);
  assert.match(stdout, new RegExp(`^# pass ${count}$`, 'm'), stdout);
});
