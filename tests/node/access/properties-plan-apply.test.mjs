// P8: what was planned and applied is not planned again, and a plan is a function of what it is made from. The built package.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { access } from '../../support/access.mjs';
import {
  hour,
  inWorld,
  lockId,
  memoryStore,
  minute,
  people,
  projectId,
  random,
  seedKey,
  warmUp,
} from '../../support/apply-world.mjs';

before(async () => {
  await warmUp();
  await access.load();
});

const limitOf = { R17: ['allowRevocations', 'allowEmptyDoors', 'allowCreations'] };

/** Plans, and types the number of each limit that is refused. */
function planFreely(snapshot, wanted, now) {
  const limits = { allowEmptyList: true };
  for (let tries = 0; ; tries += 1) {
    try {
      return access.plan(snapshot, wanted, { now: new Date(now), limits });
    } catch (refused) {
      const name = limitOf[refused.rule]?.find((one) =>
        String(refused.flag).toLowerCase().replaceAll('-', '').includes(one.toLowerCase()),
      );
      if (!name || tries > 5) throw refused;
      limits[name] = refused.numbers.planned;
    }
  }
}

function randomGrants(next, now, previous = []) {
  const base = Math.floor(now / minute) * minute;
  const among = (count) => Math.floor(next() * count);
  const grants = previous
    .filter(() => next() < 0.7)
    .map((grant) => {
      if (next() < 0.4) return grant;
      if (next() < 0.5) return { ...grant, to: new Date(Date.parse(grant.to) + (among(20) - 8) * hour).toISOString() };
      return { ...grant, doors: [lockId(1 + among(5))] };
    })
    .filter(({ from, to }) => from < to && Date.parse(to) > now + hour);
  for (let count = 1 + among(4); count > 0; count -= 1) {
    const from = base + (among(30) - 5) * hour;
    grants.push({
      ref: `B-${Math.floor(next() * 1e9)}`,
      appUserId: people[among(4)],
      doors: [lockId(1 + among(5)), lockId(1 + among(5))].slice(0, 1 + among(2)),
      from: new Date(from).toISOString(),
      to: new Date(Math.max(from, base) + (2 + among(50)) * hour).toISOString(),
    });
  }
  return grants.map((grant) => ({ ...grant, doors: [...new Set(grant.doors)] }));
}

const shuffled = (list, next) =>
  list
    .map((one) => [next(), one])
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
const turned = (object, next) => Object.fromEntries(shuffled(Object.entries(object), next));

test('P8: a plan that was applied leaves nothing to plan, and rows and members may stand in any order', async () => {
  let steps = 0;
  for (let seed = 800; seed < 815; seed += 1) {
    const next = random(seed);
    const timePrecision = ['millisecond', 'second', 'minute'][seed % 3];
    await inWorld({ settings: { timePrecision } }, async (world) => {
      const unloc = world.client();
      let grants = [];
      for (let round = 0; round < 4; round += 1) {
        grants = randomGrants(next, world.now(), grants);
        const wanted = { owner: 'rentals', covers: 'everything', complete: true, grants };
        const look = () => access.fetchSnapshot(unloc, { projectId });
        const snapshot = await look();
        const plan = planFreely(snapshot, wanted, world.now());
        // The same from the same.
        const other = { ...turned(wanted, next), grants: shuffled(grants, next).map((grant) => turned(grant, next)) };
        assert.equal(planFreely(snapshot, other, world.now()).id, plan.id, `${seed}`);
        steps += plan.document.items.length;
        const report = await access.apply(unloc, access.readPlan(JSON.stringify(plan)), { store: memoryStore() });
        assert.equal(
          access.exitCode(report),
          0,
          `${seed} ${round} ${JSON.stringify(report.outcomes, null, 1)} ${report.error}`,
        );
        for (const wait of [0, minute, 61 * minute]) {
          await new Promise((resolve) => setTimeout(resolve, wait));
          const live = grants.filter(({ to }) => Date.parse(to) > world.now() + minute);
          const again = planFreely(await look(), { ...wanted, grants: live }, world.now());
          assert.deepEqual(
            again.document.items,
            [],
            `${seed} ${round} ${JSON.stringify(again.document.items, null, 1)}`,
          );
        }
      }
    });
  }
  assert.ok(steps > 50, String(steps));
});

test('a list is planned and applied by API v1, and nothing is left to plan', () =>
  inWorld({ keys: (now) => [seedKey(1, { ref: 'T-1', from: now - hour, to: now + 9 * hour })] }, async (world) => {
    const unloc = world.client();
    const zoneOf = () => 'Europe/Oslo';
    const look = () => access.fetchSnapshot(unloc, { lockHolderId: projectId }, { zoneOf });
    const grant = {
      ref: 'B-1',
      appUserId: people[0],
      doors: [lockId(2)],
      from: new Date(world.now()).toISOString(),
      to: new Date(world.now() + 50 * hour).toISOString(),
      windows: [{ weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 }],
    };
    const wanted = { owner: 'rentals', covers: 'everything', complete: true, grants: [grant] };
    const plan = planFreely(await look(), wanted, world.now());
    const report = await access.apply(unloc, plan, { store: memoryStore() });
    assert.deepEqual(
      report.outcomes.map(({ outcome }) => outcome),
      ['done', 'done'],
    );
    assert.deepEqual(planFreely(await look(), wanted, world.now()).document.items, []);
  }));
