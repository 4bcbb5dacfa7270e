// A Redis server for a test: a process of its own on a free port, with its data in a temporary folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { find } from '../../scripts/setup/search-path.mjs';

const server = process.env.REDIS_SERVER || find('redis-server');
const missing =
  'there is no redis-server: install it (on Debian: apt-get install redis-server), or set REDIS_SERVER to where it lies';

/** Why tests with Redis are skipped; `false` if they are not. Under `CI=true` they fail instead. */
export const withoutRedis = !server && process.env.CI !== 'true' && missing;

/** Starts it. `stop` and `start` keep what it has written; `remove` ends it. */
export async function createRedis() {
  if (!server) throw new Error(missing);
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  // Redis cannot choose a port, and somebody else may take a free one first.
  for (let attempt = 1; ; attempt += 1) {
    const redis = redisAt(await freePort(), folder);
    try {
      await redis.start();
      return redis;
    } catch (error) {
      if (attempt < 5 && /Address already in use/.test(error.message)) continue;
      await redis.remove();
      throw error;
    }
  }
}

function redisAt(port, folder) {
  const words = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes', appendfsync: 'no', logfile: '' };
  let child;
  const redis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const parameters = Object.entries(words).flatMap(([name, value]) => [`--${name}`, String(value)]);
      child = spawn(server, parameters, { stdio: ['ignore', 'pipe', 'ignore'] });
      const said = [];
      for await (const line of createInterface({ input: child.stdout })) {
        said.push(line);
        if (!/ready to accept connections/i.test(line)) continue;
        // A pipe that nobody reads fills up, and Redis would wait.
        child.stdout.resume();
        return;
      }
      throw new Error(`redis-server ended before it was ready: ${said.join('\n')}`);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
    async remove() {
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return redis;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
