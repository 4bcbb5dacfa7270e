// sandbox.client() and sandbox.token(): a client of a sandbox, and its tokens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client as main, createSandbox } from '../../support/built-package.mjs';

const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
/** What a fetch asks for, and a sandbox's answer. */
function watched(sandbox) {
  const paths = [];
  return {
    paths,
    fetch: (url, init) => {
      paths.push(new URL(url).pathname);
      return sandbox.fetch(url, init);
    },
  };
}

test('a client of a sandbox is an UnlocClient that needs nothing more, for both APIs', async () => {
  const sandbox = await createSandbox();
  const unloc = sandbox.client();
  assert.ok(unloc instanceof main.UnlocClient);
  const { projects } = await unloc.resources.discover();
  assert.equal(projects.length, 3);
  const locks = await unloc.locks.list({ projectId: projects[0].projectId }).toArray({ limit: 100 });
  assert.equal(locks.length, 16);
  const [{ id: lockHolderId }] = await unloc.v1.lockHolders.list();
  assert.equal((await unloc.v1.locks.list({ lockHolderId })).length, 16);
});

test('a client makes, opens and takes back a key', async () => {
  const sandbox = await createSandbox();
  const { keys, locks, resources } = sandbox.client();
  const { projectId } = (await resources.discover()).projects[0];
  const [{ id: lockId }] = await locks.list({ projectId }).toArray({ limit: 1 });
  const job = await keys.create({ projectId, keys: [{ lockId, appUserId: '+447700900123' }] });
  sandbox.advance(5);
  const { created } = await job.wait({ until: 'usable', timeoutMs: 10_000 });
  assert.equal(created[0].state, 'active');
  assert.deepEqual((await keys.revoke({ projectId, keyId: created[0].id })).revoked, true);
});

test('options reach the client, and replace what the sandbox sets', async () => {
  const sandbox = await createSandbox();
  const { paths, fetch } = watched(sandbox);
  const events = [];
  const unloc = sandbox.client({ fetch, hooks: { onRequest: ({ operation }) => events.push(operation) } });
  await unloc.v1.lockHolders.list();
  assert.deepEqual([paths, events], [['/integrators/v1/lock-holders/'], ['getLockHolders']]);
  const asUndefined = sandbox.client({ fetch: undefined, token: undefined, baseUrl: undefined });
  assert.equal((await asUndefined.v1.lockHolders.list()).length, 3);
  await assert.rejects(sandbox.client({ token: 'not.a.token' }).v1.lockHolders.list(), { code: 'unauthorized' });
  await assert.rejects(sandbox.client({ baseUrl: 'http://192.0.2.1' }).v1.lockHolders.list(), {
    code: 'insecure_base_url',
  });
});

test('a client shares a token between its calls, and replaces it when the clock was advanced past its end', async () => {
  const sandbox = await createSandbox();
  const { paths, fetch } = watched(sandbox);
  const unloc = sandbox.client({ fetch });
  sandbox.faults([{ path: '/auth/v1/token', fault: { delayMs: 0 } }]);
  await Promise.all([unloc.v1.lockHolders.list(), unloc.v1.lockHolders.list()]);
  assert.equal(sandbox.faults()[0].matched, 1);
  sandbox.advance(7200);
  assert.equal((await unloc.v1.lockHolders.list()).length, 3);
  assert.deepEqual([sandbox.faults()[0].matched, paths.length], [2, 4]);
});

test('clients of two sandboxes have nothing in common', async () => {
  const [one, other] = [await createSandbox(), await createSandbox({ seed: 'empty' })];
  assert.equal((await one.client().v1.lockHolders.list()).length, 3);
  assert.equal((await other.client().v1.lockHolders.list()).length, 0);
});

test('a token is for what is named', async () => {
  const sandbox = await createSandbox();
  const [{ id }] = sandbox.state().lockHolders;
  const scopeOf = async (need) => claims(await sandbox.token(need));
  const v1 = async (token) =>
    (await sandbox.fetch(`${sandbox.url}/integrators/v1/lock-holders/${id}/locks/`, bearer(token))).status;
  const v2 = async (token) => (await sandbox.fetch(`${sandbox.url}/v2/projects/${id}/locks`, bearer(token))).status;
  const bearer = (token) => ({ headers: { authorization: `Bearer ${token}` } });

  main.init(sandbox.url, { fetch: sandbox.fetch });
  const { data } = await main.getLockHolders(await sandbox.token());
  assert.equal(data.length, 3);
  assert.equal(await v1(await sandbox.token({ lockHolderId: id })), 200);
  assert.equal(await v1(await sandbox.token(`lockHolder.admin:${id}`)), 200);
  assert.equal(await v1(await sandbox.token({ scope: `lockHolder.admin:${id}` })), 200);
  assert.equal(await v1(await sandbox.token({ projectId: id })), 401);
  assert.equal(await v2(await sandbox.token({ projectId: id })), 200);
  assert.equal(await v2(await sandbox.token({ scope: 'project.installer', projectId: id })), 403);
  assert.equal(await v2(await sandbox.token({ lockHolderId: id })), 401);
  assert.equal(await v2(await sandbox.token({ api: 'v2', scope: 'project.admin', projectId: id })), 200);
  const { organizationId } = (await sandbox.client().resources.discover()).organizations[0];
  assert.equal(typeof (await sandbox.token({ organizationId })), 'string');
  assert.notDeepEqual(await scopeOf(), await scopeOf({ lockHolderId: id }));
});

test('a token that cannot be had is an error that says why, and no wider token', async () => {
  const sandbox = await createSandbox();
  await assert.rejects(sandbox.token({ projectId: undefined }), { code: 'invalid_argument' });
  await assert.rejects(sandbox.token({ organizationId: undefined }), { code: 'invalid_argument' });
  await assert.rejects(sandbox.token('project.admin'), { name: 'UnlocError', code: 'invalid_argument' });
  await assert.rejects(sandbox.token({ projectId: 'no-such-project' }), { name: 'UnlocError', code: 'token_error' });
  await assert.rejects(sandbox.token('star'), { name: 'UnlocError', code: 'token_error' });
});

test('each token is a new one, good by the clock of the sandbox', async () => {
  const sandbox = await createSandbox();
  const [{ id }] = sandbox.state().lockHolders;
  for (const seconds of [0, 7200]) {
    sandbox.advance(seconds);
    main.init(sandbox.url, { fetch: sandbox.fetch });
    const { data, error } = await main.getLocks(await sandbox.token({ lockHolderId: id }), { lockHolderId: id });
    assert.deepEqual([error, data.length], [undefined, 16]);
  }
});

test('the function that gives tokens can be the token option of another client, and needs no `this`', async () => {
  const { url: baseUrl, fetch, token } = await createSandbox();
  const unloc = new main.UnlocClient({ baseUrl, fetch, token });
  const [{ id }] = await unloc.v1.lockHolders.list();
  assert.equal((await unloc.v1.locks.list({ lockHolderId: id })).length, 16);
  assert.equal((await unloc.locks.list({ projectId: id }).toArray({ limit: 100 })).length, 16);
});
