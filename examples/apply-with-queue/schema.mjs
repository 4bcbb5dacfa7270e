// npm run schema: makes the tables of the journal and of the queue. Again does no harm.
import { postgresSchema } from 'unloc-integrator-client/access/postgres-store';
import { pool } from './database.mjs';
import { startQueue } from './queue.mjs';

// One row for each step: what became of it, in words, for `npm run report`. The journal itself is the package's.
const outcomes = `
create table if not exists access_outcome (
  plan text not null,
  item text not null,
  n int not null,
  outcome text not null,
  sentence text not null,
  looked timestamptz not null default now(),
  primary key (plan, item, n)
)`;

await pool.query(postgresSchema);
await pool.query(outcomes);
const boss = await startQueue();
await boss.stop({ graceful: false });
await pool.end();
console.log('The tables are there.');
