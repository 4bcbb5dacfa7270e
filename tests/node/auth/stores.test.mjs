// Stores that several processes share, refresh tokens that work once, and cache entries per person.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  auth,
  clock,
  credentials,
  lock,
  person,
  processOf,
  provider,
  rotating,
  slowStore,
  tokenServer,
} from '../../support/auth-fixtures.mjs';
import { deferred, until } from '../../support/wait.mjs';

const { TokenProvider, lockit } = auth;

describe('a shared store', () => {
  test('gives two processes the same token, for one request', async () => {
    const [fetch, now, store] = [tokenServer(), clock(), slowStore()];
    const [one, other] = [
      provider(fetch, now, { store: processOf(store) }),
      provider(fetch, now, { store: processOf(store) }),
    ];
    assert.equal((await one.getToken()).accessToken, 'planted-token-1');
    assert.equal((await other.getToken()).accessToken, 'planted-token-1');
    assert.equal(fetch.count(), 1);
    now.advance(3600);
    assert.equal((await other.getToken()).accessToken, 'planted-token-2', 'what has expired in the store is not used');
    assert.equal((await one.getToken()).accessToken, 'planted-token-2');
    assert.equal(fetch.count(), 2);
  });

  test('with a lock lets one of many processes ask, also when all begin at once', async () => {
    const [fetch, now] = [tokenServer(), clock()];
    const store = slowStore({ lock: lock() });
    const got = await Promise.all(
      Array.from({ length: 10 }, () => provider(fetch, now, { store: processOf(store) }).getToken()),
    );
    assert.deepEqual([...new Set(got.map(({ accessToken }) => accessToken))], ['planted-token-1']);
    assert.equal(fetch.count(), 1);
  });

  test('is one for providers in the same process: they share what is under way, too', async () => {
    const [fetch, now, store] = [tokenServer(), clock(), slowStore()];
    await Promise.all(Array.from({ length: 10 }, () => provider(fetch, now, { store }).getToken()));
    assert.equal(fetch.count(), 1);
  });

  test('does not bring back a token that was refused or taken back', async () => {
    const [fetch, now, store] = [tokenServer(), clock(), slowStore()];
    const [one, other] = [
      provider(fetch, now, { store: processOf(store) }),
      provider(fetch, now, { store: processOf(store) }),
    ];
    await one.getToken();
    await other.getToken();
    assert.equal((await one.getToken({ rejectedToken: 'planted-token-1' })).accessToken, 'planted-token-2');
    assert.equal(
      (await other.getToken({ rejectedToken: 'planted-token-1' })).accessToken,
      'planted-token-2',
      'the other finds the new one in the store',
    );
    await one.invalidate();
    assert.equal((await one.getToken()).accessToken, 'planted-token-3');
    assert.equal(fetch.count(), 3);
  });

  test('that fails, or holds nonsense, costs a request and no call', async () => {
    for (const store of [
      {
        get: async () => {
          throw new Error('down');
        },
        set: async () => {
          throw new Error('down');
        },
      },
      {
        get: () => {
          throw new Error('down');
        },
        set: () => {
          throw new Error('down');
        },
      },
      ...['{', '5', 'null', '{}', '{"accessToken":"x"}'].map((text) => ({ get: async () => text, set: () => {} })),
    ]) {
      const fetch = tokenServer();
      const tokens = provider(fetch, clock(), { store });
      assert.equal((await tokens.getToken()).accessToken, 'planted-token-1');
      assert.equal((await tokens.getToken()).accessToken, 'planted-token-1');
      assert.equal(fetch.count(), 1);
    }
    for (const broken of [
      async () => {},
      async () => {
        throw new Error(credentials.clientSecret);
      },
      () => {
        throw new Error(credentials.clientSecret);
      },
    ]) {
      const store = slowStore({ lock: broken });
      assert.equal((await provider(tokenServer(), clock(), { store }).getToken()).accessToken, 'planted-token-1');
      const theirs = person(rotating(), clock(), { store: { ...store }, refreshToken: 'r1' });
      await assert.rejects(
        theirs.getToken(),
        (error) =>
          error.code === 'token_error'
          && /"lock"/.test(error.message)
          && !error.message.includes(credentials.clientSecret),
      );
    }
  });
});

describe('refresh tokens', () => {
  test('are used once each, the new one for the next time, and saved before anybody gets the new access token', async () => {
    const [fetch, now, store] = [rotating(), clock(), slowStore()];
    const events = [];
    const { promise: released, resolve: release } = deferred();
    const persist = async (pair) => {
      events.push(pair);
      await released;
      events.push('persisted');
    };
    const tokens = person(fetch, now, { refreshToken: 'r1', store, persist, subject: 'ola' });
    const waiting = Promise.all(
      Array.from({ length: 30 }, () => tokens.getToken().then(({ accessToken }) => events.push(accessToken))),
    );
    await until(() => events.length > 0, 'persist is called');
    assert.deepEqual(events, [{ accessToken: 'a2', refreshToken: 'r2', expiresAt: now() + 7_200_000, subject: 'ola' }]);
    assert.ok([...store.texts.values()].some((text) => text.includes('"r2"')));
    release();
    await waiting;
    assert.deepEqual(events.slice(1), ['persisted', ...Array(30).fill('a2')]);
    now.advance(7200);
    assert.equal((await tokens.getToken()).accessToken, 'a3');
    assert.deepEqual(
      fetch.requests.map(({ read }) => read.refresh_token),
      ['r1', 'r2'],
    );
  });

  test('stay when the server sends none', async () => {
    const fetch = tokenServer((_, number) => ({ access_token: `a${number}`, expires_in: 60 }));
    const now = clock();
    const tokens = person(fetch, now, { refreshToken: 'r1' });
    await tokens.getToken();
    now.advance(60);
    await tokens.getToken();
    assert.deepEqual(
      fetch.requests.map(({ read }) => read.refresh_token),
      ['r1', 'r1'],
    );
  });

  test('that are refused are forgotten, and the error says to sign in again; any other failure keeps them', async () => {
    const answers = [
      { status: 503, error: 'x' },
      { status: 400, error: 'invalid_grant' },
    ];
    const fetch = tokenServer(() => answers.shift());
    const tokens = person(fetch, clock(), { refreshToken: 'r1', store: slowStore() });
    await assert.rejects(tokens.getToken(), { code: 'token_error', status: 503 });
    await assert.rejects(
      tokens.getToken(),
      (error) => error.error === 'invalid_grant' && /Sign in again/.test(error.message),
    );
    await assert.rejects(tokens.getToken(), { code: 'token_error', error: 'login_required', attempts: 0 });
    assert.equal(fetch.count(), 2);
  });

  test('of this process go before an older one that a late write left in the store', async () => {
    const [fetch, now, store] = [rotating(), clock(), slowStore()];
    const tokens = person(fetch, now, { refreshToken: 'r1', subject: 'ola', store });
    await tokens.getToken();
    const old = [...store.texts];
    now.advance(7200);
    await tokens.getToken();
    old.forEach(([name, text]) => store.texts.set(name, text));
    now.advance(7200);
    assert.equal((await tokens.getToken()).accessToken, 'a4');
    assert.deepEqual(
      fetch.requests.map(({ read }) => read.refresh_token),
      ['r1', 'r2', 'r3'],
    );
  });

  test('that another process has used are looked up again instead of losing the person', async () => {
    const [fetch, now, store] = [rotating(), clock(), slowStore()];
    const [one, other] = ['x', 'y'].map(() =>
      person(fetch, now, { refreshToken: 'r1', subject: 'ola', store: processOf(store) }),
    );
    await one.getToken();
    await other.getToken();
    now.advance(7200);
    // Both use r2 at the same time: one is rejected, and finds the other's token in the store.
    const both = await Promise.all([one.getToken(), other.getToken()]);
    assert.deepEqual(
      both.map(({ accessToken }) => accessToken),
      ['a3', 'a3'],
    );
  });

  test('that cannot be saved are kept, nobody gets the token, and the next call tries again to save them', async () => {
    const [fetch, now] = [rotating(), clock()];
    let down = true;
    const saved = [];
    const persist = async ({ refreshToken }) => {
      if (down) throw new Error(refreshToken);
      saved.push(refreshToken);
    };
    const tokens = person(fetch, now, { refreshToken: 'r1', persist });
    await assert.rejects(
      tokens.getToken(),
      (error) =>
        error.code === 'token_error' && /could not be saved/.test(error.message) && !error.message.includes('r2'),
    );
    await assert.rejects(tokens.getToken(), { code: 'token_error' });
    down = false;
    assert.equal((await tokens.getToken()).accessToken, 'a2');
    assert.deepEqual(saved, ['r2']);
    assert.equal(fetch.count(), 1);
  });

  test('outlive invalidate(), also one that comes while it is called, and end with signOut()', async () => {
    const { promise: released, resolve: release } = deferred();
    const inner = rotating();
    const fetch = tokenServer(async (_body, number, init) => {
      const answer = await (await inner('', init)).json();
      if (number === 1) await released;
      return answer;
    });
    const tokens = person(fetch, clock(), { refreshToken: 'r1' });
    const early = tokens.getToken();
    await until(() => inner.count() === 1, 'the first request');
    await tokens.invalidate();
    release();
    assert.equal((await early).accessToken, 'a3', 'r2 was not lost, and a2 is given to nobody');
    await tokens.invalidate();
    assert.equal((await tokens.getToken()).accessToken, 'a4');
    await tokens.signOut();
    await assert.rejects(tokens.getToken(), { error: 'login_required' });
  });

  test('what comes after signOut() is dropped', async () => {
    const { promise: released, resolve: release } = deferred();
    const fetch = tokenServer(async () => {
      await released;
      return { access_token: 'a', refresh_token: 'r', expires_in: 60 };
    });
    const store = slowStore();
    const tokens = person(fetch, clock(), { refreshToken: 'r1', store });
    const early = tokens.getToken();
    await until(() => fetch.count() === 1, 'the request');
    await tokens.signOut();
    release();
    await assert.rejects(early, { error: 'login_required' });
    assert.deepEqual(
      [...store.texts.values()].filter((text) => text !== ''),
      [],
    );
  });

  test("of several people are told apart, and none is a token of the client's own", async () => {
    const fetch = tokenServer(({ refresh_token: token }) => ({
      access_token: `of ${token || 'the client'}`.replaceAll(' ', '-'),
      expires_in: 60,
    }));
    const tokens = person(fetch, clock());
    const [ola, kari] = [
      tokens.for({ subject: 'ola', refreshToken: 'r-ola' }),
      tokens.for({ subject: 'kari', refreshToken: 'r-kari' }),
    ];
    const got = await Promise.all([ola, kari, tokens].map((one) => one.getToken()));
    assert.deepEqual(
      got.map(({ accessToken }) => accessToken),
      ['of-r-ola', 'of-r-kari', 'of-the-client'],
    );
    await assert.rejects(tokens.for({ subject: 'per' }).getToken(), { error: 'login_required' });
    await assert.rejects(new TokenProvider(lockit(), { ...credentials, fetch }).getToken(), {
      error: 'login_required',
    });
  });
});
