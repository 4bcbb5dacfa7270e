// Fake timers, as test runners install them: a call neither hangs nor breaks, and its timeout, its deadline and its waits
// for retries follow the fake clock.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { client, root } from '../../support/built-package.mjs';
import { auth } from '../../support/auth-fixtures.mjs';
import { flushPromises } from '../../support/wait.mjs';

const token = 'planted-token-7f3a';
const of = { lockHolderId: 'h' };
const never = () => new Promise(() => {});
const locks = () => ({ status: 200, text: async () => '{"locks":[{"id":"l"}]}' });
const baseUrl = 'https://fake-timers.example';

/** A fetch that responds with `responses` in order; its last one serves all further requests. */
function scripted(...responses) {
  const fetch = async () => {
    fetch.requests += 1;
    return responses[Math.min(fetch.requests, responses.length) - 1]();
  };
  fetch.requests = 0;
  return fetch;
}

/** Calls of every kind whose responses are there at once. */
async function callsOfEveryKind() {
  client.init(baseUrl, { fetch: locks });
  const { data, error } = await client.getLocks(token, of);
  assert.equal(error, undefined);
  assert.equal(data[0].id, 'l');
  const unloc = new client.UnlocClient({ baseUrl, fetch: locks, token: async () => token });
  assert.equal((await unloc.v1.locks.list(of))[0].id, 'l');
  assert.equal((await unloc.locks.list({ projectId: '72dfd83d-1aec-44bc-b9cf-7c7e77264b0f' }).page()).items[0].id, 'l');
  const tokens = new auth.TokenProvider(auth.unlocV1(), {
    clientId: 'c',
    clientSecret: 's',
    fetch: async () => ({ status: 200, text: async () => '{"access_token":"a","expires_in":60}' }),
  });
  assert.equal((await tokens.getToken()).accessToken, 'a');
  client.init(baseUrl, { fetch: async () => ({ status: 404, text: async () => '{"error":"NotFound"}' }) });
  assert.equal((await client.getLocks(token, of)).error.code, 'not_found');
}

describe('with the mock timers of node:test', () => {
  const everything = { apis: ['setTimeout', 'setInterval', 'setImmediate', 'Date'] };
  const start = Date.parse('2026-01-01T12:00:00Z');

  test('calls whose responses are there at once end without a tick', async (t) => {
    t.mock.timers.enable({ ...everything, now: start });
    await callsOfEveryKind();
  });

  test('a timeout and a deadline come by ticks', async (t) => {
    t.mock.timers.enable({ ...everything, now: start });
    client.init(baseUrl, { fetch: never, maxRetries: 0 });
    for (const [options, code] of [
      [{ timeoutMs: 15_000 }, 'timeout'],
      [{ timeoutMs: 50_000, deadlineMs: 15_000 }, 'deadline_exceeded'],
    ]) {
      let settled = false;
      const call = client.getLocks(token, of, options).finally(() => {
        settled = true;
      });
      await flushPromises();
      t.mock.timers.tick(14_999);
      await flushPromises();
      assert.equal(settled, false);
      t.mock.timers.tick(1);
      assert.equal((await call).error.code, code);
    }
  });

  test('a retry comes by ticks', async (t) => {
    t.mock.timers.enable({ ...everything, now: start });
    const fetch = scripted(() => ({ status: 429, headers: { 'retry-after': '30' }, text: async () => '' }), locks);
    client.init(baseUrl, { fetch });
    const call = client.getLocks(token, of);
    await flushPromises();
    t.mock.timers.tick(29_000);
    await flushPromises();
    assert.equal(fetch.requests, 1);
    t.mock.timers.tick(1_000);
    assert.equal((await call).data[0].id, 'l');
    assert.equal(fetch.requests, 2);
  });
});

describe('with timers replaced by hand', () => {
  /** Runs `work` with global functions replaced. */
  async function replacing(replacements, work) {
    const originals = Object.fromEntries(Object.keys(replacements).map((name) => [name, globalThis[name]]));
    Object.assign(globalThis, replacements);
    try {
      return await work();
    } finally {
      Object.assign(globalThis, originals);
    }
  }

  /** Timers and microtasks that are recorded and never run, with the handle that `setTimeout` returns. */
  const inert = (handle) => ({
    setTimeout: () => handle,
    clearTimeout: () => {},
    setInterval: () => handle,
    clearInterval: () => {},
    setImmediate: () => handle,
    clearImmediate: () => {},
    queueMicrotask: () => {},
  });

  for (const [what, handle] of [
    ['a number', 1],
    ['an object without unref', { id: 1 }],
    ['undefined', undefined],
  ]) {
    test(`that never fire and whose handle is ${what}, calls whose responses are there at once end`, () =>
      replacing(inert(handle), callsOfEveryKind));
  }

  test('a call ends by its signal while its timers never fire', () =>
    replacing(inert(1), async () => {
      client.init(baseUrl, { fetch: never });
      const controller = new AbortController();
      const call = client.getLocks(token, of, { signal: controller.signal });
      await flushPromises();
      controller.abort();
      assert.equal((await call).error.code, 'aborted');
    }));

  test('a call whose timers are run by hand times out', async () => {
    const timers = new Map();
    const fake = {
      setTimeout: (callback, ms) => {
        const id = timers.size + 1;
        timers.set(id, { callback, ms });
        return id;
      },
      clearTimeout: (id) => {
        timers.delete(id);
      },
    };
    await replacing(fake, async () => {
      client.init(baseUrl, { fetch: never, maxRetries: 0 });
      const call = client.getLocks(token, of, { timeoutMs: 15_000, deadlineMs: 50_000 });
      await flushPromises();
      const [first] = [...timers.values()].sort((a, b) => a.ms - b.ms);
      assert.ok(first.ms > 14_000 && first.ms <= 15_000, `${first.ms}`);
      first.callback();
      assert.equal((await call).error.code, 'timeout');
    });
  });

  test('the package can be loaded while they are fake, and its calls end after they are real again', () => {
    const script = `
      const { setTimeout, queueMicrotask } = globalThis;
      globalThis.setTimeout = () => 1;
      globalThis.queueMicrotask = () => {};
      const u = require(${JSON.stringify(join(root, 'pkg'))});
      u.init('https://api.example', { fetch: async () => ({ status: 200, text: async () => '{"locks":[]}' }) });
      (async () => {
        const faked = await u.getLocks('t', { lockHolderId: 'h' });
        Object.assign(globalThis, { setTimeout, queueMicrotask });
        const real = await u.getLocks('t', { lockHolderId: 'h' }, { fetch: () => new Promise(() => {}), timeoutMs: 20, maxRetries: 0 });
        console.log(faked.data.length, real.error.code);
        clearInterval(alive);
      })();
      // The client's own timeouts keep no process alive.
      const alive = setInterval(() => {}, 1_000);`;
    const { status, stdout } = spawnSync(process.execPath, ['-e', script], { timeout: 30_000, encoding: 'utf8' });
    assert.deepEqual([status, stdout.trim()], [0, '0 timeout']);
  });
});
