// The queue: a place is free again when the deadline of its call is over, whoever forgot it. Cloudflare Workers drop what
// belongs to a request that has ended: its promises settle for nobody, and its timers never fire.
import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { client } from '../../support/built-package.mjs';

const ids = { lockHolderId: 'h' };
const flush = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

/** Makes calls whose timers are dropped with them, as workerd drops those of a request that has ended. */
async function dropped(count, call) {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = () => ({ unref() {} });
  for (let made = 0; made < count; made += 1) call();
  await flush();
  globalThis.setTimeout = real;
}

const never = () => new Promise(() => {});

describe('calls whose request has ended', () => {
  test('give their places back at their deadline', async () => {
    await client.getLocks('token-1', ids, { fetch: async () => new Response('{"locks":[]}') });
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const now = performance.now;
    let time = now.call(performance);
    performance.now = () => time;
    try {
      client.init('https://dropped.example', { maxConcurrent: 2, deadlineMs: 1000, fetch: never });
      await dropped(2, () => client.getLocks('token-1', ids));
      let sent = 0;
      const fetch = async () => {
        sent += 1;
        return new Response('{"locks":[]}');
      };
      const waiting = client.getLocks('token-1', ids, { fetch });
      await flush();
      assert.equal(sent, 0, 'the queue is full');
      time += 999;
      mock.timers.tick(999);
      await flush();
      assert.equal(sent, 0, 'still within the deadline');
      time += 2;
      mock.timers.tick(2);
      await flush();
      assert.equal((await waiting).error, undefined);
      assert.equal(sent, 1);
      const next = await client.getLocks('token-1', ids, { fetch });
      assert.equal(next.error, undefined, 'the next one need not wait');
    } finally {
      performance.now = now;
      mock.timers.reset();
    }
  });

  test('hold up a new call no longer than their deadline, without a timer of anybody', async () => {
    const now = performance.now;
    let time = now.call(performance);
    performance.now = () => time;
    try {
      client.init('https://dropped-2.example', { maxConcurrent: 32, deadlineMs: 60_000, fetch: never });
      await dropped(32, () => client.getLocks('token-1', ids));
      time += 60_001;
      const { error } = await client.getLocks('token-1', ids, { fetch: async () => new Response('{"locks":[]}') });
      assert.equal(error, undefined);
    } finally {
      performance.now = now;
    }
  });
});

test('in workerd no call waits for another unless a limit is asked for', async () => {
  const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Cloudflare-Workers' }, configurable: true });
  const most = async (options) => {
    let inside = 0;
    let seen = 0;
    const fetch = async () => {
      inside += 1;
      seen = Math.max(seen, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return new Response('{"locks":[]}');
    };
    client.init('https://workerd.example', { ...options, fetch });
    await Promise.all(Array.from({ length: 50 }, () => client.getLocks('token-1', ids)));
    return seen;
  };
  // Timers of calls keep no process alive.
  const alive = setInterval(() => undefined, 1000);
  try {
    assert.equal(await most({}), 50);
    assert.equal(await most({ maxConcurrent: 4 }), 4);

    // Whose place is free is not woken by the call that frees it, which is another request's: it looks by itself.
    let answer;
    const first = new Promise((resolve) => {
      answer = () => resolve(new Response('{"locks":[]}'));
    });
    client.init('https://workerd-2.example', { maxConcurrent: 1 });
    const calls = [first, new Response('{"locks":[]}')].map((response) =>
      client.getLocks('token-1', ids, { fetch: async () => response }),
    );
    let ended = false;
    calls[1].then(() => {
      ended = true;
    });
    await flush();
    answer();
    assert.equal((await calls[0]).error, undefined);
    await flush();
    assert.equal(ended, false);
    assert.equal((await calls[1]).error, undefined);
  } finally {
    clearInterval(alive);
    if (navigator) Object.defineProperty(globalThis, 'navigator', navigator);
    else delete globalThis.navigator;
  }
  assert.equal(await most({}), 32);
});
