// Many calls that share one signal add one listener to it, and remove it when they have ended.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { before, test } from 'node:test';
import { client } from '../../support/built-package.mjs';
import { flushPromises, keepProcessAlive, until } from '../../support/wait.mjs';

const token = 'planted-token-7f3a';
const of = { lockHolderId: 'h' };
const never = () => new Promise(() => {});
const soon = () => new Promise((resolve) => setImmediate(resolve, new Response('{"locks":[]}')));
const listeners = (signal) => getEventListeners(signal, 'abort').length;
const hundred = (work) => Array.from({ length: 100 }, (_, n) => work(n));

keepProcessAlive();

before(() => client.getLocks(token, of, { fetch: soon })); // loads the wasm

const warnings = [];
process.on('warning', (warning) => warnings.push(warning.name));

test('a hundred calls at once, of which most wait for their turn, put one listener on their signal and end with it', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const inside = [];
  client.init('https://shared-signal.example', {
    fetch: (_, init) => {
      inside.push(init.signal);
      return never();
    },
  });
  const running = hundred(() => client.getLocks(token, of, { signal }));
  await until(() => inside.length >= 32, '32 requests are sent');
  await flushPromises();
  assert.equal(listeners(signal), 1);
  assert.equal(inside.length, 32);
  controller.abort();
  assert.ok(
    inside.every(({ aborted }) => aborted),
    'when the event is over, so is every fetch',
  );
  for (const { error } of await Promise.all(running)) assert.equal(error.code, 'aborted');
  assert.equal(inside.length, 32, 'nothing is sent after');
  assert.equal(listeners(signal), 0);
});

test('a hundred calls that end by themselves leave no listener, and the signal serves the next ones', async () => {
  const { signal } = new AbortController();
  client.init('https://shared-signal.example', { fetch: soon });
  for (let round = 0; round < 3; round += 1) {
    const running = hundred(() => client.getLocks(token, of, { signal }));
    for (const { error } of await Promise.all(running)) assert.equal(error, undefined);
    assert.equal(listeners(signal), 0);
  }
});

test('a signal of all calls is shared too, and one call more or less does not end the others', async () => {
  const all = new AbortController();
  const one = new AbortController();
  let sent = 0;
  const unloc = new client.UnlocClient({
    baseUrl: 'https://shared-signal.example',
    fetch: () => {
      sent += 1;
      return never();
    },
    signal: all.signal,
    maxConcurrent: 200,
    token: async ({ signal }) => {
      assert.ok(signal instanceof AbortSignal);
      return token;
    },
  });
  const codes = [];
  const running = hundred(() => unloc.v1.locks.list(of).catch(({ code }) => codes.push(code)));
  const single = unloc.v1.locks.list(of, { signal: one.signal }).catch(({ code }) => code);
  await until(() => sent === 101, 'all requests are sent');
  await flushPromises();
  assert.deepEqual([listeners(all.signal), listeners(one.signal)], [1, 1]);
  one.abort();
  assert.equal(await single, 'aborted');
  assert.deepEqual([codes.length, listeners(all.signal), listeners(one.signal)], [0, 1, 0]);
  all.abort();
  await Promise.all(running);
  assert.deepEqual([codes.length, new Set(codes).size, codes[0], listeners(all.signal)], [100, 1, 'aborted', 0]);
});

test('waits for tokens share it as well', async () => {
  const controller = new AbortController();
  const unloc = new client.UnlocClient({ baseUrl: 'https://shared-signal.example', fetch: soon, token: never });
  const running = hundred(() => unloc.v1.locks.list(of, { signal: controller.signal }).catch(({ code }) => code));
  await flushPromises();
  assert.equal(listeners(controller.signal), 1);
  controller.abort();
  assert.deepEqual([...new Set(await Promise.all(running))], ['aborted']);
  assert.equal(listeners(controller.signal), 0);
});

test('frozen options, options with getters and a signal that was already fired work as before', async () => {
  client.init('https://shared-signal.example', { fetch: soon });
  const { signal } = new AbortController();
  assert.equal((await client.getLocks(token, of, Object.freeze({ signal, maxRetries: 0 }))).error, undefined);
  assert.equal(
    (
      await client.getLocks(token, of, {
        get signal() {
          return signal;
        },
      })
    ).error,
    undefined,
  );
  assert.equal(
    (await client.getLocks(token, of, Object.freeze({ signal, timeoutMs: 'x' }))).error.code,
    'invalid_argument',
    'the other options count',
  );
  const { error } = await client.getLocks(token, of, { signal: AbortSignal.abort() });
  assert.deepEqual([error.code, error.attempts], ['aborted', 0]);
});

test('of none of this the platform warned', async () => {
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(warnings, []);
});
