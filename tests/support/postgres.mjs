// A PostgreSQL server of a test's own: in a folder for temporary files, on a Unix socket there, gone afterwards.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgres } from '../../scripts/setup/postgres.mjs';

const missing =
  'there is no PostgreSQL server: install it (on Debian: apt-get install postgresql), or set POSTGRES_BIN to the folder of its initdb';

/** Why tests with PostgreSQL are left out, or `false`. Under `CI=true` they never are. */
export const withoutPostgres = !findPostgres() && process.env.CI !== 'true' && missing;

/** PostgreSQL refuses to run as root, so root lends it another user. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].map((name) => users.find(([found]) => found === name)).find(Boolean);
  if (!user) throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/**
 * Starts a server. `env` are the variables by which `pg` and `psql` find it; `stop` ends it and removes its files.
 * Without `durable` it does not wait for the disk: then a test may kill clients, but not the machine.
 */
export async function startPostgres({ durable = false } = {}) {
  const bin = findPostgres();
  if (!bin) throw new Error(missing);
  const user = unprivileged();
  // A short name: the path of a socket may have 107 characters.
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const plain = { ...user, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions'],
    { ...plain, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error?.message}`);
  const settings = ['listen_addresses=', 'timezone=UTC', 'max_connections=60', 'shared_buffers=64MB'];
  if (!durable) settings.push('fsync=off', 'full_page_writes=off');
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
    { ...plain, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-20_000);
  });
  const kill = () => server.kill('SIGQUIT');
  process.on('exit', kill);
  const ended = once(server, 'close');
  const stop = async () => {
    process.off('exit', kill);
    if (server.exitCode === null && server.signalCode === null) {
      // Fast: open transactions are rolled back.
      server.kill('SIGINT');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + 30_000;
  while (!said.includes('ready to accept connections')) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`PostgreSQL does not start: ${said}`);
    }
    await sleep(20);
  }
  return { env: { PGHOST: folder, PGUSER: 'postgres', PGDATABASE: 'postgres' }, stop, log: () => said };
}
