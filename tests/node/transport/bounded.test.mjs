// Every call ends, by its timeout, its deadline or its signal, and is retried only where that is safe.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { client, root, withServer } from '../../support/built-package.mjs';
import { flushPromises, keepProcessAlive, until } from '../../support/wait.mjs';

const token = 'planted-token-7f3a';
const ids = { lockHolderId: 'h', lockId: 'l', keyId: 'k', userId: '+4799887766' };
const never = () => new Promise(() => {});
const ok = () => new Response('{"locks":[]}');
const soon = { timeoutMs: 30, deadlineMs: 60, maxRetries: 0 };

keepProcessAlive();

/** A fetch that performs `steps` in order and records its requests; the last step is repeated. */
function scripted(...steps) {
  const fetch = async (...request) => {
    fetch.requests.push(request);
    const step = steps[Math.min(fetch.requests.length, steps.length) - 1];
    if (step instanceof Error) throw step;
    return typeof step === 'function'
      ? step(...request)
      : new Response(step === 200 ? '{"locks":[]}' : '', { status: step });
  };
  fetch.requests = [];
  return fetch;
}

describe('a call ends although fetch does not', () => {
  test('by the timeout of an attempt', async () => {
    client.init('https://api.example', { fetch: never });
    assert.equal((await client.getLocks(token, ids, soon)).error.code, 'timeout');
    const { error } = await client.createKey(token, { ...ids, createKeyRequest: {} }, soon);
    assert.deepEqual([error.code, error.safeToRetry], ['outcome_unknown', false]);
  });
  test('by the deadline, also while the body comes', async () => {
    client.init('https://api.example', { fetch: async () => ({ status: 200, text: never }) });
    assert.equal((await client.getLocks(token, ids, { timeoutMs: 1, deadlineMs: 40 })).error.code, 'deadline_exceeded');
  });
  test('by its signal, which ends the fetch too', async () => {
    let seen;
    client.init('https://api.example', {
      fetch: (_, init) => {
        seen = init.signal;
        return never();
      },
    });
    const controller = new AbortController();
    const running = client.getLocks(token, ids, { signal: controller.signal });
    await until(() => seen !== undefined, 'the request is sent');
    controller.abort();
    assert.equal(seen.aborted, true, 'at once');
    assert.equal((await running).error.code, 'aborted');
  });
  test('by its signal while it waits for a retry; nothing is sent after', async () => {
    const fetch = scripted(() => new Response('', { status: 429, headers: { 'retry-after': '30' } }));
    const controller = new AbortController();
    const hooks = { onRetry: () => setImmediate(() => controller.abort()) };
    client.init('https://api.example', { fetch, hooks });
    const running = client.createKey(token, { ...ids, createKeyRequest: {} }, { signal: controller.signal });
    const { error } = await running;
    assert.deepEqual([error.code, error.safeToRetry, error.attempts, fetch.requests.length], ['aborted', true, 1, 1]);
  });
  test('by its signal while it waits for its turn', async () => {
    const fetch = scripted(never);
    client.init('https://api.example', { fetch, maxConcurrent: 1, deadlineMs: 200 });
    const first = client.getLocks(token, ids);
    const controller = new AbortController();
    const second = client.getLocks(token, ids, { signal: controller.signal });
    await flushPromises();
    controller.abort();
    assert.equal((await second).error.code, 'aborted');
    assert.equal(fetch.requests.length, 1);
    await first;
  });
});

describe('odd signals and fetches', () => {
  test('a fetch that aborts its own caller and never comes is over', async () => {
    const controller = new AbortController();
    client.init('https://api.example', {
      fetch: () => {
        controller.abort();
        return never();
      },
    });
    assert.equal(
      (await client.getLocks(token, ids, { signal: controller.signal, timeoutMs: 5000 })).error.code,
      'aborted',
    );
  });
  test('nothing is sent after the abort, also when a timeout was first by a moment', async () => {
    const controller = new AbortController();
    const fetch = scripted((_, init) => {
      init.signal.addEventListener('abort', () => controller.abort());
      return never();
    });
    client.init('https://api.example', { fetch });
    assert.equal(
      (await client.getLocks(token, ids, { signal: controller.signal, timeoutMs: 20 })).error.code,
      'aborted',
    );
    assert.equal(fetch.requests.length, 1);
  });
  test('a hook that aborts before anything left leaves nothing', async () => {
    const controller = new AbortController();
    const fetch = scripted(200);
    client.init('https://api.example', { fetch, hooks: { onRequest: () => controller.abort() } });
    const { error } = await client.createKey(token, { ...ids, createKeyRequest: {} }, { signal: controller.signal });
    assert.deepEqual([error.code, error.safeToRetry, error.attempts, fetch.requests.length], ['aborted', true, 0, 0]);
  });
  test('a signal whose listeners throw disturbs neither its call nor its neighbours', async () => {
    const bad = {
      aborted: false,
      addEventListener() {
        throw new Error('secret');
      },
      removeEventListener() {
        throw new Error('secret');
      },
    };
    client.init('https://odd.example', {
      fetch: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return ok();
      },
      maxConcurrent: 1,
    });
    const results = await Promise.all(
      [0, 1, 2, 3].map((n) => client.getLocks(token, ids, n % 2 ? { signal: bad } : {})),
    );
    for (const { error } of results) assert.equal(error, undefined);
    assert.equal((await client.getLocks(token, ids)).error, undefined);
  });
  test('a repeated init keeps the queue', async () => {
    let inside = 0;
    let most = 0;
    const options = {
      maxConcurrent: 2,
      fetch: async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside -= 1;
        return ok();
      },
    };
    await Promise.all(
      Array.from({ length: 20 }, () => {
        client.init('https://render.example', options);
        return client.getLocks(token, ids);
      }),
    );
    assert.equal(most, 2);
  });
  test('hooks that reject or throw are no concern of the call or the process', async () => {
    const seen = [];
    class Counter {
      constructor() {
        this.n = 0;
      }
      async onRequest() {
        this.n += 1;
        seen.push(this.n);
        throw new Error('x');
      }
    }
    client.init('https://api.example', {
      fetch: ok,
      hooks: new Counter(),
      logger: {
        debug() {
          throw new Error('y');
        },
      },
    });
    assert.equal((await client.getLocks(token, ids)).error, undefined);
    assert.deepEqual(seen, [1]);
  });
  test('30,000 calls do not end the process', () => {
    const code = `const u = require(${JSON.stringify(join(root, 'pkg'))});
      // Every second call fails, and no id is plain: all exports that give a text are called, also once they are optimised.
      let calls = 0;
      const headers = { 'x-user': '+4799887766' };
      u.init('https://api.example', { maxConcurrent: 500, maxRetries: 0, fetch: async () => ({ status: (calls += 1) % 2 ? 200 : 404, headers, text: async () => '{"locks":[]}' }) });
      (async () => { for (let round = 0; round < 60; round += 1) await Promise.all(Array.from({ length: 500 }, () => u.getLocks('t', { lockHolderId: 'h/1' }))); console.log('alive'); })();`;
    const { status, signal, stdout } = spawnSync(process.execPath, ['-e', code], {
      timeout: 120_000,
      encoding: 'utf8',
    });
    assert.deepEqual([status, signal, stdout.trim()], [0, null, 'alive']);
  });
});

describe('repeats', () => {
  test('a read is repeated until it succeeds', async () => {
    const fetch = scripted(503, new TypeError('fetch failed'), 502, 200);
    client.init('https://api.example', { fetch });
    assert.equal((await client.getLocks(token, ids)).error, undefined);
    assert.equal(fetch.requests.length, 4);
  });
  test('and not for ever', async () => {
    const fetch = scripted(503);
    client.init('https://api.example', { fetch });
    const { error } = await client.getLocks(token, ids, { maxRetries: 2 });
    assert.deepEqual([error.code, error.attempts, fetch.requests.length], ['server_error', 3, 3]);
  });
  test('a write that may have arrived leaves once', async () => {
    for (const step of [500, 503, 408, new TypeError('fetch failed')]) {
      const fetch = scripted(step);
      client.init('https://api.example', { fetch });
      const { error } = await client.createKey(token, { ...ids, createKeyRequest: {} });
      assert.deepEqual(
        [error.code, error.safeToRetry, fetch.requests.length],
        ['outcome_unknown', false, 1],
        String(step),
      );
    }
  });
  test('a write that was told to wait leaves again', async () => {
    const fetch = scripted(
      () => new Response('', { status: 429, headers: { 'retry-after-ms': '5' } }),
      () => new Response('{"key":{"id":"k"}}'),
    );
    client.init('https://api.example', { fetch });
    assert.equal((await client.createKey(token, { ...ids, createKeyRequest: {} })).data.key.id, 'k');
  });
  test('a wait beyond the ceiling is told, not waited for', async () => {
    client.init('https://api.example', {
      fetch: async () => new Response('', { status: 429, headers: { 'retry-after': '61' } }),
    });
    const { error } = await client.getLocks(token, ids);
    assert.deepEqual([error.code, error.retryAfterMs, error.attempts], ['rate_limited', 61_000, 1]);
  });
  test('a storm of failures is ended by the budget that all calls share', async () => {
    const fetch = scripted(503);
    client.init('https://storm.example', { fetch, maxConcurrent: 1000 });
    await Promise.all(Array.from({ length: 200 }, () => client.getLocks(token, ids, { maxRetries: 1 })));
    assert.equal(fetch.requests.length, 200 + 35);
  });
  test('what is no time to come back is none', async () => {
    for (const odd of ['-2', '1.5', '5, 5', 'soon']) {
      const fetch = scripted(() => new Response('', { status: 429, headers: { 'retry-after': odd } }));
      client.init('https://api.example', { fetch });
      const { error } = await client.getLocks(token, ids, { maxRetries: 0 });
      assert.equal(error.retryAfterMs, undefined, odd);
    }
  });
  test('a wrong number is named', async () => {
    client.init('https://api.example', { fetch: ok });
    for (const [name, value] of [
      ['timeoutMs', 0],
      ['timeoutMs', 'x'],
      ['deadlineMs', -1],
      ['maxRetries', Number.NaN],
    ]) {
      const { error } = await client.getLocks(token, ids, { [name]: value });
      assert.ok(error.code === 'invalid_argument' && error.message.includes(name), error.message);
    }
  });
});

test('no more calls are under way than allowed, in the order they came, and 10,000 all finish', async () => {
  let inside = 0;
  let most = 0;
  const order = [];
  client.init('https://api.example', {
    maxConcurrent: 8,
    fetch: async (url) => {
      inside += 1;
      most = Math.max(most, inside);
      order.push(Number(url.split('/')[6]));
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return ok();
    },
  });
  const results = await Promise.all(
    Array.from({ length: 10_000 }, (_, n) => client.getLocks(token, { lockHolderId: String(n) })),
  );
  assert.ok(results.every(({ error }) => error === undefined));
  assert.equal(most, 8);
  assert.deepEqual(
    order,
    order.slice().sort((a, b) => a - b),
  );
});

test('a process waits for a retry that somebody waits for, and ends when calls are done, timeouts or not', () => {
  const run = (body) => {
    const code = `const u = require(${JSON.stringify(join(root, 'pkg'))}); let n = 0;
      u.init('https://api.example', { fetch: ${body} });
      u.getLocks('t', { lockHolderId: 'h' }).then(({ error }) => console.log(error ? error.code : 'done'));`;
    const { status, stdout } = spawnSync(process.execPath, ['-e', code], { timeout: 20_000, encoding: 'utf8' });
    return [status, stdout.trim()];
  };
  assert.deepEqual(
    run(
      `async () => (n++ ? new Response('{"locks":[]}') : new Response('', { status: 503, headers: { 'retry-after-ms': '300' } }))`,
    ),
    [0, 'done'],
  );
  assert.deepEqual(run(`async () => new Response('{"locks":[]}')`), [0, 'done']);
  assert.deepEqual(run('() => new Promise(() => {})'), [0, ''], 'a fetch that never comes holds nothing');
});

test('hooks and a logger are told of every step and of endings, and never of ids or tokens', async () => {
  const events = [];
  const lines = [];
  const record = (kind) => (event) => {
    events.push([kind, event]);
    throw new Error('a hook that throws is no concern of the call');
  };
  const fetch = scripted(
    () =>
      new Response('', {
        status: 429,
        headers: { 'retry-after-ms': '1', deprecation: 'true', sunset: 'Fri, 01 Jan 2027 00:00:00 GMT' },
      }),
    () => new Response('{"key":{"id":"k"}}', { headers: { 'x-request-id': 'r-1', deprecation: 'true' } }),
  );
  client.init('https://api.example', {
    fetch,
    hooks: { onRequest: record('request'), onResponse: record('response'), onRetry: record('retry') },
    logger: { debug: (line) => lines.push(line), warn: (line) => lines.push(line) },
  });
  const { data } = await client.createKey(token, { ...ids, createKeyRequest: { userId: ids.userId } });
  assert.equal(data.key.id, 'k');
  assert.deepEqual(
    events.map(([kind, { attempt, status }]) => [kind, attempt, status]),
    [
      ['request', 1, undefined],
      ['response', 1, 429],
      ['retry', 1, undefined],
      ['request', 2, undefined],
      ['response', 2, 200],
    ],
  );
  assert.equal(lines.filter((line) => line.includes('deprecated')).length, 1);
  const text = JSON.stringify([events, lines]);
  assert.ok(!text.includes(token) && !text.includes('4799887766'), text);
});

describe('UnlocClient', () => {
  const answer =
    (status, body = '{"locks":[{"id":"l"}]}') =>
    () =>
      new Response(body, { status });

  test('gives what is asked for by noun, and rejects with an UnlocError', async () => {
    const unloc = new client.UnlocClient({
      token,
      baseUrl: 'https://api.example',
      fetch: scripted(answer(200), answer(200, '{"lock":{"id":"l"}}'), answer(404)),
    });
    assert.deepEqual([...(await unloc.v1.locks.list({ lockHolderId: 'h' }))], [{ id: 'l' }]);
    assert.deepEqual(await unloc.v1.locks.get(ids), { id: 'l' });
    await assert.rejects(
      unloc.v1.locks.get(ids),
      (error) => error instanceof client.UnlocError && error.code === 'not_found',
    );
  });

  test('asks its token function once more after a 401, and only then', async () => {
    const needs = [];
    const fetch = scripted(answer(401), answer(200));
    const unloc = new client.UnlocClient({
      baseUrl: 'https://api.example',
      fetch,
      token: async (need) => {
        needs.push(need);
        return need.rejectedToken ? 'fresh' : 'stale';
      },
    });
    await unloc.v1.locks.list({ lockHolderId: 'h' });
    assert.deepEqual(needs, [
      { api: 'v1', lockHolderId: 'h' },
      { api: 'v1', lockHolderId: 'h', rejectedToken: 'stale' },
    ]);
    assert.deepEqual(
      fetch.requests.map(([, init]) => init.headers.authorization),
      ['Bearer stale', 'Bearer fresh'],
    );
  });

  test('a token function that gives the same again is not asked a third time', async () => {
    const fetch = scripted(answer(401));
    const unloc = new client.UnlocClient({
      baseUrl: 'https://api.example',
      fetch,
      token: { getToken: async () => ({ accessToken: 'same' }) },
    });
    await assert.rejects(unloc.v1.locks.list({ lockHolderId: 'h' }), { code: 'unauthorized' });
    assert.equal(fetch.requests.length, 1);
  });

  test('a token function that fails is a token_error without its words', async () => {
    for (const source of [
      () => {
        throw new Error('secret');
      },
      async () => undefined,
      {
        getToken: async () => {
          throw new Error('secret');
        },
      },
    ]) {
      const unloc = new client.UnlocClient({ baseUrl: 'https://api.example', fetch: ok, token: source });
      await assert.rejects(
        unloc.v1.locks.list({ lockHolderId: 'h' }),
        (error) => error.code === 'token_error' && !error.message.includes('secret'),
      );
    }
  });

  test('shows no token, however it is looked at', async () => {
    const { inspect } = await import('node:util');
    const unloc = new client.UnlocClient({
      token,
      baseUrl: 'https://api.example',
      headers: { 'x-secret': 'planted-header' },
    });
    for (const text of [inspect(unloc, { depth: 20, showHidden: true }), JSON.stringify(unloc), String(unloc)]) {
      assert.ok(!text.includes(token) && !text.includes('planted-header'), text);
    }
  });

  test('its wait for a token ends too, by deadline and signal, and an ended call asks for none', async () => {
    let asked = 0;
    const unloc = new client.UnlocClient({
      baseUrl: 'https://api.example',
      fetch: ok,
      token: () => {
        asked += 1;
        return never();
      },
    });
    await assert.rejects(unloc.v1.locks.list({ lockHolderId: 'h' }, { deadlineMs: 30 }), {
      code: 'deadline_exceeded',
      attempts: 0,
    });
    const controller = new AbortController();
    const running = unloc.v1.locks.list({ lockHolderId: 'h' }, { signal: controller.signal });
    controller.abort();
    await assert.rejects(running, { code: 'aborted', attempts: 0 });
    await assert.rejects(unloc.v1.locks.list({ lockHolderId: 'h' }, { signal: controller.signal }), {
      code: 'aborted',
    });
    assert.equal(asked, 2);
  });

  test('a second 401 is told with both attempts', async () => {
    let n = 0;
    const unloc = new client.UnlocClient({
      baseUrl: 'https://api.example',
      fetch: scripted(answer(401)),
      token: () => `t${n++}`,
    });
    await assert.rejects(unloc.v1.keys.create({ ...ids, createKeyRequest: { userId: '+4799887766', start: null } }), {
      code: 'unauthorized',
      attempts: 2,
    });
  });

  test('two clients share neither queue nor base URL', async () => {
    const one = new client.UnlocClient({
      token,
      baseUrl: 'https://one.example',
      fetch: never,
      maxConcurrent: 1,
      deadlineMs: 100,
    });
    const stuck = one.v1.locks.list({ lockHolderId: 'h' }).catch(({ code }) => code);
    const fetch = scripted(answer(200));
    await new client.UnlocClient({ token, baseUrl: 'https://two.example', fetch }).v1.locks.list({ lockHolderId: 'h' });
    assert.match(fetch.requests[0][0], /^https:\/\/two\.example\//);
    assert.equal(await stuck, 'deadline_exceeded');
  });
});

test('over a real connection: a server that never answers, one that is slow with the body', async () => {
  await withServer(
    () => {},
    async (url) => {
      client.init(url);
      assert.equal((await client.getLocks(token, ids, { timeoutMs: 50, maxRetries: 0 })).error.code, 'timeout');
    },
  );
  await withServer(
    (_, response) => {
      response.write('{"locks":');
    },
    async (url) => {
      client.init(url);
      assert.equal((await client.getLocks(token, ids, { deadlineMs: 100 })).error.code, 'deadline_exceeded');
    },
  );
});
