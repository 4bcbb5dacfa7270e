// A PostgreSQL server, for the tests of the journal and of the queue.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotContinue, answer } from './command.mjs';
import { installDebianPackages } from './debian.mjs';
import { spokenVersion } from './project.mjs';
import { find, findAll } from './search-path.mjs';

/** Where Debian and its relatives put the programs of each version, which are on no PATH. */
const debian = '/usr/lib/postgresql';
const purpose = 'The tests with a journal in PostgreSQL need its server';

/** The folder that holds `initdb` and `postgres`; the newest of Debian's if there are several. */
export function findPostgres(env = process.env, versions = debian) {
  if (env.POSTGRES_BIN) return env.POSTGRES_BIN;
  const folders = versionsIn(versions).map((version) => join(versions, version, 'bin'));
  const there = findAll('postgres', folders).find((program) => find('initdb', [dirname(program)]));
  const program = there ?? (find('initdb') && find('postgres'));
  return program && dirname(program);
}

function versionsIn(folder) {
  try {
    return readdirSync(folder).sort((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}

/**
 * Finds PostgreSQL's server, and installs Debian's where there is none; POSTGRES_BIN names another folder. Where that
 * cannot be done, the tests with it are left out and say so, but not under `CI=true`.
 */
export async function preparePostgres(env = process.env, versions = debian) {
  try {
    if (!findPostgres(env, versions)) await installDebianPackages(['postgresql'], purpose);
  } catch (error) {
    if (!(error instanceof CannotContinue) || env.CI === 'true') throw error;
    return { programs: [], variables: {}, said: `no PostgreSQL, so its tests are left out. ${error.message}` };
  }
  const folder = findPostgres(env, versions);
  if (!folder)
    throw new CannotContinue(`${purpose}: set POSTGRES_BIN to the folder that holds initdb and start again.`);
  return {
    programs: [],
    variables: { POSTGRES_BIN: folder },
    said: `PostgreSQL ${spokenVersion(answer(join(folder, 'postgres'), ['--version'])) ?? '(which does not say its version)'}`,
  };
}
