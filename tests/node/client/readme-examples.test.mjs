// The README's examples, run unchanged against the embedded Unloc.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { layOutExample } from '../../../scripts/start/readme-example.mjs';
import { demo, root } from '../../support/built-package.mjs';

/** Runs an example in a folder with the package, after the code of `around`, with `env` added to the environment. */
function run(name, env, around = '') {
  const file = layOutExample(name);
  const start = join(dirname(file), 'start.mjs');
  writeFileSync(start, `${around}\nawait import(${JSON.stringify(pathToFileURL(file).href)});\n`);
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [start],
      { env: { ...process.env, ...env }, timeout: 60_000 },
      (error, stdout, stderr) => (error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(stdout)),
    );
  });
}

/** Code that replaces the platform's fetch by a sandbox's, for examples that name the real API. */
const onTheSandbox = (more) => `
  import { createSandbox } from 'unloc-integrator-client/sandbox';
  import { lockHolderScope } from 'unloc-integrator-client';
  const sandbox = await createSandbox({ seed: 'demo' });
  const real = 'https://api.unloc.app';
  const ask = (path, init) => sandbox.fetch(sandbox.url + path, init);
  const tokenFor = async (scope) => (await (await ask('/auth/v1/token', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials', client_id: sandbox.clientId, client_secret: sandbox.clientSecret, scope }) })).json()).access_token;
  const [lockHolder] = (await (await ask('/integrators/v1/lock-holders/', { headers: { authorization: 'Bearer ' + await tokenFor() } })).json())['lock-holders'];
  const yourBackend = async () => Response.json({ token: await tokenFor(lockHolderScope(lockHolder)), lockHolderId: lockHolder.id });
  const token = await tokenFor();
  globalThis.fetch = (url, init) => (url === '/unloc-token' ? yourBackend() : ask(String(url).slice(real.length), init));
  process.env.UNLOC_URL = real;
  process.env.UNLOC_TOKEN = token;
  ${more}`;

describe('examples of the README', { concurrency: 1 }, () => {
  let fixture;
  before(async () => {
    fixture = await demo();
  });
  const first = () => fixture.lockHolders[0].name;

  test('from credentials to who can open what, as npm start runs it', async () => {
    const { startEmbeddedUnloc } = await import('../../../scripts/start/embedded-unloc.mjs');
    const unloc = await startEmbeddedUnloc(process.env);
    try {
      const out = await run('node', {
        UNLOC_URL: unloc.url,
        UNLOC_CLIENT_ID: unloc.clientId,
        UNLOC_CLIENT_SECRET: unloc.clientSecret,
      });
      assert.ok(out.includes(first()) && /active/.test(out), out);
    } finally {
      unloc.stop();
    }
  });
  test('a key of API v2 for a guest from Friday to Sunday, as npm start runs it', async () => {
    const { startEmbeddedUnloc } = await import('../../../scripts/start/embedded-unloc.mjs');
    const unloc = await startEmbeddedUnloc(process.env);
    try {
      const out = await run('v2', {
        UNLOC_URL: unloc.url,
        UNLOC_CLIENT_ID: unloc.clientId,
        UNLOC_CLIENT_SECRET: unloc.clientSecret,
      });
      assert.match(out, /: key \S+ is scheduled from \d{4}-\d\d-\d\dT16:00:00/);
      assert.match(out, /^https:\/\/dl\.unloc\.app\/use-key\?id=\S+&userid=%2B447700900123$/m);
      assert.match(out, /taken back: true/);
    } finally {
      unloc.stop();
    }
  });
  for (const name of ['first-call', 'nouns']) {
    test(`${name} prints the lock holders`, async () => {
      const out = await run(name, {}, onTheSandbox(''));
      for (const { name: lockHolder } of fixture.lockHolders) assert.ok(out.includes(lockHolder), out);
    });
  }
  test('browser prints every lock with the number of its keys', async () => {
    const out = await run('browser', {}, onTheSandbox(''));
    assert.equal(out.trim().split('\n').length, 16);
    assert.match(out, /Main entrance 12 \d+/);
  });
  test('link prints the address of the app at the key', async () => {
    assert.match(
      await run('link', {}),
      /^https:\/\/dl\.unloc\.app\/use-key\?id=[\w-]{36}&userid=%2B447700900123&redirect=https%3A/,
    );
  });
  test('sandbox prints every door with its project', async () => {
    const lines = (await run('sandbox', {})).trim().split('\n');
    assert.equal(lines.length, 40);
    assert.equal(lines[0], `${first()}: Main entrance 12`);
  });
  test('slim runs', async () => {
    await run('slim', {});
  });
});

test('every example has a name by which a test runs it', async () => {
  const { readFileSync } = await import('node:fs');
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const named = [...text.matchAll(/<!-- example: ([\w-]+) -->\n```js\n/g)].map(([, name]) => name);
  // The examples about tokens run in auth/examples.test.mjs.
  assert.equal((text.match(/^```js$/gm) || []).length, named.length);
  assert.deepEqual(named.sort(), [
    'browser',
    'first-call',
    'link',
    'node',
    'nouns',
    'sandbox',
    'slim',
    'tokens-unidy',
    'tokens-unloc-v1',
    'tokens-unloc-v2',
    'v2',
  ]);
});
