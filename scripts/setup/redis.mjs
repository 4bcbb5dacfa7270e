// A Redis server, for the tests in which several processes share one: tokens, and the inbox of a webhook.
import { CannotContinue, answer } from './command.mjs';
import { installDebianPackages } from './debian.mjs';
import { spokenVersion } from './project.mjs';
import { find } from './search-path.mjs';

const findServer = () => process.env.REDIS_SERVER || find('redis-server');

/**
 * Finds redis-server, and installs Debian's where there is none; REDIS_SERVER names another. Where that
 * cannot be done, the tests with it are left out and say so, but not under `CI=true`.
 */
export async function prepareRedis(env = process.env) {
  try {
    if (!findServer()) await installDebianPackages(['redis-server'], 'The tests with a shared store need redis-server');
  } catch (error) {
    if (!(error instanceof CannotContinue) || env.CI === 'true') throw error;
    return { programs: [], variables: {}, said: `no Redis, so its tests are left out. ${error.message}` };
  }
  const server = findServer();
  if (!server)
    throw new CannotContinue('redis-server is not on PATH: set REDIS_SERVER to where it lies and start again.');
  return {
    programs: [],
    variables: { REDIS_SERVER: server },
    said: `Redis ${spokenVersion(answer(server, ['--version'])) ?? '(which does not say its version)'}`,
  };
}
