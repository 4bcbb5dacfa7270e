// Plans out of the journal, each read once by each worker.
import { readPlan } from 'unloc-integrator-client/access';
import { pool } from './database.mjs';

const plans = new Map();

/** The plan with an id. A worker that cannot read it lets the job come again. */
export function planOf(id) {
  if (!plans.has(id)) {
    const plan = read(id);
    plans.set(id, plan);
    plan.catch(() => plans.delete(id));
  }
  return plans.get(id);
}

/** Reads the plans that are open: a large one takes a second, and no job should wait for it. */
export async function readOpenPlans() {
  const { rows } = await pool.query('select id from access_plan where closed is null');
  await Promise.all(rows.map(({ id }) => planOf(id)));
}

async function read(id) {
  const { rows } = await pool.query('select document::text from access_plan where id = $1', [id]);
  if (rows.length === 0) throw new Error(`The journal has no plan ${id}.`);
  return readPlan(rows[0].document);
}
