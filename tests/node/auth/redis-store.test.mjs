// The Redis store of docs/tokens.md, with a real Redis server and several processes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { exampleIn } from '../../../scripts/start/readme-example.mjs';
import { root } from '../../support/built-package.mjs';
import { createRedis, withoutRedis as skip } from '../../support/redis.mjs';

let folder;
let server;
const children = [];

/** A child process, and the lines that it prints. */
function started(program, words, options) {
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
  children.push(child);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'redis-store-'));
  server = await createRedis();
});
after(async () => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  }
  await server?.remove();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function startUnloc() {
  const { bin } = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8'));
  const { lines } = started(process.execPath, [
    join(root, 'pkg', bin['unloc-sandbox']),
    '--port',
    '0',
    '--seed',
    'demo',
    '--also',
    'unidy',
    '--json',
  ]);
  const unloc = JSON.parse((await lines.next()).value);
  const post = async (path, body) =>
    (await fetch(unloc.url + path, { method: 'POST', body: JSON.stringify(body) })).json();
  return {
    ...unloc,
    /** Counts the requests to a path from here on, and delays each, so that two processes would overlap. */
    count: (path) => post('/_sandbox/faults', [{ path, fault: { delayMs: 300 } }]),
    counted: async () => (await (await fetch(`${unloc.url}/_sandbox/faults`)).json())[0].matched,
    advance: (advanceSeconds) => post('/_sandbox/clock', { advanceSeconds }),
  };
}

/** Writes the example and a program around it that executes commands, one per line of its input. */
function program() {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(join(root, 'pkg'), join(modules, 'unloc-integrator-client'));
  symlinkSync(join(root, 'node_modules', 'redis'), join(modules, 'redis'));
  writeFileSync(
    join(folder, 'store.mjs'),
    exampleIn(readFileSync(join(root, 'docs', 'tokens.md'), 'utf8'), 'redis-store'),
  );
  const file = join(folder, 'process.mjs');
  writeFileSync(
    file,
    `
    import { createHash } from 'node:crypto';
    import { createInterface } from 'node:readline';
    import { createClient } from 'redis';
    import { TokenProvider, unidy, unlocV1 } from 'unloc-integrator-client/auth';
    import { redisStore } from './store.mjs';

    const { redisUrl, url, clients } = JSON.parse(process.argv[2]);
    const redis = await createClient({ url: redisUrl }).connect();
    const store = redisStore(redis, { waitMs: 30_000 }); // a busy machine is no lost lock
    let late = 0;
    const now = () => Date.now() + late;
    const [unloc, people] = [[unlocV1, clients.unloc], [unidy, clients.unidy]].map(([system, client]) => new TokenProvider(system({ baseUrl: url }), { ...client, store, now, storeTimeoutMs: 30_000 }));
    const theirs = people.for({ subject: 'somebody' });
    // Tokens must not be printed; their hashes tell whether two are the same.
    const hash = ({ accessToken }) => createHash('sha256').update(accessToken).digest('hex');
    const work = {
      many: async (count) => [...new Set((await Promise.all(Array.from({ length: count }, () => unloc.getToken('integrator.admin')))).map(hash))],
      begin: (redirectUri) => theirs.authorizationUrl({ redirectUri }),
      finish: async (address) => hash(await theirs.finish(address)),
      person: async () => hash(await theirs.getToken()),
      advance: (seconds) => { late += seconds * 1000; },
    };
    console.log('"ready"');
    for await (const line of createInterface({ input: process.stdin })) {
      const [name, argument] = JSON.parse(line);
      const said = await Promise.resolve(work[name](argument)).catch((error) => ({ error: error.message }));
      console.log(JSON.stringify(said === undefined ? null : said));
    }
    await redis.close();
  `,
  );
  return async (given) => {
    const { child, lines } = started(process.execPath, [file, JSON.stringify(given)]);
    const said = async () => JSON.parse((await lines.next()).value);
    assert.equal(await said(), 'ready');
    const tell = async (...order) => {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      return said();
    };
    tell.end = async () => {
      child.stdin.end();
      const [code] = await once(child, 'close');
      assert.equal(code, 0);
    };
    return tell;
  };
}

test('two processes share one token, and what a person signed in for, through Redis', {
  skip,
  timeout: 120_000,
}, async () => {
  const unloc = await startUnloc();
  const start = program();
  const [one, other] = await Promise.all(
    [1, 2].map(() => start({ redisUrl: server.url, url: unloc.url, clients: unloc.clients })),
  );

  await unloc.count('/auth/v1/token');
  const [[first, ...more], [second, ...others]] = await Promise.all([one('many', 20), other('many', 20)]);
  assert.match(first, /^[0-9a-f]{64}$/);
  assert.deepEqual([first, more, others], [second, [], []]);
  assert.equal(await unloc.counted(), 1, 'one token request for 40 calls of two processes');

  // The callback may reach another process than the one that began the sign-in.
  const page = new URL(await one('begin', 'https://app.example/back'));
  page.searchParams.set('decision', 'allow');
  const answer = await fetch(page.origin + page.pathname, {
    method: 'POST',
    body: new URLSearchParams(page.search),
    redirect: 'manual',
  });
  const token = await other('finish', answer.headers.get('location'));
  assert.equal(await one('person'), token);

  // Both find the token expired at the same moment; the refresh token works for one of them only.
  await Promise.all([one('advance', 7200), other('advance', 7200), unloc.advance(7200)]);
  await unloc.count('/oauth/token');
  const fresh = await Promise.all([one('person'), other('person')]);
  assert.match(fresh[0], /^[0-9a-f]{64}$/);
  assert.deepEqual([fresh[0], fresh[0] === token], [fresh[1], false]);
  assert.equal(await unloc.counted(), 1, 'one refresh for both');
  await Promise.all([one.end(), other.end()]);
});
