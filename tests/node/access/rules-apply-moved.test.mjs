// Apply does nothing to people whose keys are not those that the plan was made from: R23 to R26, and zones.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  apply,
  engine,
  floor,
  give,
  hour,
  inWorld,
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

const [kari, ola, per] = people;
const writes = (requests) => requests.filter(({ method }) => method !== 'GET');
const start = (world) => floor(world.now());

test('R23: whose keys have changed since the plan is left alone with all steps, and the others go on', () =>
  inWorld({ keys: (now) => [seedKey(1, { ref: 'T-1', from: now - hour, to: now + 9 * hour })] }, async (world) => {
    const from = start(world);
    const plan = await world.plan({
      [kari]: [give(1, 2, 'B-1', from, from + hour), takeBack(2, 1, 'T-1', 1)],
      [ola]: [give(1, 3, 'B-2', from, from + hour)],
    });
    await world.client().keys.create({ projectId, keys: [{ lockId: lockId(4), appUserId: kari }] });
    const { fetch, requests } = watched(world);
    const report = await apply(world, plan, { fetch });
    assert.deepEqual(report.kinds, ['stale', 'stale', 'done']);
    assert.deepEqual([report.outcomes[0].rule, report.exit], ['R23', 5]);
    for (const { body } of writes(requests)) for (const key of body.keys) assert.equal(key.appUserId, ola);
    assert.equal(writes(requests).length, 1);
    // The list comes right before the write.
    const first = requests.findIndex(({ method }) => method === 'POST');
    assert.ok(requests.slice(0, first).some(({ query }) => query.get('appUserId') === ola));
    // And on demand nothing more is begun.
    const stopped = await apply(world, plan, { onStale: 'stop', pace: { concurrent: 1 } });
    assert.deepEqual([stopped.kinds, stopped.endedBy], [['stale', 'stale', 'skipped'], 'error']);
  }));

test('R24: a plan that is applied twice writes nothing the second time, with its journal and without', () =>
  inWorld({}, async (world) => {
    const from = start(world);
    // It began from no keys at all.
    const plan = await world.plan({
      [kari]: [give(1, 1, 'B-1', from, from + hour), give(2, 2, 'B-1', from, from + hour)],
    });
    const first = await apply(world, plan);
    assert.equal(first.exit, 0);
    for (const store of [first.store, memoryStore()]) {
      const { fetch, requests } = watched(world);
      const second = await apply(world, plan, { fetch, store });
      assert.deepEqual(writes(requests), []);
      const so = store === first.store ? 'alreadySo' : 'stale';
      assert.deepEqual(second.kinds, [so, so]);
      assert.equal(second.exit, store === first.store ? 0 : 5);
    }
    assert.equal(world.live().length, 2);
  }));

test('R25: past validUntil nothing is begun, and what was begun is brought to its end', () =>
  inWorld({ keys: (now) => [seedKey(1, { ref: 'T-1', from: now - hour, to: now + 9 * hour })] }, async (world) => {
    const from = start(world);
    const plan = await world.plan(
      {
        [kari]: [give(1, 2, 'T-1', from, from + hour), takeBack(2, 1, 'T-1', 1)],
        [ola]: [give(1, 3, 'B-2', from, from + hour)],
      },
      { validMs: 10_000 },
    );
    const store = memoryStore();
    const controller = new AbortController();
    // Kari's POST leaves in time; then the run is stopped.
    const { fetch } = watched(world, async ({ method }, next) => {
      if (method === 'POST') controller.abort();
      return next();
    });
    const first = await apply(world, plan, { store, fetch, signal: controller.signal, pace: { concurrent: 1 } });
    assert.deepEqual(first.kinds, ['done', 'skipped', 'skipped']);
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    const late = watched(world);
    const second = await apply(world, plan, { store, fetch: late.fetch });
    assert.deepEqual(second.kinds, ['alreadySo', 'done', 'stale']);
    assert.equal(second.outcomes[2].rule, 'R25');
    assert.deepEqual(
      writes(late.requests).map(({ method }) => method),
      ['DELETE'],
    );
  }));

test('R26: a plan from a list that was walked while keys changed is for each person right or stale', () =>
  inWorld(
    {
      keys: (now) =>
        people.map((person, i) => seedKey(i + 1, { person, ref: `T-${i}`, from: now - hour, to: now + 9 * hour })),
    },
    async (world) => {
      const from = start(world);
      const steps = (index) => [give(1, 2, `B-${index}`, from, from + hour), takeBack(2, 1, `T-${index}`, index + 1)];
      // The pages with Kari and Ola were read before a change of both, those of the others after one of theirs.
      const [, , third, fourth] = people;
      const unloc = world.client();
      await unloc.keys.revoke({ projectId, keyId: (await world.listed(third))[0].id });
      const seenBefore = await world.plan({
        [kari]: steps(0),
        [ola]: steps(1),
        [third]: [give(1, 2, 'B-2', from, from + hour)],
        [fourth]: steps(3),
      });
      await unloc.keys.revoke({ projectId, keyId: (await world.listed(ola))[0].id });
      const report = await apply(world, seenBefore);
      assert.deepEqual(report.kinds, ['done', 'done', 'stale', 'stale', 'done', 'done', 'done']);
      const doors = (person) => world.live(person).map((key) => key.lockId);
      assert.deepEqual([kari, ola, third, fourth].map(doors), [[lockId(2)], [], [lockId(2)], [lockId(2)]]);
    },
  ));

test('R53: where a zone has other rules than in the plan, the people at its doors are stale', () =>
  inWorld({}, async (world) => {
    const from = start(world);
    const plan = await world.plan({
      [kari]: [give(1, 1, 'B-1', from, from + hour)],
      [ola]: [give(1, 2, 'B-2', from, from + hour)],
      [per]: [give(1, 3, 'B-3', from, from + hour), give(2, 1, 'B-3', from, from + hour)],
    });
    plan.doors[0].zone = 'Asia/Kathmandu';
    const { fetch, requests } = watched(world);
    const report = await apply(world, plan, { fetch, engine: { ...engine, changedZones: () => ['Asia/Kathmandu'] } });
    assert.deepEqual(report.kinds, ['stale', 'done', 'stale', 'stale']);
    assert.equal(report.outcomes[0].rule, 'R53');
    assert.match(report.outcomes[0].sentence, /time zone of Door 1/);
    assert.equal(writes(requests).length, 1);
  }));
