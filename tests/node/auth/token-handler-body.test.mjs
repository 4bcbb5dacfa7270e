// Bodies of requests to the token handler: their length, their time, and who has read them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withServer } from '../../support/built-package.mjs';
import { auth, clock, credentials, tokenServer, withHeldTimers } from '../../support/auth-fixtures.mjs';

const { TokenProvider, createTokenHandler, unlocV1 } = auth;
const provider = (fetch, more) =>
  new TokenProvider(unlocV1(), { ...credentials, fetch, now: clock(), maxRetries: 0, ...more });
const url = 'https://app.example/unloc-token';
const everybody = { authorize: 'everybody', onError: () => {} };
const ask = (handler, query = '', init) => handler(new Request(url + query, init));

describe('a body', () => {
  const handlerOf = (fetch) => createTokenHandler(provider(fetch), { scopes: ['a'], ...everybody });
  const limit = 65_536;
  const ofLength = (length) => `scope=a&x=${'x'.repeat(length - 10)}`;

  test('ends at 64 KB, and no more of it is read', async () => {
    const fetch = tokenServer();
    const handler = handlerOf(fetch);
    let read = 0;
    const endless = new ReadableStream({
      pull(controller) {
        read += 1;
        controller.enqueue(new Uint8Array(16_384).fill(97));
      },
    });
    for (const [body, status] of [
      [ofLength(limit), 200],
      [ofLength(limit + 1), 413],
      [endless, 413],
    ])
      assert.equal((await ask(handler, '', { method: 'POST', body, duplex: 'half' })).status, status);
    assert.ok(read <= 7, `${read} parts were read`);
    const announced = { method: 'POST', headers: new Headers({ 'content-length': '65537' }), url };
    assert.equal((await handler(announced)).status, 413);
    // Platforms without streams.
    const whole = (text) => ({ method: 'POST', headers: new Headers(), url, text: async () => text });
    assert.equal((await handler(whole(ofLength(limit)))).status, 200);
    assert.equal((await handler(whole(ofLength(limit + 1)))).status, 413);
    await withServer(handler, async (base) => {
      assert.equal((await globalThis.fetch(base, { method: 'POST', body: ofLength(limit) })).status, 200);
      const answer = await globalThis.fetch(base, { method: 'POST', body: ofLength(limit + 1) });
      assert.deepEqual([answer.status, answer.headers.get('connection')], [413, 'close']);
    });
    for (const body of [ofLength(limit + 1), Buffer.from(ofLength(limit + 1)), { scope: 'a', x: 'x'.repeat(limit) }])
      assert.equal((await ofNode(handler, { body })).status, 413);
    assert.equal((await ofNode(handler, { body: Buffer.from('scope=a') })).status, 200);
  });

  /** The response to a request of Node's, without a server. */
  async function ofNode(handler, request) {
    const headers = {};
    const response = {
      statusCode: 0,
      setHeader: (name, value) => {
        headers[name] = value;
      },
      end: (body) => {
        response.body = body;
      },
    };
    await handler({ method: 'POST', url: '/', on: () => {}, ...request }, response);
    return { status: response.statusCode, headers, body: response.body };
  }

  test('that takes longer than ten seconds is 408', async () => {
    await withHeldTimers(async ({ elapsed, until }) => {
      const handler = handlerOf(tokenServer());
      let cancelled = false;
      const never = new ReadableStream({
        cancel() {
          cancelled = true;
        },
      });
      for (const work of [
        ask(handler, '', { method: 'POST', body: never, duplex: 'half' }),
        handler({ method: 'POST', headers: new Headers(), url, text: () => new Promise(() => {}) }),
        ofNode(handler, {}),
      ])
        assert.equal((await until(work)).status, 408);
      assert.equal(elapsed(), 10_000);
      assert.ok(cancelled);
    });
  });

  test('that was read before, or breaks off, is answered', async () => {
    const told = [];
    const handler = createTokenHandler(provider(tokenServer()), {
      scopes: ['a'],
      authorize: 'everybody',
      onError: (error) => told.push(error.message),
    });
    assert.equal((await ofNode(handler, { readableEnded: true })).status, 500);
    assert.match(told[0], /read the body before this handler/);
    const request = new Request(url, { method: 'POST', body: 'scope=a' });
    await request.text();
    assert.equal((await handler(request)).status, 500);
    assert.match(told[1], /read the body before this handler/);
    const broken = { on: (event, listener) => event === 'error' && listener(new Error('x')) };
    assert.equal((await ofNode(handler, broken)).status, 400);
  });

  test('may have its characters cut between two parts', async () => {
    const parts = [...Buffer.from('{"x":"ø€😀","scope":"a"}')].map((byte) => Buffer.from([byte]));
    const on = (event, listener) => {
      if (event === 'data') parts.forEach((part) => listener(part));
      if (event === 'end') listener();
    };
    assert.equal((await ofNode(handlerOf(tokenServer()), { on })).status, 200);
  });

  test('never rejects, also where the response is gone', async () => {
    const told = [];
    const handler = createTokenHandler(provider(tokenServer()), {
      scopes: ['a'],
      authorize: 'everybody',
      onError: (error) => told.push(error.message),
    });
    const gone = () => {
      throw new Error('headers were sent');
    };
    await handler({ method: 'GET', url: '/', on: () => {} }, { statusCode: 0, setHeader: gone, end: gone });
    assert.deepEqual(told, ['headers were sent']);
    await withServer(handler, async (base) => {
      for (const path of ['//', '/%zz', '/?scope=%zz']) await globalThis.fetch(base + path);
      assert.equal((await globalThis.fetch(base)).status, 200);
    });
  });
});
