// Every safety rule of the access engine is one test with its name, every property at least one, and every rule has a
// mutant: a change that takes its check away. docs/access.md lists them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mutants, namedTests, occurrences, properties, rules } from '../support/access-rules.mjs';
import { root } from '../support/root.mjs';

const tests = namedTests();
const named = (id) => tests.filter((one) => one.id === id);
const places = (id) => named(id).map(({ file, name }) => `${file} "${name}"`);

test('each rule R1 to R53 is exactly one test', () => {
  const wrong = rules.filter((id) => named(id).length !== 1).map((id) => `${id}: ${places(id).join(', ') || 'none'}`);
  assert.deepEqual(wrong, []);
});

test('each property P1 to P20 is at least one test', () => {
  assert.deepEqual(
    properties.filter((id) => named(id).length === 0),
    [],
  );
});

test('no test names a rule or property that there is not', () => {
  const known = new Set([...rules, ...properties]);
  assert.deepEqual(
    tests.filter(({ id }) => !known.has(id)),
    [],
  );
});

test('P20: each rule has a mutant whose text stands exactly once in its file, and the test that must notice it', async () => {
  const rows = await mutants();
  const without = rules.filter((id) => !rows.some(({ rule }) => rule === id));
  assert.deepEqual(without, [], 'rules without a mutant');
  for (const { rule, file, from, to, test: where } of rows) {
    assert.equal(occurrences(file, from), 1, `${rule}: "${from}" in ${file}`);
    assert.notEqual(from, to, rule);
    const [{ file: tested }] = named(rule);
    assert.equal(
      where === 'rust' ? tested.endsWith('.rs') : tested === where,
      true,
      `${rule}: ${where}, not ${tested}`,
    );
  }
});

test('the table of docs/access.md names the test of each rule and property', () => {
  const lines = readFileSync(join(root, 'docs', 'access.md'), 'utf8').split('\n');
  for (const id of [...rules, ...properties]) {
    const rows = lines.filter((line) => line.startsWith(`| ${id} |`));
    assert.equal(rows.length, 1, `${id} has ${rows.length} rows`);
    for (const { file, name } of named(id)) {
      const title = name.replace(/^[RP]\d+: /, '');
      assert.ok(rows[0].includes(`\`${file}\``), `${id} does not name ${file}`);
      assert.ok(rows[0].includes(`"${title}"`), `${id} does not name "${title}"`);
    }
  }
});
