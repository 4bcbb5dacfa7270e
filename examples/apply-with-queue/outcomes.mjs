// What became of each step, in the table `access_outcome`.
import { pool } from './database.mjs';

/** Outcomes after which a step needs no job any more. */
export const finalOutcomes = ['done', 'alreadySo', 'stale', 'refused', 'failed'];

/** Whether nothing of a person is left to do. */
export const isOver = (outcomes) => outcomes.every(({ outcome }) => finalOutcomes.includes(outcome));

/** Writes outcomes down. A final one stays: a job that comes twice, or late, only says that somebody has looked. */
export async function writeOutcomes(planId, outcomes) {
  const columns = ['item', 'n', 'outcome', 'sentence'].map((name) => outcomes.map((outcome) => outcome[name]));
  await pool.query(
    `insert into access_outcome as old (plan, item, n, outcome, sentence)
     select $1, * from unnest($2::text[], $3::int[], $4::text[], $5::text[])
     on conflict (plan, item, n) do update set
       looked = now(),
       outcome = case when old.outcome = any ($6) then old.outcome else excluded.outcome end,
       sentence = case when old.outcome = any ($6) then old.sentence else excluded.sentence end`,
    [planId, ...columns, finalOutcomes],
  );
}
