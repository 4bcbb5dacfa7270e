// The documents in docs/openapi are valid, and each of their operations is exercised between the client and the sandbox.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { client, createSandbox, demo, root, sample, tokenFrom } from '../../support/built-package.mjs';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { documentOf, mockViolations, succeeded, versions, violationsOf } from '../../support/contract.mjs';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** The operations of a document, with their path and method. */
function operationsOf(version) {
  return Object.entries(documentOf(version).paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => ({ path, method, operation: item[method] })),
  );
}

for (const version of versions) {
  test(`the document of ${version} is OpenAPI 3.1`, async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(documentOf(version));
    assert.ok(valid, JSON.stringify(errors, null, 1));
    assert.equal(validator.version, '3.1');
  });

  test(`a mock server can answer from the document of ${version} alone, and every example fits its schema`, () => {
    assert.deepEqual(mockViolations(version), []);
    const document = documentOf(version);
    const ajv = addFormats(new Ajv2020({ strict: false })).addSchema(document, 'document');
    const pointer = (path) => path.map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1')).join('/');
    let patterns = 0;
    const visit = (value, path) => {
      if (typeof value !== 'object' || value === null) return;
      const at = `document#/${encodeURI(pointer(path))}`;
      if (typeof value.pattern === 'string') {
        patterns += 1;
        assert.ok('example' in value, `${at} has a pattern and no example`);
      }
      if ('example' in value && path.at(-1) !== 'example')
        assert.ok(ajv.validate({ $ref: at }, value.example), `${at}: ${ajv.errorsText()}`);
      for (const name of Object.keys(value).filter((one) => one !== 'example')) visit(value[name], [...path, name]);
    };
    visit(document, []);
    assert.ok(patterns > 0);
  });

  test(`every reference in the document of ${version} leads somewhere, every schema is used, every operation has a name of its own`, () => {
    const text = JSON.stringify(documentOf(version));
    const references = new Set(
      [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].map(([, kind, name]) => `${kind}/${name}`),
    );
    const components = Object.entries(documentOf(version).components).filter(([kind]) => kind !== 'securitySchemes');
    assert.deepEqual(
      components.flatMap(([kind, all]) => Object.keys(all).map((name) => `${kind}/${name}`)).sort(),
      [...references].sort(),
    );
    const names = operationsOf(version).map(({ operation }) => operation.operationId);
    assert.equal(new Set(names).size, names.length);
    for (const { operation } of operationsOf(version))
      assert.ok(['confirmed', 'inferred'].includes(operation['x-certainty']), operation.operationId);
  });
}

describe('what is held against the documents', () => {
  const url = 'https://sandbox.invalid/integrators/v1/lock-holders/h/keys/';
  const key = sample('keys-list.json').keys[0];
  const list = (keys, more) =>
    violationsOf({ method: 'GET', url, status: 200, text: JSON.stringify({ keys }), ...more });

  test('a good answer has no fault', () => assert.deepEqual(list([key]), []));

  test('each thing that is wrong is a fault', () => {
    const cases = [
      [list([{ ...key, lockId: undefined }]), /getKeys: its answer 200 does not fit: .*lockId/],
      [list([{ ...key, end: 7 }]), /its answer 200 does not fit: \/keys\/0\/end/],
      [list([{ ...key, start: 'soon' }]), /date-time/],
      [violationsOf({ method: 'GET', url, status: 200, text: '{"key":[]}' }), /keys/],
      [list([key], { url: `${url}?limti=1` }), /knows no parameter "limti"/],
      [list([key], { method: 'PUT' }), /no document knows PUT/],
      [list([key], { url: `${url}more/`.replace('keys/more', 'kyes') }), /no document knows GET/],
      [list([key], { status: 203 }), /knows no status 203/],
      [violationsOf({ method: 'GET', url, status: 404, text: '{"message":"no"}' }), /its answer 404 does not fit/],
      [violationsOf({ method: 'GET', url, status: 404, text: '' }), /404 came without a body/],
    ];
    for (const [faults, words] of cases) assert.match(faults.join('\n'), words);
  });

  test('a request that was answered with success must fit too, one that was refused need not', () => {
    const post = (body, status, text) =>
      violationsOf({
        method: 'POST',
        url: url.replace('keys', 'locks/l/keys'),
        type: 'application/json',
        body: JSON.stringify(body),
        status,
        text: JSON.stringify(text),
      });
    const good = { userId: '+447700900123', start: null, end: null };
    assert.deepEqual(post(good, 200, { key }), []);
    assert.match(post({ ...good, userId: '47' }, 200, { key }).join(), /its request does not fit: .*pattern/);
    assert.match(
      post({ ...good, skipInvitation: true }, 200, { key }).join(),
      /its request does not fit: .*skipInvitation/,
    );
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
  const createKeyRequest = {
    userId: person,
    start: null,
    end: null,
    skipInviteNotification: true,
    recurrence: { mon: window },
    metadata: { booking: 'B-1' },
  };
  const { key } = await done(client.createKey(token, { ...at, createKeyRequest }));
  await done(client.createKey(token, { ...of, createKeyRequest: { ...createKeyRequest, lockId: lock.id } }));
  await done(client.getKeys(token, of));
  await done(client.getKeysForLock(token, at));
  await done(
    client.createOrUpdateRole(token, {
      ...at,
      userId: person,
      createOrUpdateRoleRequest: { canShare: true, userName: 'Kim' },
    }),
  );
  await done(client.getRoles(token, { ...of, limit: 1 }));
  await done(
    client.getRoles(token, {
      ...of,
      limit: 1,
      startAfterId: (await done(client.getRoles(token, { ...of, limit: 1 }))).startAfterId,
    }),
  );
  await done(client.getRolesForLock(token, at));
  await done(client.deleteSharedKeysForLock(token, { ...at, userId: person }));
  await done(client.deleteSharedKeysForUser(token, { ...of, userId: person }));
  await done(client.updateKey(token, { ...at, keyId: key.id, updateKeyRequest: { state: 'revoked' } }));
  const { vendorConnection } = await done(
    client.createVendorConnection(token, {
      ...of,
      createVendorConnectionRequest: { vendor: 'danalock', username: 'u', password: 'p' },
    }),
  );
  await done(
    client.createVendorConnection(token, {
      ...of,
      createVendorConnectionRequest: { vendor: 'virtual', locksToCreate: 2 },
    }),
  );
  await done(client.getVendorConnections(token, of));
  await done(client.refreshVendorConnection(token, { ...of, vendorConnectionId: vendorConnection.id }));
  await done(
    client.updateVendorConnectionPassword(token, {
      ...of,
      vendorConnectionId: vendorConnection.id,
      updateVendorConnectionPasswordRequest: { password: 'q' },
    }),
  );
  await done(
    client.createVendorAccount(token, {
      createVendorAccountRequest: { vendor: 'danalock', email: 'kim@example.com', password: 'p' },
    }),
  );
  await done(
    client.createKeyEventsWebhook(token, {
      ...at,
      createKeyEventsWebhookRequest: { webhookUrl: 'https://example.com/events' },
    }),
  );
  await done(client.getIntegrator(all, { integratorId: sandbox.state().integrator.id }));
  assert.ok(lockHolder.id);

  // Operations that the client has no function for.
  const get = (path) =>
    done(client.request(token, { method: 'GET', path: `/integrators/v1/lock-holders/${of.lockHolderId}/${path}` }));
  for (const path of [
    `locks/${lock.id}/keys/${key.id}/`,
    `keys/${key.id}/`,
    `users/${encodeURIComponent(person)}/keys/`,
    `users/${encodeURIComponent(person)}/roles/`,
    'key-events/',
    `locks/${lock.id}/key-events/`,
    'key-events/webhooks/',
    `locks/${lock.id}/key-events/webhooks/`,
    `vendor-connections/${vendorConnection.id}/`,
  ])
    await get(path);
  const post = await done(
    client.request(token, {
      method: 'POST',
      path: `/integrators/v1/lock-holders/${of.lockHolderId}/key-events/webhooks/`,
      body: { webhookUrl: 'https://example.com/all' },
    }),
  );
  await done(
    client.request(token, {
      method: 'DELETE',
      path: `/integrators/v1/lock-holders/${of.lockHolderId}/key-events/webhooks/${post.webhook.id}/`,
    }),
  );
  const ofLock = await get(`locks/${lock.id}/key-events/webhooks/`);
  await done(
    client.request(token, {
      method: 'DELETE',
      path: `/integrators/v1/lock-holders/${of.lockHolderId}/locks/${lock.id}/key-events/webhooks/${ofLock.webhooks[0].id}/`,
    }),
  );

  const missing = operationsOf('v1')
    .map(({ operation }) => `v1 ${operation.operationId}`)
    .filter((name) => !succeeded.has(name));
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

test('one entity of the embedded Unloc is in the document in both forms, and the client reads both', async () => {
  const sandbox = await createSandbox({ entityForm: 'bare' });
  client.init(sandbox.url, { fetch: sandbox.fetch });
  const { data: lockHolders } = await client.getLockHolders(await tokenFrom(sandbox));
  const of = { lockHolderId: lockHolders[0].id };
  const token = await tokenFrom(sandbox, client.lockHolderAdminScope(of.lockHolderId));
  const raw = await client.request(token, {
    method: 'GET',
    path: `/integrators/v1/lock-holders/${of.lockHolderId}/locks/`,
  });
  const lockId = raw.data.locks[0].id;
  const { data } = await client.getLock(token, { ...of, lockId });
  assert.equal(data.lock.id, lockId);
  const createKeyRequest = { userId: '+447700900991', start: null, end: null };
  const made = await client.createKey(token, { ...of, lockId, createKeyRequest });
  assert.equal(made.data.key.lockId, lockId);
  const bare = await client.request(token, {
    method: 'GET',
    path: `/integrators/v1/lock-holders/${of.lockHolderId}/locks/${lockId}/`,
  });
  assert.deepEqual([bare.data.id, bare.data.lock], [lockId, undefined]);
  sandbox.settings({ entityForm: 'envelope' });
  assert.equal((await client.getLock(token, { ...of, lockId })).data.lock.id, lockId);
  await assert.rejects(createSandbox({ entityForm: 'star' }), /star/);
});

/** Recorded responses: the file, the operation that returns it, and the status. */
const answers = {
  v1: [
    ['key.json', 'POST', '/lock-holders/h/locks/l/keys/'],
    ['key-recurring.json', 'GET', '/lock-holders/h/keys/k/'],
    ['keys-list.json', 'GET', '/lock-holders/h/keys/'],
    ['lock.json', 'GET', '/lock-holders/h/locks/l/'],
    ['lock-virtual.json', 'GET', '/lock-holders/h/locks/l/'],
    ['locks-list.json', 'GET', '/lock-holders/h/locks/'],
    ['lock-holder.json', 'PATCH', '/lock-holders/h/'],
    ['lock-holders-list.json', 'GET', '/lock-holders/'],
    ['role.json', 'PUT', '/lock-holders/h/locks/l/roles/%2B447700900123/'],
    ['roles-list.json', 'GET', '/lock-holders/h/roles/'],
    ['roles-list-page.json', 'GET', '/lock-holders/h/roles/?limit=2'],
    ['vendor-connection.json', 'POST', '/lock-holders/h/vendor-connections/'],
    ['vendor-connections-list.json', 'GET', '/lock-holders/h/vendor-connections/'],
    ['key-events-list.json', 'GET', '/lock-holders/h/key-events/'],
  ].map(([file, method, path]) => [file, method, `/integrators/v1${path}`, 200]),
  v2: [
    ['access-log-list.json', 'GET', '/logs/access', 200],
    ['error-401.json', 'GET', '/keys', 401],
    ['error-409.json', 'DELETE', '/keys/k', 409],
    ['error-problem.json', 'POST', '/keys', 400],
    ['job-failed-validation.json', 'GET', '/jobs/j', 200],
    ['job-in-progress.json', 'GET', '/jobs/j', 200],
    ['job-pending.json', 'GET', '/jobs/j', 200],
    ['job-succeeded-partial.json', 'GET', '/jobs/j', 200],
    ['job-succeeded.json', 'GET', '/jobs/j', 200],
    ['job-timeout.json', 'GET', '/jobs/j', 200],
    ['job-ref.json', 'POST', '/keys', 202],
    ['key.json', 'GET', '/keys/k', 200],
    ['key-recurring.json', 'GET', '/keys/k', 200],
    ['key-recurring-lower-case.json', 'GET', '/keys/k', 200],
    ['keys-list.json', 'GET', '/keys?limit=2', 200],
    ['keys-list-last-page.json', 'GET', '/keys', 200],
    ['lock.json', 'GET', '/locks/l', 200],
    ['locks-list.json', 'GET', '/locks', 200],
    ['project.json', 'GET', '', 200],
  ].map(([file, method, path, status]) => [file, method, `/v2/projects/p${path}`, status]),
};
/** Recorded requests, with the response to each. */
const requests = {
  v1: [
    ['create-key-request.json', 'POST', '/lock-holders/h/locks/l/keys/', 'key.json'],
    ['create-key-request-recurring.json', 'POST', '/lock-holders/h/locks/l/keys/', 'key-recurring.json'],
    ['create-lock-holder-request.json', 'POST', '/lock-holders/', 'lock-holder.json'],
    ['create-or-update-role-request.json', 'PUT', '/lock-holders/h/locks/l/roles/%2B447700900123/', 'role.json'],
    ['create-vendor-connection-request.json', 'POST', '/lock-holders/h/vendor-connections/', 'vendor-connection.json'],
    [
      'create-virtual-vendor-connection-request.json',
      'POST',
      '/lock-holders/h/vendor-connections/',
      'vendor-connection.json',
    ],
    ['create-webhook-request.json', 'POST', '/lock-holders/h/locks/l/key-events/webhooks/', undefined],
    ['update-key-request.json', 'PUT', '/lock-holders/h/locks/l/keys/k/', undefined],
    ['update-lock-holder-request.json', 'PATCH', '/lock-holders/h/', 'lock-holder.json'],
    ['update-lock-request.json', 'PATCH', '/lock-holders/h/locks/l/', 'lock.json'],
  ].map(([file, method, path, answer]) => [file, method, `/integrators/v1${path}`, 200, answer]),
  v2: [
    ['keys-create-request.json', 'POST', '/keys', 202, 'job-ref.json'],
    ['access-group-request.json', 'POST', '/access-groups', 200, undefined],
    ['webhook-request.json', 'POST', '/webhooks', 200, undefined],
  ].map(([file, method, path, status, answer]) => [file, method, `/v2/projects/p${path}`, status, answer]),
};

describe('recorded samples fit the documents', () => {
  const recorded = (version, file) =>
    file === undefined ? '' : readFileSync(join(root, 'tests', 'samples', version, file), 'utf8');
  for (const version of versions) {
    for (const [file, method, path, status] of answers[version]) {
      test(`${version} ${file} as an answer`, () => {
        // A read needs no body. Of a write only the response is validated.
        const faults = violationsOf({
          method,
          url: `https://sandbox.invalid${path}`,
          status,
          text: recorded(version, file),
        });
        assert.deepEqual(
          faults.filter((fault) => method === 'GET' || !fault.includes('its request does not fit')),
          [],
        );
      });
    }
    for (const [file, method, path, status, answer] of requests[version]) {
      test(`${version} ${file} as a request`, () => {
        const body = recorded(version, file);
        assert.deepEqual(
          violationsOf({
            method,
            url: `https://sandbox.invalid${path}`,
            type: 'application/json',
            body,
            status,
            text: recorded(version, answer),
          }),
          [],
        );
      });
    }
  }
});
