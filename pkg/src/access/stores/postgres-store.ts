/**
 * The journal of an apply in PostgreSQL.
 *
 * @packageDocumentation
 */
import type { ApplyStore, StepClaim, StepResult } from '../apply/store';
import type { PlanDocument } from '../plan/document';

export type { ApplyStore, StepClaim, StepResult, StoredStep } from '../apply/store';

/**
 * What runs SQL: a `Pool` or a `Client` of `pg`, or what is like it. Each call is a transaction of its own; only `begin` may
 * be a part of another: give the store a `Client` that has begun one.
 */
export interface Database {
  /**
   * Runs one statement.
   *
   * @param text SQL, with `$1`, `$2`, … for the values.
   * @param values the values.
   * @returns a promise of the rows.
   */
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** The tables of {@link postgresStore}, as SQL that may be run again. They hold phone numbers. */
export const postgresSchema = `
create table if not exists access_plan (
  id text primary key,
  owner text not null,
  scope text not null,
  epoch bigint not null,
  document jsonb not null,
  begun timestamptz not null default clock_timestamp(),
  closed timestamptz
);
create unique index if not exists one_open_plan on access_plan (owner, scope) where closed is null;
create table if not exists access_step (
  plan text not null references access_plan on delete cascade,
  item text not null,
  n int not null,
  step uuid,
  state text not null default 'planned' check (state in ('planned', 'sent', 'arrived', 'refused', 'confirmed')),
  attempt int not null default 0,
  sent_at timestamptz,
  result jsonb,
  gone jsonb not null default '[]',
  primary key (plan, item, n)
);
create index if not exists open_steps on access_step (plan) where state not in ('planned', 'refused', 'confirmed');
`;

/** A store that can close a plan by hand. */
export interface PostgresStore extends ApplyStore {
  /**
   * Closes a plan, so that another one of its owner and scope may be begun. `apply` does it when nothing is unknown; an
   * abandoned plan is closed by hand. Keys that may still be on their way are then looked for by nobody.
   *
   * @param planId the id of the plan.
   */
  close(planId: string): Promise<void>;
}

/** A statement must be on the disk when it returns, also where the database does not ask for that. */
const durably = `case when current_setting('synchronous_commit') in ('off', 'local')
  then set_config('synchronous_commit', 'on', true) end`;

const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const columns = `s.item, s.n, s.step::text as step, s.state, s.attempt, ${moment('s.sent_at')} as "sentAt", s.result, s.gone`;

const statements = {
  begin: `with opened as (
      insert into access_plan (id, owner, scope, epoch, document) values ($1, $2, $3, 1, $4::jsonb)
      on conflict (id) do update set epoch = access_plan.epoch + 1, closed = null
      returning epoch, ${durably} as durably
    ), steps as (
      insert into access_step (plan, item, n)
      select $1, step.item, step.n from jsonb_to_recordset($5::jsonb) as step (item text, n int)
      on conflict do nothing
    ) select epoch, durably from opened`,
  others: `select id, ${moment('begun')} as begun from access_plan
    where owner = $1 and scope = $2 and closed is null and id <> $3`,
  claim: `update access_step s
    set state = 'sent', step = gen_random_uuid(), attempt = 1, sent_at = clock_timestamp()
    from access_plan p
    where s.plan = $1 and s.item = $2 and s.n = $3 and s.state = 'planned'
      and p.id = s.plan and p.epoch = $4 and p.closed is null
    returning ${columns}, ${durably} as durably`,
  again: `update access_step s
    set state = 'sent', attempt = s.attempt + 1, sent_at = clock_timestamp(), result = null, gone = s.gone || $7::jsonb
    from access_plan p
    where s.plan = $1 and s.item = $2 and s.n = $3 and s.attempt = $5
      and (s.state = 'sent' or (s.state = 'arrived' and $7::jsonb <> '[]'::jsonb))
      and s.sent_at <= clock_timestamp() - make_interval(secs => $6::float8 / 1000)
      and p.id = s.plan and p.epoch = $4 and p.closed is null
    returning ${columns}, ${durably} as durably`,
  settle: `update access_step s
    set state = $4, result = jsonb_build_object('outcome', $4::text, 'keyIds', $5::jsonb, 'at', ${moment('clock_timestamp()')})
    where s.plan = $1 and s.item = $2 and s.n = $3 and s.state in ('sent', 'arrived')
    returning ${durably} as durably`,
  one: `select ${columns} from access_step s where s.plan = $1 and s.item = $2 and s.n = $3`,
  read: `select ${columns} from access_step s
    where s.plan = $1 and s.state <> 'planned' and ($2::text is null or s.item = $2) order by s.item, s.n`,
  close: `update access_plan set closed = clock_timestamp() where id = $1 and closed is null returning ${durably} as durably`,
};

interface Row {
  item: string;
  n: number;
  step: string | null;
  state: string;
  attempt: number;
  sentAt: string | null;
  result: StepResult | null;
  gone: string[];
}

/**
 * Keeps the journals of plans in PostgreSQL, for workers on several machines: an intention is committed before the request
 * leaves, two workers cannot both win a step, and every age is by the database's clock. Make its tables by
 * {@link postgresSchema}.
 *
 * @param database a `Pool` of `pg`, or what is like it.
 * @returns the store. Its functions reject with the errors of the database, and `begin` if another plan of the owner is open
 *   (R27).
 */
export function postgresStore(database: Database): PostgresStore {
  const rows = async (name: keyof typeof statements, values: unknown[]): Promise<Row[]> =>
    (await database.query(statements[name], values)).rows as Row[];
  const one = async (planId: string, item: string, n: number, won: Row[]): Promise<StepClaim> => {
    const [row] = won.length > 0 ? won : await rows('one', [planId, item, n]);
    return row ? claimOf(row, won.length > 0) : { won: false, step: '', attempt: 0 };
  };
  return {
    async begin(plan) {
      const { owner } = plan.scope;
      const steps: Array<{ item: string; n: number }> = [];
      for (const { item, steps: own } of plan.items) for (const { n } of own) steps.push({ item, n });
      const scope = scopeOf(plan);
      const refuseSecond = async (): Promise<void> => {
        const found = (await database.query(statements.others, [owner, scope, plan.id])).rows as Array<{
          id: string;
          begun: string;
        }>;
        for (const { id, begun } of found) {
          throw new Error(
            `The plan ${id} of ${owner}, begun ${begun}, is still open for the same doors (R27). Apply it to its end, or close it by hand: store.close('${id}').`,
          );
        }
      };
      // Asked first: within a transaction of the caller nothing can be asked after an error.
      await refuseSecond();
      try {
        const values = [plan.id, owner, scope, JSON.stringify(plan), JSON.stringify(steps)];
        const [opened] = (await database.query(statements.begin, values)).rows as Array<{ epoch: unknown }>;
        return { epoch: Number(opened!.epoch) };
      } catch (thrown) {
        // A unique index was violated: another plan was begun in between.
        const { code } = Object(thrown) as { code?: unknown };
        if (code === '23505')
          await refuseSecond().catch((reason: { code?: unknown }) => Promise.reject(reason.code ? thrown : reason));
        throw thrown;
      }
    },
    claim: async ({ planId, item, n, epoch }) => one(planId, item, n, await rows('claim', [planId, item, n, epoch])),
    again: async ({ planId, item, n, epoch, attempt, settleMs, gone }) =>
      one(
        planId,
        item,
        n,
        await rows('again', [planId, item, n, epoch, attempt, settleMs, JSON.stringify(gone || [])]),
      ),
    async settle({ planId, item, n }, { outcome, keyIds }) {
      await rows('settle', [planId, item, n, outcome, JSON.stringify(keyIds)]);
    },
    read: async (planId, item) =>
      (await rows('read', [planId, item === undefined ? null : item])).map((row) => ({
        item: row.item,
        n: row.n,
        claim: claimOf(row, false),
      })),
    async close(planId) {
      await rows('close', [planId]);
    },
  };
}

function claimOf({ step, attempt, sentAt, state, result, gone }: Row, won: boolean): StepClaim {
  return {
    won,
    step: step || '',
    attempt,
    ...(sentAt && { sentAt }),
    ...(result && state !== 'sent' && { settled: result }),
    ...(gone.length > 0 && { gone }),
  };
}

/** Plans of one project or lock holder overlap, whatever doors of it they are about. */
function scopeOf({ scope }: PlanDocument): string {
  return `${scope.api} ${scope.projectId || scope.lockHolderId || scope.subprojectId || ''}`;
}
