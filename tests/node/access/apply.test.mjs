// What apply does beside the safety rules: exit codes, v1, access groups, an API that drops metadata, pace.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  apply,
  day,
  exitCode,
  floor,
  give,
  hour,
  inWorld,
  keyId,
  lockId,
  memoryStore,
  people,
  projectId,
  seedKey,
  takeBack,
  warmUp,
  watched,
} from '../../support/apply-world.mjs';

before(warmUp);

const [kari, ola] = people;

test('the exit code is that of the gravest outcome', () => {
  const code = (kinds, more = {}) =>
    exitCode({ outcomes: kinds.map((outcome) => ({ outcome })), stillOpen: [], endedBy: 'end', ...more });
  assert.equal(code([]), 0);
  assert.equal(code(['done', 'alreadySo']), 0);
  assert.equal(code(['failed', 'refused']), 1);
  assert.equal(code(['failed', 'skipped'], { endedBy: 'error' }), 1);
  assert.equal(code([], { endedBy: 'error' }), 1);
  for (const kind of ['failed', 'stale', 'creating', 'refused', 'skipped']) assert.equal(code(['done', kind]), 5, kind);
  assert.equal(code(['stale']), 5);
  assert.equal(code(['creating']), 5);
  assert.equal(code(['done', 'unknown', 'stale']), 6);
  assert.equal(code(['done', 'unknown'], { endedBy: 'signal' }), 6);
  assert.equal(code(['done', 'unknown'], { stillOpen: [{}] }), 9);
  assert.equal(code(['done', 'skipped'], { endedBy: 'deadline' }), 124);
  assert.equal(code(['done', 'skipped'], { endedBy: 'signal' }), 130);
  const left = {
    outcomes: [{ outcome: 'done' }, { outcome: 'skipped', notChosen: true }],
    stillOpen: [],
    endedBy: 'end',
  };
  assert.equal(exitCode(left), 0);
});

test('an API that drops metadata is found out with the first key, and then nothing is taken back that is not known', () =>
  inWorld(
    {
      settings: { keyMetadata: 'dropped' },
      keys: (now) => [seedKey(1, { ref: 'T-1', from: now - hour, to: now + 9 * hour })],
    },
    async (world) => {
      const from = floor(world.now());
      const plan = await world.plan({
        [kari]: [give(1, 2, 'B-1', from, from + day), takeBack(2, 1, 'T-1', 1)],
        [ola]: [give(1, 3, 'B-2', from, from + day)],
      });
      const report = await apply(world, plan, { pace: { concurrent: 1 } });
      assert.deepEqual(report.kinds, ['done', 'refused', 'done']);
      assert.deepEqual(report.blindSpots, ['metadataNotKept']);
      assert.equal(report.outcomes[1].rule, 'R13');
      assert.equal(world.live(kari).length, 2);
    },
  ));

test('API v1: a key at a time, found in the list of all, revoked by its state', () =>
  inWorld({ keys: (now) => [seedKey(1, { ref: 'T-1', from: now - hour, to: now + 9 * hour })] }, async (world) => {
    const from = floor(world.now());
    const plan = await world.plan({
      [kari]: [give(1, 2, 'B-1', from, from + day), give(2, 3, 'B-1', from, from + day), takeBack(3, 1, 'T-1', 1)],
    });
    const { projectId: lockHolderId, ...scope } = plan.scope;
    const v1 = { ...plan, scope: { ...scope, api: 'v1', lockHolderId } };
    const { fetch, requests } = watched(world);
    const report = await apply(world, v1, { fetch });
    assert.deepEqual(report.kinds, ['done', 'done', 'done'], JSON.stringify(report.outcomes));
    assert.ok(requests.every(({ path }) => path.startsWith('/integrators/v1/')));
    assert.deepEqual(
      world
        .live(kari)
        .map((key) => key.lockId)
        .sort(),
      [lockId(2), lockId(3)],
    );
  }));

test('a step that changes an access group leaves its keys to the group', () =>
  inWorld({}, async (world) => {
    const unloc = world.client();
    const group = await unloc.accessGroups.create({
      projectId,
      name: 'Cleaners',
      lockIds: [lockId(1)],
      appUserIds: [kari, ola],
    });
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    const change = { appUserIdsToRemove: [kari] };
    const step = {
      n: 1,
      do: 'changeGroup',
      kind: 'takeBack',
      ref: 'T-1',
      because: 'x',
      group: { accessGroupId: group.id, change },
    };
    const plan = await world.plan({ [kari]: [step] });
    const { fetch, requests } = watched(world);
    const report = await apply(world, plan, { fetch });
    assert.deepEqual([report.kinds, report.exit], [['done'], 0]);
    assert.ok(!requests.some(({ method }) => method === 'DELETE'));
    assert.deepEqual(
      world.live().map(({ toUser }) => toUser.id),
      [ola],
    );
  }));

test('requests keep to the pace, and keys to the number that one POST may have', () =>
  inWorld({}, async (world) => {
    const from = floor(world.now());
    const plan = await world.plan({ [kari]: [1, 2, 3, 4, 5].map((n) => give(n, n, 'B-1', from, from + day)) });
    const times = [];
    const { fetch, requests } = watched(world, (_, next) => {
      times.push(world.elapsed());
      return next();
    });
    const report = await apply(world, plan, { fetch, pace: { perMinute: 40, reserve: 10, keysPerPost: 2 } });
    assert.equal(report.exit, 0);
    assert.deepEqual(
      requests.filter(({ method }) => method === 'POST').map(({ body }) => body.keys.length),
      [2, 2, 1],
    );
    for (const [index, time] of times.entries())
      if (index > 0) assert.ok(time - times[index - 1] >= 1_999, times.join());
    assert.equal(report.requests, requests.length);
  }));

test('a twin that shows up after a POST was sent twice is taken back, and said', () =>
  inWorld({}, async (world) => {
    const from = floor(world.now());
    const plan = await world.plan({ [kari]: [give(1, 1, 'B-1', from, from + day)] });
    let held;
    const { fetch } = watched(world, ({ method }, next) => {
      if (method !== 'POST' || held) return next();
      // A proxy holds the first POST for longer than settleMs.
      held = true;
      setTimeout(next, 80_000);
      throw new TypeError('fetch failed');
    });
    const report = await apply(world, plan, { fetch });
    assert.deepEqual([report.kinds, report.exit, report.stillOpen], [['done'], 0, []]);
    assert.equal(report.outcomes[0].surplus.length, 1);
    assert.deepEqual(report.outcomes[0].keysRevoked, report.outcomes[0].surplus);
    assert.equal(world.live().length, 1);
    assert.equal(world.keys().length, 2);
  }));

test('a person whose keys cannot be read fails alone; a deadline ends the run before its next write', () =>
  inWorld({ keys: (now) => [seedKey(1, { ref: 'T-1', from: now - hour, to: now + 9 * hour })] }, async (world) => {
    const from = floor(world.now());
    const items = { [kari]: [takeBack(1, 1, 'T-1', 1)], [ola]: [give(1, 3, 'B-2', from, from + day)] };
    const plan = await world.plan(items);
    const { fetch } = watched(world, ({ query }, next) =>
      query.get('appUserId') === kari ? new Response('{}', { status: 500 }) : next(),
    );
    const report = await apply(world, plan, { fetch });
    assert.deepEqual([report.kinds, report.exit], [['failed', 'done'], 5]);
    assert.match(report.outcomes[0].sentence, /could not be read/);
    const late = await apply(world, await world.plan({ [kari]: items[kari] }), { deadlineMs: 0, store: memoryStore() });
    assert.deepEqual([late.kinds, late.endedBy, late.exit], [['skipped'], 'deadline', 124]);
    assert.equal(world.live(kari)[0].id, keyId(1));
  }));

test('what is no time is refused before anything is begun', () =>
  inWorld({}, async (world) => {
    const plan = await world.plan({});
    const { fetch, requests } = watched(world);
    for (const settleMs of [Number.NaN, -1, '60000', null]) {
      await assert.rejects(apply(world, plan, { fetch, settleMs }), { name: 'TypeError' });
    }
    assert.deepEqual(requests, []);
  }));
