// Requests of API v2 and the interpretation of their responses, against a stub.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { client, root } from '../../support/built-package.mjs';
import { jsonResponse, projectId, sampleOfV2, stubbed } from '../../support/v2-stub.mjs';

/** Every operation: a call, and the request that it must send. */
const calls = [
  [
    'organizations.get',
    (u) => u.organizations.get({ organizationId: 'o' }),
    'GET /v2/organization/o',
    undefined,
    { organization: { id: 'o', name: 'Harbour AS' } },
  ],
  [
    'projects.list',
    (u) => u.projects.list({ organizationId: 'o' }).page(),
    'GET /v2/organization/o/projects',
    undefined,
    { projects: [] },
  ],
  [
    'projects.create',
    (u) => u.projects.create({ organizationId: 'o', name: 'Harbour' }),
    'POST /v2/organization/o/projects',
    { name: 'Harbour' },
  ],
  [
    'projects.get',
    (u) => u.projects.get({ projectId: 'p' }),
    'GET /v2/projects/p',
    undefined,
    sampleOfV2('project.json'),
  ],
  [
    'projects.update',
    (u) => u.projects.update({ projectId: 'p', name: 'Harbour' }),
    'PATCH /v2/projects/p',
    { name: 'Harbour' },
  ],
  [
    'projects.updatePrivacyPolicy',
    (u) => u.projects.updatePrivacyPolicy({ projectId: 'p', privacyPolicy: 'anonymized', applyToAllLocks: true }),
    'PATCH /v2/projects/p/privacy-policy',
    { privacyPolicy: 'anonymized', applyToAllLocks: true },
  ],
  [
    'locks.list',
    (u) => u.locks.list({ projectId: 'p' }).page(),
    'GET /v2/projects/p/locks',
    undefined,
    sampleOfV2('locks-list.json'),
  ],
  [
    'locks.get',
    (u) => u.locks.get({ projectId: 'p', lockId: 'l' }),
    'GET /v2/projects/p/locks/l',
    undefined,
    sampleOfV2('lock.json'),
  ],
  [
    'locks.update',
    (u) => u.locks.update({ projectId: 'p', lockId: 'l', name: 'Gate', note: '', privacyPolicy: 'private' }),
    'PATCH /v2/projects/p/locks/l',
    { name: 'Gate', note: '', privacyPolicy: 'private' },
  ],
  [
    'keys.list',
    (u) =>
      u.keys
        .list({
          projectId: 'p',
          appUserId: '+4799887766',
          excludeStates: ['revoked', 'expired'],
          excludeSubprojectKeys: false,
        })
        .page(),
    'GET /v2/projects/p/keys?appUserId=%2B4799887766&excludeStates=revoked&excludeStates=expired&excludeSubprojectKeys=false',
    undefined,
    sampleOfV2('keys-list.json'),
  ],
  [
    'keys.list of a subproject',
    (u) => u.keys.list({ subprojectId: 's', projectId: 'p', lockId: 'l' }).page('c'),
    'GET /v2/subprojects/s/keys?lockId=l&startAfterId=c',
    undefined,
    sampleOfV2('keys-list.json'),
  ],
  [
    'keys.get',
    (u) => u.keys.get({ projectId: 'p', keyId: 'k' }),
    'GET /v2/projects/p/keys/k',
    undefined,
    sampleOfV2('key.json'),
  ],
  ['keys.revoke', (u) => u.keys.revoke({ projectId: 'p', keyId: 'k' }), 'DELETE /v2/projects/p/keys/k', undefined],
  [
    'keys.revokeAll',
    (u) => u.keys.revokeAll({ projectId: 'p', lockId: 'l' }),
    'DELETE /v2/projects/p/keys?lockId=l',
    undefined,
  ],
  [
    'keys.revokeAll of everything',
    (u) => u.keys.revokeAll({ subprojectId: 's', everything: true }),
    'DELETE /v2/subprojects/s/keys',
    undefined,
  ],
  [
    'sharedKeys.revokeAll',
    (u) => u.sharedKeys.revokeAll({ projectId: 'p', appUserId: '+4799887766' }),
    'DELETE /v2/projects/p/shared-keys?appUserId=%2B4799887766',
    undefined,
  ],
  [
    'subprojects.list',
    (u) => u.subprojects.list({ projectId: 'p' }).page(),
    'GET /v2/projects/p/subprojects',
    undefined,
    { subprojects: [] },
  ],
  [
    'subprojects.create',
    (u) => u.subprojects.create({ projectId: 'p', name: 'East wing', lockIds: ['l'] }),
    'POST /v2/projects/p/subprojects',
    { name: 'East wing', lockIds: ['l'] },
  ],
  [
    'subprojects.updateLocks',
    (u) => u.subprojects.updateLocks({ projectId: 'p', subprojectId: 's', lockIdsToAdd: ['l'] }),
    'PATCH /v2/projects/p/subprojects/s/locks',
    { lockIdsToAdd: ['l'] },
  ],
  [
    'sharingRights.list',
    (u) => u.sharingRights.list({ projectId: 'p', excludeSubprojectSharingRights: true }).page(),
    'GET /v2/projects/p/sharing-rights?excludeSubprojectSharingRights=true',
    undefined,
    { sharingRights: [] },
  ],
  [
    'sharingRights.create',
    (u) => u.sharingRights.create({ subprojectId: 's', sharingRights: [{ lockId: 'l', appUserId: '+4799887766' }] }),
    'POST /v2/subprojects/s/sharing-rights',
    { sharingRights: [{ lockId: 'l', appUserId: '+4799887766' }] },
  ],
  [
    'sharingRights.revokeAll',
    (u) => u.sharingRights.revokeAll({ projectId: 'p', appUserId: '+4799887766' }),
    'DELETE /v2/projects/p/sharing-rights?appUserId=%2B4799887766',
    undefined,
  ],
  [
    'managedUsers.list',
    (u) => u.managedUsers.list({ projectId: 'p', limit: 10 }).page(),
    'GET /v2/projects/p/managed-users?limit=10',
    undefined,
    { managedUsers: [] },
  ],
  [
    'managedUsers.create',
    (u) => u.managedUsers.create({ subprojectId: 's', appUserId: '+4799887766', firstName: 'A' }),
    'POST /v2/subprojects/s/managed-users',
    { appUserId: '+4799887766', firstName: 'A' },
  ],
  [
    'managedUsers.update',
    (u) => u.managedUsers.update({ projectId: 'p', managedUserId: 'm', lastName: null, metadata: { room: null } }),
    'PATCH /v2/projects/p/managed-users/m',
    { lastName: null, metadata: { room: null } },
  ],
  [
    'managedUsers.delete',
    (u) => u.managedUsers.delete({ projectId: 'p', managedUserId: 'm' }),
    'DELETE /v2/projects/p/managed-users/m',
    undefined,
  ],
  [
    'accessGroups.list',
    (u) => u.accessGroups.list({ projectId: 'p' }).page(),
    'GET /v2/projects/p/access-groups',
    undefined,
    { accessGroups: [] },
  ],
  [
    'accessGroups.create',
    (u) => u.accessGroups.create({ projectId: 'p', ...sampleOfV2('access-group-request.json') }),
    'POST /v2/projects/p/access-groups',
    sampleOfV2('access-group-request.json'),
  ],
  [
    'accessGroups.update',
    (u) => u.accessGroups.update({ subprojectId: 's', accessGroupId: 'g', description: null }),
    'PATCH /v2/subprojects/s/access-groups/g',
    { description: null },
  ],
  [
    'accessGroups.updateAccesses',
    (u) => u.accessGroups.updateAccesses({ projectId: 'p', accessGroupId: 'g', lockIdsToRemove: ['l'] }),
    'PATCH /v2/projects/p/access-groups/g/accesses',
    { lockIdsToRemove: ['l'] },
  ],
  [
    'accessLog.list',
    (u) => u.accessLog.list({ projectId: 'p', lockId: 'l', excludeSubprojectEvents: true }).page(),
    'GET /v2/projects/p/logs/access?lockId=l&excludeSubprojectEvents=true',
    undefined,
    sampleOfV2('access-log-list.json'),
  ],
  [
    'webhooks.list',
    (u) => u.webhooks.list({ projectId: 'p' }).page(),
    'GET /v2/projects/p/webhooks',
    undefined,
    { webhooks: [] },
  ],
  [
    'webhooks.create',
    (u) => u.webhooks.create({ projectId: 'p', ...sampleOfV2('webhook-request.json') }),
    'POST /v2/projects/p/webhooks',
    sampleOfV2('webhook-request.json'),
  ],
  [
    'webhooks.delete',
    (u) => u.webhooks.delete({ projectId: 'p', webhookId: 'w' }),
    'DELETE /v2/projects/p/webhooks/w',
    undefined,
  ],
  [
    'doorbells.create',
    (u) =>
      u.doorbells.create({
        projectId: 'p',
        name: 'Front',
        lockId: 'l',
        doorbellUserLists: [{ name: 'All', doorbellUsers: [] }],
      }),
    'POST /v2/projects/p/doorbells/',
    { name: 'Front', lockId: 'l', doorbellUserLists: [{ name: 'All', doorbellUsers: [] }] },
  ],
  [
    'doorbells.updateUserList',
    (u) => u.doorbells.updateUserList({ subprojectId: 's', doorbellId: 'd', userListId: 'i', name: 'Night shift' }),
    'PATCH /v2/subprojects/s/doorbells/d/user-lists/i',
    { name: 'Night shift' },
  ],
  [
    'lockConnections.list',
    (u) => u.lockConnections.list({ projectId: 'p' }).page(),
    'GET /v2/projects/p/lock-connections',
    undefined,
    { lockConnections: [] },
  ],
  [
    'lockConnections.get',
    (u) => u.lockConnections.get({ projectId: 'p', lockConnectionId: 'c' }),
    'GET /v2/projects/p/lock-connections/c',
    undefined,
    { lockConnection: { id: 'c', state: 'connected' } },
  ],
  [
    'lockConnections.create',
    (u) => u.lockConnections.create({ projectId: 'p', vendor: 'virtual', locksToCreate: 3 }),
    'POST /v2/projects/p/lock-connections/virtual',
    { locksToCreate: 3 },
  ],
  [
    'lockConnections.refresh',
    (u) => u.lockConnections.refresh({ projectId: 'p', lockConnectionId: 'c' }),
    'PUT /v2/projects/p/lock-connections/c/refresh',
    undefined,
  ],
  [
    'lockConnections.updateMetadata',
    (u) => u.lockConnections.updateMetadata({ projectId: 'p', lockConnectionId: 'c', metadata: { a: 'b', c: null } }),
    'PATCH /v2/projects/p/lock-connections/c/metadata',
    { a: 'b', c: null },
  ],
  [
    'jobs.get',
    (u) => u.jobs.get({ projectId: 'p', jobId: 'j' }),
    'GET /v2/projects/p/jobs/j',
    undefined,
    sampleOfV2('job-pending.json'),
  ],
];

describe('requests of API v2', () => {
  for (const [name, make, line, body, data] of calls) {
    test(`${name} leaves as ${line}`, async () => {
      const { unloc, requests } = stubbed(() => (data ? jsonResponse(data) : jsonResponse(undefined, 204)));
      await make(unloc);
      assert.deepEqual(
        requests.map(({ method, url }) => `${method} ${url}`),
        [line],
      );
      assert.deepEqual(requests[0].body, body);
      assert.equal(requests[0].headers.authorization, 'Bearer some-token');
    });
  }

  test('every call of the table is tried here', () => {
    const { unloc } = stubbed(() => jsonResponse({}));
    const byHand = new Set(['keys.create', 'jobs.wait', 'resources.discover']);
    const all = Object.entries(unloc)
      .filter(([noun]) => noun !== 'v1')
      .flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`));
    assert.equal(all.length, 43, all.join());
    const page = readFileSync(join(root, 'docs', 'api-v2.md'), 'utf8');
    assert.deepEqual(
      all.filter((name) => !page.includes(`\n## ${name}\n`)),
      [],
      'methods without a section in docs/api-v2.md',
    );
    const tried = new Set(calls.map(([name]) => name.split(' ')[0]));
    assert.deepEqual(
      all.filter((name) => !tried.has(name) && !byHand.has(name)),
      [],
    );
  });

  test('what is wrong with parameters is said before anything leaves', async () => {
    const { unloc, requests } = stubbed(() => jsonResponse({}));
    for (const [attempt, words] of [
      [() => unloc.projects.get(), /first argument .* undefined/],
      [() => unloc.projects.get('p'), /first argument .* string/],
      [() => unloc.projects.get({}), /"projectId" is missing/],
      [() => unloc.keys.get({ projectId: '..', keyId: 'k' }), /"projectId"/],
      [() => unloc.keys.list({ projectId: 'p', lockId: '' }).page(), /"lockId" is empty/],
      [
        () => unloc.keys.list({ projectId: 'p', excludeSubprojectKeys: 'yes' }).page(),
        /excludeSubprojectKeys.*true or false/,
      ],
      [() => unloc.keys.list({ projectId: 'p', subprojectId: null }).page(), /"subprojectId".*null/],
      [
        () => unloc.lockConnections.updateMetadata({ projectId: 'p', lockConnectionId: 'c' }),
        /"metadata" must be an object/,
      ],
    ]) {
      await assert.rejects(
        attempt,
        (error) => error.code === 'invalid_argument' && words.test(error.message) && !error.safeToRetry,
      );
    }
    assert.equal(requests.length, 0);
  });

  test('how paths call organizations can be set', async () => {
    const { unloc, requests } = stubbed(() => jsonResponse({ projects: [] }), { organizationSegment: 'organizations' });
    await unloc.projects.list({ organizationId: 'o' }).page();
    assert.equal(requests[0].path, '/v2/organizations/o/projects');
  });
});

describe('tokens for API v2', () => {
  for (const [name, make, need] of [
    [
      'a project',
      (u) => u.locks.list({ projectId: 'p' }).page(),
      { api: 'v2', scope: 'project.admin', projectId: 'p' },
    ],
    [
      'a subproject of a project',
      (u) => u.keys.list({ projectId: 'p', subprojectId: 's' }).page(),
      { api: 'v2', scope: 'project.admin', projectId: 'p' },
    ],
    [
      'an organization',
      (u) => u.projects.list({ organizationId: 'o' }).page(),
      { api: 'v2', scope: 'organization.admin', organizationId: 'o' },
    ],
    [
      'an organization by itself',
      (u) => u.organizations.get({ organizationId: 'o' }),
      { api: 'v2', scope: 'organization.admin', organizationId: 'o' },
    ],
    [
      'a request by its path',
      (u) => u.request({ method: 'GET', path: '/v2/projects/p%20q/x' }),
      { api: 'v2', scope: 'project.admin', projectId: 'p q' },
    ],
    [
      'a request about an organization',
      (u) => u.request({ method: 'GET', path: 'v2/organization/o' }),
      { api: 'v2', scope: 'organization.admin', organizationId: 'o' },
    ],
    ['a request of v1', (u) => u.request({ method: 'GET', path: '/integrators/v1/x' }), { api: 'v1' }],
  ]) {
    test(`${name} asks for the one it needs`, async () => {
      const needs = [];
      const { unloc } = stubbed(() => jsonResponse({ items: [], organization: { id: 'o' } }), {
        token: (given) => {
          needs.push(given);
          return 'some-token';
        },
      });
      await make(unloc);
      assert.deepEqual(needs, [need]);
    });
  }

  test('resources are told by a provider that knows credentials, and by nobody else', async () => {
    const resources = sampleOfV2('resources-discovery.json').resources;
    const { unloc } = stubbed(() => jsonResponse({}), {
      token: { getToken: () => 't', discoverResources: async () => resources },
    });
    assert.deepEqual(await unloc.resources.discover(), resources);
    await assert.rejects(stubbed(() => jsonResponse({})).unloc.resources.discover(), { code: 'invalid_argument' });
  });
});

describe('answers of API v2', () => {
  test('entities come under their names, bare or not at all where that is not documented', async () => {
    const entity = { id: 's', name: 'East wing', extra: 1 };
    const create = (data, status) =>
      stubbed(() => jsonResponse(data, status)).unloc.subprojects.create({ projectId: 'p', name: 'East wing' });
    assert.deepEqual(await create({ subproject: entity }, 201), entity);
    assert.deepEqual(await create(entity, 202), entity);
    assert.equal(await create(undefined, 204), undefined);
    assert.equal(await create({}, 200), undefined);
  });

  test("a list under another name is the answer's only list", async () => {
    const page = (data) =>
      stubbed(() => jsonResponse(data))
        .unloc.accessLog.list({ projectId })
        .page();
    const { accessEvents } = sampleOfV2('access-log-list.json');
    assert.deepEqual((await page({ events: accessEvents, total: 2 })).items, accessEvents);
    assert.deepEqual((await page(accessEvents)).items, accessEvents);
    await assert.rejects(page({ events: accessEvents, others: [] }), { code: 'invalid_response' });
    await assert.rejects(page({}), { code: 'invalid_response' });
  });

  test('weekly windows come as timeSpans, however the API spells them', async () => {
    const { key } = sampleOfV2('key-recurring-lower-case.json');
    const { key: expected } = sampleOfV2('key-recurring.json');
    const got = await stubbed(() => jsonResponse({ key })).unloc.keys.get({ projectId, keyId: key.id });
    assert.deepEqual(got.recurrence, expected.recurrence);
    const { items } = await stubbed(() => jsonResponse({ keys: [key] }))
      .unloc.keys.list({ projectId })
      .page();
    assert.deepEqual(items[0].recurrence, expected.recurrence);
  });

  test('whether keys may be shared is true or false, also where it comes as a word', async () => {
    const { items } = await stubbed(() =>
      jsonResponse({
        accessGroups: [
          { id: 'g', name: 'G', allowKeySharing: 'true' },
          { id: 'h', name: 'H', allowKeySharing: 'false' },
        ],
      }),
    )
      .unloc.accessGroups.list({ projectId })
      .page();
    assert.deepEqual(
      items.map((group) => group.allowKeySharing),
      [true, false],
    );
  });

  test("a problem is told in the API's own words, with the parameters it names", async () => {
    const refuse = (name, status) =>
      stubbed(() => jsonResponse(sampleOfV2(name), status)).unloc.projects.get({ projectId });
    await assert.rejects(refuse('error-problem.json', 400), (error) => {
      assert.deepEqual(error.invalidParams, [{ name: 'keys.0.start', reason: 'must be of type string' }]);
      return (
        error.code === 'bad_request'
        && error.error === 'Validation Error'
        && error.errorDescription === 'Your request parameters did not pass validation'
      );
    });
    await assert.rejects(refuse('error-401.json', 401), { code: 'unauthorized', errorDescription: 'JWT expired' });
    await assert.rejects(refuse('error-409.json', 409), {
      code: 'conflict',
      errorDescription: 'May not revoke expired keys',
    });
  });

  test('neither a client nor a list nor a creation shows what it holds', async () => {
    const { inspect } = await import('node:util');
    const { unloc } = stubbed(
      ({ method }) => (method === 'POST' ? jsonResponse(sampleOfV2('job-ref.json'), 202) : jsonResponse({ keys: [] })),
      { token: 'secret-token' },
    );
    const creation = await unloc.keys.create({ projectId, keys: [{ lockId: 'l', appUserId: '+4799887766' }] });
    for (const it of [unloc, unloc.keys.list({ projectId, appUserId: '+4799887766' }), creation]) {
      for (const shown of [inspect(it, { depth: 9, showHidden: true }), JSON.stringify(it)])
        assert.doesNotMatch(shown, /secret-token|4799887766/);
    }
  });
});

test('the error class is one for all', () => assert.ok(client.UnlocError.prototype instanceof Error));
