// P13: several appliers, in every order that a seeded scheduler thinks of.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  apply,
  applyItemOfPlan,
  engine,
  gatedStore,
  give,
  hour,
  inWorld,
  memoryStore,
  minute,
  people,
  random,
  seedKey,
  takeBack,
  warmUp,
  watched,
} from '../../support/apply-world.mjs';
import { moments, pairsAt, randomWork } from '../../support/random-plans.mjs';

before(warmUp);

const seconds = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A store and a `fetch` that are slow by chance: the order of what several runs do is another for each seed. */
function scheduled(world, store, next, around) {
  const wait = async () => {
    if (next() < 0.7) await seconds(Math.floor(next() * (next() < 0.1 ? 40_000 : 3_000)));
  };
  const { fetch } = watched(world, async (request, send) => {
    await wait();
    if (around) around(request);
    const response = await send();
    await wait();
    return response;
  });
  return { fetch, store: gatedStore(store, wait) };
}

test('P13: two appliers of one plan, two plans of one owner, two owners: each key once, nobody else’s key touched', async () => {
  for (let seed = 500; seed < 530; seed += 1) {
    const next = random(seed);
    let work;
    const keys = (now) => {
      work = randomWork(next, now, { grants: 5 });
      return work.keys;
    };
    // One plan: workers of a queue to whom items are delivered twice or three times.
    await inWorld({ keys, settings: { unlistedSeconds: Math.floor(next() * 20) } }, async (world) => {
      const plan = await world.plan(work.items, { keep: work.keep });
      const store = memoryStore();
      const { epoch } = await store.begin(plan);
      const workers = [1, 2, 3].map(async () => {
        const own = scheduled(world, store, next);
        const client = world.client(own.fetch);
        for (let round = 0; round < 3; round += 1) {
          for (const { item } of plan.items) {
            await applyItemOfPlan(client, plan, item, { store: own.store, epoch }, engine);
          }
        }
      });
      await Promise.all(workers);
      const last = await apply(world, plan, { store });
      assert.equal(last.exit, 0, `${seed} ${JSON.stringify(last.outcomes, null, 1)}`);
      for (const at of moments(work.after, world.now())) {
        assert.deepEqual(world.opens(at), [...pairsAt(work.after, at)].sort(), `${seed}`);
      }
      const made = world.live().map(({ metadata }) => metadata.accessStep);
      assert.equal(new Set(made).size, made.length, `${seed}: a key is there twice`);
    });
    // The same plan begun twice: the later run takes over.
    await inWorld({ keys }, async (world) => {
      const plan = await world.plan(work.items, { keep: work.keep });
      const store = memoryStore();
      const both = [1, 2].map(async (number) => {
        if (number === 2) await seconds(next() * 4_000);
        return apply(world, plan, scheduled(world, store, next));
      });
      await Promise.all(both);
      const last = await apply(world, plan, { store });
      assert.equal(last.exit, 0, `${seed} ${JSON.stringify(last.outcomes, null, 1)}`);
      const made = world.live().map(({ metadata }) => metadata.accessStep);
      assert.equal(new Set(made).size, made.length, `${seed}: a key is there twice`);
    });
    // Two plans of one owner in one store: the second is refused, and sends nothing.
    await inWorld({ keys }, async (world) => {
      const plans = [
        await world.plan(work.items, { keep: work.keep }),
        await world.plan(work.items, { keep: work.keep }),
      ];
      const store = memoryStore();
      await store.begin(plans[0]);
      const first = apply(world, plans[0], scheduled(world, store, next));
      let sent = 0;
      const second = apply(
        world,
        plans[1],
        scheduled(world, store, next, () => {
          sent += 1;
        }),
      );
      await assert.rejects(second);
      assert.equal(sent, 0);
      await first;
    });
    // Two owners at the same people and doors: each writes only its own.
    const shared = (now) =>
      ['rentals', 'tenants'].flatMap((owner, index) =>
        people
          .slice(0, 2)
          .map((person, of) =>
            seedKey(1 + index * 2 + of, { owner, person, ref: 'B-1', from: now - hour, to: now + 9 * hour }),
          ),
      );
    await inWorld({ keys: shared }, async (world) => {
      const from = Math.floor(world.now() / minute) * minute;
      const runs = ['rentals', 'tenants'].map(async (owner, index) => {
        const items = people.slice(0, 2).map((person, of) => {
          const own = give(1, 2, 'B-1', from, from + hour);
          own.key.metadata.accessOwner = owner;
          return [person, [own, takeBack(2, 1, 'B-1', 1 + index * 2 + of)]];
        });
        const plan = await world.plan(Object.fromEntries(items), { owner });
        const own = scheduled(world, memoryStore(), next, ({ method, path, body }) => {
          if (method === 'POST') for (const key of body.keys) assert.equal(key.metadata.accessOwner, owner);
          if (method !== 'DELETE') return;
          const key = world.keys().find(({ id }) => path.endsWith(id));
          assert.equal(key.metadata.accessOwner, owner, `${seed}`);
        });
        return apply(world, plan, own);
      });
      for (const { kinds } of await Promise.all(runs)) {
        for (const kind of kinds) assert.ok(['done', 'stale'].includes(kind), `${seed} ${kinds}`);
      }
    });
  }
});
