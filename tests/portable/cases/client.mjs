// The client and the embedded Unloc, in one process and in a worker.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import load, { getLockHolders, init } from 'unloc-integrator-client/slim';

test('a key is given and taken back', async () => {
  const unloc = (await createSandbox({ seed: 'demo' })).client();
  const [{ projectId }] = (await unloc.resources.discover()).projects;
  const [door] = await unloc.locks.list({ projectId }).toArray({ limit: 1 });
  const wanted = { lockId: door.id, appUserId: '+4790000001', start: new Date(Date.now() + 60_000).toISOString() };
  const job = await unloc.keys.create({ projectId, keys: [wanted] });
  const {
    created: [key],
  } = await job.wait({ timeoutMs: 60_000 });
  assert.equal(key.lockId, door.id);
  await unloc.keys.revoke({ projectId, keyId: key.id });
  assert.equal((await unloc.keys.get({ projectId, keyId: key.id })).state, 'revoked');
});

test('slim reads its wasm from the file beside it', async () => {
  const sandbox = await createSandbox({ seed: 'demo' });
  await load();
  init(sandbox.url, { fetch: sandbox.fetch });
  const { data, error } = await getLockHolders(await sandbox.token());
  assert.equal(error, undefined);
  assert.ok(data.length > 0);
});

test('it works in a worker', async () => {
  const worker = new Worker(new URL('workers/client.mjs', import.meta.url));
  const count = await new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`the worker ended with ${code} and said nothing`));
    worker.once('message', resolve).once('error', reject).once('exit', ended);
  });
  await worker.terminate();
  assert.ok(count > 0);
});
