// npm run enqueue -- plan.json: opens the plan in the journal and makes a job for each of its people, both or neither.
import { readFile } from 'node:fs/promises';
import { readPlan } from 'unloc-integrator-client/access';
import { postgresStore } from 'unloc-integrator-client/access/postgres-store';
import { inTransaction, pool } from './database.mjs';
import { addJobs, jobFor, startQueue } from './queue.mjs';

const [file = 'plan.json'] = process.argv.slice(2);
const { document } = readPlan(await readFile(file));
const boss = await startQueue();
try {
  const { epoch } = await inTransaction(async (client) => {
    const begun = await postgresStore(client).begin(document);
    const jobs = document.items.map(({ item }) => jobFor(document.id, item, begun.epoch));
    await addJobs(boss, client, jobs);
    return begun;
  });
  console.log(`${document.id}: ${document.items.length} people, epoch ${epoch}.`);
} finally {
  await boss.stop({ graceful: false });
  await pool.end();
}
