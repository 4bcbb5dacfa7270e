// Never poisoned: when an instance of the wasm breaks down, every call ends, nothing is uncaught, and the next call
// runs in a fresh instance. A wasm of its own breaks where it is told to, in a process of its own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { buildSabotage, sabotaged } from '../../../scripts/build/sabotage.mjs';
import { root } from '../../support/built-package.mjs';

before(() => buildSabotage(() => {}), { timeout: 540_000 });

/** Runs a script to its own end: what it printed, if it ended well and without a complaint. */
function run(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: join(root, 'tests', 'node', 'transport', 'recovery'), stdio: ['ignore', 'pipe', 'pipe'] });
    // Less than the 30 s for which calls of it wait: no timer of theirs may keep it.
    const tooLong = setTimeout(() => child.kill('SIGKILL'), 25_000);
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => { printed[name] += text; });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(tooLong);
      const words = printed.stderr.slice(-2000);
      if (code === 0 && words === '') resolve(printed.stdout);
      else reject(new Error(`${args.join(' ')} ended with ${signal ?? `code ${code}`}: ${words}`));
    });
  });
}

const lost = (code, safeToRetry, attempts) => ({ code, safeToRetry, attempts });
/** The calls under way when it happens. */
const underWay = {
  readUnanswered: lost('internal', true, 1),
  writeUnanswered: lost('outcome_unknown', false, 1),
  repeatableWriteUnanswered: lost('outcome_unknown', true, 1),
  readWaiting: lost('internal', true, 1),
  refusedWriteWaiting: lost('internal', true, 1),
  failedWriteWaiting: lost('outcome_unknown', true, 1),
  alsoUnanswered6: lost('internal', true, 1),
};
const beside = { writeUnsent: lost('internal', true, 0) };
const besideThat = { alsoUnanswered7: lost('internal', true, 1) };

const where = {
  begin: { when: 'while a call begins, synchronously', saboteur: lost('internal', true, 0), also: beside },
  scope: { when: 'in lockHolderScope, synchronously', saboteur: lost('internal', false, 0), also: { ...besideThat, ...beside } },
  leaving: { when: 'in the job queue, before a request leaves', saboteur: lost('internal', true, 1), also: beside },
  answered: { when: 'in the middle of a call, after its fetch', saboteur: lost('internal', true, 1), also: besideThat },
  'answered write': { when: 'in the middle of a write, after its fetch', saboteur: lost('outcome_unknown', true, 1), also: besideThat },
  read: { when: 'in the middle of a call, after its body', saboteur: lost('internal', true, 1), also: besideThat },
  'cut timer': { when: 'in a timer', saboteur: lost('internal', true, 1), also: besideThat },
  'cut signal': { when: 'in an abort event', saboteur: lost('internal', true, 1), also: besideThat },
};
const words = { panic: 'a panic', throw: 'an exception of JavaScript through wasm frames', overflow: 'a stack that overflows' };

describe('every call under way ends, those that wait for their turn succeed, and the next call works', { concurrency: 2 }, () => {
  for (const [place, { when, saboteur, also }] of Object.entries(where)) {
    for (const [word, what] of Object.entries(words)) {
      test(`after ${what} ${when}`, async () => {
        const [at, ...more] = place.split(' ');
        const results = JSON.parse(await run('breakdown.mjs', at, word, ...more));
        const { readQueued, writeQueued, next, nextScope, sentLate, struck, ...failed } = results;
        assert.equal(struck, true);
        const seen = {};
        for (const [name, { text, isUnlocError, ...rest }] of Object.entries(failed)) {
          seen[name] = rest;
          assert.equal(isUnlocError, true, name);
          assert.doesNotMatch(text, /planted|unreachable|stack size/i, name);
          assert.match(JSON.parse(text).message, /^\w+: .*broke down/, name);
        }
        assert.deepEqual(seen, { ...underWay, ...also, saboteur });
        assert.deepEqual(readQueued.data, [{ id: 'ok' }]);
        assert.deepEqual(writeQueued.data.key, { id: 'of ok' });
        assert.deepEqual([next.data, nextScope.data], [true, 'lockHolder.identifier:NO.1.']);
        assert.deepEqual(sentLate, [], 'what is said to be unsent never leaves');
      });
    }
  }
});

test('token requests under way end, and say whether what they held may be used up', async () => {
  const { struck, accessToken, ...ended } = JSON.parse(await run('tokens.mjs'));
  assert.deepEqual([struck, accessToken], [true, 'next']);
  const fate = (operation, rest) => `${operation}: this library broke down; please report it. ${rest}`;
  const failed = (message, safeToRetry) => ({ code: 'internal', safeToRetry, message, isUnlocError: true });
  assert.deepEqual(ended, {
    own: failed(fate('getToken', 'Nothing was changed.'), true),
    code: failed(fate('finish', 'If the next try is refused, sign in again.'), false),
    refresh: failed(fate('getToken', 'If the next try is refused, sign in again.'), false),
  });
});

describe('an instance that broke down', { concurrency: 2 }, () => {
  test('disturbs nothing by answers, timers, aborts and garbage that come after the next one is at work', () => run('--expose-gc', 'rebirth.mjs', 'late'));
  test("sends nothing more, also when it broke down within a caller's own fetch", () => run('--expose-gc', 'rebirth.mjs', 'nested'));
  test('leaves no memory behind, 200 times over', () => run('--expose-gc', 'rebirth.mjs', 'often'));
});

describe('the published package survives the end of the stack', () => {
  test('in the client: calls under way end, and the next call works', () => run('deep.mjs', 'client'));
  test('in the embedded Unloc: it says that its state is lost, and a new one works', () => run('deep.mjs', 'sandbox'));
});

test('the published wasm cannot be told to break', () => {
  // The names in the wasm are shortened; its glue says what it imports.
  const asks = (folder) => /\bsabotage\(/.test(readFileSync(join(folder, 'index.mjs'), 'latin1'));
  assert.ok(asks(sabotaged));
  assert.ok(!asks(join(root, 'pkg', 'dist')));
});
