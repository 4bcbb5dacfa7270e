// Every promise of docs/guarantees.md names a test that exists.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [promises] = readFileSync(join(root, 'docs', 'guarantees.md'), 'utf8').split('## A long run');
const lines = promises.split('\n');
const rows = lines.filter((line) => /^\| /.test(line) && !/^\| (?:promise|---)/.test(line));

/** The title of a test, or the name of a function that is one. */
const holds = (source, name) =>
  /^[a-z0-9_]+$/.test(name)
    ? new RegExp(`#\\[test\\]\\s+(?:#\\[[^\\]]*\\]\\s+)*fn ${name}\\(|^\\s*fn ${name}\\(`, 'm').test(source)
    : source.split('\n').some((line) => /\b(?:test|it|describe)\(|^\s*['"`]/.test(line) && line.includes(name));

test('each promise names files and tests that exist', () => {
  assert.ok(rows.length > 20, `${rows.length} promises were found`);
  for (const row of rows) {
    const held = row.split(' | ').pop();
    const named = [...held.matchAll(/`((?:tests|src|access)\/[^`]+)`(?:: "([^"]+)")?/g)];
    assert.ok(named.length > 0, `no test is named: ${row}`);
    for (const [, path, name] of named) {
      const file = join(root, path);
      assert.ok(existsSync(file), `${path} does not exist`);
      if (name !== undefined) assert.ok(holds(readFileSync(file, 'utf8'), name), `${path} has no test "${name}"`);
    }
  }
});
