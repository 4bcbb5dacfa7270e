// What tests of access need of the embedded Unloc, from the built package.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../support/built-package.mjs';

const day = 86_400_000;
const person = '+447700900999';

test('doors says who can open which door, at any time', async () => {
  const started = Date.now();
  const after = (days) => new Date(started + days * day).toISOString();
  let now = started;
  const sandbox = await createSandbox({ now: () => (now += 1000) });
  const { lockHolderId: projectId, lock } = sandbox.state().locks[0];
  const lockId = lock.id;
  const keys = [1, 2].map((days) => {
    const metadata = { accessRef: `B-${days}` };
    return { lockId, appUserId: person, start: after(0), end: after(days), metadata };
  });
  const job = await sandbox.client().keys.create({ projectId, keys });
  const { created } = await job.wait({ until: 'usable', timeoutMs: 10_000 });
  const keyIds = created.map(({ id }) => id);
  const opening = (at) => sandbox.doors({ at, lockId, appUserId: person }).flatMap(({ people }) => people[0].keyIds);
  assert.deepEqual(opening(), keyIds);
  assert.deepEqual(opening(after(1)), keyIds.slice(1));
  assert.deepEqual(opening(started + 2 * day), []);
  assert.ok(sandbox.doors().length > 10);
  assert.throws(() => sandbox.doors({ at: 'tomorrow' }), /^Error: at is no date/);
  assert.throws(() => sandbox.doors({ lockId: 'nothing' }), /^Error: lockId names no lock/);
});

test('the settings for access are options, and are refused by their names', async () => {
  const options = {
    unlistedSeconds: 3,
    unlistedById: true,
    timePrecision: 'minute',
    keysNameAccessGroup: true,
    keyMetadata: 'dropped',
  };
  const settings = (await createSandbox({ seed: 'empty', ...options })).settings();
  for (const [name, value] of Object.entries(options)) assert.equal(settings[name], value);
  await assert.rejects(createSandbox({ timePrecision: 'hour' }), /hour/);
  await assert.rejects(createSandbox({ keyMetadata: 'lost' }), /lost/);
});
