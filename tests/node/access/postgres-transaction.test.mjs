// The journal in PostgreSQL, opened within a transaction of the caller, together with the jobs of a queue.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startPostgres, withoutPostgres } from '../../support/postgres.mjs';
import { root } from '../../support/root.mjs';

const { postgresSchema, postgresStore } = createRequire(import.meta.url)(join(root, 'pkg', 'access', 'postgres-store'));
const skip = withoutPostgres;
const document = (id) => ({
  id: `sha256:${id}`,
  scope: { api: 'v2', projectId: 'p-1', owner: 'rentals' },
  items: [{ item: '+447700900123', steps: [{ n: 1 }] }],
});

let server;
let client;
before(async () => {
  if (skip) return;
  server = await startPostgres();
  const { default: pg } = await import('pg');
  client = new pg.Client({ host: server.env.PGHOST, user: server.env.PGUSER, database: server.env.PGDATABASE });
  client.on('error', () => {});
  await client.connect();
  await client.query(postgresSchema);
});
after(async () => {
  await client?.end();
  await server?.stop();
});

test('a plan is open if the transaction is committed, and was never begun if it is not', { skip }, async () => {
  const store = postgresStore(client);
  const plan = document('a');
  await client.query('begin');
  assert.deepEqual(await store.begin(plan), { epoch: 1 });
  await client.query('rollback');
  assert.deepEqual((await client.query('select from access_plan')).rows, []);
  assert.deepEqual((await client.query('select from access_step')).rows, []);
  await client.query('begin');
  assert.deepEqual(await store.begin(plan), { epoch: 1 });
  await client.query('commit');
  assert.equal((await client.query('select from access_step')).rows.length, 1);
});

test('a second plan is refused in words within a transaction, too', { skip }, async () => {
  await client.query('begin');
  await assert.rejects(postgresStore(client).begin(document('b')), /sha256:a of rentals.*\(R27\)/);
  await client.query('rollback');
});
