// Tokens are requested once, used while they are valid, and refreshed in time. The test advances the clock.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auth, clock, credentials, tokenServer } from '../../support/auth-fixtures.mjs';
import { deferred, flushPromises, until } from '../../support/wait.mjs';

const { TokenProvider, unidy, unlocV1, unlocV2 } = auth;
const provider = (fetch, now, more) =>
  new TokenProvider(unlocV1(), { ...credentials, fetch, now, maxRetries: 0, ...more });

describe('a token is kept while it is good', () => {
  test('100 at once on an expired token make one request, and get the same token', async () => {
    const [fetch, now] = [tokenServer(), clock()];
    const tokens = provider(fetch, now);
    await tokens.getToken();
    now.advance(3600);
    const got = await Promise.all(Array.from({ length: 100 }, () => tokens.getToken()));
    assert.equal(fetch.count(), 2);
    assert.deepEqual([...new Set(got.map(({ accessToken }) => accessToken))], ['planted-token-2']);
  });

  test('a failure reaches all who wait, and the next call asks again', async () => {
    const fetch = tokenServer((_, number) =>
      number === 1
        ? { status: 401, error: 'invalid_client', error_description: 'Unknown' }
        : { access_token: 't', expires_in: 3600 },
    );
    const tokens = provider(fetch, clock());
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => tokens.getToken()));
    assert.equal(fetch.count(), 1);
    for (const { reason } of outcomes)
      assert.deepEqual(
        [reason.code, reason.error, reason.errorDescription, reason.status],
        ['token_error', 'invalid_client', 'Unknown', 401],
      );
    assert.equal((await tokens.getToken()).accessToken, 't');
    assert.equal(fetch.count(), 2);
  });

  test('it is used until half a minute before its end, and replaced behind two minutes before it', async () => {
    const [fetch, now] = [tokenServer(), clock()];
    const tokens = provider(fetch, now);
    const seen = [];
    const advance = async (seconds) => {
      now.advance(seconds);
      seen.push((await tokens.getToken()).accessToken);
      await flushPromises();
      seen.push(fetch.count());
    };
    await advance(0);
    await advance(3479.9);
    assert.deepEqual(seen.splice(0), ['planted-token-1', 1, 'planted-token-1', 1]);
    await advance(0.1);
    assert.deepEqual(seen.splice(0), ['planted-token-1', 2], 'used, and replaced behind');
    await advance(0);
    assert.deepEqual(seen.splice(0), ['planted-token-2', 2]);
    await advance(3600 - 30);
    assert.deepEqual(seen.splice(0), ['planted-token-3', 3], 'in its last half minute another is awaited');
  });

  test('of a token that lives shortly half is used, and a fresh one that is dead is handed out without going round', async () => {
    const lifetimes = [40, 0, 0];
    const fetch = tokenServer((_, number) => ({ access_token: `t${number}`, expires_in: lifetimes[number - 1] }));
    const now = clock();
    const tokens = provider(fetch, now);
    await tokens.getToken();
    now.advance(9.9);
    assert.equal((await tokens.getToken()).accessToken, 't1');
    await flushPromises();
    assert.equal(fetch.count(), 1);
    now.advance(10.1);
    assert.equal((await tokens.getToken()).accessToken, 't2');
    assert.equal((await tokens.getToken()).accessToken, 't3');
    assert.equal(fetch.count(), 3);
  });

  test('a replacement that fails behind disturbs nobody, and is tried again after five seconds', async () => {
    const fetch = tokenServer((_, number) =>
      number === 2 ? { status: 503, error: 'down' } : { access_token: `t${number}`, expires_in: 3600 },
    );
    const now = clock();
    const tokens = provider(fetch, now);
    await tokens.getToken();
    now.advance(3500);
    for (const [seconds, count] of [
      [0, 2],
      [4.9, 2],
      [0.1, 3],
    ]) {
      now.advance(seconds);
      assert.equal((await tokens.getToken()).accessToken, 't1');
      await flushPromises();
      assert.equal(fetch.count(), count, `after ${seconds}`);
    }
    assert.equal((await tokens.getToken()).accessToken, 't3');
  });

  test('without a lifetime it counts as good for five minutes, and says that this is assumed', async () => {
    const [fetch, now] = [tokenServer((_, number) => ({ access_token: `t${number}` })), clock()];
    const tokens = provider(fetch, now);
    const { lifetimeAssumed, expiresAt, expires_in: seconds } = await tokens.getToken();
    assert.deepEqual([lifetimeAssumed, expiresAt - now(), seconds], [true, 300_000, 300]);
    now.advance(270);
    await tokens.getToken();
    assert.equal(fetch.count(), 2);
  });
});

describe('what tokens are kept by', () => {
  test('scopes in another order are the same token, other scopes, projects, clients and hosts are others', async () => {
    const fetch = tokenServer();
    const now = clock();
    const v1 = provider(fetch, now);
    const v2 = new TokenProvider(unlocV2(), { ...credentials, fetch, now });
    const asked = [
      () => v1.getToken('a b'),
      () => v1.getToken(' b  a'),
      () => v1.getToken({ scope: 'a b a' }),
      () => v1.getToken('a'),
      () => v1.getToken(),
      () => v1.getToken({ lockHolderId: 'x' }),
      () => v1.getToken('lockHolder.admin:x'),
      () => v1.for({ lockHolderId: 'x' }).getToken(),
      () => v2.for({ projectId: 'x' }).getToken(),
      () => v2.getToken({ api: 'v2', projectId: 'x' }),
      () => v2.for({ projectId: 'y' }).getToken({ projectId: 'x' }),
      () => v2.for({ projectId: 'y' }).getToken(),
      () => v2.for({ organizationId: 'x' }).getToken(),
    ];
    const counts = [];
    for (const ask of asked) {
      await ask();
      counts.push(fetch.count());
    }
    assert.deepEqual(counts, [1, 1, 1, 2, 3, 4, 4, 4, 5, 5, 5, 6, 7]);
    assert.deepEqual(fetch.requests[4].read, {
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      project_id: 'x',
      scope: 'project.admin',
    });
    assert.deepEqual(fetch.requests[0].read.scope, ['a', 'b']);
    assert.equal(fetch.requests[3].read.scope, 'lockHolder.admin:x');
  });

  test('what makes no sense is refused before anything is sent', async () => {
    const fetch = tokenServer();
    const v2 = new TokenProvider(unlocV2(), { ...credentials, fetch });
    for (const [tokens, need, words] of [
      [v2, undefined, /projectId or organizationId/],
      [v2, { api: 'v1', projectId: 'x' }, /cannot be used with API v1/],
      [provider(fetch), { api: 'v2' }, /cannot be used with API v2/],
    ]) {
      await assert.rejects(
        tokens.getToken(need),
        (error) => error.code === 'invalid_argument' && words.test(error.message),
      );
    }
    await assert.rejects(
      new TokenProvider(unlocV1({ baseUrl: 'http://api.unloc.app' }), { ...credentials, fetch }).getToken(),
      { code: 'insecure_base_url' },
    );
    await assert.rejects(
      new TokenProvider({ ...unlocV1(), bodyEncoding: 'xml' }, { ...credentials, fetch }).getToken(),
      /AuthorizationServer is not valid/,
    );
    await assert.rejects(
      new TokenProvider({ ...unlocV1(), tokenPath: 'https://evil.example' }, { ...credentials, fetch }).getToken(),
      { code: 'invalid_argument' },
    );
    for (const options of [
      undefined,
      {},
      { clientId: 5 },
      { clientId: 'a', clientSecret: '' },
      { clientId: 'a', store: {} },
    ]) {
      assert.throws(() => new TokenProvider(unlocV1(), options), { code: 'invalid_argument' });
    }
    assert.throws(() => new TokenProvider(undefined, credentials), { code: 'invalid_argument' });
    assert.equal(fetch.count(), 0);
  });
});

describe('tokens that are taken back', () => {
  test('a refused token is replaced once, for all who were refused, and a newer one is left alone', async () => {
    const fetch = tokenServer();
    const tokens = provider(fetch, clock());
    const { accessToken: rejectedToken } = await tokens.getToken('a');
    const again = await Promise.all(Array.from({ length: 50 }, () => tokens.getToken({ scope: 'a', rejectedToken })));
    assert.deepEqual([...new Set(again.map(({ accessToken }) => accessToken))], ['planted-token-2']);
    assert.equal((await tokens.getToken({ scope: 'a', rejectedToken })).accessToken, 'planted-token-2');
    assert.equal(fetch.count(), 2);
  });

  test('a server that gives the refused token again is not asked for ever', async () => {
    const fetch = tokenServer(() => ({ access_token: 'same', expires_in: 3600 }));
    const tokens = provider(fetch, clock());
    await tokens.getToken();
    assert.equal((await tokens.getToken({ rejectedToken: 'same' })).accessToken, 'same');
    assert.equal(fetch.count(), 2);
  });

  test('a token that comes after invalidate() is given to nobody', async () => {
    const { promise: released, resolve: release } = deferred();
    const fetch = tokenServer(async (_, number) => {
      if (number === 1) await released;
      return { access_token: `t${number}`, expires_in: 3600 };
    });
    const tokens = provider(fetch, clock());
    const early = [tokens.getToken(), tokens.getToken()];
    await until(() => fetch.count() === 1, 'the first request');
    await tokens.invalidate();
    const late = tokens.getToken();
    release();
    assert.deepEqual(
      (await Promise.all([...early, late])).map(({ accessToken }) => accessToken),
      ['t2', 't2', 't2'],
    );
    assert.equal(fetch.count(), 2);
  });

  test('invalidate() of one need leaves the others', async () => {
    const fetch = tokenServer();
    const tokens = provider(fetch, clock());
    await tokens.getToken('a');
    await tokens.getToken('b');
    await tokens.invalidate('a');
    assert.deepEqual(
      [(await tokens.getToken('b')).accessToken, (await tokens.getToken('a')).accessToken],
      ['planted-token-2', 'planted-token-3'],
    );
    await tokens.invalidate('never asked for');
  });
});

test('who gives up waiting disturbs nobody else', async () => {
  const { promise: released, resolve: release } = deferred();
  const fetch = tokenServer(async () => {
    await released;
    return { access_token: 't', expires_in: 3600 };
  });
  const tokens = provider(fetch, clock());
  const controller = new AbortController();
  const [first, second] = [tokens.getToken({ signal: controller.signal }), tokens.getToken()];
  await until(() => fetch.count() === 1, 'the request');
  controller.abort();
  await assert.rejects(first, { code: 'aborted' });
  release();
  assert.equal((await second).accessToken, 't');
  assert.equal(fetch.count(), 1);
  await assert.rejects(tokens.getToken({ signal: AbortSignal.abort() }), { code: 'aborted' });
});

describe('memory', () => {
  /** The largest number of tokens that a cache held while `work` ran. */
  async function largest(work) {
    const { set } = Map.prototype;
    let most = 0;
    Map.prototype.set = function (key, value) {
      set.call(this, key, value);
      if (String(key).startsWith('unloc:token:')) most = Math.max(most, this.size);
      return this;
    };
    try {
      await work();
    } finally {
      Map.prototype.set = set;
    }
    return most;
  }

  test('is not filled by names whose token is refused, nor by people who are not signed in', async () => {
    const tokens = provider(
      tokenServer(() => ({ status: 400, error: 'invalid_scope' })),
      clock(),
    );
    const most = await largest(async () => {
      for (let number = 0; number < 200; number += 1) {
        await assert.rejects(tokens.getToken(`scope-${number}`), { error: 'invalid_scope' });
        await assert.rejects(tokens.for({ subject: `person-${number}` }).getToken(), { error: 'login_required' });
      }
    });
    assert.ok(most <= 2, `${most} names are kept`);
  });

  test('keeps 10,000 tokens, the newest', async () => {
    const fetch = tokenServer();
    const tokens = provider(fetch, clock());
    const most = await largest(async () => {
      for (let number = 0; number < 10_050; number += 1) await tokens.getToken(`scope-${number}`);
    });
    assert.ok(most <= 10_001, `${most} names are kept`);
    await tokens.getToken('scope-10049');
    assert.equal(fetch.count(), 10_050);
    await tokens.getToken('scope-0');
    assert.equal(fetch.count(), 10_051);
  });

  test('keeps 5,000 sign-ins that were begun, the newest', async () => {
    const fetch = tokenServer();
    const tokens = new TokenProvider(unidy({ baseUrl: 'https://tenant.example' }), {
      clientId: 'app',
      fetch,
      now: clock(),
    });
    const redirectUri = 'https://app.example/back';
    const states = [];
    for (let number = 0; number < 5_001; number += 1)
      states.push(new URL(await tokens.authorizationUrl({ redirectUri })).searchParams.get('state'));
    await assert.rejects(tokens.finish(`${redirectUri}?code=c&state=${states[0]}`), { code: 'callback_rejected' });
    assert.ok((await tokens.finish(`${redirectUri}?code=c&state=${states[1]}`)).accessToken);
  });
});

test('no timer of a provider keeps the process alive', () => {
  assert.deepEqual(
    process.getActiveResourcesInfo().filter((name) => name === 'Timeout'),
    [],
  );
});
