// 1,000 writes under random faults: the outcome of each (created, rejected or unknown) agrees with the sandbox's state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, demo } from '../../support/built-package.mjs';
import { keepProcessAlive } from '../../support/wait.mjs';

keepProcessAlive();

const faults = [
  { fault: { status: 429, headers: { 'retry-after-ms': '1' } } },
  { fault: { status: 500 } },
  { fault: { status: 503, workDone: true } },
  { fault: { status: 504, body: '<html>late</html>', workDone: true } },
  { fault: { status: 408 } },
  { fault: { status: 400 } },
  { fault: { reset: 'before' } },
  { fault: { reset: 'after' } },
  { fault: { truncateTo: 9 } },
  { fault: { body: '' } },
  { fault: { contentType: 'text/plain' } },
  { fault: { hang: true } },
  { fault: { hang: true, workDone: true } },
  { fault: { expireTokens: true } },
];

test('of 1,000 keys under random faults none is doubled, lost or claimed wrongly', async () => {
  const { sandbox, token, of } = await demo();
  const [lock] = (await client.getLocks(token, of)).data;
  const params = { ...of, lockId: lock.id };
  sandbox.faults(
    faults.map((rule, seed) => ({
      ...rule,
      method: 'POST',
      path: '/integrators/**',
      probability: 0.04,
      seed: seed + 7,
    })),
  );
  client.init(sandbox.url, { fetch: sandbox.fetch, timeoutMs: 150, deadlineMs: 2_000, maxRetries: 3 });

  const phone = (n) => `+4477009${String(10_000 + n)}`;
  const outcomes = await Promise.all(
    Array.from({ length: 1000 }, async (_, n) => {
      const createKeyRequest = { userId: phone(n), start: null, end: null };
      const { data, error } = await client.createKey(token, { ...params, createKeyRequest });
      if (data) return 'made';
      if (error.code === 'outcome_unknown' || error.code === 'invalid_response') {
        assert.equal(error.safeToRetry, false, error.message);
        return 'unknown';
      }
      assert.ok(error.status >= 400 && error.status < 500 && error.status !== 408, error.message);
      return 'refused';
    }),
  );

  sandbox.faults([]);
  const { data: keys, error } = await client.getKeysForLock(token, params);
  assert.equal(error, undefined);
  const made = new Map();
  for (const { toUser } of keys) made.set(toUser.id, (made.get(toUser.id) || 0) + 1);
  outcomes.forEach((outcome, n) => {
    const count = made.get(phone(n)) || 0;
    if (outcome === 'made') assert.equal(count, 1, `${phone(n)} was reported made`);
    if (outcome === 'refused') assert.equal(count, 0, `${phone(n)} was reported refused`);
    assert.ok(count <= 1, `${phone(n)} has ${count} keys`);
  });
  const number = (what) => outcomes.filter((outcome) => outcome === what).length;
  for (const outcome of ['made', 'refused', 'unknown'])
    assert.ok(number(outcome) > 20, `${outcome}: ${number(outcome)}, too few to prove anything`);
  // Reading back settles the unknown ones: some keys were created, some were not.
  const unknown = outcomes
    .map((outcome, n) => outcome === 'unknown' && (made.get(phone(n)) || 0))
    .filter((count) => count !== false);
  assert.ok(unknown.includes(0) && unknown.includes(1));
});
