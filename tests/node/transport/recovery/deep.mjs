// The published package called ever deeper in the stack, until the stack ends in the middle of it: `deep.mjs client | sandbox`.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { client, root } from '../../../support/built-package.mjs';

const { createSandbox } = createRequire(import.meta.url)(join(root, 'pkg', 'sandbox'));

/** Calls `work` at the end of the stack and ever less deep. Returns what it gave and what it threw. */
function atTheEndOfTheStack(work, most = 3000) {
  const given = [];
  const thrown = [];
  let calls = 0;
  const dive = () => {
    try {
      dive();
    } catch {
      // The end, or so near to it that even what follows had no room.
      calls = 0;
    }
    calls += 1;
    if (calls > most) return;
    try {
      given.push(work());
    } catch (error) {
      thrown.push(error);
    }
  };
  dive();
  return { given, thrown };
}

const hangs = new Promise(() => {});
const isRangeError = (error) => error instanceof RangeError;

const scenarios = {
  async client() {
    client.init('https://api.example', {
      deadlineMs: 4000,
      maxConcurrent: Infinity,
      // Nothing of the platform's that it loads late: at the end of the stack that would end the process.
      fetch: (url) => (url.includes('hangs') ? hangs : { status: 200, text: () => '{"locks":[{"id":"l"}]}' }),
    });
    const scope = () => client.lockHolderScope({ countryIso: 'NO', organizationId: '1' });
    scope();
    const begun = ['getLocks', 'getKeys', 'getRoles', 'getVendorConnections', 'createKey'].map((name) =>
      client[name]('token', { lockHolderId: 'hangs', lockId: 'l', createKeyRequest: {} }),
    );
    await sleep(20);

    const scopes = atTheEndOfTheStack(scope);
    assert.ok(scopes.given.length > 0 && scopes.given.every((text) => text === 'lockHolder.identifier:NO.1.'));
    // Where there is no room for the function itself, the platform says so.
    for (const error of scopes.thrown) assert.ok(isRangeError(error) || error.code === 'internal', String(error));

    const calls = atTheEndOfTheStack(() => client.getLocks('token', { lockHolderId: 'deep' }));
    assert.ok(calls.thrown.every(isRangeError));
    const results = await Promise.allSettled(calls.given);
    for (const { value, reason } of results) {
      if (value === undefined) assert.ok(isRangeError(reason), String(reason));
      else if (value.error) assert.ok(value.error instanceof client.UnlocError, String(value.error));
      else assert.equal(value.data[0].id, 'l');
    }
    assert.ok(results.some(({ value }) => value?.data));

    // What was under way is not touched: it ends by its own deadline.
    const codes = (await Promise.all(begun)).map(({ error }) => error.code);
    assert.deepEqual(codes, [...Array(4).fill('deadline_exceeded'), 'outcome_unknown']);
    assert.equal((await client.getLocks('token', { lockHolderId: 'next' })).data[0].id, 'l');
    assert.equal(scope(), 'lockHolder.identifier:NO.1.');
  },
  async sandbox() {
    const sandbox = await createSandbox({ seed: 'demo' });
    const { thrown } = atTheEndOfTheStack(() => sandbox.state(), 600);
    const lost = /^The embedded Unloc crashed.*createSandbox\(\)/;
    assert.ok(
      thrown.length > 0 && thrown.every((error) => isRangeError(error) || lost.test(error.message)),
      [...new Set(thrown.map(String))].join(' | '),
    );
    // If the stack ended within its wasm, its state is lost, from then on; else nothing is.
    if (thrown.some((error) => lost.test(error.message))) {
      assert.throws(() => sandbox.state(), lost);
      await assert.rejects(async () => sandbox.fetch(`${sandbox.url}/`), lost);
    } else {
      assert.ok(sandbox.state() !== undefined);
    }
    const next = await createSandbox({ seed: 'demo' });
    assert.ok(next.state() !== undefined);
  },
};
// A deadline keeps no process alive.
const alive = setInterval(() => undefined, 1000);
await scenarios[process.argv[2]]();
clearInterval(alive);
