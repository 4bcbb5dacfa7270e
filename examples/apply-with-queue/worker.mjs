// npm run worker: does jobs until it is told to end. Start as many as you like; kill any of them at any time.
import { setTimeout as sleep } from 'node:timers/promises';
import { UnlocClient } from 'unloc-integrator-client';
import { applyItem, load } from 'unloc-integrator-client/access';
import { postgresStore } from 'unloc-integrator-client/access/postgres-store';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import { pool } from './database.mjs';
import { isOver, writeOutcomes } from './outcomes.mjs';
import { planOf, readOpenPlans } from './plans.mjs';
import { queueName, startQueue } from './queue.mjs';
import { account, concurrent, pollMs, settleMs, usableMs } from './settings.mjs';

const { baseUrl, ...credentials } = account;
const client = new UnlocClient({ baseUrl, token: new TokenProvider(unlocV2({ baseUrl }), credentials) });
const store = postgresStore(pool);
const ending = new AbortController();
await load();
await readOpenPlans();
const boss = await startQueue({ supervise: true });

/** One person of one plan. */
async function work({ planId, item, epoch }) {
  const plan = await planOf(planId);
  const outcomes = await applyItem(client, plan, item, { store, epoch, settleMs, usableMs, signal: ending.signal });
  await writeOutcomes(planId, outcomes);
  if (!isOver(outcomes)) throw new Error('not done yet');
}

/** A job that fails comes again; so does one of which the queue hears nothing. */
async function attend({ id, data }) {
  try {
    await work(data).then(
      () => boss.complete(queueName, id),
      (error) => boss.fail(queueName, id, { message: error.message }),
    );
  } catch (error) {
    console.error('queue:', error.message);
  }
}

// The write that is under way is brought to its end; the next is not begun.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => ending.abort());
console.log('Working.');

// As many jobs as there are hands free, asked for in one question: with many jobs a question is dear.
const running = new Set();
while (!ending.signal.aborted) {
  const free = concurrent - running.size;
  const jobs = free > 0 ? await boss.fetch(queueName, { batchSize: free }) : [];
  for (const job of jobs) {
    const attended = attend(job).finally(() => running.delete(attended));
    running.add(attended);
  }
  await sleep(pollMs, undefined, { signal: ending.signal }).catch(() => {});
}
await Promise.all(running);
await boss.stop({ graceful: false });
await pool.end();
