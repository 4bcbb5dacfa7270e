// Requests that the platform drops (Cloudflare Workers): nobody waits for them without end, and none is started behind one.
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { auth, clock, credentials, tokenServer, withHeldTimers } from '../../support/auth-fixtures.mjs';
import { deferred, flushPromises } from '../../support/wait.mjs';

const { TokenProvider, unidy, unlocV1 } = auth;
const provider = (fetch, now, more) =>
  new TokenProvider(unlocV1(), { ...credentials, fetch, now, maxRetries: 0, ...more });
const person = (fetch, now, more) =>
  new TokenProvider(unidy({ baseUrl: 'https://tenant.example' }), {
    ...credentials,
    fetch,
    now,
    maxRetries: 0,
    subject: 'ola',
    refreshToken: 'r1',
    ...more,
  });

/** The signs of workerd: with a newer compatibility date, and with an old one. */
const signs = {
  navigator: { value: { userAgent: 'Cloudflare-Workers' }, configurable: true },
  WebSocketPair: { value: class WebSocketPair {}, configurable: true },
};
const before = Object.fromEntries(
  Object.keys(signs).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]),
);
const pretend = (name) => Object.defineProperty(globalThis, name, signs[name]);
afterEach(() => {
  for (const [name, descriptor] of Object.entries(before)) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else delete globalThis[name];
  }
});

/** A server whose first requests never get a response, whatever ends them. */
const deaf = (times) => {
  const server = tokenServer();
  const fetch = (url, init) => (++fetch.asked <= times ? new Promise(() => {}) : server(url, init));
  fetch.asked = 0;
  return fetch;
};

describe('a token request that another caller began', () => {
  for (const sign of [undefined, ...Object.keys(signs)]) {
    test(`is waited for ten seconds, then the caller asks anew; the rest join that one (${sign || 'Node'})`, async () => {
      if (sign) pretend(sign);
      await withHeldTimers(async ({ elapsed, until }) => {
        const fetch = deaf(1);
        const tokens = provider(fetch, clock(), { deadlineMs: Infinity, timeoutMs: Infinity });
        tokens.getToken().catch(() => {});
        await flushPromises();
        const others = await until(Promise.all(Array.from({ length: 5 }, () => tokens.getToken())));
        assert.deepEqual([...new Set(others.map(({ accessToken }) => accessToken))], ['planted-token-1']);
        assert.equal(fetch.asked, 2);
        assert.ok(elapsed() >= 10_000 && elapsed() <= 10_100, String(elapsed()));
      });
    });
  }

  test('of a person is waited for until it must have ended, since a refresh token works once', async () => {
    await withHeldTimers(async ({ elapsed, until }) => {
      const fetch = deaf(1);
      const tokens = person(fetch, clock(), { deadlineMs: 20_000, timeoutMs: 15_000 });
      const first = tokens.getToken();
      await flushPromises();
      const second = tokens.getToken();
      const outcomes = await until(Promise.allSettled([first, second]));
      assert.deepEqual(
        outcomes.map(({ reason }) => reason.code),
        ['timeout', 'timeout'],
      );
      assert.equal(fetch.asked, 1);
      assert.equal(elapsed(), 15_000);
      assert.equal((await until(tokens.getToken())).accessToken, 'planted-token-1');
    });
  });

  test('that ends with an error of the platform is begun anew by who joined it; the first caller gets an UnlocError', async () => {
    const fetch = tokenServer();
    let gone = false;
    const now = () => {
      if (!gone) return 1_000_000;
      gone = false;
      throw new Error('This promise was created by a request that has since ended');
    };
    const tokens = provider(fetch, now);
    const [first, second] = [tokens.getToken(), tokens.getToken()];
    gone = true;
    await assert.rejects(first, { name: 'UnlocError', code: 'token_error', safeToRetry: true });
    assert.equal((await second).accessToken, 'planted-token-1');
  });

  test('in workerd is joined without touching its promise, also when it fails or is invalidated', async () => {
    pretend('navigator');
    const { promise: released, resolve: release } = deferred();
    const fetch = tokenServer(async (_, number) => {
      if (number === 1) await released;
      return number === 2 ? { status: 401, error: 'invalid_client' } : { access_token: `t${number}`, expires_in: 60 };
    });
    const tokens = provider(fetch, clock());
    const both = [tokens.getToken(), tokens.getToken()];
    release();
    assert.deepEqual(
      (await Promise.all(both)).map(({ accessToken }) => accessToken),
      ['t1', 't1'],
    );
    await tokens.invalidate();
    for (const { reason } of await Promise.allSettled([tokens.getToken(), tokens.getToken()]))
      assert.equal(reason.error, 'invalid_client');
    assert.equal(fetch.count(), 2);
  });
});

describe('behind a request', () => {
  const inItsLastMinutes = async (more) => {
    const [fetch, now] = [tokenServer(), clock()];
    const tokens = provider(fetch, now, more);
    await tokens.getToken();
    now.advance(3500);
    assert.equal((await tokens.getToken()).accessToken, 'planted-token-1');
    await flushPromises();
    return { fetch, now, tokens };
  };

  test('nothing is refreshed in workerd, and the token is requested when it is over', async () => {
    for (const sign of Object.keys(signs)) {
      pretend(sign);
      const { fetch, now, tokens } = await inItsLastMinutes({});
      assert.equal(fetch.count(), 1);
      now.advance(70);
      assert.equal((await tokens.getToken()).accessToken, 'planted-token-2');
    }
  });

  test('it is where a waitUntil is handed in, which gets work that never rejects', async () => {
    for (const sign of [undefined, 'navigator']) {
      if (sign) pretend(sign);
      const works = [];
      const { fetch } = await inItsLastMinutes({ waitUntil: (work) => works.push(work) });
      assert.equal(fetch.count(), 2);
      assert.deepEqual(await Promise.all(works), [undefined]);
      const gone = await inItsLastMinutes({
        waitUntil: () => {
          throw new Error('the request has ended');
        },
      });
      assert.equal(gone.fetch.count(), 2);
    }
  });

  test('a refresh that was dropped holds up nobody when the old token is over', async () => {
    await withHeldTimers(async ({ until }) => {
      const [server, now] = [tokenServer(), clock()];
      let dropped = false;
      const fetch = (url, init) => (dropped ? new Promise(() => {}) : server(url, init));
      const tokens = provider(fetch, now, { deadlineMs: Infinity, timeoutMs: Infinity });
      await until(tokens.getToken());
      now.advance(3500);
      dropped = true;
      await until(tokens.getToken());
      await flushPromises();
      dropped = false;
      now.advance(70);
      assert.equal((await until(tokens.getToken())).accessToken, 'planted-token-2');
    });
  });
});
