// Members that the API has sent in several forms are normalized to one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, sample } from '../../support/built-package.mjs';

const ids = { lockHolderId: 'h', lockId: 'l', keyId: 'k', userId: '+4799887766' };

async function through(call, body) {
  client.init('https://api.example', { fetch: async () => new Response(JSON.stringify(body)) });
  const { data, error } = await call();
  assert.equal(error, undefined, error?.message);
  return data;
}

test('the list of lock holders is found under each of its names and without one', async () => {
  const expected = sample('lock-holders-list.json')['lock-holders'];
  for (const file of [
    'lock-holders-list.json',
    'tolerance/lock-holders-list-managed.json',
    'tolerance/lock-holders-list-bare.json',
    'tolerance/lock-holders-list-camel.json',
  ]) {
    const data = await through(() => client.getLockHolders('t'), sample(file));
    assert.deepEqual([...data], expected, file);
    assert.equal(data.lockHolders, data);
  }
});

test('an entity without its envelope gets one', async () => {
  const bare = sample('tolerance/lock-holder-bare.json');
  assert.deepEqual(await through(() => client.createLockHolder('t', bare), bare), { lockHolder: bare });
});

test('a numeric phone number, a numeric postal code and a textual truth are normalized, the old name of a user is read', async () => {
  const { key } = await through(
    () => client.createKey('t', { ...ids, createKeyRequest: {} }),
    sample('tolerance/key-numeric-user.json'),
  );
  assert.deepEqual(key.toUser, { id: '+447700900123', userName: 'Alex Example', name: 'Alex Example' });
  const { role } = await through(
    () => client.createOrUpdateRole('t', { ...ids, createOrUpdateRoleRequest: {} }),
    sample('tolerance/role-string-can-share.json'),
  );
  assert.deepEqual([role.userId, role.canShare], ['+447700900123', true]);
  const { lock } = await through(() => client.getLock('t', ids), sample('tolerance/lock-numeric-postal-code.json'));
  assert.equal(lock.address.postalCode, '1150');
});

test('lists are normalized item by item, odd items are left alone', async () => {
  const keys = await through(() => client.getKeys('t', ids), {
    keys: [sample('tolerance/key-numeric-user.json').key, null, 5, { toUser: null }],
  });
  assert.equal(keys[0].toUser.id, '+447700900123');
  assert.deepEqual([...keys].slice(1), [null, 5, { toUser: null }]);
  const roles = await through(() => client.getRoles('t', ids), {
    roles: [sample('tolerance/role-string-can-share.json').role, { canShare: 'false' }],
  });
  assert.deepEqual(
    roles.map(({ canShare }) => canShare),
    [true, false],
  );
});

test('what is right already comes through unchanged, unknown members and nulls too', async () => {
  for (const [file, name, call] of [
    ['keys-list.json', 'keys', client.getKeys],
    ['locks-list.json', 'locks', client.getLocks],
    ['roles-list-page.json', 'roles', client.getRoles],
    ['vendor-connections-list.json', 'vendorConnections', client.getVendorConnections],
  ]) {
    const body = sample(file);
    body[name][0].unknown = { kept: null };
    const data = await through(() => call('t', ids), body);
    assert.deepEqual([...data], body[name], file);
    assert.equal(data.startAfterId, body.startAfterId);
  }
});
