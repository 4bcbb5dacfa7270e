// A plan over three workers that are killed, an API that loses answers, and deliveries that come twice.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { checked } from './check.mjs';
import { startWorkers } from './killed-workers.mjs';
import { runProgram, setStage } from './stage.mjs';
import { trouble, unlistedSeconds } from './trouble.mjs';
import { worldOf } from './world.mjs';

/** Short, because a run waits for each of them often. Lists lag behind by less than `SETTLE_MS`. */
const settings = {
  SETTLE_MS: '4000',
  USABLE_MS: '20000',
  EXPIRE_SECONDS: '5',
  RETRY_SECONDS: '1',
  MAINTENANCE_SECONDS: '1',
  CONCURRENT: '24',
  POLL_MS: '200',
};

/** Numbers from 0 to 1, the same on every run. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Applies a plan for `people` and resolves to figures and to what is wrong at the end: nothing. */
export async function applyUnderFire(people, { seed = 1, killMs = 700, minutes = 5, say = () => {} } = {}) {
  const random = seeded(seed);
  const world = worldOf(people);
  const stage = await setStage(world.seed, settings);
  const pool = new pg.Pool({ host: stage.env.PGHOST, user: stage.env.PGUSER, database: stage.env.PGDATABASE, max: 4 });
  pool.on('error', () => {}); // connections that end with the server
  let workers;
  try {
    const document = await planned(stage, world);
    say(`${document.items.length} people, ${world.creations} keys to make, ${world.revocations} to take back`);
    await stage.unloc.control('settings', { unlistedSeconds });
    await stage.unloc.control('faults', trouble);
    await runProgram(stage, 'enqueue.mjs', ['plan.json']);
    const doubled = await deliverTwice(pool, random);
    const started = Date.now();
    workers = startWorkers(stage, { killMs, random });
    const done = await untilDone(pool, stage, document, started + minutes * 60_000, say);
    const seconds = (Date.now() - started) / 1_000;
    const kills = workers.kills();
    workers.spare();
    if (done) await closed(pool, stage, document);
    await workers.stop();
    const rules = await stage.unloc.control('faults');
    await stage.unloc.control('faults', []);
    await stage.unloc.control('settings', { unlistedSeconds: 0 });
    const wrong = await checked(pool, stage.unloc, world, document);
    if (!done) wrong.unshift(`not done after ${minutes} minutes: ${workers.said().slice(-2_000)}`);
    if (workers.unwanted() > 0) wrong.push(`${workers.unwanted()} workers ended by themselves: ${workers.said()}`);
    const injected = rules.reduce((sum, { hits, rule }) => sum + (rule.probability === undefined ? 0 : hits), 0);
    return {
      people: document.items.length,
      seconds,
      kills,
      doubled,
      faults: injected,
      // Every POST of keys is looked at by the first rule.
      posts: rules[0].matched,
      expectedKeys: world.creations,
      wrong,
    };
  } finally {
    await workers?.stop();
    await pool.end();
    await stage.close();
  }
}

/** Makes the plan with the example's program, with the numbers that lift its limits. */
async function planned(stage, world) {
  writeFileSync(join(stage.example, 'grants.json'), JSON.stringify(world.list));
  await runProgram(stage, 'schema.mjs');
  const numbers = ['--allow-revocations', String(world.revocations), '--allow-creations', String(world.creations)];
  await runProgram(stage, 'make-plan.mjs', ['grants.json', 'plan.json', ...numbers]);
  const document = JSON.parse(readFileSync(join(stage.example, 'plan.json'), 'utf8'));
  if (document.items.length !== world.items)
    throw new Error(`the plan has ${document.items.length} people, and ${world.items} were expected`);
  return document;
}

/** A tenth of the jobs come twice, some of them at the same time. */
async function deliverTwice(pool, random) {
  const { rows } = await pool.query(`select id from pgboss.job where name = 'access-item'`);
  const ids = rows.map(({ id }) => id).filter(() => random() < 0.1);
  await pool.query(
    `insert into pgboss.job (name, data, singleton_key, policy, retry_limit, retry_delay, expire_in)
     select name, data, id::text, policy, retry_limit, retry_delay, expire_in from pgboss.job where id = any ($1)`,
    [ids],
  );
  return ids.length;
}

/** Until every step has an outcome and no job is left. */
async function untilDone(pool, { example, env }, document, deadline, say) {
  const steps = document.items.reduce((sum, item) => sum + item.steps.length, 0);
  for (let round = 1; Date.now() < deadline; round += 1) {
    await sleep(1_000);
    const { rows } = await pool.query(
      `select (select count(*)::int from access_outcome where plan = $1 and outcome in ('done', 'alreadySo')) as done,
              (select count(*)::int from pgboss.job where name = 'access-item' and state <= 'active') as jobs`,
      [document.id],
    );
    const [{ done, jobs }] = rows;
    if (round % 10 === 0) say(`${done} of ${steps} steps, ${jobs} jobs`);
    if (done === steps && jobs === 0) return true;
    if (jobs === 0) await runProgram({ example, env }, 'sweep.mjs');
  }
  return false;
}

/** Sweeps until the plan is closed: who was sent a request twice is looked at again. */
async function closed(pool, stage, document) {
  for (let round = 0; round < 60; round += 1) {
    await runProgram(stage, 'sweep.mjs');
    const { rows } = await pool.query('select from access_plan where id = $1 and closed is not null', [document.id]);
    if (rows.length === 1) return;
    await sleep(1_000);
  }
  throw new Error('the plan was not closed within a minute');
}
