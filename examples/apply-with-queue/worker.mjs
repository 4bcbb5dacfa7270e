// npm run worker: does jobs until it is told to end. Start as many as you like; kill any of them at any time.
import { UnlocClient } from 'unloc-integrator-client';
import { applyItem, load } from 'unloc-integrator-client/access';
import { postgresStore } from 'unloc-integrator-client/access/postgres-store';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import { pool } from './database.mjs';
import { isOver, writeOutcomes } from './outcomes.mjs';
import { planOf, readOpenPlans } from './plans.mjs';
import { queueName, startQueue } from './queue.mjs';
import { account, concurrent, settleMs, usableMs } from './settings.mjs';

const { baseUrl, ...credentials } = account;
const client = new UnlocClient({ baseUrl, token: new TokenProvider(unlocV2({ baseUrl }), credentials) });
const store = postgresStore(pool);
const ending = new AbortController();
await load();
await readOpenPlans();
const boss = await startQueue({ supervise: true });

/** One person of one plan. A job that throws comes again. */
async function work([{ data }]) {
  const { planId, item, epoch } = data;
  const plan = await planOf(planId);
  const outcomes = await applyItem(client, plan, item, { store, epoch, settleMs, usableMs, signal: ending.signal });
  await writeOutcomes(planId, outcomes);
  if (!isOver(outcomes)) throw new Error('not done yet');
}

for (let number = 0; number < concurrent; number += 1)
  await boss.work(queueName, { batchSize: 1, pollingIntervalSeconds: 0.5 }, work);
console.log('Working.');

// The write that is under way is brought to its end; the next is not begun.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    ending.abort();
    await boss.stop({ timeout: settleMs });
    await pool.end();
  });
