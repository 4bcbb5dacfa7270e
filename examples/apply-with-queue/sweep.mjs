// npm run sweep: what no single job can do. Run it each minute, by cron; several at once do no harm.
import { postgresStore } from 'unloc-integrator-client/access/postgres-store';
import { inTransaction, pool } from './database.mjs';
import { finalOutcomes } from './outcomes.mjs';
import { addJobs, jobFor, queueName, startQueue } from './queue.mjs';
import { settleMs } from './settings.mjs';

/**
 * People of open plans who need a job and have none: those who are not done (a queue was emptied, a table restored), and
 * those for whom a request was sent twice and who were not looked at since its twin must have come.
 */
const withoutJob = `
select i.plan, i.epoch, i.item
from (select p.id as plan, p.epoch, e.value ->> 'item' as item, jsonb_array_length(e.value -> 'steps') as steps
      from access_plan p, jsonb_array_elements(p.document -> 'items') e where p.closed is null) i
cross join lateral (select count(*) filter (where o.outcome = any ($2)) as done, min(o.looked) as looked
      from access_outcome o where o.plan = i.plan and o.item = i.item) o
cross join lateral (select max(s.sent_at) + make_interval(secs => $3::float8 / 1000) as late
      from access_step s where s.plan = i.plan and s.item = i.item and s.attempt > 1) s
where (o.done < i.steps or (o.looked < s.late and s.late < now()))
  and not exists (select from pgboss.job j where j.name = $1 and j.state <= 'active'
      and j.data ->> 'planId' = i.plan and j.data ->> 'item' = i.item)`;

/** Plans of which every step has a final outcome, nothing is under way, and nobody must be looked at again. */
const finished = `
select p.id from access_plan p
where p.closed is null
  and (select count(*) from access_outcome o where o.plan = p.id and o.outcome = any ($1))
    = (select count(*) from access_step s where s.plan = p.id)
  and not exists (select from access_step s where s.plan = p.id and s.state in ('sent', 'arrived'))
  and not exists (select from access_step s join access_outcome o using (plan, item)
      where s.plan = p.id and s.attempt > 1 and o.looked < s.sent_at + make_interval(secs => $2::float8 / 1000))`;

const boss = await startQueue();
try {
  const added = await inTransaction(async (client) => {
    const { rows } = await client.query(withoutJob, [queueName, finalOutcomes, settleMs]);
    const jobs = rows.map(({ plan, item, epoch }) => jobFor(plan, item, Number(epoch)));
    await addJobs(boss, client, jobs);
    return jobs.length;
  });
  const { rows } = await pool.query(finished, [finalOutcomes, settleMs]);
  for (const { id } of rows) await postgresStore(pool).close(id);
  console.log(`${added} jobs added, ${rows.length} plans closed.`);
} finally {
  await boss.stop({ graceful: false });
  await pool.end();
}
