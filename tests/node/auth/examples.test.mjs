// The examples of docs/tokens.md that are more than a program to run.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { exampleIn } from '../../../scripts/start/readme-example.mjs';
import { createSandbox, root, withServer } from '../../support/built-package.mjs';
import { auth, clock, credentials, tokenServer } from '../../support/auth-fixtures.mjs';
import { installPackageIn } from '../../support/installed-package.mjs';

const guide = readFileSync(join(root, 'docs', 'tokens.md'), 'utf8');
const folder = join(root, 'target', 'token-examples');
const at = (name) => join(folder, `${name}.mjs`);

/** The embedded Unloc over HTTP. */
async function served(use, options) {
  const sandbox = await createSandbox({ seed: 'demo', ...options });
  return withServer(
    async (request, response) => {
      const parts = [];
      for await (const part of request) parts.push(part);
      const answer = await sandbox.fetch(sandbox.url + request.url, {
        method: request.method,
        headers: request.headers,
        body: parts.length > 0 ? Buffer.concat(parts) : undefined,
      });
      response.statusCode = answer.status;
      answer.headers.forEach((value, name) => response.setHeader(name, value));
      response.end(await answer.text());
    },
    (url) => use(url, sandbox),
  );
}

function run(name, env) {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [at(name)],
      { env: { ...process.env, ...env }, timeout: 60_000 },
      (error, stdout, stderr) => (error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(stdout)),
    );
  });
}

describe('examples', { concurrency: 1 }, () => {
  before(() => {
    installPackageIn(folder);
    for (const name of ['lockit-me', 'token-handler', 'memory-store', 'file-store', 'redis-store'])
      writeFileSync(at(name), exampleIn(guide, name));
  });

  test('LockitNetwork: the person who signed in is told with the token', async () => {
    const { whoIsSignedIn } = await import(pathToFileURL(at('lockit-me')));
    const { url: baseUrl, fetch, authorize, clientId, clientSecret } = await createSandbox({ also: ['lockit'] });
    const tokens = new auth.TokenProvider(auth.lockit({ baseUrl }), { clientId, clientSecret, fetch });
    await tokens.finish(await authorize(await tokens.authorizationUrl({ redirectUri: 'https://app.example/back' })));
    assert.equal((await whoIsSignedIn(tokens, { baseUrl, fetch })).email, 'kim@example.com');
  });

  test('the stores for memory and a file keep a token, the file for its owner only', async () => {
    const { memoryStore } = await import(pathToFileURL(at('memory-store')));
    const { fileStore } = await import(pathToFileURL(at('file-store')));
    const path = join(folder, 'tokens');
    for (const store of [memoryStore(), fileStore(path)]) {
      const [fetch, now] = [tokenServer(), clock()];
      const provider = () =>
        new auth.TokenProvider(auth.unlocV1(), { ...credentials, fetch, now, store: { ...store } });
      await Promise.all(['a', 'b', 'c'].map((scope) => provider().getToken(scope)));
      assert.equal((await provider().getToken('a')).accessToken.startsWith('planted-token-'), true);
      assert.equal(fetch.count(), 3);
      await provider().invalidate('a');
      await provider().getToken('a');
      assert.equal(fetch.count(), 4);
    }
    assert.equal(statSync(path).mode & 0o777, 0o700);
    const files = readdirSync(path);
    // The deleted one was written again; nothing half-written is left.
    assert.equal(files.length, 3);
    for (const file of files) {
      assert.match(file, /^[0-9a-f]{64}$/);
      assert.equal(statSync(join(path, file)).mode & 0o777, 0o600);
    }
    const store = fileStore(path);
    await store.set('../../etc/x', 'text', 1);
    assert.equal(await store.get('../../etc/x'), 'text');
    await store.set('../../etc/x', '', 1);
    assert.equal(await store.get('../../etc/x'), undefined);
    assert.equal(readdirSync(path).length, 3);
    await assert.rejects(fileStore(at('file-store')).get('a'), { code: 'ENOTDIR' });
  });

  test('two processes lose nothing that either keeps in the store of files', async () => {
    const path = join(folder, 'of-two');
    writeFileSync(
      at('writer'),
      `import { fileStore } from './file-store.mjs';
      const store = fileStore(${JSON.stringify(path)});
      let lost = 0;
      for (let turn = 0; turn < 200; turn += 1) {
        await Promise.all(['a', 'b'].map((name) => store.set(process.env.WHO + name, \`token \${turn}\`, 1)));
        await new Promise((resolve) => setTimeout(resolve, 1));
        for (const name of ['a', 'b']) if ((await store.get(process.env.WHO + name)) !== \`token \${turn}\`) lost += 1;
        await store.set('shared', \`token \${turn} \${'x'.repeat(10_000)}\`, 1);
        if (!/^token \\d+ x{10000}$/.test(await store.get('shared'))) lost += 1;
      }
      console.log(lost);`,
    );
    const lost = await Promise.all(['kari', 'ola'].map((WHO) => run('writer', { WHO })));
    assert.deepEqual(lost.map(Number), [0, 0]);
  });

  test('the store for Redis locks and unlocks with its commands', async () => {
    const { redisStore } = await import(pathToFileURL(at('redis-store')));
    const texts = new Map();
    // The part of the `redis` client's interface that the store uses.
    const redis = {
      get: async (key) => texts.get(key) ?? null,
      set: async (key, text, { NX, PX }) => {
        assert.ok(Number.isInteger(PX));
        if (NX && texts.has(key)) return null;
        texts.set(key, text);
        return 'OK';
      },
      eval: async (_, { keys: [key], arguments: [mine] }) => (texts.get(key) === mine ? Number(texts.delete(key)) : 0),
    };
    const [fetch, now] = [tokenServer(), clock()];
    const got = await Promise.all(
      Array.from({ length: 8 }, () =>
        new auth.TokenProvider(auth.unlocV1(), { ...credentials, fetch, now, store: redisStore(redis) }).getToken(),
      ),
    );
    assert.deepEqual(
      [
        fetch.count(),
        new Set(got.map(({ accessToken }) => accessToken)).size,
        [...texts.keys()].filter((key) => key.endsWith(':lock')).length,
      ],
      [1, 1, 0],
    );
  });

  test('the handler of the guide gives a token to who is signed in', async () => {
    const around =
      'const isSignedIn = (request) => request.headers.get("x-person") === "ola"; const lockHoldersOf = async () => [process.env.ONE];\n';
    const { sandbox, one } = await createSandbox({ seed: 'demo' }).then((made) => ({
      sandbox: made,
      one: Object.values(made.state().lockHolders)[0].id,
    }));
    assert.ok(sandbox && one);
    await served(async (url, { clientId, clientSecret }) => {
      Object.assign(process.env, {
        UNLOC_URL: url,
        UNLOC_CLIENT_ID: clientId,
        UNLOC_CLIENT_SECRET: clientSecret,
        ONE: one,
      });
      writeFileSync(at('token-handler'), around + exampleIn(guide, 'token-handler'));
      const { handler } = await import(pathToFileURL(at('token-handler')));
      const ask = (headers) => handler(new Request('https://app.example/unloc-token', { headers }));
      const answer = await ask({ 'x-person': 'ola' });
      assert.deepEqual([answer.status, (await answer.json()).scope], [200, [`lockHolder.admin:${one}`]]);
      assert.equal((await ask({})).status, 403);
    });
  });
});
