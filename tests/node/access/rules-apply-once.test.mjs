// Each key once, whatever is lost and whoever comes again: R37 to R44. Files are in rules-apply-stores.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  apply,
  applyItemOfPlan,
  applyMortal,
  day,
  engine,
  floor,
  give,
  hour,
  inWorld,
  lockId,
  memoryStore,
  people,
  seedKey,
  takeBack,
  warmUp,
  watched,
} from '../../support/apply-world.mjs';

before(warmUp);

const [kari, ola, per] = people;
const posts = (requests) => requests.filter(({ method }) => method === 'POST');
const lost = () => {
  throw new TypeError('fetch failed');
};
const oneGive = (world) => world.plan({ [kari]: [give(1, 1, 'B-1', floor(world.now()), floor(world.now()) + day)] });

test('R37: no write leaves before the journal holds its person, its step and its number', () =>
  inWorld({ keys: (now) => [seedKey(1, { ref: 'T-1', from: now - hour, to: now + 9 * hour })] }, async (world) => {
    const from = floor(world.now());
    const plan = await world.plan({
      [kari]: [give(1, 2, 'B-1', from, from + day), give(2, 3, 'B-1', from, from + day), takeBack(3, 1, 'T-1', 1)],
    });
    const acknowledged = [];
    const store = memoryStore((at, name, given) => {
      if (at === 'after' && name === 'claim') acknowledged.push(`${given.item} ${given.n}`);
    });
    let written = 0;
    const { fetch } = watched(world, ({ method, body }, next) => {
      if (method === 'POST') {
        const claims = store.lines.filter((line) => 'claim' in line);
        for (const [index, key] of body.keys.entries()) {
          const line = claims.find(({ step }) => step === key.metadata.accessStep);
          assert.deepEqual(line.claim, [key.appUserId, index + 1]);
          assert.ok(acknowledged.includes(`${key.appUserId} ${index + 1}`));
        }
      }
      if (method === 'DELETE') assert.ok(acknowledged.includes(`${kari} 3`));
      if (method !== 'GET') written += 1;
      return next();
    });
    assert.equal((await apply(world, plan, { store, fetch })).exit, 0);
    assert.equal(written, 2);
    // A store that cannot write lets nothing leave.
    const full = memoryStore((_, name) => {
      if (name === 'claim') throw new Error('no space left on device');
    });
    const again = watched(world);
    const report = await apply(world, { ...(await oneGive(world)) }, { store: full, fetch: again.fetch });
    assert.deepEqual([report.kinds, report.endedBy, report.exit], [['skipped'], 'error', 1]);
    assert.deepEqual(posts(again.requests), []);
  }));

test('R38: what may have arrived is looked for by its number until settleMs, and only then sent by who wins', async () => {
  // It arrived, and the answer was lost: it is found, however late the list is.
  for (const unlistedSeconds of [0, 20, 55]) {
    await inWorld({ settings: { unlistedSeconds } }, async (world) => {
      const plan = await oneGive(world);
      const { fetch, requests } = watched(world, async ({ method }, next) => {
        const response = await next();
        return method === 'POST' ? lost() : response;
      });
      assert.deepEqual((await apply(world, plan, { fetch })).kinds, ['done']);
      assert.deepEqual([posts(requests).length, world.live().length], [1, 1]);
    });
  }
  // It did not arrive: it is sent once more, not before settleMs.
  await inWorld({}, async (world) => {
    const plan = await oneGive(world);
    const times = [];
    const { fetch } = watched(world, ({ method }, next) => {
      if (method === 'POST') times.push(world.elapsed());
      return method === 'POST' && times.length === 1 ? lost() : next();
    });
    const report = await apply(world, plan, { fetch });
    assert.deepEqual([report.kinds, times.length], [['done'], 2]);
    assert.ok(times[1] - times[0] >= 60_000, times.join());
    // The second time is in the journal, before it left, with the same number.
    assert.deepEqual(
      report.store.lines.filter((line) => 'again' in line).map(({ attempt }) => attempt),
      [2],
    );
    assert.equal(world.live()[0].metadata.accessStep, report.store.lines.find((line) => 'claim' in line).step);
  });
  // Two runs find the same intention: one of them sends.
  await inWorld({}, async (world) => {
    const plan = await oneGive(world);
    const store = memoryStore();
    const { epoch } = await store.begin(plan);
    await store.claim({ planId: plan.id, item: kari, n: 1, epoch });
    const { fetch, requests } = watched(world);
    const both = await Promise.all(
      [1, 2].map(() => applyItemOfPlan(world.client(fetch), plan, kari, { store, epoch }, engine)),
    );
    assert.deepEqual(
      both
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
      ['done', 'done'],
    );
    assert.deepEqual([posts(requests).length, world.live().length], [1, 1]);
  });
  // Without metadata it is known by person, door and meaning.
  await inWorld({ settings: { keyMetadata: 'dropped' } }, async (world) => {
    const plan = await oneGive(world);
    const { fetch, requests } = watched(world, async ({ method }, next) => {
      const response = await next();
      return method === 'POST' ? lost() : response;
    });
    const report = await apply(world, plan, { fetch });
    assert.deepEqual([report.kinds, posts(requests).length], [['done'], 1]);
  });
});

test('R39: a claim that is a quarter of settleMs old is given back unsent', async () => {
  await inWorld({}, async (world) => {
    const plan = await oneGive(world);
    const store = memoryStore(async (at, name) => {
      // The process is stopped between the claim and the sending.
      if (at === 'after' && name === 'claim') await new Promise((resolve) => setTimeout(resolve, 15_001));
    });
    const { fetch } = watched(world, ({ method }, next) => {
      if (method === 'POST') assert.ok('again' in store.lines.at(-1), 'sent by an old claim');
      return next();
    });
    assert.deepEqual((await apply(world, plan, { store, fetch })).kinds, ['done']);
    assert.equal(world.live().length, 1);
  });
  // Somebody else has claimed it meanwhile: what wakes up late only looks.
  await inWorld({}, async (world) => {
    const plan = await oneGive(world);
    let asleep = true;
    const store = memoryStore(async (at, name, { planId, item, n, epoch }) => {
      if (!asleep || at !== 'after' || name !== 'claim') return;
      asleep = false;
      await new Promise((resolve) => setTimeout(resolve, 70_000));
      const other = await store.again({ planId, item, n, epoch, attempt: 1, settleMs: 60_000 });
      assert.ok(other.won);
    });
    const { fetch, requests } = watched(world);
    const report = await apply(world, plan, { store, fetch, deadlineMs: 90_000 });
    assert.deepEqual([posts(requests).length, report.kinds, report.exit], [0, ['unknown'], 6]);
  });
});

test('R40: killed before and after each request and each line of the journal, and resumed, each key is there once', () =>
  inWorld({}, async (world) => {
    const plan = await oneGive(world);
    return (await applyMortal(world, plan, { store: memoryStore() })).points;
  }).then(async (points) => {
    for (let killAt = 1; killAt <= points; killAt += 1) {
      await inWorld({}, async (world) => {
        const plan = await oneGive(world);
        const store = memoryStore();
        const first = await applyMortal(world, plan, { store, killAt });
        assert.equal(first.report, undefined);
        const { report } = await applyMortal(world, plan, { store });
        assert.ok(['done', 'alreadySo'].includes(report.kinds[0]), `${killAt} ${report.kinds}`);
        assert.equal(world.keys().length, 1, `${killAt}`);
      });
    }
  }));

test('R41: a 2xx that cannot be read has arrived: it is looked for, and never sent again', async () => {
  for (const body of ['<html>', '', '{"jobRef":']) {
    await inWorld({ settings: { unlistedSeconds: 30 } }, async (world) => {
      const plan = await oneGive(world);
      const { fetch, requests } = watched(world, async ({ method }, next) => {
        const response = await next();
        return method === 'POST' ? new Response(body, { status: 202 }) : response;
      });
      assert.deepEqual((await apply(world, plan, { fetch })).kinds, ['done'], body);
      assert.equal(posts(requests).length, 1);
    });
  }
  await inWorld({}, async (world) => {
    const plan = await oneGive(world);
    const store = memoryStore();
    const { fetch, requests } = watched(world, ({ method }, next) =>
      method === 'POST' ? new Response('<html>', { status: 202 }) : next(),
    );
    for (const _ of [1, 2]) {
      const report = await apply(world, plan, { fetch, store });
      assert.deepEqual([report.kinds, report.exit], [['unknown'], 6]);
    }
    assert.equal(posts(requests).length, 1);
  });
});

test('R42: 400 fails the key it names, else each half is tried; 401 and 403 end the run; 429 and 503 slow all of it', async () => {
  const six = (world) =>
    world.plan({
      [kari]: [1, 2, 3, 4, 5, 6].map((n) => give(n, n, 'B-1', floor(world.now()), floor(world.now()) + day)),
    });
  const refused = (invalidParams) =>
    new Response(
      JSON.stringify({ error: 'validation', error_description: 'no', ...(invalidParams && { invalidParams }) }),
      {
        status: 400,
      },
    );
  for (const named of [true, false]) {
    await inWorld({}, async (world) => {
      const { fetch, requests } = watched(world, ({ method, body }, next) => {
        const bad = method === 'POST' ? body.keys.findIndex((key) => key.lockId === lockId(3)) : -1;
        if (bad < 0) return next();
        return refused(named && [{ name: `keys.${bad}.lockId`, reason: 'is not yours' }]);
      });
      const report = await apply(world, await six(world), { fetch });
      assert.deepEqual(report.kinds, ['done', 'done', 'refused', 'done', 'done', 'done']);
      assert.deepEqual([report.outcomes[2].error.code, report.exit], ['bad_request', 5]);
      assert.ok(posts(requests).length <= (named ? 2 : 7), String(posts(requests).length));
      assert.equal(world.live().length, 5);
    });
  }
  for (const status of [401, 403]) {
    await inWorld({}, async (world) => {
      const from = floor(world.now());
      const plan = await world.plan({
        [kari]: [give(1, 1, 'B-1', from, from + day)],
        [ola]: [give(1, 2, 'B-2', from, from + day)],
        [per]: [give(1, 3, 'B-3', from, from + day)],
      });
      const { fetch, requests } = watched(world, ({ method }, next) =>
        method === 'POST' ? new Response('{}', { status }) : next(),
      );
      const report = await apply(world, plan, { fetch, pace: { concurrent: 1 } });
      assert.deepEqual(report.kinds, ['failed', 'skipped', 'skipped']);
      assert.deepEqual([report.endedBy, report.error.status, report.exit], ['error', status, 1]);
      assert.equal(new Set(posts(requests).map(({ body }) => body.keys[0].appUserId)).size, 1);
    });
    const setting = { keys: (now) => [seedKey(1, { ref: 'B-1', from: now - hour, to: now + 9 * hour })] };
    await inWorld(setting, async (world) => {
      const { fetch, requests } = watched(world, ({ method }, next) =>
        method === 'DELETE' ? new Response('{}', { status }) : next(),
      );
      const report = await apply(world, await world.plan({ [kari]: [takeBack(1, 1, 'B-1', 1)] }), { fetch });
      assert.deepEqual([report.kinds, report.endedBy, report.error.status], [['unknown'], 'error', status]);
      // Nobody waits for a key to go that the API has refused to revoke.
      assert.ok(world.elapsed() < 5_000, `${world.elapsed()} ms`);
      assert.ok(requests.filter(({ method }) => method === 'DELETE').length <= 2);
    });
  }
  for (const status of [429, 503]) {
    await inWorld({}, async (world) => {
      const from = floor(world.now());
      const items = Object.fromEntries(people.map((person, i) => [person, [give(1, i + 1, 'B-1', from, from + day)]]));
      const plan = await world.plan(items);
      let slowed;
      const { fetch } = watched(world, ({ method, path }, next) => {
        if (slowed === undefined && method === 'GET' && path.endsWith('/keys')) {
          slowed = world.elapsed();
          return new Response('{}', { status, headers: { 'retry-after': '20' } });
        }
        // Whatever was on its way arrives; nothing leaves for twenty seconds.
        if (slowed !== undefined && world.elapsed() > slowed) assert.ok(world.elapsed() >= slowed + 20_000);
        return next();
      });
      const report = await apply(world, plan, { fetch });
      assert.deepEqual(report.kinds, ['done', 'done', 'done', 'done']);
      assert.ok(world.elapsed() >= 20_000);
    });
  }
});

test('R43: every step of every item has exactly one outcome, in the order of the plan', () =>
  inWorld(
    { keys: (now) => [1, 2, 3].map((n) => seedKey(n, { lock: n, ref: 'T-1', from: now - hour, to: now + 9 * hour })) },
    async (world) => {
      const from = floor(world.now());
      const items = {
        [kari]: [
          give(1, 4, 'T-1', from, from + day),
          { n: 2, do: 'awaitUsable', kind: 'move', ref: 'T-1', because: 'x', after: [{ item: kari, n: 1 }] },
          takeBack(3, 1, 'T-1', 1, { after: [{ item: kari, n: 2 }] }),
          takeBack(4, 2, 'T-1', 2),
        ],
        [ola]: [give(1, 5, 'B-2', from, from + day, { after: [{ item: kari, n: 4 }] })],
        [per]: [give(1, 6, 'B-3', from, from + day)],
      };
      const plan = await world.plan(items);
      const steps = plan.items.flatMap(({ item, steps: own }) => own.map(({ n }) => [item, n]));
      const fates = [
        undefined,
        { method: 'POST', fault: { status: 500 } },
        { method: 'POST', fault: { jobEnds: 'failedJob' } },
        { method: 'DELETE', fault: { status: 403 } },
        { fault: { status: 401 } },
      ];
      for (const fate of fates) {
        world.sandbox.reset();
        world.sandbox.faults(fate ? [{ path: '/v2/projects/**', ...fate }] : []);
        for (const only of [undefined, [ola]]) {
          const seen = [];
          const report = await apply(world, plan, {
            only,
            settleMs: 5_000,
            deadlineMs: 60_000,
            onProgress: (p) => {
              seen.push(p);
              throw new Error('ignored');
            },
          });
          assert.deepEqual(
            report.outcomes.map(({ item, n }) => [item, n]),
            steps,
          );
          for (const { outcome, sentence } of report.outcomes) assert.ok(outcome && sentence, JSON.stringify(fate));
          if (only)
            assert.deepEqual(
              report.outcomes.map(({ notChosen = false }) => notChosen),
              [true, true, true, true, false, true],
            );
          const last = seen.at(-1);
          assert.ok(last.done <= last.of && last.of === (only ? 1 : 3));
          if (!fate && !only) assert.deepEqual([report.exit, last.done], [0, 3]);
        }
      }
    },
  ));

test('R44: the signal ends the run before its next write; what is under way is settled, and the journal resumes', async () => {
  const setting = {
    keys: (now) => [
      seedKey(1, { ref: 'B-1', from: now - hour, to: now + 9 * hour }),
      seedKey(2, { ref: 'B-2', person: ola, from: now - hour, to: now + 9 * hour }),
    ],
  };
  const work = (world) => {
    const from = floor(world.now());
    return world.plan({
      [kari]: [give(1, 2, 'B-1', from, from + day), takeBack(2, 1, 'B-1', 1)],
      [ola]: [give(1, 3, 'B-2', from, from + day), takeBack(2, 1, 'B-2', 2)],
    });
  };
  const total = await inWorld(setting, async (world) => {
    const { fetch, requests } = watched(world);
    await apply(world, await work(world), { fetch, pace: { concurrent: 1 } });
    return requests.length;
  });
  for (let stopAt = 1; stopAt <= total; stopAt += 1) {
    await inWorld(setting, async (world) => {
      const plan = await work(world);
      const controller = new AbortController();
      const store = memoryStore();
      let late = 0;
      const { fetch } = watched(world, ({ method }, next, number) => {
        if (controller.signal.aborted && method !== 'GET') late += 1;
        if (number === stopAt) controller.abort();
        return next();
      });
      const first = await apply(world, plan, { fetch, store, signal: controller.signal, pace: { concurrent: 1 } });
      assert.equal(late, 0, `a write after the signal: ${stopAt}`);
      if (first.endedBy === 'signal') assert.ok([130].includes(first.exit), `${stopAt} ${first.exit} ${first.kinds}`);
      assert.ok(!first.kinds.includes('unknown'));
      const second = await apply(world, plan, { store });
      assert.equal(second.exit, 0, `${stopAt} ${second.kinds}`);
      assert.deepEqual(
        world
          .live()
          .map((key) => key.lockId)
          .sort(),
        [lockId(2), lockId(3)],
      );
      assert.equal(world.keys().length, 4);
    });
  }
});
