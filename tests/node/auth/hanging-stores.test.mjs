// Functions of the caller's that hang or fail: each is waited for a bounded time, and what it means is decided by whose token it is.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  clock,
  lock,
  person,
  provider,
  rotating,
  slowStore,
  tokenServer,
  withHeldTimers,
} from '../../support/auth-fixtures.mjs';
import { deferred } from '../../support/wait.mjs';

describe("a function of the caller's that hangs", () => {
  /** Hangs as often as `times` says, then does its work. */
  const hanging = (work, times) => {
    let left = times;
    return (...given) => {
      left -= 1;
      return left >= 0 ? new Promise(() => {}) : work(...given);
    };
  };
  const storeThat = (what, times) => {
    const store = slowStore({ lock: lock() });
    store[what] = hanging(store[what], times);
    return store;
  };

  for (const what of ['get', 'set', 'lock']) {
    test(`${what}: the client's own token is requested after three seconds without the store, and the next call tries it again`, async () => {
      for (const times of [1, Infinity]) {
        await withHeldTimers(async ({ elapsed, until: within }) => {
          const [fetch, now] = [tokenServer(), clock()];
          const store = storeThat(what, times);
          const tokens = provider(fetch, now, { store });
          const all = await within(Promise.all(Array.from({ length: 5 }, () => tokens.getToken())));
          assert.deepEqual([...new Set(all.map(({ accessToken }) => accessToken))], ['planted-token-1']);
          assert.equal(elapsed(), 3_000, 'one wait for each request');
          assert.equal((await within(tokens.getToken())).accessToken, 'planted-token-1');
          now.advance(3600);
          assert.equal((await within(provider(fetch, now, { store }).getToken())).accessToken, 'planted-token-2');
          assert.equal(elapsed(), times === 1 ? 3_000 : 6_000);
          assert.equal(fetch.count(), 2);
          assert.equal(store.texts.size, times === 1 ? 1 : 0);
        });
      }
    });
  }

  for (const what of ['get', 'set', 'lock', 'persist']) {
    test(`${what}: a person's call ends with its name, loses no refresh token, and the next one works`, async () => {
      await withHeldTimers(async ({ elapsed, until: within }) => {
        const saved = [];
        const save = ({ refreshToken }) => saved.push(refreshToken);
        const store = what === 'persist' ? slowStore() : storeThat(what, 1);
        const [fetch, now] = [rotating(), clock()];
        const persist = what === 'persist' ? hanging(save, 1) : save;
        const tokens = person(fetch, now, { store, persist, subject: 'ola', refreshToken: 'r1', storeTimeoutMs: 500 });
        await assert.rejects(within(tokens.getToken()), (error) => {
          assert.deepEqual([error.code, error.safeToRetry], ['token_error', true]);
          assert.match(error.message, new RegExp(`"${what}" did not answer within 500 ms`));
          return true;
        });
        assert.equal(elapsed(), 500);
        // With another provider of the same store, as after a reload of the application.
        const again =
          what === 'persist' ? tokens : person(fetch, now, { store, persist, subject: 'ola', refreshToken: 'r1' });
        assert.equal((await within(again.getToken())).accessToken, 'a2');
        assert.deepEqual(saved, ['r2']);
        assert.equal(fetch.count(), 1);
        assert.equal(elapsed(), 500);
      });
    });
  }

  test("a person's refresh does without neither store nor lock, also while the process knows the refresh token", async () => {
    const [fetch, now] = [rotating(), clock()];
    const store = slowStore({ lock: lock() });
    const tokens = person(fetch, now, { store, subject: 'ola', refreshToken: 'r1' });
    await tokens.getToken();
    now.advance(7200);
    const { get, lock: locks } = store;
    for (const what of ['get', 'lock']) {
      store[what] = () => Promise.reject(new Error('down'));
      await assert.rejects(
        tokens.getToken(),
        (error) => error.code === 'token_error' && error.message.includes(`"${what}" failed`),
      );
      Object.assign(store, { get, lock: locks });
    }
    assert.equal(fetch.count(), 1);
    assert.equal((await tokens.getToken()).accessToken, 'a3');
  });

  test('a lock that is granted too late, or twice, runs nothing', async () => {
    await withHeldTimers(async ({ until: within }) => {
      const works = [];
      const { promise: ended, resolve: end } = deferred();
      const store = slowStore({
        lock: (_, work) => {
          works.push(work);
          return ended;
        },
      });
      const fetch = tokenServer();
      assert.equal((await within(provider(fetch, clock(), { store }).getToken())).accessToken, 'planted-token-1');
      assert.equal(await works[0](), undefined);
      assert.equal(fetch.count(), 1);
      const eager = slowStore({ lock: async (_, work) => [await work(), await work()] });
      const theirs = rotating();
      const tokens = person(theirs, clock(), { store: eager, subject: 'ola', refreshToken: 'r1' });
      assert.equal((await within(tokens.getToken())).accessToken, 'a2');
      assert.equal(theirs.count(), 1);
      end();
    });
  });

  test('a lock that is not given back holds up nobody who has the token', async () => {
    const store = slowStore({ lock: (_, work) => work().then(() => new Promise(() => {})) });
    assert.equal((await provider(tokenServer(), clock(), { store }).getToken()).accessToken, 'planted-token-1');
  });

  test('in a sign-in ends it with its name, and the callback can be used again', async () => {
    await withHeldTimers(async ({ until: within }) => {
      const store = slowStore();
      const tokens = person(
        tokenServer(() => ({ access_token: 'a', expires_in: 60 })),
        clock(),
        { store, subject: 'ola' },
      );
      const redirectUri = 'https://app.example/back';
      const { get, set } = store;
      store.set = () => new Promise(() => {});
      await assert.rejects(
        within(tokens.authorizationUrl({ redirectUri })),
        /authorizationUrl: the store's "set" did not answer/,
      );
      store.set = set;
      const state = new URL(await within(tokens.authorizationUrl({ redirectUri }))).searchParams.get('state');
      store.get = () => new Promise(() => {});
      const callback = `${redirectUri}?code=c&state=${state}`;
      await assert.rejects(within(tokens.finish(callback)), /finish: the store's "get" did not answer/);
      store.get = get;
      assert.equal((await within(tokens.finish(callback))).accessToken, 'a');
    });
  });
});
