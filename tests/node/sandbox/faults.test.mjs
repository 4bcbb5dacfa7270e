// Faults of createSandbox, from the built package.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSandbox, root, tokenFrom } from '../../support/built-package.mjs';
import { flushPromises, keepProcessAlive } from '../../support/wait.mjs';

keepProcessAlive();

/** A sandbox with the demo seed and one fault, and a call that the fault applies to. */
async function faulty(fault, rule = {}) {
  const sandbox = await createSandbox();
  const authorization = `Bearer ${await tokenFrom(sandbox)}`;
  sandbox.faults([{ path: '/integrators/**', ...rule, fault }]);
  const url = `${sandbox.url}/integrators/v1/lock-holders/`;
  return { sandbox, call: (init) => sandbox.fetch(url, { headers: { authorization }, ...init }) };
}

/** Creates a lock holder; returns the outcome and how many there are then. */
async function creating(fault) {
  const { sandbox, call } = await faulty(fault, { method: 'POST' });
  const body = JSON.stringify({ name: 'Mine', countryIso: 'NO', organizationId: 'EXAMPLE-1' });
  const outcome = await call({ method: 'POST', body }).then(
    (answer) => answer.status,
    (error) => error,
  );
  return { outcome, lockHolders: sandbox.state().lockHolders.length };
}

const elapsed = async (work) => {
  const started = performance.now();
  const outcome = await work();
  return { outcome, ms: performance.now() - started };
};

/** A promise, and whether it has settled. */
function observed(promise) {
  const state = { settled: false };
  const settle = () => {
    state.settled = true;
  };
  promise.then(settle, settle);
  return { state, promise };
}

function isReset(error) {
  assert.ok(error instanceof TypeError);
  assert.deepEqual([error.message, error.cause.code], ['fetch failed', 'ECONNRESET']);
  return true;
}

function isTerminated(error) {
  assert.ok(error instanceof TypeError);
  assert.deepEqual([error.message, error.cause.code], ['terminated', 'UND_ERR_SOCKET']);
  return true;
}

test('a status comes with its headers and its body, and the work is not done', async () => {
  const { call, sandbox } = await faulty(
    { status: 429, headers: { 'Retry-After': 2 }, body: { error: 'Slow', errorDescription: 'Down' } },
    { count: 1 },
  );
  const answer = await call();
  assert.ok(answer instanceof Response);
  assert.deepEqual(
    [answer.status, answer.headers.get('retry-after'), await answer.json()],
    [429, '2', { error: 'Slow', errorDescription: 'Down' }],
  );
  assert.equal((await call()).status, 200);
  assert.deepEqual(
    sandbox.faults().map(({ matched, hits }) => [matched, hits]),
    [[2, 1]],
  );
  assert.deepEqual(await creating({ status: 500 }), { outcome: 500, lockHolders: 3 });
  assert.deepEqual(await creating({ status: 500, workDone: true }), { outcome: 500, lockHolders: 4 });
});

test('a body may be HTML, empty, or of the wrong content type', async () => {
  const html = await (await faulty({ status: 502, body: '<html>Bad gateway</html>' })).call();
  assert.deepEqual(
    [html.status, html.headers.get('content-type'), await html.text()],
    [502, 'text/html; charset=utf-8', '<html>Bad gateway</html>'],
  );
  const empty = await (await faulty({ body: null })).call();
  assert.deepEqual([empty.status, await empty.text()], [200, '']);
  const wrong = await (await faulty({ contentType: 'text/html' })).call();
  assert.equal(wrong.headers.get('content-type'), 'text/html');
  assert.equal((await wrong.json())['lock-holders'].length, 3);
});

test('a status without a body does not take one', async () => {
  const answer = await (await faulty({ status: 204, delayMs: 1 })).call();
  assert.deepEqual([answer.status, await answer.text()], [204, '']);
});

test('a delay holds the answer back, the work is done before, and a signal ends it at once', async (t) => {
  const { call } = await faulty({ delayMs: 80 });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { state, promise: delayed } = observed(call());
  await flushPromises();
  t.mock.timers.tick(79);
  await flushPromises();
  assert.equal(state.settled, false);
  t.mock.timers.tick(1);
  assert.equal((await delayed).status, 200);
  t.mock.timers.reset();

  const slow = await faulty({ delayMs: 60_000 }, { method: 'POST' });
  const reason = new Error('enough');
  const controller = new AbortController();
  const pending = slow.call({
    method: 'POST',
    body: JSON.stringify({ name: 'Mine', countryIso: 'NO', organizationId: 'EXAMPLE-1' }),
    signal: controller.signal,
  });
  await flushPromises();
  assert.equal(slow.sandbox.state().lockHolders.length, 4);
  controller.abort(reason);
  await assert.rejects(pending, (error) => error === reason);
});

test('what hangs is ended by nothing but the signal', async (t) => {
  const { call } = await faulty({ hang: true });
  await assert.rejects(call({ signal: AbortSignal.timeout(40) }), { name: 'TimeoutError' });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const controller = new AbortController();
  const { state, promise: pending } = observed(call({ signal: controller.signal }));
  await flushPromises();
  t.mock.timers.tick(86_400_000);
  await flushPromises();
  assert.equal(state.settled, false, 'a day later');
  controller.abort();
  await assert.rejects(pending, { name: 'AbortError' });
});

test('a signal that came in a Request ends what hangs', async () => {
  const { sandbox } = await faulty({ hang: true });
  const controller = new AbortController();
  const pending = sandbox.fetch(
    new Request(`${sandbox.url}/integrators/v1/lock-holders/`, { signal: controller.signal }),
  );
  await flushPromises();
  controller.abort();
  await assert.rejects(pending, { name: 'AbortError' });
});

test('a reset breaks the connection before or after the work', async () => {
  const before = await creating({ reset: 'before' });
  assert.ok(isReset(before.outcome));
  assert.equal(before.lockHolders, 3);
  const behind = await creating({ reset: 'after', delayMs: 5 });
  assert.ok(isReset(behind.outcome));
  assert.equal(behind.lockHolders, 4);
});

test('an expired token is refused as the API does, and only the token', async () => {
  const { sandbox, call } = await faulty({ expireTokens: true }, { count: 1, path: '/**' });
  await tokenFrom(sandbox);
  const answer = await call();
  assert.deepEqual(
    [answer.status, await answer.json()],
    [401, { error: 'JsonWebTokenError', errorDescription: 'JWT expired' }],
  );
  assert.equal((await call()).status, 200);
});

test('a truncated body promises more, gives its first bytes, and then breaks off', async () => {
  const { call } = await faulty({ truncateTo: 20 });
  for (const read of ['text', 'json', 'arrayBuffer']) {
    const answer = await call();
    assert.equal(answer.status, 200);
    assert.ok(Number(answer.headers.get('content-length')) > 20);
    await assert.rejects(answer[read](), isTerminated, read);
  }
  const reader = (await call()).body.getReader();
  const { value } = await reader.read();
  assert.equal(new TextDecoder().decode(value), '{"lock-holders":[{"i');
  await assert.rejects(reader.read(), isTerminated);
  const nothing = await (await faulty({ status: 503, body: 'gone', truncateTo: 0 })).call();
  assert.equal(nothing.status, 503);
  await assert.rejects(nothing.text(), isTerminated);
});

test('a slow body comes whole, in pieces, over its time', async (t) => {
  const { call } = await faulty({ slowBodyMs: 100 });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answer = await call();
  const chunks = [];
  const reading = (async () => {
    for await (const chunk of answer.body) chunks.push(chunk);
  })();
  for (let pieces = 0; pieces < 10; pieces += 1) {
    await flushPromises();
    assert.equal(chunks.length, pieces);
    t.mock.timers.tick(10);
  }
  await reading;
  assert.equal(chunks.length, 10);
  assert.equal(JSON.parse(Buffer.concat(chunks))['lock-holders'].length, 3);
});

test('a slow body that is truncated gives its pieces and then breaks off', async () => {
  const { call } = await faulty({ slowBodyMs: 30, truncateTo: 20 });
  let read = 0;
  await assert.rejects(async () => {
    for await (const chunk of (await call()).body) read += chunk.length;
  }, isTerminated);
  assert.equal(read, 20);
});

test('a signal ends a slow body with its reason', async () => {
  const { call } = await faulty({ slowBodyMs: 60_000 });
  const reason = new Error('enough');
  const controller = new AbortController();
  const answer = await call({ signal: controller.signal });
  const reading = answer.text();
  await flushPromises();
  controller.abort(reason);
  await assert.rejects(reading, (error) => error === reason);
  const unread = await call({ signal: controller.signal }).catch((error) => error);
  assert.equal(unread, reason);
  const late = new AbortController();
  const before = await call({ signal: late.signal });
  late.abort(reason);
  await assert.rejects(before.text(), (error) => error === reason);
  await (await call()).body.cancel();
});

test('where the platform has no Response, the look-alike breaks off, comes slowly and ends by the signal too', async () => {
  const cut = await faulty({ truncateTo: 20 });
  const slow = await faulty({ slowBodyMs: 40 });
  const never = await faulty({ slowBodyMs: 60_000 });
  for (const missing of ['Response', 'ReadableStream']) {
    const { [missing]: present } = globalThis;
    delete globalThis[missing];
    try {
      const answer = await cut.call();
      assert.equal(answer.constructor.name === 'Response', false);
      await assert.rejects(answer.text(), isTerminated);
      const { outcome, ms } = await elapsed(async () => (await slow.call()).json());
      assert.equal(outcome['lock-holders'].length, 3);
      assert.ok(ms >= 35, `${ms}`);
      const controller = new AbortController();
      const pending = (await never.call({ signal: controller.signal })).text();
      controller.abort();
      await assert.rejects(pending, { name: 'AbortError' });
    } finally {
      globalThis[missing] = present;
    }
  }
});

test('faults of the options are there from the beginning and again after a reset', async () => {
  const rule = { count: 1, path: '/auth/v1/token', fault: { status: 503 } };
  const sandbox = await createSandbox({ seed: 'empty', faults: [rule] });
  const status = async () => (await sandbox.fetch(`${sandbox.url}/auth/v1/token`, { method: 'POST' })).status;
  assert.deepEqual([await status(), await status()], [503, 400]);
  assert.deepEqual(sandbox.faults(), [{ rule, matched: 2, hits: 1 }]);
  assert.deepEqual(sandbox.faults([{ fault: { status: 500 } }]), [
    { rule: { fault: { status: 500 } }, matched: 0, hits: 0 },
  ]);
  assert.equal(await status(), 500);
  sandbox.reset();
  assert.deepEqual([await status(), await status()], [503, 400]);
  assert.deepEqual(sandbox.faults([]), []);
  assert.equal(await status(), 400);
});

test('a broken rule is refused with its place and its member, and nothing changes', async () => {
  await assert.rejects(
    createSandbox({ faults: [{ fault: { dealyMs: 1 } }] }),
    /^Error: rules\[0\]\.fault\.dealyMs is not known here; /,
  );
  await assert.rejects(createSandbox({ faults: { fault: {} } }), /must be a list/);
  const sandbox = await createSandbox({ seed: 'empty', faults: [{ fault: { delayMs: 1 } }] });
  assert.throws(
    () => sandbox.faults([{ fault: { status: 500 } }, { path: 'auth', fault: { status: 500 } }]),
    /^Error: rules\[1\]\.path must begin with a slash/,
  );
  assert.deepEqual(
    sandbox.faults().map(({ rule }) => rule),
    [{ fault: { delayMs: 1 } }],
  );
});

test('the same seed strikes the same calls', async () => {
  const run = async (seed) => {
    const { call } = await faulty({ status: 503 }, { probability: 0.4, seed });
    const statuses = [];
    for (let index = 0; index < 60; index += 1) statuses.push((await call()).status);
    return statuses.join();
  };
  const first = await run(1);
  assert.equal(await run(1), first);
  assert.notEqual(await run(2), first);
  assert.match(first, /503/);
  assert.match(first, /200/);
});

test('a process waits for a delayed answer that somebody waits for, and not for one that never comes', async () => {
  const run = (fault, what) =>
    new Promise((resolve) => {
      const script = `
      const { createSandbox } = require(${JSON.stringify(join(root, 'pkg', 'sandbox'))});
      createSandbox({ seed: 'empty', faults: [{ fault: ${JSON.stringify(fault)} }] })
        .then((sandbox) => sandbox.fetch(sandbox.url)).then((answer) => answer.text()).then(() => console.log('${what}'));`;
      execFile(process.execPath, ['-e', script], { timeout: 30_000 }, (error, out) =>
        resolve([error ? (error.code ?? error.signal) : 0, out.trim()]),
      );
    });
  assert.deepEqual(await run({ delayMs: 200 }, 'late'), [0, 'late']);
  assert.deepEqual(await run({ slowBodyMs: 200 }, 'slow'), [0, 'slow']);
  assert.deepEqual(await run({ hang: true }, 'never'), [0, '']);
});
