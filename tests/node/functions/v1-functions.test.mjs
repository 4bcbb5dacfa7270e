// Every v1 function, against the embedded Unloc.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { client, createSandbox, demo, sample, tokenFrom } from '../../support/built-package.mjs';

const succeeded = ({ data, error }) => {
  assert.equal(error, undefined, error?.message);
  return data;
};

describe('every function does its work on the embedded Unloc', () => {
  let fixture;
  let lock;
  before(async () => {
    fixture = await demo();
    [lock] = succeeded(await client.getLocks(fixture.token, fixture.of));
  });

  test('lists are arrays that carry themselves under their name, out of sight of JSON', async () => {
    const { token, of } = fixture;
    for (const [name, result] of Object.entries({
      lockHolders: await client.getLockHolders(await tokenFrom(fixture.sandbox)),
      locks: await client.getLocks(token, of),
      keys: await client.getKeys(token, of),
      roles: await client.getRoles(token, of),
      vendorConnections: await client.getVendorConnections(token, of),
    })) {
      const list = succeeded(result);
      assert.ok(Array.isArray(list) && list.length > 0, name);
      assert.equal(list[name], list);
      assert.deepEqual(
        Object.keys(list),
        list.map((_, index) => String(index)),
      );
      assert.deepEqual(JSON.parse(JSON.stringify(list)), [...list]);
      assert.equal(result.response.status, 200);
      assert.match(result.response.requestId, /./);
      assert.ok(list.sort(() => 0)[name] === list, 'sorting in place keeps the name');
    }
  });

  test('a lock holder is created from each form of argument, and renamed', async () => {
    const token = await tokenFrom(fixture.sandbox, 'integrator.admin');
    const own = (suffix) => ({
      name: 'Harbour Apartments',
      countryIso: 'NO',
      organizationId: 'EXAMPLE-001',
      organizationIdSuffix: suffix,
    });
    for (const params of [
      own('a'),
      { createLockHolderRequest: own('b') },
      { lockHolder: own('c'), createVendorAccount: false },
    ]) {
      const { lockHolder } = succeeded(await client.createLockHolder(token, params));
      assert.equal(lockHolder.organizationId, 'EXAMPLE-001');
      const mine = await tokenFrom(fixture.sandbox, client.lockHolderAdminScope(lockHolder.id));
      const renamed = succeeded(
        await client.updateLockHolder(mine, {
          lockHolderId: lockHolder.id,
          updateLockHolderRequest: { name: 'Harbour East' },
        }),
      );
      assert.equal(renamed.lockHolder.name, 'Harbour East');
    }
  });

  test('a lock is read and changed; absent members stay, null removes', async () => {
    const { token, of } = fixture;
    const params = { ...of, lockId: lock.id };
    assert.equal(succeeded(await client.getLock(token, params)).lock.id, lock.id);
    const address = { street: '1 Example Street', postalCode: '0150', city: 'Oslo', countryIso: 'NO' };
    const changed = succeeded(
      await client.updateLock(token, {
        ...params,
        updateLockRequest: { name: 'Main entrance', address, image: undefined },
      }),
    );
    assert.deepEqual([changed.lock.name, changed.lock.address], ['Main entrance', address]);
    const pictured = succeeded(
      await client.updateLock(token, {
        ...params,
        updateLockRequest: { image: sample('update-lock-request.json').image },
      }),
    );
    assert.ok(pictured.lock.imageUrl, 'it has a picture now');
    assert.deepEqual(pictured.lock.address, address, 'an absent address stays');
    const bare = succeeded(await client.updateLock(token, { ...params, updateLockRequest: { address: null } }));
    assert.ok(!bare.lock.address, 'null removes the address');
  });

  test('a key is made in both places, becomes active, is taken back, and stays listed', async () => {
    const { sandbox, token, of } = fixture;
    const request = { userId: '+447700900999', start: null, end: null, skipInviteNotification: true };
    const beside = succeeded(await client.createKey(token, { ...of, lockId: lock.id, createKeyRequest: request }));
    const within = succeeded(
      await client.createKey(token, { ...of, createKeyRequest: { ...request, lockId: lock.id } }),
    );
    assert.deepEqual([beside.key.state, within.key.lockId], ['creating', lock.id]);
    await sandbox.advance(3);
    const state = async () =>
      succeeded(await client.getKeysForLock(token, { ...of, lockId: lock.id })).find((key) => key.id === beside.key.id)
        .state;
    assert.equal(await state(), 'active');
    succeeded(
      await client.updateKey(token, {
        ...of,
        lockId: lock.id,
        keyId: beside.key.id,
        updateKeyRequest: { state: 'revoked' },
      }),
    );
    assert.equal(await state(), 'revoked');
  });

  test('a role is given, listed, paged with the cursor sent back as received, and taken back', async () => {
    const { token, of } = fixture;
    const params = { ...of, lockId: lock.id, userId: '+447700900998' };
    const { role } = succeeded(
      await client.createOrUpdateRole(token, {
        ...params,
        createOrUpdateRoleRequest: { canShare: true, userName: 'Alex Example' },
      }),
    );
    assert.deepEqual([role.userId, role.canShare], ['+447700900998', true]);
    const forLock = succeeded(await client.getRolesForLock(token, params));
    assert.ok(forLock.some(({ userId }) => userId === role.userId));

    const all = succeeded(await client.getRoles(token, of));
    const paged = [];
    let startAfterId;
    do {
      const page = succeeded(await client.getRoles(token, { ...of, limit: 5, startAfterId }));
      assert.ok(page.length <= 5);
      paged.push(...page);
      ({ startAfterId } = page);
    } while (startAfterId && paged.length <= all.length);
    assert.deepEqual(
      paged.map(({ userId, lockId }) => userId + lockId),
      all.map(({ userId, lockId }) => userId + lockId),
    );

    succeeded(await client.createOrUpdateRole(token, { ...params, createOrUpdateRoleRequest: { canShare: false } }));
    assert.ok(!succeeded(await client.getRolesForLock(token, params)).some(({ userId }) => userId === role.userId));
  });

  test('the keys that a person shared are deleted: those to one lock, or all of them', async () => {
    const { sandbox, token, of } = fixture;
    const lockIds = succeeded(await client.getLocks(token, of)).map(({ id }) => id);
    // No endpoint lists shared keys.
    const shared = () => sandbox.state().sharedKeys;
    const sharedBy = (userId, ids = lockIds) =>
      shared().filter((record) => record.sharedBy === userId && ids.includes(record.key.lockId));
    const {
      sharedBy: one,
      key: { lockId },
    } = shared().find(({ key }) => lockIds.includes(key.lockId));
    const { sharedBy: other } = shared().find(
      (record) => record.sharedBy !== one && lockIds.includes(record.key.lockId),
    );
    let left = shared().length;

    left -= sharedBy(one, [lockId]).length;
    assert.equal(
      typeof succeeded(await client.deleteSharedKeysForLock(token, { ...of, lockId, userId: one })),
      'object',
    );
    assert.deepEqual([sharedBy(one, [lockId]).length, shared().length], [0, left]);

    left -= sharedBy(other).length;
    assert.equal(typeof succeeded(await client.deleteSharedKeysForUser(token, { ...of, userId: other })), 'object');
    assert.deepEqual([sharedBy(other).length, shared().length], [0, left]);
  });

  test('a virtual vendor connection brings locks', async () => {
    const { sandbox, token, of } = fixture;
    const before = succeeded(await client.getLocks(token, of)).length;
    const { vendorConnection } = succeeded(
      await client.createVendorConnection(token, {
        ...of,
        createVendorConnectionRequest: { vendor: 'virtual', locksToCreate: 3 },
      }),
    );
    assert.equal(vendorConnection.state, 'connecting');
    await sandbox.advance(60);
    assert.equal(succeeded(await client.getLocks(token, of)).length, before + 3);
    const connections = succeeded(await client.getVendorConnections(token, of));
    assert.equal(connections.find(({ id }) => id === vendorConnection.id).state, 'connected');
    succeeded(await client.refreshVendorConnection(token, { ...of, vendorConnectionId: vendorConnection.id }));
    const other = succeeded(
      await client.createVendorConnection(token, {
        ...of,
        createVendorConnectionRequest: { vendor: 'danalock', username: 'a@example.com', password: 'p' },
      }),
    );
    succeeded(
      await client.updateVendorConnectionPassword(token, {
        ...of,
        vendorConnectionId: other.vendorConnection.id,
        updateVendorConnectionPasswordRequest: { password: 'q' },
      }),
    );
  });

  test('the rest: vendor account, webhook, integrator, and any request', async () => {
    const { sandbox, token, of } = fixture;
    const admin = await tokenFrom(sandbox);
    succeeded(
      await client.createVendorAccount(admin, {
        createVendorAccountRequest: { vendor: 'danalock', email: 'b@example.com', password: 'p' },
      }),
    );
    succeeded(
      await client.createKeyEventsWebhook(token, {
        ...of,
        lockId: lock.id,
        createKeyEventsWebhookRequest: { webhookUrl: 'https://example.com/hooks/5d1f0c2e' },
      }),
    );
    const raw = succeeded(
      await client.request(token, {
        method: 'GET',
        path: `/integrators/v1/lock-holders/${of.lockHolderId}/roles/`,
        query: { limit: 2 },
      }),
    );
    assert.equal(raw.roles.length, 2);
    const { integratorId, id = integratorId } = (await sandbox.state()).integrator || {};
    const { integrator } = succeeded(await client.getIntegrator(admin, { integratorId: id }));
    assert.equal(integrator.id, id);
  });

  test('what the API refuses comes with its status, its words and a request id', async () => {
    const { sandbox, token, of, lockHolders } = fixture;
    const cases = [
      [await client.getLocks('not-a-token', of), 401, 'unauthorized'],
      [await client.getLocks(token, { lockHolderId: lockHolders[1].id }), 403, 'forbidden'],
      [await client.getLock(token, { ...of, lockId: 'e6b3c1de-0000-4000-8000-000000000000' }), 404, 'not_found'],
      [
        await client.createKey(token, {
          ...of,
          lockId: lock.id,
          createKeyRequest: { userId: '+4799887766', start: 'never', end: null },
        }),
        400,
        'bad_request',
      ],
    ];
    const account = { vendor: 'danalock', username: 'twice@example.com', password: 'p' };
    succeeded(await client.createVendorConnection(token, { ...of, createVendorConnectionRequest: account }));
    cases.push([
      await client.createVendorConnection(token, { ...of, createVendorConnectionRequest: account }),
      409,
      'conflict',
    ]);
    await sandbox.advance(3601);
    cases.push([await client.getLocks(token, of), 401, 'unauthorized']);
    for (const [{ data, error, response }, status, code] of cases) {
      assert.equal(data, undefined);
      assert.ok(error instanceof client.UnlocError && error instanceof Error);
      assert.deepEqual([error.status, error.code, response.status], [status, code, status]);
      assert.ok(error.error && error.errorDescription && error.requestId === response.requestId, error.message);
    }
  });
});

test('two sandboxes, each given to its call, are told apart', async () => {
  const [one, two] = [await createSandbox({ seed: 'demo' }), await createSandbox({ seed: 'empty' })];
  client.init(one.url, { fetch: one.fetch });
  const [full, empty] = await Promise.all([
    client.getLockHolders(await tokenFrom(one)),
    client.getLockHolders(await tokenFrom(two), undefined, { fetch: two.fetch }),
  ]);
  assert.deepEqual([full.data.length, empty.data.length], [3, 0]);
});

test('lockHolderScope matches every vector and throws an UnlocError for what is no lock holder', () => {
  for (const { lockHolder, scope } of sample('scope-vectors.json'))
    assert.equal(client.lockHolderScope(lockHolder), scope);
  for (const wrong of [
    undefined,
    null,
    'NO',
    {},
    { countryIso: 'NO', organizationId: 5 },
    { countryIso: 'NO', organizationId: 'a.b' },
  ]) {
    assert.throws(
      () => client.lockHolderScope(wrong),
      (error) => error instanceof client.UnlocError && error.code === 'invalid_argument',
    );
  }
  assert.equal(
    client.lockHolderAdminScope('96896638-e0d7-4cfd-a2c0-8e3448f32e3d'),
    'lockHolder.admin:96896638-e0d7-4cfd-a2c0-8e3448f32e3d',
  );
  assert.throws(() => client.lockHolderAdminScope(''), client.UnlocError);
});

test('init is repeatable, and a call in flight keeps the one it began with', async () => {
  let answer;
  client.init('https://one.example', {
    fetch: () =>
      new Promise((resolve) => {
        answer = () => resolve(new Response('{"locks":[{"id":"one"}]}'));
      }),
  });
  const running = client.getLocks('t', { lockHolderId: 'h' });
  for (let render = 0; render < 100; render += 1)
    client.init('https://two.example', { fetch: async () => new Response('{"locks":[{"id":"two"}]}') });
  const next = await client.getLocks('t', { lockHolderId: 'h' });
  answer();
  assert.deepEqual([(await running).data[0].id, next.data[0].id], ['one', 'two']);
});
