// P12: whatever goes wrong on the way, each key is there once at the end, and nothing opens on the way that should not.
// ACCESS_FAULTS=1000 for more plans.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { apply, inWorld, memoryStore, random, warmUp, watched } from '../../support/apply-world.mjs';
import { moments, pairsAt, randomWork } from '../../support/random-plans.mjs';

before(warmUp);

const count = Number(process.env.ACCESS_FAULTS || 60);

/** Faults, one or several, by chance. */
function faults(next, seed) {
  const probability = 0.15 + next() * 0.4;
  const all = [
    { fault: { reset: 'before' } },
    { fault: { reset: 'after' } },
    { fault: { status: 500 } },
    { fault: { status: 502, workDone: true } },
    { fault: { status: 503, headers: { 'retry-after': '7' } } },
    { fault: { status: 429, headers: { 'retry-after': '3' } } },
    { fault: { hang: true, workDone: next() < 0.5 } },
    { method: 'POST', fault: { failKeys: 1 } },
    { method: 'POST', fault: { jobEnds: 'failedJob' } },
    { method: 'POST', fault: { jobEnds: 'timeout' } },
    { method: 'POST', fault: { keySeconds: 100 } },
    { method: 'POST', fault: { jobSeconds: 50 } },
    { fault: { truncateTo: 5 } },
    { method: 'POST', fault: { status: 202, body: '<html>', workDone: true } },
    { method: 'DELETE', fault: { status: 204, body: '' } },
  ];
  const chosen = all.filter(() => next() < 0.25);
  return chosen.map((rule, index) => ({ path: '/v2/projects/**', seed: seed + index, probability, ...rule }));
}

function settingsOf(next) {
  const [precision] = [['millisecond', 'second', 'minute'][Math.floor(next() * 3)]];
  return { timePrecision: precision, unlistedSeconds: Math.floor(next() * 60) };
}

/** The steps that are left, as a plan of now. */
function rest(plan, report) {
  const left = {};
  for (const { item, steps } of plan.items) {
    const open = steps.filter(({ n }) => {
      const { outcome } = report.outcomes.find((one) => one.item === item && one.n === n);
      return outcome !== 'done' && outcome !== 'alreadySo';
    });
    if (open.length > 0) left[item] = open;
  }
  const isLeft = ({ item, n }) => left[item]?.some((step) => step.n === n);
  for (const item of Object.keys(left)) {
    left[item] = left[item].map((step) => ({ ...step, after: step.after?.filter(isLeft) }));
  }
  return left;
}

test(`P12: ${count} random plans under random faults`, async (t) => {
  const seen = {};
  for (let seed = 1000; seed < 1000 + count; seed += 1) {
    const next = random(seed);
    let work;
    const keys = (now) => {
      work = randomWork(next, now, { grants: 5 });
      return work.keys;
    };
    const settings = settingsOf(next);
    await inWorld({ keys, settings }, async (world) => {
      const rules = faults(next, seed);
      const what = () => `seed ${seed} ${JSON.stringify(settings)} ${JSON.stringify(rules.map(({ fault }) => fault))}`;
      let plan = await world.plan(work.items, { keep: work.keep });
      const all = [...work.before, ...work.after];
      let failed;
      const { fetch } = watched(world, async (_, send) => {
        try {
          return await send();
        } finally {
          try {
            for (const at of moments(all, Math.max(world.now(), work.base))) {
              const [was, will, is] = [pairsAt(work.before, at), pairsAt(work.after, at), new Set(world.opens(at))];
              for (const pair of was) if (will.has(pair)) assert.ok(is.has(pair), `closed ${pair}`);
              for (const pair of is) assert.ok(was.has(pair) || will.has(pair), `opened ${pair}`);
            }
          } catch (thrown) {
            failed ??= thrown;
          }
        }
      });
      let store = memoryStore();
      world.sandbox.faults(rules);
      let report = await apply(world, plan, { store, fetch, deadlineMs: 600_000 });
      for (const outcome of report.kinds) seen[outcome] = (seen[outcome] ?? 0) + 1;
      world.sandbox.faults([]);
      // The same journal until nothing is under way, then new plans for what is left.
      for (let round = 0; round < 8 && report.exit !== 0; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, 70_000));
        report = await apply(world, plan, { store, fetch });
        const underWay = report.kinds.some((kind) => kind === 'creating' || kind === 'unknown' || kind === 'skipped');
        if (report.exit === 0 || (underWay && round % 2 === 0)) continue;
        plan = await world.plan(rest(plan, report), { keep: work.keep });
        store = memoryStore();
        report = await apply(world, plan, { store, fetch });
      }
      if (failed) assert.fail(`${what()}: ${failed.message}`);
      assert.equal(report.exit, 0, `${what()}: ${JSON.stringify(report.outcomes, null, 1)}`);
      for (const at of moments(work.after, world.now())) {
        assert.deepEqual(
          world.opens(at),
          [...pairsAt(work.after, at)].sort(),
          `${what()} ${new Date(at).toISOString()}`,
        );
      }
      const once = world
        .live()
        .map(({ lockId, toUser, end, metadata }) => [lockId, toUser.id, end, metadata.accessRef].join());
      assert.equal(new Set(once).size, once.length, what());
    });
  }
  t.diagnostic(JSON.stringify(seen));
});
