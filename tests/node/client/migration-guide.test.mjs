// docs/migrating-v1-to-v2.md names every function, and its example prints what it claims.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exampleIn } from '../../../scripts/start/readme-example.mjs';
import { client, root } from '../../support/built-package.mjs';

const guide = readFileSync(join(root, 'docs', 'migrating-v1-to-v2.md'), 'utf8');
const rows = guide
  .split('## Functions')[1]
  .split('\n## ')[0]
  .split('\n')
  .filter((line) => line.startsWith('| `'));
const named = rows.flatMap((row) => [...row.split('|')[1].matchAll(/`(\w+)`/g)].map(([, name]) => name));

test('every function of v1 has a row, and nothing else has', () => {
  const table = readFileSync(join(root, 'docs', 'api.md'), 'utf8');
  const functions = [...table.matchAll(/^## (\w+)$/gm)]
    .map(([, name]) => name)
    .filter((name) => typeof client[name] === 'function');
  assert.ok(functions.length > 20);
  assert.deepEqual(
    [...new Set(named)].sort(),
    [...new Set([...functions, 'init', 'request', 'lockHolderScope', 'lockHolderAdminScope'])].sort(),
  );
});

test('the example prints what stands beside it', () => {
  const code = exampleIn(guide, 'recurrence');
  const expected = [...code.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
  const program = code.replace(
    "'unloc-integrator-client'",
    JSON.stringify(join(root, 'pkg', 'dist', 'index.node.mjs')),
  );
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  assert.deepEqual(printed.trim().split('\n'), expected);
});

test('every function of v2 that the guide names is there', () => {
  const unloc = new client.UnlocClient({ baseUrl: 'https://sandbox.invalid', token: 'a.token' });
  const functions = [...new Set([...guide.matchAll(/`client\.([\w.]+)/g)].map(([, path]) => path))].filter(
    (path) => path !== 'v1',
  );
  assert.ok(functions.length > 15);
  for (const path of functions)
    assert.equal(typeof path.split('.').reduce((at, name) => at?.[name], unloc), 'function', path);
});
