// The PostgreSQL server that the tests of the journal and of the queue start.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import pg from 'pg';
import { startPostgres, withoutPostgres } from '../../support/postgres.mjs';

test('a server starts in a folder of its own, and is gone afterwards', { skip: withoutPostgres }, async () => {
  const server = await startPostgres();
  try {
    const client = new pg.Client({ host: server.env.PGHOST, user: server.env.PGUSER, database: server.env.PGDATABASE });
    await client.connect();
    const { rows } = await client.query('select 40 + 2 as answer');
    assert.deepEqual(rows, [{ answer: 42 }]);
    await client.end();
  } finally {
    await server.stop();
  }
  assert.ok(!existsSync(server.env.PGHOST));
});
