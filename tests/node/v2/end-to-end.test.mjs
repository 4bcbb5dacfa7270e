// The client's API v2 against the embedded Unloc: a guest's key from creation to revocation, and failures on the way.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { client, createSandbox } from '../../support/built-package.mjs';
import { inFastTime } from '../../support/v2-stub.mjs';

const { UnlocClient, useKeyUrl } = client;

/** A token function for API v2: one token for each project or organization. */
const tokensOf =
  (sandbox) =>
  async ({ scope, projectId, organizationId }) => {
    const response = await sandbox.fetch(`${sandbox.url}/v2/auth/token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: sandbox.clientId,
        client_secret: sandbox.clientSecret,
        scope,
        project_id: projectId,
        organization_id: organizationId,
      }),
    });
    const answer = await response.json();
    if (response.status !== 200) throw new Error(JSON.stringify(answer));
    return answer.access_token;
  };

/** A sandbox with the demo seed, a client of it, and one of its projects. */
async function demo(faults, options) {
  const sandbox = await createSandbox({ seed: 'demo', ...options });
  const unloc = new UnlocClient({ baseUrl: sandbox.url, fetch: sandbox.fetch, token: tokensOf(sandbox) });
  const response = await sandbox.fetch(`${sandbox.url}/v2/auth/resources-discovery/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: sandbox.clientId, client_secret: sandbox.clientSecret }),
  });
  const { resources } = await response.json();
  const [{ projectId }] = resources.projects;
  const [{ organizationId }] = resources.organizations;
  const locks = await unloc.locks.list({ projectId }).toArray({ limit: 100 });
  if (faults) sandbox.faults(faults);
  return { sandbox, unloc, projectId, organizationId, locks };
}

const phone = (n) => `+4479460${String(n).padStart(5, '0')}`;
const later = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
const keysOf = async ({ unloc, projectId }, appUserId) =>
  await unloc.keys.list({ projectId, appUserId }).toArray({ limit: 100 });
const creation = { path: '/v2/projects/*/keys', method: 'POST' };

describe('API v2 on the embedded Unloc', { concurrency: false }, () => {
  let fixture;
  before(async () => {
    fixture = await demo();
  });

  test('a guest gets a key from Friday to Sunday, opens by a link, and it is taken back', async () => {
    const { unloc, projectId, organizationId, locks } = fixture;
    const projects = await unloc.projects.list({ organizationId }).toArray({ limit: 10 });
    assert.ok(projects.some(({ id }) => id === projectId));
    assert.equal((await unloc.projects.get({ projectId })).organizationId, organizationId);
    assert.ok(locks.length > 3 && locks.every(({ timezone }) => timezone));

    const job = await unloc.keys.create({
      projectId,
      keys: [{ lockId: locks[0].id, appUserId: phone(1), start: later(30), end: later(80) }],
    });
    const { created, failed } = await job.wait({ until: 'usable', timeoutMs: 30_000 });
    assert.deepEqual([created.length, failed.length, created[0].state], [1, 0, 'scheduled']);
    const keyId = created[0].id;
    assert.match(useKeyUrl({ keyId, userId: phone(1) }), new RegExp(keyId));
    assert.equal((await unloc.keys.get({ projectId, keyId })).appUser.id, phone(1));
    assert.deepEqual(
      (await keysOf(fixture, phone(1))).map(({ id }) => id),
      [keyId],
    );

    const { revoked, key } = await unloc.keys.revoke({ projectId, keyId });
    assert.deepEqual([revoked, key.state], [true, 'revoked']);
  });

  test('a key whose time is over is nothing to do', async () => {
    const own = await demo();
    const { unloc, projectId, locks, sandbox } = own;
    const job = await unloc.keys.create({
      projectId,
      keys: [{ lockId: locks[0].id, appUserId: phone(2), end: later(1) }],
    });
    const { created } = await job.wait({ timeoutMs: 30_000 });
    sandbox.advance(7200);
    assert.deepEqual(
      (({ revoked, key }) => [revoked, key.state])(await unloc.keys.revoke({ projectId, keyId: created[0].id })),
      [false, 'expired'],
    );
  });

  test("keys are made in the sandbox's own time, whatever the machine's is", async () => {
    const {
      sandbox,
      unloc,
      projectId,
      locks: [lock],
    } = await demo(undefined, { now: () => Date.parse('2026-01-01T12:00:00Z') });
    const keys = [
      { lockId: lock.id, appUserId: phone(70), start: '2026-01-02T16:00:00Z', end: '2026-01-04T12:00:00Z' },
    ];
    const job = await unloc.keys.create({ projectId, keys });
    sandbox.advance(60);
    const { created } = await job.wait({ until: 'usable', timeoutMs: 30_000 });
    assert.equal(created[0].state, 'scheduled');
    sandbox.advance(86_400 * 7);
    await unloc.locks.list({ projectId }).page();
    await assert.rejects(
      unloc.keys.create({ projectId, keys }),
      (error) => error.code === 'invalid_argument' && /start/.test(error.message),
    );
  });

  test('lists come in pages, and by filters', async () => {
    const { unloc, projectId, locks } = fixture;
    const all = await unloc.keys.list({ projectId }).toArray({ limit: Infinity });
    const paged = [];
    let pages = 0;
    for await (const { items } of unloc.keys.list({ projectId, limit: 7 }).pages()) {
      paged.push(...items);
      pages += 1;
    }
    assert.deepEqual(
      paged.map(({ id }) => id),
      all.map(({ id }) => id),
    );
    assert.equal(pages, Math.ceil(all.length / 7));
    const open = await unloc.keys
      .list({ projectId, lockId: locks[0].id, excludeStates: ['revoked', 'expired'] })
      .toArray({ limit: Infinity });
    assert.deepEqual(
      open.map(({ id }) => id),
      all
        .filter(({ lockId, state }) => lockId === locks[0].id && state !== 'revoked' && state !== 'expired')
        .map(({ id }) => id),
    );
    assert.ok(open.length > 0 && open.length < all.length);
    await assert.rejects(unloc.keys.list({ projectId, limit: 2501 }).page(), { code: 'bad_request' });
  });

  for (const validationErrorForm of ['dotted', 'brackets'])
    test(`the good keys are made where the API refuses others, named in the form ${validationErrorForm}`, async () => {
      const { unloc, projectId, locks } = await demo(undefined, { validationErrorForm });
      const lockId = '00000000-0000-4000-8000-000000000000';
      const keys = [locks[0].id, lockId, locks[1].id].map((id, n) => ({ lockId: id, appUserId: phone(20 + n) }));
      const name = validationErrorForm === 'dotted' ? 'keys.1.lockId' : 'keys[1].lockId';
      await assert.rejects(
        unloc.keys.create({ projectId, keys }),
        (error) => error.code === 'bad_request' && error.invalidParams[0].name === name,
      );
      const job = await unloc.keys.create({ projectId, keys, onInvalid: 'skip' });
      const { created, failed } = await job.wait({ timeoutMs: 30_000 });
      assert.deepEqual(
        [created.map(({ index }) => index), failed.map(({ index, code }) => [index, code])],
        [[0, 2], [[1, 'invalid']]],
      );
      assert.match(failed[0].reason, /^lockId /);
    });

  test('what organization, project, lock and privacy policy are is read and changed', async () => {
    const { unloc, projectId, organizationId, locks } = await demo();
    assert.equal((await unloc.organizations.get({ organizationId })).id, organizationId);
    assert.equal((await unloc.projects.update({ projectId, name: 'Harbour East' })).name, 'Harbour East');
    const [{ id: lockId }] = locks;
    const lock = await unloc.locks.update({ projectId, lockId, note: 'Left of the gate', privacyPolicy: 'private' });
    assert.deepEqual([lock.id, lock.note, lock.privacyPolicy], [lockId, 'Left of the gate', 'private']);
    const policies = async () =>
      (await unloc.locks.list({ projectId }).toArray({ limit: 100 })).map(({ privacyPolicy }) => privacyPolicy);
    const hidden = async () => (await policies()).filter((policy) => policy === 'anonymized').length;
    const before = await hidden();
    const project = await unloc.projects.updatePrivacyPolicy({ projectId, privacyPolicy: 'anonymized' });
    assert.equal(project.id, projectId);
    assert.equal(await hidden(), before, 'only new locks get it');
    await unloc.projects.updatePrivacyPolicy({ projectId, privacyPolicy: 'anonymized', applyToAllLocks: true });
    assert.deepEqual(new Set(await policies()), new Set(['anonymized']));
    await assert.rejects(
      unloc.projects.updatePrivacyPolicy({ projectId, privacyPolicy: 'star' }),
      (error) => error.code === 'bad_request' && error.invalidParams[0].name === 'privacyPolicy',
    );
  });

  test('the good keys are made where others are not', async () => {
    const { unloc, projectId, locks } = fixture;
    const keys = [
      { lockId: locks[0].id, appUserId: phone(10) },
      { lockId: '00000000-0000-4000-8000-000000000000', appUserId: phone(11) },
      { lockId: locks[1].id, appUserId: 'nobody' },
      {
        lockId: locks[1].id,
        appUserId: phone(13),
        metadata: { room: '13' },
        recurrence: { timeSpans: [{ weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 }] },
      },
    ];
    await assert.rejects(
      unloc.keys.create({ projectId, keys: keys.slice(0, 2) }),
      (error) => error.code === 'bad_request' && error.invalidParams[0].name === 'keys.1.lockId',
    );
    const job = await unloc.keys.create({ projectId, keys, onInvalid: 'skip' });
    const { created, failed } = await job.wait({ until: 'usable', timeoutMs: 30_000 });
    assert.deepEqual(
      [created.map(({ index }) => index), failed.map(({ index, code }) => [index, code])],
      [
        [0, 3],
        [
          [1, 'invalid'],
          [2, 'invalid'],
        ],
      ],
    );
    assert.ok(['active', 'inactive'].includes(created[1].state));
    assert.deepEqual((await unloc.keys.get({ projectId, keyId: created[1].id })).metadata, { room: '13' });
  });

  test('bulk revocation takes what its dry run showed', async () => {
    const own = await demo();
    const { unloc, projectId, locks } = own;
    await assert.rejects(unloc.keys.revokeAll({ projectId }), { code: 'invalid_argument' });
    const filter = { projectId, lockId: locks[0].id };
    const would = await unloc.keys.revokeAll({ ...filter, dryRun: true });
    assert.ok(would.length > 0);
    assert.deepEqual((await unloc.keys.revokeAll({ ...filter, dryRun: true })).length, would.length);
    await unloc.keys.revokeAll(filter);
    const after = await unloc.keys.list(filter).toArray({ limit: Infinity });
    assert.ok(would.every(({ id }) => after.find((key) => key.id === id).state !== 'active'));
  });

  test('the other nouns do what they say', async () => {
    const { unloc, projectId, locks } = await demo();
    const [lock, other] = locks;
    const subproject = await unloc.subprojects.create({ projectId, name: 'East wing', lockIds: [lock.id] });
    await unloc.subprojects.updateLocks({ projectId, subprojectId: subproject.id, lockIdsToAdd: [other.id] });
    const inside = await unloc.keys.create({
      projectId,
      subprojectId: subproject.id,
      keys: [{ lockId: lock.id, appUserId: phone(20) }],
    });
    assert.equal((await inside.wait({ timeoutMs: 30_000 })).created.length, 1);
    assert.equal((await unloc.keys.list({ projectId, subprojectId: subproject.id }).toArray({ limit: 10 })).length, 1);
    await unloc.sharingRights.create({ projectId, sharingRights: [{ lockId: other.id, appUserId: phone(21) }] });
    assert.equal((await unloc.sharingRights.revokeAll({ projectId, appUserId: phone(21), dryRun: true })).length, 1);
    await unloc.sharingRights.revokeAll({ projectId, appUserId: phone(21) });
    assert.equal(
      (await unloc.sharingRights.list({ projectId, appUserId: phone(21) }).toArray({ limit: 10 })).length,
      0,
    );
    const users = await unloc.managedUsers.list({ projectId }).toArray({ limit: Infinity });
    const guest = users.find(({ appUserId }) => appUserId === phone(20));
    await unloc.managedUsers.update({
      projectId,
      managedUserId: guest.id,
      firstName: 'Guest',
      metadata: { room: '7' },
    });
    const group = await unloc.accessGroups.create({
      projectId,
      name: 'Cleaning team',
      lockIds: [lock.id],
      appUserIds: [phone(22)],
    });
    await unloc.managedUsers.create({ projectId, appUserId: phone(23), firstName: 'Cleaner' });
    await unloc.accessGroups.updateAccesses({ projectId, accessGroupId: group.id, appUserIdsToAdd: [phone(23)] });
    const [member] = await keysOf({ unloc, projectId }, phone(23));
    await assert.rejects(unloc.keys.revoke({ projectId, keyId: member.id }), { code: 'conflict' });
    await unloc.accessGroups.updateAccesses({ projectId, accessGroupId: group.id, appUserIdsToRemove: [phone(23)] });
    await unloc.webhooks.create({
      projectId,
      trigger: 'accessEvent',
      url: 'https://example.com/unloc/5d1f',
      lockId: lock.id,
    });
    assert.ok((await unloc.accessLog.list({ projectId }).page()).items.length > 0);
    const { lockConnection, job } = await unloc.lockConnections.create({
      projectId,
      vendor: 'virtual',
      locksToCreate: 3,
    });
    if (job) await job.wait({ timeoutMs: 30_000 });
    const refreshed = await unloc.lockConnections.refresh({ projectId, lockConnectionId: lockConnection.id });
    assert.equal((await refreshed.wait({ timeoutMs: 30_000 })).status, 'succeeded');
    assert.equal((await unloc.locks.list({ projectId }).toArray({ limit: 1000 })).length, locks.length + 3);
    await unloc.lockConnections.updateMetadata({
      projectId,
      lockConnectionId: lockConnection.id,
      metadata: { house: 'A' },
    });
  });

  describe('where something goes wrong', () => {
    for (const [what, fault] of [
      ['the answer is lost', { fault: { reset: 'after' } }],
      ['the connection breaks before', { fault: { reset: 'before' } }],
      ['the gateway gives up and the work is done', { fault: { status: 504, workDone: true } }],
      ['the gateway gives up and it is not', { fault: { status: 504 } }],
      ['the answer breaks off', { fault: { truncateTo: 5 } }],
      ['the answer never comes', { fault: { hang: true, workDone: true } }],
    ]) {
      test(`no door gets two keys when ${what}`, () =>
        inFastTime(async () => {
          const own = await demo([{ ...creation, count: 1, ...fault }]);
          const { unloc, projectId, locks } = own;
          const people = [30, 31, 32].map(phone);
          const job = await unloc.keys.create(
            { projectId, keys: people.map((appUserId) => ({ lockId: locks[0].id, appUserId, end: later(20) })) },
            { timeoutMs: 200_000 },
          );
          const { created } = await job.wait({ timeoutMs: 3_600_000 });
          assert.deepEqual(
            created.map(({ appUserId }) => appUserId),
            people,
          );
          for (const [index, person] of people.entries())
            assert.deepEqual(
              (await keysOf(own, person)).map(({ id }) => id),
              [created[index].id],
            );
        }));
    }

    test('keys that the job could not make are told beside the others', async () => {
      const { unloc, projectId, locks } = await demo([{ ...creation, fault: { failKeys: 1 } }]);
      const job = await unloc.keys.create({
        projectId,
        keys: [40, 41].map((n) => ({ lockId: locks[0].id, appUserId: phone(n) })),
      });
      const { created, failed } = await job.wait({ until: 'usable', timeoutMs: 30_000 });
      assert.deepEqual(
        [created.map(({ index }) => index), failed.map(({ index, code }) => [index, code])],
        [[1], [[0, 'failed']]],
      );
    });

    for (const ending of ['failedValidation', 'failedJob']) {
      test(`a job that ends as ${ending} is an error, and no key is left`, async () => {
        const own = await demo([{ ...creation, fault: { jobEnds: ending } }]);
        const job = await own.unloc.keys.create({
          projectId: own.projectId,
          keys: [{ lockId: own.locks[0].id, appUserId: phone(50) }],
        });
        await assert.rejects(
          job.wait({ timeoutMs: 30_000 }),
          (error) => error.code === 'job_failed' && error.lastState.jobs[0].status === ending,
        );
        assert.deepEqual(await keysOf(own, phone(50)), []);
      });
    }

    test('a slow job is waited for as long as was said', async () => {
      const { unloc, projectId, locks, sandbox } = await demo([{ ...creation, fault: { jobSeconds: 3600 } }]);
      const job = await unloc.keys.create({ projectId, keys: [{ lockId: locks[0].id, appUserId: phone(60) }] });
      await assert.rejects(
        job.wait({ timeoutMs: 1_500 }),
        (error) => error.code === 'job_timeout' && error.lastState.jobs[0].status === 'inProgress',
      );
      sandbox.advance(3600);
      assert.equal((await job.wait({ timeoutMs: 30_000 })).created.length, 1);
    });
  });
});
