// Properties of apply over random plans: what is open at its end and on the way, killed anywhere, and with a changed world.
import assert from 'node:assert/strict';
import { before as beforeAll, test } from 'node:test';
import {
  apply,
  applyMortal,
  inWorld,
  memoryStore,
  minute,
  projectId,
  random,
  warmUp,
  watched,
} from '../../support/apply-world.mjs';
import { moments, pairsAt, randomWork } from '../../support/random-plans.mjs';

beforeAll(warmUp);

/** Runs `use(world, plan, work, next)` with a random plan. */
function inRandomWorld(seed, settings, use, shape) {
  const next = random(seed);
  let work;
  const keys = (now) => {
    work = randomWork(next, now, shape);
    return work.keys;
  };
  return inWorld({ keys, settings }, async (world) => {
    const plan = await world.plan(work.items, { keep: work.keep });
    return use(world, plan, work, next);
  });
}

/** What opens, as the embedded Unloc says. */
const opens = (world, at) => new Set(world.opens(at));

/** Between before and after at every moment to come. */
function assertBetween(world, { before, after, base }, what) {
  for (const at of moments([...before, ...after], Math.max(world.now(), base))) {
    const [was, will, is] = [pairsAt(before, at), pairsAt(after, at), opens(world, at)];
    for (const pair of was)
      if (will.has(pair)) assert.ok(is.has(pair), `${what}: closed at ${new Date(at).toISOString()} ${pair}`);
    for (const pair of is)
      assert.ok(was.has(pair) || will.has(pair), `${what}: opened at ${new Date(at).toISOString()} ${pair}`);
  }
}

test('P9: after apply the keys open what was wanted, minute by minute, and nothing else', async () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    await inRandomWorld(seed, {}, async (world, plan, { after, before }) => {
      const report = await apply(world, plan);
      assert.equal(report.exit, 0, `${seed} ${JSON.stringify(report.outcomes)}`);
      const spans = world
        .live()
        .map((key) => [`${key.lockId} ${key.toUser.id}`, Date.parse(key.start), Date.parse(key.end)]);
      const last = Math.max(...[...before, ...after].map(({ to }) => to));
      for (let at = Math.ceil(world.now() / minute) * minute; at <= last; at += minute) {
        const open = new Set(spans.filter(([, from, to]) => from <= at && at < to).map(([pair]) => pair));
        assert.deepEqual([...open].sort(), [...pairsAt(after, at)].sort(), `${seed} ${new Date(at).toISOString()}`);
      }
      for (const at of moments(after, world.now()))
        assert.deepEqual(opens(world, at), new Set([...pairsAt(after, at)].sort()));
    });
  }
});

test('P10: after each request, what opens is between before and after', async () => {
  for (let seed = 100; seed < 120; seed += 1) {
    await inRandomWorld(seed, {}, async (world, plan, work) => {
      const { fetch, requests } = watched(world, async (_, next) => {
        const response = await next();
        assertBetween(world, work, `seed ${seed}`);
        return response;
      });
      let failed;
      const guarded = async (...given) => {
        try {
          return await fetch(...given);
        } catch (thrown) {
          failed ??= thrown;
          throw thrown;
        }
      };
      const report = await apply(world, plan, { fetch: guarded });
      if (failed) throw failed;
      assert.ok(report.exit === 0 && requests.length > 0, `${seed} ${report.kinds}`);
    });
  }
});

test('P11: killed at every point, resumed, killed again and resumed, the end is that of an undisturbed run', async () => {
  const summary = (world) =>
    world
      .keys()
      .map(({ lockId, toUser, start, end, state, metadata }) =>
        [lockId, toUser.id, start, end, state, metadata.accessRef].join(),
      )
      .sort();
  for (const seed of [201, 202]) {
    const whole = await inRandomWorld(seed, {}, async (world, plan) => {
      const { points, report } = await applyMortal(world, plan, { store: memoryStore(), pace: { concurrent: 2 } });
      assert.equal(report.exit, 0);
      return { points, keys: summary(world) };
    });
    const next = random(seed);
    for (let killAt = 1; killAt <= whole.points + 1; killAt += 1) {
      await inRandomWorld(seed, {}, async (world, plan) => {
        const store = memoryStore();
        const options = { store, pace: { concurrent: 2 } };
        const first = await applyMortal(world, plan, { ...options, killAt });
        assert.equal(first.report === undefined, killAt <= whole.points);
        await applyMortal(world, plan, { ...options, killAt: 1 + Math.floor(next() * whole.points) });
        const { report } = await applyMortal(world, plan, options);
        assert.equal(report.exit, 0, `${seed} ${killAt} ${JSON.stringify(report.outcomes, null, 1)}`);
        assert.deepEqual(summary(world), whole.keys, `${seed} ${killAt}`);
      });
    }
  }
});

test('P14: where the world changed between plan and apply, only untouched people are written', async () => {
  for (let seed = 400; seed < 440; seed += 1) {
    await inRandomWorld(
      seed,
      {},
      async (world, plan, _, next) => {
        const touched = new Set();
        const unloc = world.client();
        for (const { item } of plan.items) {
          if (next() < 0.5) continue;
          touched.add(item);
          const [key] = world.live(item);
          if (key && next() < 0.5) await unloc.keys.revoke({ projectId, keyId: key.id });
          else {
            const lockId = plan.doors[Math.floor(next() * plan.doors.length)].lockId;
            await unloc.keys.create({ projectId, keys: [{ lockId, appUserId: item }] });
          }
        }
        const written = new Set();
        const owners = new Map(world.keys().map(({ id, toUser }) => [id, toUser.id]));
        const { fetch } = watched(world, ({ method, body, path }, send) => {
          if (method === 'POST') for (const key of body.keys) written.add(key.appUserId);
          if (method === 'DELETE') written.add(owners.get(path.split('/').pop()));
          return send();
        });
        const report = await apply(world, plan, { fetch });
        for (const { item, outcome } of report.outcomes) {
          if (touched.has(item)) assert.equal(outcome, 'stale', `${seed} ${item}`);
        }
        for (const person of written) assert.ok(!touched.has(person), `${seed} ${person}`);
        if (touched.size === 0) assert.equal(report.exit, 0);
      },
      { exclusive: false },
    );
  }
});
