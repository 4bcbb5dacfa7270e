// What the programs of this example are told by environment variables.
const { env } = process;
const number = (name, otherwise) => (env[name] === undefined ? otherwise : Number(env[name]));

/** Where the API is, and the client's credentials. PostgreSQL is found by PGHOST, PGUSER, PGPASSWORD and PGDATABASE. */
export const account = {
  baseUrl: env.UNLOC_URL ?? 'https://api.unloc.app',
  clientId: env.UNLOC_CLIENT_ID,
  clientSecret: env.UNLOC_CLIENT_SECRET,
};

/** Milliseconds that a key may take to be listed. Longer than the slowest answer that you have seen. */
export const settleMs = number('SETTLE_MS', 60_000);

/** Milliseconds that a key may take until it opens. */
export const usableMs = number('USABLE_MS', 120_000);

/** People that one worker works on at once. */
export const concurrent = number('CONCURRENT', 8);

/**
 * Seconds after which a job whose worker is silent goes to another. Too short does no harm but work: two workers on one
 * person look twice, and send once.
 */
export const expireInSeconds = number('EXPIRE_SECONDS', 300);

/** Milliseconds between two questions for jobs. */
export const pollMs = number('POLL_MS', 1_000);

/** Seconds until a job that is not done yet comes again. */
export const retryDelay = number('RETRY_SECONDS', 15);

/** Seconds between looks for jobs whose worker is silent. */
export const maintenanceIntervalSeconds = number('MAINTENANCE_SECONDS', 60);
