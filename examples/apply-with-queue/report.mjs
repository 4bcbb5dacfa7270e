// npm run report: how far the plans are, and each step that needs a person to look at it.
import { pool } from './database.mjs';

const { rows: plans } = await pool.query(`
select p.id, p.owner, p.closed, coalesce(o.outcome, 'waits') as outcome, count(*)::int as steps
from access_plan p join access_step s on s.plan = p.id left join access_outcome o using (plan, item, n)
group by 1, 2, 3, 4 order by p.begun, 4`);
for (const { id, owner, closed, outcome, steps } of plans)
  console.log(`${id.slice(0, 15)} ${owner}${closed ? ', closed' : ''}: ${steps} ${outcome}`);

const { rows: troubles } = await pool.query(`
select o.outcome, o.sentence from access_outcome o join access_plan p on p.id = o.plan
where p.closed is null and o.outcome not in ('done', 'alreadySo') order by o.outcome limit 100`);
for (const { outcome, sentence } of troubles) console.log(`  ${outcome}: ${sentence}`);
await pool.end();
