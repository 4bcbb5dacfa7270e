import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { CannotContinue } from '../../scripts/setup/command.mjs';
import { root } from '../../scripts/setup/project.mjs';
import { chosen } from '../../scripts/test/choice.mjs';
import { allPassed, summary } from '../../scripts/test/outcome.mjs';
import { steps } from '../../scripts/test/steps.mjs';
import { testFiles } from '../../scripts/test/test-files.mjs';

const table = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];

test('all steps run unless some are named', () => {
  assert.deepEqual(chosen(table, []), { steps: table, list: false });
  assert.deepEqual(chosen(table, ['--only', 'c,a']).steps, [table[0], table[2]]);
  assert.deepEqual(chosen(table, ['--from', 'b']).steps, [table[1], table[2]]);
  assert.equal(chosen(table, ['--list']).list, true);
});

test('a step that does not exist and an unknown option are refused in words', () => {
  assert.throws(() => chosen(table, ['--only', 'x']), /There is no step "x"; there are: a, b, c\./);
  for (const parameters of [
    ['--onyl', 'a'],
    ['--only'],
    ['--only', 'a', 'b'],
    ['--from', 'a,b'],
    ['--list', 'a'],
    ['a'],
  ]) {
    assert.throws(() => chosen(table, parameters), CannotContinue, parameters.join(' '));
  }
});

test('names of steps are unique, and each follows the one that it needs', () => {
  const names = steps.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  steps.forEach(({ after }, index) => assert.ok(!after || names.slice(0, index).includes(after)));
});

test('a folder without tests is a failure, not an empty success', () => {
  const base = mkdtempSync(join(tmpdir(), 'steps-'));
  try {
    mkdirSync(join(base, 'tests', 'deep', 'node_modules'), { recursive: true });
    writeFileSync(join(base, 'tests', 'deep', 'node_modules', 'other.test.mjs'), '');
    writeFileSync(join(base, 'tests', 'helper.mjs'), '');
    assert.throws(() => testFiles('tests', base), /tests holds no file \*\.test\.mjs/);
    assert.throws(() => testFiles('absent', base), CannotContinue);
    writeFileSync(join(base, 'tests', 'deep', 'one.test.mjs'), '');
    assert.deepEqual(testFiles('tests', base), [join(base, 'tests', 'deep', 'one.test.mjs')]);
  } finally {
    rmSync(base, { recursive: true });
  }
});

test('every file of tests belongs to a step', () => {
  const run = steps.flatMap(({ command }) => (typeof command === 'function' ? filesOf(command) : []));
  const ownRunner = join('tests', 'matrix'); // npm run test:matrix
  const forgotten = testFiles('tests').filter(
    (file) => !run.includes(file) && !relative(root, file).startsWith(ownRunner),
  );
  assert.deepEqual(forgotten, []);
});

test('the summary names each step, each reason, and ends in counts', () => {
  const outcomes = [
    { name: 'format', result: 'passed', milliseconds: 1000 },
    { name: 'build', result: 'failed', reason: 'it ended with exit code 2', milliseconds: 61_000 },
    { name: 'node', result: 'skipped', reason: 'it needs build, which did not pass', milliseconds: 0 },
  ];
  const text = summary(outcomes);
  assert.match(text, /^build +failed +1 min 1 s$/m);
  assert.match(text, /^build: it ended with exit code 2$/m);
  assert.ok(text.endsWith('\nsteps: 1 passed, 1 failed, 1 skipped'));
  assert.ok(summary(outcomes.slice(0, 1)).endsWith('\nsteps: 1 passed, 0 failed'));
});

test('a run passes only if something ran and all of it passed', () => {
  assert.ok(allPassed([{ result: 'passed' }]));
  assert.ok(!allPassed([]));
  assert.ok(!allPassed([{ result: 'passed' }, { result: 'skipped' }]));
});

function filesOf(command) {
  try {
    return command();
  } catch (error) {
    if (error instanceof CannotContinue) return []; // the step itself says that its folder is empty
    throw error;
  }
}
