// The example `apply-with-queue` under fire. The same for 10,000 people: npm run queue -- 10000.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyUnderFire } from './apply.mjs';
import { withoutPostgres } from '../support/postgres.mjs';

test('a plan over three workers that are killed: every door as the list says, every step once', {
  skip: withoutPostgres,
}, async (t) => {
  const { wrong, ...figures } = await applyUnderFire(400, {
    killMs: 1_000,
    minutes: 7,
    say: (text) => t.diagnostic(text),
  });
  t.diagnostic(JSON.stringify(figures));
  assert.deepEqual(wrong, []);
  assert.ok(figures.kills > 5 && figures.doubled > 10 && figures.faults > 10, JSON.stringify(figures));
});
