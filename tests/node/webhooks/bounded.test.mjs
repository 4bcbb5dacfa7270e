// Nothing that the webhook handler waits for can hold up an event: functions of the caller, other deliveries, bodies.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { client, sampleOfV2 } from '../../support/built-package.mjs';
import { inFastTime } from '../../support/v2-stub.mjs';
import { deferred, flushPromises, until } from '../../support/wait.mjs';

const { createWebhookHandler } = client;
const event = sampleOfV2('access-event.json');
const token = 'c0ffee5ea50n1234';
const never = new Promise(() => {});

const post = (body = JSON.stringify(event), more) =>
  new Request(`https://example.com/unloc/${token}`, { method: 'POST', body, ...more });

/** A handler, what it was told, and a function that delivers the event. */
function recording(options = {}) {
  const errors = [];
  const handler = createWebhookHandler({ token, onEvent() {}, onError: (error) => errors.push(error), ...options });
  return { errors, deliver: async (request = post()) => (await handler(request)).status };
}

/** Hangs at its first call, and then does `work`. */
function hangsOnce(work) {
  let calls = 0;
  return (...given) => {
    calls += 1;
    return calls === 1 ? never : work(...given);
  };
}

const told = (errors) => errors.map(({ code, message }) => [code, message]);

describe('functions of the caller that hang', { concurrency: 1 }, () => {
  test('onEvent: after 30 seconds the event is asked for again, and then dealt with anew', () =>
    inFastTime(async ({ elapsed }) => {
      const events = [];
      const { errors, deliver } = recording({ onEvent: hangsOnce((one) => events.push(one.id)) });
      assert.equal(await deliver(), 500);
      assert.ok(elapsed() >= 30_000 && elapsed() < 60_000, `${elapsed()} ms`);
      assert.deepEqual(told(errors), [['timeout', 'createWebhookHandler: onEvent did not end within 30000 ms.']]);
      assert.deepEqual([await deliver(), await deliver(), events], [200, 200, [event.id]]);
    }));

  test('seen.has: after 3 seconds, before onEvent is called', () =>
    inFastTime(async ({ elapsed }) => {
      const ids = new Set();
      const events = [];
      const { errors, deliver } = recording({
        onEvent: (one) => events.push(one.id),
        seen: { has: hangsOnce((id) => ids.has(id)), add: (id) => ids.add(id) },
      });
      assert.deepEqual([await deliver(), events], [500, []]);
      assert.ok(elapsed() >= 3_000 && elapsed() < 30_000, `${elapsed()} ms`);
      assert.deepEqual(told(errors), [['timeout', 'createWebhookHandler: seen.has did not end within 3000 ms.']]);
      assert.deepEqual([await deliver(), events], [200, [event.id]]);
    }));

  test('seen.add: the event is dealt with, so it is not asked for again', () =>
    inFastTime(async () => {
      const events = [];
      const { errors, deliver } = recording({
        onEvent: (one) => events.push(one.id),
        seen: { has: () => false, add: () => never },
      });
      assert.deepEqual([await deliver(), events], [200, [event.id]]);
      assert.deepEqual(told(errors), [['timeout', 'createWebhookHandler: seen.add did not end within 3000 ms.']]);
    }));

  test('the limits are options', () =>
    inFastTime(async ({ elapsed }) => {
      const slow = recording({ onEvent: () => never, timeoutMs: 200_000 });
      assert.equal(await slow.deliver(), 500);
      assert.ok(elapsed() >= 200_000);
      const store = recording({ seen: { has: () => never, add() {} }, storeTimeoutMs: 40 });
      assert.equal(await store.deliver(), 500);
      assert.match(store.errors[0].message, /seen\.has did not end within 40 ms/);
    }));

  test('an onEvent that ends too late has dealt with the event: it is not called again', () =>
    inFastTime(async () => {
      const { promise, resolve } = deferred();
      let calls = 0;
      const { deliver } = recording({
        onEvent: () => {
          calls += 1;
          return promise;
        },
      });
      assert.equal(await deliver(), 500);
      resolve();
      await flushPromises();
      assert.deepEqual([await deliver(), calls], [200, 1]);
    }));

  test('an onEvent that fails too late is asked for again, and nothing is unhandled', () =>
    inFastTime(async () => {
      const { promise, reject } = deferred();
      const { errors, deliver } = recording({ onEvent: hangsOnce(() => undefined), timeoutMs: 10 });
      const late = recording({ onEvent: () => promise, timeoutMs: 10 });
      assert.deepEqual([await late.deliver(), await deliver()], [500, 500]);
      reject(new Error('late'));
      await flushPromises();
      assert.deepEqual([await deliver(), errors.length, late.errors.length], [200, 1, 1]);
    }));

  test('an onError that rejects leaves nothing unhandled', async (t) => {
    const unhandled = [];
    const listener = (reason) => unhandled.push(reason);
    process.on('unhandledRejection', listener);
    t.after(() => process.off('unhandledRejection', listener));
    const fails = () => {
      throw new Error('no database');
    };
    for (const onError of [async () => fails(), fails])
      assert.equal(await recording({ onEvent: fails, onError }).deliver(), 500);
    await flushPromises();
    assert.deepEqual(unhandled, []);
  });
});

describe('whoever waits for another delivery of an event', { concurrency: 1 }, () => {
  /** As on Workers: timers that are started while a request's code runs never fire after it has ended. */
  function dropsTimers() {
    const real = globalThis.setTimeout;
    globalThis.setTimeout = () => 0;
    return () => {
      globalThis.setTimeout = real;
    };
  }

  test('goes on by itself if the other never ends, once for all who wait', () =>
    inFastTime(async ({ elapsed }) => {
      let calls = 0;
      const { errors, deliver } = recording({
        onEvent: () => {
          calls += 1;
          return calls === 1 ? never : undefined;
        },
      });
      const restore = dropsTimers();
      deliver();
      await until(() => calls === 1, 'the first delivery is dealt with');
      restore();
      assert.deepEqual(await Promise.all([deliver(), deliver(), deliver()]), [200, 200, 200]);
      assert.equal(calls, 2);
      // The three waits are at the same time, and counted one after the other.
      assert.ok(elapsed() < 3 * 40_000, `${elapsed()} ms`);
      assert.deepEqual(errors, []);
    }));

  test('does not wait at all for one that should have ended long ago', () =>
    inFastTime(async ({ elapsed }) => {
      const { now } = Date;
      let calls = 0;
      const { deliver } = recording({ onEvent: hangsOnce(() => (calls += 1)) });
      const restore = dropsTimers();
      deliver();
      await flushPromises();
      restore();
      const before = elapsed();
      globalThis.Date.now = () => now() + 40_000;
      try {
        assert.equal(await deliver(), 200);
      } finally {
        globalThis.Date.now = now;
      }
      assert.equal(calls, 1);
      assert.equal(elapsed(), before);
    }));

  test('gets its outcome, and does not call onEvent, if it ends in time', async () => {
    const { promise, resolve } = deferred();
    let calls = 0;
    const { deliver } = recording({
      onEvent: () => {
        calls += 1;
        return promise;
      },
    });
    const all = [deliver(), deliver(), deliver()];
    await until(() => calls > 0, 'onEvent is called');
    resolve();
    assert.deepEqual([await Promise.all(all), calls], [[200, 200, 200], 1]);
  });
});

describe('bodies', { concurrency: 1 }, () => {
  test('one that never ends is refused after 30 seconds, and given up', () =>
    inFastTime(async ({ elapsed }) => {
      let isCancelled = false;
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(new Uint8Array(3)),
        cancel() {
          isCancelled = true;
        },
      });
      const { errors, deliver } = recording();
      assert.equal(await deliver(post(body, { duplex: 'half' })), 408);
      assert.ok(elapsed() >= 30_000);
      assert.ok(isCancelled);
      assert.deepEqual(told(errors), [['timeout', 'createWebhookHandler: the body did not arrive within 30000 ms.']]);
    }));

  for (const [how, spoil] of [
    ['read', (request) => request.json()],
    ['locked', (request) => request.body.getReader()],
  ])
    test(`one that was ${how} before is answered with the cause, to the caller too`, async () => {
      const errors = [];
      const handler = createWebhookHandler({ token, onEvent() {}, onError: (error) => errors.push(error) });
      const request = post();
      await spoil(request);
      const response = await handler(request);
      const words = /other code read the body before this handler.*parseAccessEvent/;
      assert.equal(response.status, 500);
      assert.match(await response.text(), words);
      assert.equal(errors[0].code, 'invalid_argument');
      assert.match(errors[0].message, words);
    });

  test('a request of Node is answered by the name of what is missing', async () => {
    const { errors, deliver } = recording();
    assert.equal(await deliver({ method: 'POST', url: `/${token}`, headers: {} }), 500);
    assert.match(errors[0].message, /toNodeHandler/);
  });
});

describe('options', () => {
  test('what a template makes of a variable that is not set is no token, and neither is a line', () => {
    for (const wrong of ['undefined', 'null', `${{}}`, `${Promise.resolve()}`, `${token}\n`, ` ${token}`])
      assert.throws(() => createWebhookHandler({ token: wrong, onEvent() {} }), {
        message: /"token" must be a string/,
      });
    createWebhookHandler({ token: 'undefined-not', onEvent() {} });
  });

  test('a name that is unknown is refused, and so is a time that is none', () => {
    for (const [more, words] of [
      [{ onEvents() {} }, /there is no option "onEvents"/],
      [{ timeout: 3 }, /there is no option "timeout"/],
      [{ timeoutMs: 0 }, /"timeoutMs" must be a number above 0/],
      [{ storeTimeoutMs: '3' }, /"storeTimeoutMs" must be a number above 0/],
      [{ timeoutMs: Number.NaN }, /"timeoutMs"/],
    ])
      assert.throws(() => createWebhookHandler({ token, onEvent() {}, ...more }), {
        code: 'invalid_argument',
        message: words,
      });
  });
});
