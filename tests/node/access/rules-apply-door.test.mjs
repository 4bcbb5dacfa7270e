// What people can open while a plan is applied, and what is open at its end: R28 to R36.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  apply,
  day,
  engine,
  floor,
  give,
  hour,
  inWorld,
  keyId,
  lockId,
  minute,
  people,
  seedKey,
  takeBack,
  warmUp,
  watched,
} from '../../support/apply-world.mjs';

before(warmUp);

const [kari, ola] = people;
const opensAt = (world, lock, at, person = kari) => world.opens(at).includes(`${lockId(lock)} ${person}`);
const oneKey = (now, more) => seedKey(1, { ref: 'B-1', from: floor(now) - hour, to: floor(now) + 5 * day, ...more });

/** Shortens Kari's stay at door 1: the new key from now on, then the old one goes. */
const shortening = (world, more = {}) =>
  world.plan({
    [kari]: [
      give(1, 1, 'B-1', floor(world.now()), floor(world.now()) + day, { kind: 'shorten', ...more }),
      takeBack(2, 1, 'B-1', 1, { kind: 'shorten' }),
    ],
  });

/** A `fetch` that asks the doors after each request. */
function asking(world, check, around) {
  return watched(world, async (request, next, number) => {
    const response = await (around ? around(request, next, number) : next());
    check(request);
    return response;
  });
}

test('R28: the new key is usable before the old one is revoked', () =>
  inWorld({ keys: (now) => [oneKey(now)] }, async (world) => {
    world.sandbox.faults([{ method: 'POST', path: '/v2/projects/*/keys', fault: { keySeconds: 40 } }]);
    const plan = await shortening(world);
    let deletes = 0;
    const { fetch } = asking(world, ({ method }) => {
      if (method === 'DELETE') {
        deletes += 1;
        assert.equal(world.live(kari).find(({ id }) => id !== keyId(1)).state, 'active');
      }
      assert.ok(opensAt(world, 1, world.now()));
      // What is in both, before and after: the next day.
      for (let at = world.now() + minute; at < world.now() + day - hour; at += 3 * hour) {
        const states = world.live(kari).filter(({ state }) => state !== 'creating');
        assert.ok(states.length > 0);
      }
    });
    const report = await apply(world, plan, { fetch });
    assert.deepEqual(report.kinds, ['done', 'done']);
    assert.equal(deletes, 1);
  }));

test('R29: nobody opens more than before or after, also where a request is sent twice', () =>
  inWorld({ keys: (now) => [oneKey(now)] }, async (world) => {
    const from = floor(world.now());
    const plan = await world.plan({
      [kari]: [give(1, 2, 'B-1', from, from + day, { kind: 'move' }), takeBack(2, 1, 'B-1', 1, { kind: 'move' })],
    });
    const allowed = new Set([`${lockId(1)} ${kari}`, `${lockId(2)} ${kari}`]);
    const { fetch, requests } = asking(
      world,
      () => {
        for (const pair of world.opens()) assert.ok(allowed.has(pair), pair);
        for (const pair of world.opens(from + 2 * day)) assert.equal(pair, `${lockId(1)} ${kari}`);
        // The plan's key and the one that goes, and never another one.
        for (const { metadata } of world.live(kari)) assert.equal(metadata.accessRef, 'B-1');
      },
      (request, next, number) => {
        if (request.method === 'POST' && number < 4) throw new TypeError('fetch failed');
        return next();
      },
    );
    const report = await apply(world, plan, { fetch });
    assert.deepEqual(report.kinds, ['done', 'done']);
    for (const { method, body } of requests) {
      if (method !== 'POST') continue;
      for (const key of body.keys) {
        assert.equal(key.end, plan.items[0].steps[0].key.end);
        assert.equal(key.metadata.accessOwner, 'rentals');
      }
    }
    assert.deepEqual(world.opens(from + hour), [`${lockId(2)} ${kari}`]);
  }));

test('R30: at an exclusive door the next key is not made before the last one is confirmed to be shorter', () =>
  inWorld({ keys: (now) => [oneKey(now)] }, async (world) => {
    const from = floor(world.now());
    const items = {
      // Ola's item stands first, and waits all the same.
      [ola]: [give(1, 1, 'B-2', from + day, from + 3 * day, { after: [{ item: kari, n: 2 }] })],
      [kari]: (await shortening(world)).items[0].steps,
    };
    const plan = await world.plan(items);
    const { fetch } = asking(world, ({ method, body }) => {
      if (method === 'POST' && body.keys[0].appUserId === ola) assert.ok(!opensAt(world, 1, from + 2 * day));
      assert.ok(!(opensAt(world, 1, from + 2 * day) && opensAt(world, 1, from + 2 * day, ola)));
    });
    const report = await apply(world, plan, { fetch });
    assert.deepEqual(report.kinds, ['done', 'done', 'done']);
  }).then(() =>
    inWorld({ keys: (now) => [oneKey(now)] }, async (world) => {
      // The lock does not take the shorter key: the longer one stays, and nobody else gets in.
      world.sandbox.faults([{ method: 'POST', path: '/v2/projects/*/keys', fault: { keySeconds: 80_000 } }]);
      const from = floor(world.now());
      const plan = await world.plan({
        [ola]: [give(1, 1, 'B-2', from + day, from + 3 * day, { after: [{ item: kari, n: 2 }] })],
        [kari]: (await shortening(world)).items[0].steps,
      });
      const report = await apply(world, plan, { usableMs: 20_000 });
      assert.deepEqual(report.kinds, ['skipped', 'creating', 'creating']);
      assert.equal(report.outcomes[0].rule, 'R30');
      assert.deepEqual(world.live(ola), []);
    }),
  ));

test('R31: where the new key does not become usable in time, the old one stays, and the exit is 5', () =>
  inWorld({ keys: (now) => [oneKey(now)] }, async (world) => {
    world.sandbox.faults([{ method: 'POST', path: '/v2/projects/*/keys', fault: { keySeconds: 3600 } }]);
    const plan = await shortening(world);
    const report = await apply(world, plan, { usableMs: 30_000 });
    assert.deepEqual(report.kinds, ['creating', 'creating']);
    assert.deepEqual([report.exit, report.stillOpen], [5, []]);
    assert.ok(opensAt(world, 1, world.now()));
    // A later run goes on, and makes no further key.
    world.sandbox.advance(3600);
    const later = await apply(world, plan, { store: report.store });
    assert.deepEqual(later.kinds, ['done', 'done']);
    assert.equal(world.keys().length, 2);
  }));

test('R32: a key that the lock did not take counts as not there, is taken back and made once more, and only once', () =>
  inWorld({}, async (world) => {
    const from = floor(world.now());
    const plan = await world.plan({ [kari]: [give(1, 1, 'B-1', from, from + day)] });
    const failing = (count) =>
      watched(world, async ({ method, path }, next) => {
        const response = await next();
        // As if the lock had not taken the first keys that were made.
        if (method !== 'GET' || !path.endsWith('/keys')) return response;
        const data = await response.json();
        for (const key of data.keys.slice(0, count)) if (key.state === 'active') key.state = 'error';
        return new Response(JSON.stringify(data), { status: 200 });
      });
    const once = failing(1);
    const report = await apply(world, plan, { fetch: once.fetch });
    assert.deepEqual(report.kinds, ['done']);
    assert.deepEqual(
      world.keys().map(({ state }) => state),
      ['revoked', 'active'],
    );
    assert.deepEqual(report.outcomes[0].keysRevoked, [world.keys()[0].id]);
  }).then(() =>
    inWorld({}, async (world) => {
      const from = floor(world.now());
      const plan = await world.plan({ [kari]: [give(1, 1, 'B-1', from, from + day)] });
      const { fetch, requests } = watched(world, async ({ method, path }, next) => {
        const response = await next();
        if (method !== 'GET' || !path.endsWith('/keys')) return response;
        const data = await response.json();
        for (const key of data.keys) if (key.state === 'active') key.state = 'error';
        return new Response(JSON.stringify(data), { status: 200 });
      });
      const report = await apply(world, plan, { fetch });
      assert.deepEqual(report.kinds, ['failed']);
      assert.match(report.outcomes[0].sentence, /made twice/);
      assert.equal(requests.filter(({ method }) => method === 'POST').length, 2);
      assert.deepEqual(world.live(), []);
    }),
  ));

test('R33: a revocation is done when it is read back, and not when the answer says so; 409 is looked into', () =>
  inWorld(
    {
      keys: (now) =>
        [oneKey(now), oneKey(now, { ref: 'B-2', lock: 2 })].map((record, i) => ({
          ...record,
          key: { ...record.key, id: keyId(i + 1) },
        })),
    },
    async (world) => {
      const plan = await world.plan({ [kari]: [takeBack(1, 1, 'B-1', 1), takeBack(2, 2, 'B-2', 2)] });
      // The first DELETE says 204 and does nothing; then the truth.
      let lies = 1;
      const { fetch, requests } = watched(world, async ({ method, path }, next) => {
        if (method === 'DELETE' && path.endsWith(keyId(1)) && lies-- > 0) return new Response(null, { status: 204 });
        return next();
      });
      const report = await apply(world, plan, { fetch });
      assert.deepEqual(report.kinds, ['done', 'done']);
      assert.equal(requests.filter(({ method, path }) => method === 'DELETE' && path.endsWith(keyId(1))).length, 2);
      assert.deepEqual(world.live(), []);
    },
  )
    .then(() =>
      inWorld({ keys: (now) => [oneKey(now, { to: now + 5_000 })] }, async (world) => {
        // It ends by itself while it is revoked: 409, and nothing is left to do.
        const plan = await world.plan({ [kari]: [takeBack(1, 1, 'B-1', 1)] });
        const { fetch } = watched(world, async ({ method }, next) => {
          if (method === 'DELETE') world.sandbox.advance(10);
          const response = await next();
          if (method === 'DELETE') assert.equal(response.status, 409);
          return response;
        });
        const report = await apply(world, plan, { fetch });
        assert.deepEqual([report.kinds, report.exit], [['done'], 0]);
      }),
    )
    .then(() =>
      inWorld({ keys: (now) => [oneKey(now)] }, async (world) => {
        // 409 for a key that stays: it is still open, and that is said.
        const plan = await world.plan({ [kari]: [takeBack(1, 1, 'B-1', 1)] });
        const { fetch } = watched(world, async ({ method }, next) =>
          method === 'DELETE' ? new Response('{"error":"conflict"}', { status: 409 }) : next(),
        );
        const report = await apply(world, plan, { fetch });
        assert.deepEqual([report.kinds, report.exit], [['failed'], 9]);
        assert.match(report.outcomes[0].sentence, /access group/);
      }),
    ));

test('R34: every key of the person at the door with this owner and reference goes, a twin nobody knew of too, and no other', () =>
  inWorld(
    {
      keys: (now) =>
        [
          { step: 'a-step' },
          // A twin of one POST, and one that nobody knew of: it is listed late.
          { step: 'a-step' },
          {},
          // These stay: another owner, reference, door, person; no owner; and what the plan has seen and not named.
          { owner: 'tenants' },
          { ref: 'B-2' },
          { lock: 2 },
          { person: ola },
          { owner: undefined, ref: undefined },
          {},
        ].map((more, index) => {
          const record = oneKey(now, more);
          return { ...record, key: { ...record.key, id: keyId(index + 1) } };
        }),
    },
    async (world) => {
      const plan = await world.plan({ [kari]: [takeBack(1, 1, 'B-1', 1)] });
      let lists = 0;
      const { fetch } = watched(world, async ({ method, path }, next) => {
        const response = await next();
        if (method !== 'GET' || !path.endsWith('/keys')) return response;
        lists += 1;
        const data = await response.json();
        if (lists < 2) data.keys = data.keys.filter(({ id }) => id !== keyId(3));
        return new Response(JSON.stringify(data), { status: 200 });
      });
      plan.items[0].print = '';
      const report = await apply(world, plan, { fetch, engine: { ...engine, print: () => '' } });
      assert.deepEqual(report.kinds, ['done']);
      assert.deepEqual(report.outcomes[0].keysRevoked.sort(), [1, 2, 3].map(keyId));
      assert.deepEqual(report.outcomes[0].surplus.sort(), [2, 3].map(keyId));
      assert.deepEqual(
        world
          .live()
          .map(({ id }) => id)
          .sort(),
        [4, 5, 6, 7, 8, 9].map(keyId),
      );
    },
  ));

test('R35: what is open and should not be is listed in words, and is exit 9, until a run confirms it gone', () =>
  inWorld({ keys: (now) => [oneKey(now)] }, async (world) => {
    const plan = await world.plan({ [kari]: [takeBack(1, 1, 'B-1', 1)] });
    const { fetch } = watched(world, async ({ method }, next) =>
      method === 'DELETE' ? new Response(null, { status: 204 }) : next(),
    );
    const first = await apply(world, plan, { fetch, settleMs: 20_000 });
    assert.deepEqual([first.kinds, first.exit], [['unknown'], 9]);
    const [open] = first.stillOpen;
    assert.deepEqual([open.keyId, open.lockId, open.appUserId], [keyId(1), lockId(1), kari]);
    assert.match(open.why, /^Door 1 opens for \+44 •••• 0123 until 2027-03-06/);
    const second = await apply(world, plan, { store: first.store });
    assert.deepEqual([second.kinds, second.exit, second.stillOpen], [['done'], 0, []]);
  }));

test('R36: a move-out goes on after a failure at one door, and has an outcome for each', () =>
  inWorld(
    {
      keys: (now) =>
        [1, 2, 3, 4].map((n) => ({
          ...oneKey(now, { lock: n }),
          key: { ...oneKey(now, { lock: n }).key, id: keyId(n) },
        })),
    },
    async (world) => {
      const plan = await world.plan({ [kari]: [1, 2, 3, 4].map((n) => takeBack(n, n, 'B-1', n)) });
      const { fetch } = watched(world, async ({ method, path }, next) => {
        if (method !== 'DELETE') return next();
        if (path.endsWith(keyId(2))) return new Response('{"error":"forbidden_here"}', { status: 400 });
        return next();
      });
      const report = await apply(world, plan, { fetch });
      assert.deepEqual(report.kinds, ['done', 'failed', 'done', 'done']);
      assert.deepEqual(
        report.outcomes.map((one) => one.lockId),
        [1, 2, 3, 4].map(lockId),
      );
      assert.equal(report.exit, 9);
    },
  ));
