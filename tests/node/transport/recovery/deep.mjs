// The published package called ever deeper in the stack, until the stack ends in the middle of its wasm:
// `deep.mjs client | sandbox`.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { client, root } from '../../../support/built-package.mjs';

const { createSandbox } = createRequire(import.meta.url)(join(root, 'pkg', 'sandbox'));

/** What `work` throws when it is called at the end of the stack, and ever less deep. */
function atTheEndOfTheStack(work) {
  const said = new Set();
  let calls = 0;
  const dive = () => {
    try {
      dive();
    } catch {
      // The end, or so near to it that even what follows had no room.
      calls = 0;
    }
    calls += 1;
    if (calls > 5000) return;
    let text = 'nothing';
    try {
      work();
    } catch (error) {
      text = error instanceof RangeError ? 'RangeError' : error.message;
    }
    said.add(text);
  };
  dive();
  return said;
}

const scenarios = {
  async client() {
    client.init('https://api.example', {
      deadlineMs: 3000,
      fetch: async (url) => (url.includes('hangs') ? new Promise(() => {}) : new Response('{"locks":[{"id":"l"}]}')),
    });
    const scope = () => client.lockHolderScope({ countryIso: 'NO', organizationId: '1' });
    scope();
    for (const work of [scope, () => client.getLocks('token', { lockHolderId: 'deep' }).catch(() => undefined)]) {
      const begun = ['getLocks', 'getKeys', 'getRoles', 'getVendorConnections', 'createKey'].map((name) => client[name]('token', { lockHolderId: 'hangs', lockId: 'l', createKeyRequest: {} }));
      await sleep(20);
      atTheEndOfTheStack(work);
      // An answer, also where no room was left for one: then the call's own deadline has it given.
      const codes = (await Promise.all(begun)).map(({ error }) => error.code);
      assert.ok(codes.slice(0, 4).every((code) => code === 'internal' || code === 'deadline_exceeded'), codes.join());
      assert.equal(codes[4], 'outcome_unknown');
      assert.equal((await client.getLocks('token', { lockHolderId: 'next' })).data[0].id, 'l');
      assert.equal(scope(), 'lockHolder.identifier:NO.1.');
    }
  },
  async sandbox() {
    const sandbox = await createSandbox({ seed: 'demo' });
    const said = atTheEndOfTheStack(() => sandbox.state());
    assert.ok([...said].some((text) => /^The embedded Unloc broke down .*createSandbox\(\)/.test(text)), [...said].join(' | '));
    assert.throws(() => sandbox.state(), /all that it held is lost/);
    await assert.rejects(async () => sandbox.fetch(`${sandbox.url}/`), /all that it held is lost/);
    const next = await createSandbox({ seed: 'demo' });
    assert.ok(next.state() !== undefined);
    assert.throws(() => sandbox.state(), /all that it held is lost/);
  },
};
// A deadline keeps no process alive.
const waits = setInterval(() => undefined, 1000);
await scenarios[process.argv[2]]();
clearInterval(waits);
