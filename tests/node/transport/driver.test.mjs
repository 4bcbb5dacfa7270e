// The driver of calls decides nothing: no status number and no error code stands in it. What a status or a failure means is
// the core's to say (src/exchange).
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../../support/root.mjs';

const folder = join(root, 'pkg', 'src', 'transport');
const read = (...path) => readFileSync(join(...path), 'utf8');
const withoutComments = (code) => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

const [, union] = /export type ErrorCode =([^;]*);/.exec(read(root, 'pkg', 'src', 'generated', 'codes.ts'));
const codes = [...union.matchAll(/'(\w+)'/g)].map(([, code]) => code);

/** Reasons why an attempt failed, which the core is told; three codes have the same names. */
const reasons = ['aborted', 'timeout', 'network'];

/** What stands in a file for a reason of its own. */
const allowed = {
  // Waits for a token before there is a call: its errors are those of the token option.
  'access-token.ts': ['deadline_exceeded', 'token_error'],
};

/** The status numbers and error codes in the code of a file. */
function decisionsIn(code) {
  const found = [];
  for (const [, number] of withoutComments(code).matchAll(/(?<![\w.])([1-5]\d\d)(?![\w.])/g)) found.push(number);
  for (const [, text] of withoutComments(code).matchAll(/['"`](\w+)['"`]/g))
    if (codes.includes(text) && !reasons.includes(text)) found.push(text);
  return found;
}

test('a status number and an error code are found, in comments they are not', () => {
  assert.ok(codes.length > 20, codes.join());
  assert.deepEqual(
    decisionsIn(
      "if (status === 429 || code === 'server_error') {} // 503\n/* 'conflict' */ const most = 1_000, a = 0.250;",
    ),
    ['429', 'server_error'],
  );
  // A file that words errors.
  assert.ok(decisionsIn(read(root, 'pkg', 'src', 'wasm', 'errors.ts')).includes('outcome_unknown'));
});

describe('no status number and no error code stands in', () => {
  for (const file of readdirSync(folder)) {
    test(`transport/${file}`, () => {
      const found = decisionsIn(read(folder, file)).filter((one) => !(allowed[file] ?? []).includes(one));
      assert.deepEqual(found, []);
    });
  }
});

test('what is allowed is still needed', () => {
  for (const [file, all] of Object.entries(allowed)) {
    for (const one of all) assert.ok(decisionsIn(read(folder, file)).includes(one), `${file}: ${one}`);
  }
});
