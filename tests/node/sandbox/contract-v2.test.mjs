// Every operation of API v2 of the embedded Unloc, requested with plain fetch. tests/support/contract.mjs validates
// requests and responses against docs/openapi/v2.json.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../support/built-package.mjs';
import { documentOf, succeeded } from '../../support/contract.mjs';

const person = '+447700900991';
const other = '+447700900992';
const query = `appUserId=${encodeURIComponent(person)}`;

/** A sandbox, the tokens of its organization and of its first project, and a function that sends requests to it. */
async function createFixture() {
  const sandbox = await createSandbox({ seed: 'demo', now: () => Date.parse('2026-01-01T12:00:00Z') });
  const ask = async (method, path, body, token) => {
    const response = await sandbox.fetch(sandbox.url + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const client = { client_id: sandbox.clientId, client_secret: sandbox.clientSecret };
  const {
    body: { resources },
  } = await ask('POST', '/v2/auth/resources-discovery/', client);
  const [{ organizationId }] = resources.organizations;
  const tokenFor = async (more) =>
    (await ask('POST', '/v2/auth/token/', { ...client, grant_type: 'client_credentials', ...more })).body.access_token;
  const ofOrganization = await tokenFor({ scope: 'organization.admin', organization_id: organizationId });
  const {
    body: { projects },
  } = await ask('GET', `/v2/organization/${organizationId}/projects`, undefined, ofOrganization);
  const [{ id: projectId }] = projects;
  const ofProject = await tokenFor({ scope: 'project.admin', project_id: projectId });

  /** Sends a request that must succeed; resolves to the response's body. */
  const done = async (method, path, body, token = ofProject) => {
    const answer = await ask(method, path, body, token);
    assert.ok(
      answer.status >= 200 && answer.status < 300,
      `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`,
    );
    return answer.body;
  };
  return { sandbox, ask, done, organizationId, ofOrganization, ofProject, projectId };
}

test('every operation of v2 was answered as its document says', async () => {
  const { sandbox, done, organizationId, ofOrganization, projectId } = await createFixture();
  const of = `/v2/projects/${projectId}`;
  const settled = () => sandbox.advance(5);

  await done('GET', `/v2/organization/${organizationId}`, undefined, ofOrganization);
  await done('POST', `/v2/organization/${organizationId}/projects`, { name: 'Another house' }, ofOrganization);
  await done('GET', of);
  await done('PATCH', of, { name: 'Renamed house' });
  for (const method of ['PATCH', 'PUT'])
    await done(method, `${of}/privacy-policy`, { privacyPolicy: 'public', applyToAllLocks: true });

  const { locks } = await done('GET', `${of}/locks`);
  const [one, two] = locks.map(({ id }) => id);
  await done('GET', `${of}/locks?limit=2&startAfterId=${(await done('GET', `${of}/locks?limit=2`)).startAfterId}`);
  await done('GET', `${of}/locks/${one}`);
  await done('PATCH', `${of}/locks/${one}`, { name: 'Renamed' });

  const recurrence = { timeSpans: [{ weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 }] };
  const keys = [
    {
      lockId: one,
      appUserId: person,
      start: '2026-01-01T12:00:00Z',
      end: '2026-01-04T12:00:00Z',
      metadata: { booking: 'B-1' },
    },
    { lockId: two, appUserId: person, recurrence },
  ];
  const { jobRef } = await done('POST', `${of}/keys`, { keys });
  await done('GET', `${of}/jobs/${jobRef.id}`);
  settled();
  await done('GET', `${of}/jobs/${jobRef.id}`);
  const { keys: made } = await done(
    'GET',
    `${of}/keys?${query}&lockId=${one}&excludeStates=revoked&excludeStates=expired&excludeSubprojectKeys=true&limit=10`,
  );
  await done('GET', `${of}/keys/${made[0].id}`);
  await sandbox.fetch(`${sandbox.url}/_sandbox/open`, {
    method: 'POST',
    body: JSON.stringify({ lockId: one, appUserId: person }),
  });
  const { accessEvents } = await done(
    'GET',
    `${of}/logs/access?${query}&lockId=${one}&excludeSubprojectEvents=false&limit=10`,
  );
  assert.ok(accessEvents.length > 0);

  const { managedUsers } = await done('GET', `${of}/managed-users?limit=2500`);
  const { id: user } = managedUsers.find(({ appUserId }) => appUserId === person);
  await done('PATCH', `${of}/managed-users/${user}`, {
    firstName: 'Kim',
    lastName: null,
    metadata: { room: '7', floor: null },
  });
  await done('POST', `${of}/managed-users`, { appUserId: '+447700900993', firstName: 'Alex', lastName: 'Example' });

  const { subproject } = await done('POST', `${of}/subprojects`, {
    name: 'Stairs 12',
    description: 'Left',
    lockIds: [one, two],
    metadata: { a: 'b' },
  });
  const under = `/v2/subprojects/${subproject.id}`;
  await done('PATCH', `${of}/subprojects/${subproject.id}/locks`, { lockIdsToRemove: [two] });
  await done('GET', `${of}/subprojects?limit=1`);
  await done('POST', `${under}/keys`, { keys: [{ lockId: one, appUserId: other }] });
  settled();
  await done('GET', `${under}/keys?${query}&excludeStates=revoked`);
  await done('POST', `${under}/managed-users`, {
    appUserId: '+447700900994',
    firstName: 'Robin',
    lastName: 'Example',
    metadata: { a: 'b' },
  });

  for (const base of [of, under]) {
    await done('POST', `${base}/sharing-rights`, { sharingRights: [{ lockId: one, appUserId: person }] });
    await done('GET', `${base}/sharing-rights?${query}&lockId=${one}&limit=5`);
    const group = {
      name: 'Cleaning team',
      description: 'Weekdays',
      lockIds: [one],
      appUserIds: [person, other],
      recurrence,
      metadata: { contract: 'C-77' },
    };
    const { accessGroup } = await done('POST', `${base}/access-groups`, group);
    await done('PATCH', `${base}/access-groups/${accessGroup.id}`, {
      name: 'Cleaners',
      description: null,
      recurrence: null,
      allowKeySharing: true,
    });
    await done('PATCH', `${base}/access-groups/${accessGroup.id}/accesses`, { appUserIdsToRemove: [other] });
  }
  await done('GET', `${of}/access-groups?limit=5`);

  const { doorbell } = await done('POST', `${of}/doorbells/`, {
    name: 'Front door',
    lockId: one,
    doorbellUserLists: [{ name: 'Everybody', doorbellUsers: [{ appUserId: person, name: 'Kim' }] }],
  });
  const [{ id: list }] = doorbell.doorbellUserLists;
  await done('PATCH', `${of}/doorbells/${doorbell.id}/user-lists/${list}`, {
    name: 'Everyone',
    doorbellUsersToAdd: [{ appUserId: other, name: 'Alex' }],
  });

  const { lockConnection } = await done('POST', `${of}/lock-connections/virtual`, { locksToCreate: 2 });
  for (const vendor of ['danalock', 'master-lock', 'parqio'])
    await done('POST', `${of}/lock-connections/${vendor}`, { username: 'house@example.com', password: 'a password' });
  settled();
  await done('GET', `${of}/lock-connections?limit=5`);
  await done('GET', `${of}/lock-connections/${lockConnection.id}`);
  await done('PUT', `${of}/lock-connections/${lockConnection.id}/refresh`);
  await done('PATCH', `${of}/lock-connections/${lockConnection.id}/metadata`, { a: '1', b: null });

  const { webhook } = await done('POST', `${of}/webhooks`, {
    trigger: 'accessEvent',
    url: 'https://example.com/unloc/hook',
    lockId: one,
  });
  await done('GET', `${of}/webhooks?limit=5`);
  await done('DELETE', `${of}/webhooks/${webhook.id}`);

  await done('DELETE', `${of}/keys/${made[0].id}`);
  for (const base of [under, of])
    for (const what of ['keys', 'shared-keys', 'sharing-rights'])
      await done('DELETE', `${base}/${what}?${query}&lockId=${one}`);
  await done('DELETE', `${of}/managed-users/${user}`);

  const names = Object.values(documentOf('v2').paths).flatMap((item) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([, { operationId }]) => `v2 ${operationId}`),
  );
  // A subproject's own lists need a subproject that its project has handed over; no known operation does that.
  const notAsked = ['v2 updateDoorbellUserListInSubproject'];
  assert.deepEqual(
    names.filter((name) => !succeeded.has(name) && !notAsked.includes(name)),
    [],
  );
});

test('what v2 refuses, it refuses as its document says', async () => {
  const { ask, ofProject, ofOrganization, projectId } = await createFixture();
  const of = `/v2/projects/${projectId}`;
  for (const [status, ...call] of [
    [401, 'GET', of],
    [401, 'GET', of, undefined, 'no.token.atall'],
    [403, 'GET', of, undefined, ofOrganization],
    [404, 'GET', `${of}/keys/nothing`, undefined, ofProject],
    [400, 'POST', `${of}/keys`, { keys: [{ lockId: 'nothing', appUserId: '47', start: null }] }, ofProject],
    [400, 'GET', `${of}/locks?limit=0`, undefined, ofProject],
    [400, 'POST', '/v2/auth/token/', {}],
    [
      401,
      'POST',
      '/v2/auth/token/',
      { grant_type: 'client_credentials', client_id: 'x', client_secret: 'y', scope: 'project.admin', project_id: 'z' },
    ],
  ]) {
    const answer = await ask(...call);
    assert.equal(answer.status, status, `${call[0]} ${call[1]}: ${JSON.stringify(answer.body)}`);
  }
});
