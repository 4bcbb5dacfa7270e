// The documents in docs/openapi, and every operation of them between the client and the embedded Unloc.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { client, createSandbox, demo, root, sample, tokenFrom } from './built_package.mjs';
import { documentOf, faultsOf, succeeded, versions } from './contract.mjs';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** The operations of a document, with their path and method. */
function operationsOf(version) {
  return Object.entries(documentOf(version).paths).flatMap(([path, item]) => (
    methods.filter((method) => item[method]).map((method) => ({ path, method, operation: item[method] }))));
}

for (const version of versions) {
  test(`the document of ${version} is OpenAPI 3.1`, async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(documentOf(version));
    assert.ok(valid, JSON.stringify(errors, null, 1));
    assert.equal(validator.version, '3.1');
  });

  test(`every reference in the document of ${version} leads somewhere, every schema is used, every operation has a name of its own`, () => {
    const text = JSON.stringify(documentOf(version));
    const references = new Set([...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].map(([, kind, name]) => `${kind}/${name}`));
    const components = Object.entries(documentOf(version).components).filter(([kind]) => kind !== 'securitySchemes');
    assert.deepEqual(components.flatMap(([kind, all]) => Object.keys(all).map((name) => `${kind}/${name}`)).sort(), [...references].sort());
    const names = operationsOf(version).map(({ operation }) => operation.operationId);
    assert.equal(new Set(names).size, names.length);
    for (const { operation } of operationsOf(version)) assert.ok(['confirmed', 'inferred'].includes(operation['x-certainty']), operation.operationId);
  });
}

describe('what is held against the documents', () => {
  const url = 'https://sandbox.invalid/integrators/v1/lock-holders/h/keys/';
  const key = sample('keys-list.json').keys[0];
  const list = (keys, more) => faultsOf({ method: 'GET', url, status: 200, text: JSON.stringify({ keys }), ...more });

  test('a good answer has no fault', () => assert.deepEqual(list([key]), []));

  test('each thing that is wrong is a fault', () => {
    const cases = [
      [list([{ ...key, lockId: undefined }]), /getKeys: its answer 200 does not fit: .*lockId/],
      [list([{ ...key, end: 7 }]), /its answer 200 does not fit: \/keys\/0\/end/],
      [list([{ ...key, start: 'soon' }]), /date-time/],
      [faultsOf({ method: 'GET', url, status: 200, text: '{"key":[]}' }), /keys/],
      [list([key], { url: `${url}?limti=1` }), /knows no parameter "limti"/],
      [list([key], { method: 'PUT' }), /no document knows PUT/],
      [list([key], { url: `${url}more/` .replace('keys/more', 'kyes') }), /no document knows GET/],
      [list([key], { status: 203 }), /knows no status 203/],
      [faultsOf({ method: 'GET', url, status: 404, text: '{"message":"no"}' }), /its answer 404 does not fit/],
      [faultsOf({ method: 'GET', url, status: 404, text: '' }), /404 came without a body/],
    ];
    for (const [faults, words] of cases) assert.match(faults.join('\n'), words);
  });

  test('a request that was answered with success must fit too, one that was refused need not', () => {
    const post = (body, status, text) => faultsOf({
      method: 'POST', url: url.replace('keys', 'locks/l/keys'), type: 'application/json', body: JSON.stringify(body), status, text: JSON.stringify(text),
    });
    const good = { userId: '+447700900123', start: null, end: null };
    assert.deepEqual(post(good, 200, { key }), []);
    assert.match(post({ ...good, userId: '47' }, 200, { key }).join(), /its request does not fit: .*pattern/);
    assert.match(post({ ...good, skipInvitation: true }, 200, { key }).join(), /its request does not fit: .*skipInvitation/);
    assert.match(post({ userId: good.userId, start: null }, 200, { key }).join(), /its request does not fit/);
    assert.deepEqual(post({ userId: '47' }, 400, { error: 'BadRequest', errorDescription: 'no' }), []);
  });
});

test('every operation of v1 that the client has was answered as its document says', async () => {
  const { sandbox, token, lockHolder, of } = await demo();
  const done = async (promise) => {
    const { data, error } = await promise;
    if (error) throw error;
    return data;
  };
  const all = await tokenFrom(sandbox);
  const person = '+447700900991';
  await done(client.createLockHolder(all, { name: 'Another house', countryIso: 'NO', organizationId: '998877665' }));
  await done(client.updateLockHolder(token, { ...of, updateLockHolderRequest: { name: 'Renamed house' } }));
  const [lock] = await done(client.getLocks(token, of));
  const at = { ...of, lockId: lock.id };
  await done(client.getLock(token, at));
  await done(client.updateLock(token, { ...at, updateLockRequest: { name: 'Renamed', address: null } }));
  const window = { startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 };
  const createKeyRequest = { userId: person, start: null, end: null, skipInviteNotification: true, recurrence: { mon: window }, metadata: { booking: 'B-1' } };
  const { key } = await done(client.createKey(token, { ...at, createKeyRequest }));
  await done(client.createKey(token, { ...of, createKeyRequest: { ...createKeyRequest, lockId: lock.id } }));
  await done(client.getKeys(token, of));
  await done(client.getKeysForLock(token, at));
  await done(client.createOrUpdateRole(token, { ...at, userId: person, createOrUpdateRoleRequest: { canShare: true, userName: 'Kim' } }));
  await done(client.getRoles(token, { ...of, limit: 1 }));
  await done(client.getRoles(token, { ...of, limit: 1, startAfterId: (await done(client.getRoles(token, { ...of, limit: 1 }))).startAfterId }));
  await done(client.getRolesForLock(token, at));
  await done(client.deleteSharedKeysForLock(token, { ...at, userId: person }));
  await done(client.deleteSharedKeysForUser(token, { ...of, userId: person }));
  await done(client.updateKey(token, { ...at, keyId: key.id, updateKeyRequest: { state: 'revoked' } }));
  const { vendorConnection } = await done(client.createVendorConnection(token, { ...of, createVendorConnectionRequest: { vendor: 'danalock', username: 'u', password: 'p' } }));
  await done(client.createVendorConnection(token, { ...of, createVendorConnectionRequest: { vendor: 'virtual', locksToCreate: 2 } }));
  await done(client.getVendorConnections(token, of));
  await done(client.refreshVendorConnection(token, { ...of, vendorConnectionId: vendorConnection.id }));
  await done(client.updateVendorConnectionPassword(token, { ...of, vendorConnectionId: vendorConnection.id, updateVendorConnectionPasswordRequest: { password: 'q' } }));
  await done(client.createVendorAccount(token, { createVendorAccountRequest: { vendor: 'danalock', email: 'kim@example.com', password: 'p' } }));
  await done(client.createKeyEventsWebhook(token, { ...at, createKeyEventsWebhookRequest: { webhookUrl: 'https://example.com/events' } }));
  await done(client.getIntegrator(all, { integratorId: sandbox.state().integrator.id }));
  assert.ok(lockHolder.id);

  // Those without a function of their own.
  const get = (path) => done(client.request(token, { method: 'GET', path: `/integrators/v1/lock-holders/${of.lockHolderId}/${path}` }));
  for (const path of [`locks/${lock.id}/keys/${key.id}/`, `keys/${key.id}/`, `users/${encodeURIComponent(person)}/keys/`, `users/${encodeURIComponent(person)}/roles/`,
    'key-events/', `locks/${lock.id}/key-events/`, 'key-events/webhooks/', `locks/${lock.id}/key-events/webhooks/`, `vendor-connections/${vendorConnection.id}/`]) await get(path);
  const post = await done(client.request(token, { method: 'POST', path: `/integrators/v1/lock-holders/${of.lockHolderId}/key-events/webhooks/`, body: { webhookUrl: 'https://example.com/all' } }));
  await done(client.request(token, { method: 'DELETE', path: `/integrators/v1/lock-holders/${of.lockHolderId}/key-events/webhooks/${post.webhook.id}/` }));
  const ofLock = await get(`locks/${lock.id}/key-events/webhooks/`);
  await done(client.request(token, { method: 'DELETE', path: `/integrators/v1/lock-holders/${of.lockHolderId}/locks/${lock.id}/key-events/webhooks/${ofLock.webhooks[0].id}/` }));

  const missing = operationsOf('v1').map(({ operation }) => `v1 ${operation.operationId}`).filter((name) => !succeeded.has(name));
  assert.deepEqual(missing, []);
});

test('what the embedded Unloc calls a list of lock holders is in the document in all forms', async () => {
  for (const lockHolderListForm of ['lockHolders', 'managedLockHolders', 'array']) {
    const sandbox = await createSandbox({ lockHolderListForm });
    client.init(sandbox.url, { fetch: sandbox.fetch });
    const { error } = await client.getLockHolders(await tokenFrom(sandbox));
    assert.equal(error, undefined);
  }
});

test('every recorded sample of an error fits', () => {
  for (const [version, file] of [['v1', 'error-api.json']]) {
    const text = readFileSync(join(root, 'sandbox', 'tests', 'samples', file), 'utf8');
    assert.deepEqual(faultsOf({ method: 'GET', url: 'https://sandbox.invalid/integrators/v1/lock-holders/', status: 401, text }), [], version);
  }
});
