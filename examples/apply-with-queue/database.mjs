// The connections to PostgreSQL, and transactions.
import pg from 'pg';

export const pool = new pg.Pool({ max: 10 });
// A server that restarts ends idle connections; the next query opens another.
pool.on('error', (error) => console.error('database:', error.message));

/** Does all of `work` or nothing of it. */
export async function inTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // Also where the connection is lost: then the server rolls back by itself.
    client.release(error);
    throw error;
  }
}
