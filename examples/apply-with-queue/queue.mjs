// The queue: one job for each person of a plan. Jobs carry ids only, no keys and no names.
import PgBoss from 'pg-boss';
import { expireInSeconds, maintenanceIntervalSeconds, retryDelay } from './settings.mjs';

export const queueName = 'access-item';

/** Starts pg-boss, and makes its tables and the queue where they are missing. `supervise`: gives jobs of silent workers to others. */
export async function startQueue({ supervise = false } = {}) {
  const boss = new PgBoss({ supervise, schedule: false, maintenanceIntervalSeconds });
  boss.on('error', (error) => console.error('queue:', error.message));
  await boss.start();
  // `short`: of the jobs that wait there is one for each person and plan. Nothing depends on it, the journal decides.
  await boss.createQueue(queueName, { policy: 'short', retryLimit: 1_000, retryDelay, expireInSeconds });
  return boss;
}

/** The job for a person of a plan. */
export const jobFor = (planId, item, epoch) => ({
  name: queueName,
  data: { planId, item, epoch },
  singletonKey: `${planId}/${item}`,
});

/** Adds jobs within a transaction: they are there if what else it writes is there. */
export async function addJobs(boss, client, jobs) {
  const db = { executeSql: (text, values) => client.query(text, values) };
  for (let first = 0; first < jobs.length; first += 1_000) await boss.insert(jobs.slice(first, first + 1_000), { db });
}
