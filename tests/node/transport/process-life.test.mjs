// What keeps a process alive: a wait for a retry or a poll, until the call has ended. A timeout, a deadline, a queued call
// and a wait for a token do not: a process ends when only the client's own timers are left.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root, withServer } from '../../support/built-package.mjs';
import { until } from '../../support/wait.mjs';

/** Longer than any test may take: a process that ends before has not waited for such a timer. */
const minute = 60_000;

/**
 * Runs a script in a process of its own, with the package as `u` and its entry `auth` as `auth`. Resolves to its exit
 * code, what it printed, and the signal that ended it if it did not end by itself.
 */
function run(script) {
  const prelude = `
    const u = require(${JSON.stringify(join(root, 'pkg'))});
    const auth = require(${JSON.stringify(join(root, 'pkg', 'auth'))});
    const never = () => new Promise(() => {});
    const print = (promise) => promise.then((value) => console.log('ended:', value), (error) => console.log('failed:', error.code));
    const bounds = { timeoutMs: ${minute}, deadlineMs: ${2 * minute}, maxRetries: 3 };
  `;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', prelude + script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: minute / 3,
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, printed: printed.trim() }));
  });
}

const endsByItself = { code: 0, signal: null, printed: '' };
const printsAndEnds = (printed) => ({ code: 0, signal: null, printed });

describe('a process is not kept alive by', () => {
  test('the timeout and the deadline of a call whose fetch never settles', async () => {
    assert.deepEqual(
      await run(`
      u.init('https://api.example', { ...bounds, fetch: never });
      print(u.getLocks('t', { lockHolderId: 'h' }));
      print(u.createKey('t', { lockHolderId: 'h', lockId: 'l', createKeyRequest: { userId: '+4799887766' } }));
    `),
      endsByItself,
    );
  });

  test('the deadline of a call whose body never ends', async () => {
    assert.deepEqual(
      await run(`
      u.init('https://api.example', { ...bounds, fetch: async () => ({ status: 200, text: never }) });
      print(u.getLocks('t', { lockHolderId: 'h' }));
    `),
      endsByItself,
    );
  });

  test('a call to a server that never answers, over a socket that keeps no process alive', async () => {
    let requests = 0;
    await withServer(
      () => {
        requests += 1;
      },
      async (url) => {
        assert.deepEqual(
          await run(`
        const { request } = require('node:http');
        // Never settles. The socket keeps the process alive only until the request is sent.
        const fetch = (url, { headers }) => new Promise(() => {
          const sent = request(url, { headers });
          sent.on('error', () => {});
          sent.on('finish', () => sent.socket.unref());
          sent.end();
        });
        u.init(${JSON.stringify(url)}, { ...bounds, fetch });
        print(u.getLocks('t', { lockHolderId: 'h' }));
      `),
          endsByItself,
        );
        await until(() => requests === 1, 'the request reaches the server');
      },
    );
  });

  test('a call that waits in the queue', async () => {
    assert.deepEqual(
      await run(`
      u.init('https://api.example', { ...bounds, fetch: never, maxConcurrent: 1 });
      for (let call = 0; call < 3; call += 1) print(u.getLocks('t', { lockHolderId: 'h' }));
    `),
      endsByItself,
    );
  });

  test('a call that waits for its token', async () => {
    assert.deepEqual(
      await run(`
      const unloc = new u.UnlocClient({ ...bounds, baseUrl: 'https://api.example', fetch: never, token: never });
      print(unloc.v1.locks.list({ lockHolderId: 'h' }));
    `),
      endsByItself,
    );
  });

  test('a token request that is never answered', async () => {
    assert.deepEqual(
      await run(`
      const tokens = new auth.TokenProvider(auth.unlocV1(), { clientId: 'c', clientSecret: 's', ...bounds, fetch: never });
      print(tokens.getToken());
    `),
      endsByItself,
    );
  });

  test('calls that have ended, although their timeouts and deadlines have not', async () => {
    assert.deepEqual(
      await run(`
      u.init('https://api.example', { ...bounds, fetch: async () => new Response('{"locks":[]}') });
      print(u.getLocks('t', { lockHolderId: 'h' }).then(({ data }) => data.length));
    `),
      printsAndEnds('ended: 0'),
    );
  });
});

describe('a process is kept alive, until the call has ended, by', () => {
  const busy = (body) => `async () => (attempt++ === 0
    ? new Response('', { status: 429, headers: { 'retry-after-ms': '400' } })
    : new Response(${JSON.stringify(body)}))`;

  test('the wait for a retry of a read and of a write', async () => {
    assert.deepEqual(
      await run(`
      let attempt = 0;
      u.init('https://api.example', { ...bounds, fetch: ${busy('{"locks":[]}')} });
      print(u.getLocks('t', { lockHolderId: 'h' }).then(({ data }) => data.length));
    `),
      printsAndEnds('ended: 0'),
    );
    assert.deepEqual(
      await run(`
      let attempt = 0;
      const unloc = new u.UnlocClient({ ...bounds, token: 't', baseUrl: 'https://api.example', fetch: ${busy('{"key":{"id":"k"}}')} });
      print(unloc.v1.keys.create({ lockHolderId: 'h', lockId: 'l', createKeyRequest: { userId: '+4799887766' } }).then(({ id }) => id));
    `),
      printsAndEnds('ended: k'),
    );
  });

  test('waits for retries until the last one failed', async () => {
    assert.deepEqual(
      await run(`
      const fetch = async () => new Response('', { status: 503, headers: { 'retry-after-ms': '150' } });
      const unloc = new u.UnlocClient({ ...bounds, token: 't', baseUrl: 'https://api.example', fetch, maxRetries: 2 });
      print(unloc.v1.locks.list({ lockHolderId: 'h' }));
    `),
      printsAndEnds('failed: server_error'),
    );
  });

  test('the wait for a retry of a token request', async () => {
    assert.deepEqual(
      await run(`
      let attempt = 0;
      const fetch = ${busy('{"access_token":"a","token_type":"bearer","expires_in":3600}')};
      const tokens = new auth.TokenProvider(auth.unlocV1(), { clientId: 'c', clientSecret: 's', ...bounds, fetch });
      print(tokens.getToken().then(({ accessToken }) => accessToken));
    `),
      printsAndEnds('ended: a'),
    );
  });

  test('the waits between two polls of a job', async () => {
    assert.deepEqual(
      await run(`
      let polls = 0;
      const key = { id: 'k', lockId: 'l', appUserId: '+447700900123' };
      const job = () => (++polls < 2
        ? { id: 'j', type: 'createKeys', status: 'inProgress', created: '2026-01-01T12:00:00Z' }
        : { id: 'j', type: 'createKeys', status: 'succeeded', created: '2026-01-01T12:00:00Z', resultData: { createdKeys: [key], failedKeys: [], creatingKeys: [] } });
      const fetch = async (url, { method }) => (method === 'POST'
        ? new Response('{"jobRef":{"id":"j"}}', { status: 202 })
        : new Response(JSON.stringify(url.includes('/jobs/') ? { job: job() } : { key: { ...key, state: 'active' } })));
      const unloc = new u.UnlocClient({ ...bounds, token: 't', baseUrl: 'https://api.example', fetch });
      const created = unloc.keys.create({ projectId: '72dfd83d-1aec-44bc-b9cf-7c7e77264b0f', keys: [{ lockId: 'l', appUserId: key.appUserId }] });
      print(created.then((handle) => handle.wait({ timeoutMs: ${minute} })).then(({ created: [{ id }] }) => id + ' after ' + polls));
    `),
      printsAndEnds('ended: k after 2'),
    );
  });
});
