// examples/vitest-app: its tests pass, and each of some mistakes in the app makes the test of it fail.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { layOut } from './lay-out.mjs';
import { startProgram } from './program.mjs';

const example = layOut('vitest-app');
after(example.remove);

/** Runs its tests, or those in files and with names like these; resolves to the names of those that failed and passed. */
async function runTests(...words) {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const program = startProgram(example.folder, [vitest, 'run', '--reporter=json', ...words]);
  const { code, out, err } = await program.ended;
  const report = out.slice(out.indexOf('{'));
  assert.ok(report.startsWith('{'), err);
  const results = JSON.parse(report).testResults.flatMap(({ assertionResults }) => assertionResults);
  const named = (status) => results.filter((one) => one.status === status).map(({ title }) => title);
  return { code, failed: named('failed'), passed: named('passed') };
}

test('its tests pass', { timeout: 120_000 }, async () => {
  const { code, failed, passed } = await runTests();
  assert.deepEqual(failed, []);
  assert.equal(code, 0);
  assert.equal(passed.length, 13);
});

test('its tests pass in another order, all at the same time', { timeout: 120_000 }, async () => {
  const { code, failed } = await runTests('--sequence.shuffle', '--sequence.concurrent', '--testTimeout=60000');
  assert.deepEqual(failed, []);
  assert.equal(code, 0);
});

const mistakes = [
  {
    what: 'keys that are never over',
    file: 'welcome.mjs',
    from: '    end: stay.to,\n',
    to: "    end: '2030-01-01T00:00:00Z',\n",
    fails: 'keys are being made, open from check-in on, and not after check-out',
  },
  {
    what: 'keys that open too early',
    file: 'welcome.mjs',
    from: '    start: stay.from,\n',
    to: '',
    fails: 'keys are being made, open from check-in on, and not after check-out',
  },
  {
    what: 'a guest who is not looked up before',
    file: 'welcome.mjs',
    from: 'const given = await liveKeysOf(unloc, projectId, stay);',
    to: 'const given = [];',
    fails: 'a guest who is welcomed twice has each key once',
  },
  {
    what: 'a failure that is passed over',
    file: 'welcome.mjs',
    from: 'if (failed.length === 0) return;',
    to: 'if (failed.length >= 0) return;',
    fails: 'one of two keys fails: the desk hears it, and the next try makes that one only',
  },
  {
    what: 'a doubt that is told as a failure',
    file: 'welcome.mjs',
    from: "['outcome_unknown', 'job_timeout'].includes(error.code)",
    to: 'false',
    fails: '503 for long: the desk hears that nothing is known, and a later try works',
  },
  {
    what: 'a key in error that counts as one',
    file: 'welcome.mjs',
    from: "['error', 'does not work']",
    to: "['error', 'opens']",
    fails: 'a key to a door whose lock is not connected does not work, and the desk sees it',
  },
  {
    what: 'every event an arrival',
    file: 'arrivals.mjs',
    from: "action !== 'unlocked' || ",
    to: '',
    fails: 'the first door that a guest unlocks is the arrival, and only that',
  },
  {
    what: 'an arrival that is ticked off before it is noted',
    file: 'arrivals.mjs',
    from: /( {6}await onArrival.*\n)( {6}arrived\.add.*\n)/,
    to: '$2$1',
    fails: 'an arrival that the app could not note is noted by the next event',
  },
];

describe('a mistake in the app makes its test fail:', { concurrency: 1 }, () => {
  for (const { what, file, from, to, fails } of mistakes) {
    test(what, { timeout: 120_000 }, async (t) => {
      const path = join(example.folder, file);
      const right = readFileSync(path, 'utf8');
      t.after(() => writeFileSync(path, right));
      const wrong = right.replace(from, to);
      assert.notEqual(wrong, right, 'the mistake is in the file');
      writeFileSync(path, wrong);
      const { code, failed } = await runTests(file.replace('.mjs', '.test.mjs'), '-t', fails.replace(/[.*+?()]/g, '.'));
      assert.equal(code, 1);
      assert.deepEqual(failed, [fails]);
    });
  }
});
