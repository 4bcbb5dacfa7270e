// Sign-ins: the authorization URL, and the validation of the callback.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { auth, clock, credentials, slowStore, tokenServer, withHeldTimers } from '../../support/auth-fixtures.mjs';

const { TokenProvider, UnlocError, lockit, unidy, unlocV1 } = auth;
const tenant = 'https://tenant.example';
const redirectUri = 'https://app.example/back?x=1';
const answer = (_, number) => ({
  access_token: `a${number}`,
  refresh_token: `r${number}`,
  token_type: 'Bearer',
  expires_in: 60,
  id_token: 'planted.id.token',
});
const signIn = (fetch, more, system = unidy({ baseUrl: tenant })) =>
  new TokenProvider(system, { clientId: 'app', fetch, now: clock(), maxRetries: 0, ...more });
const parameters = (url) => Object.fromEntries(new URL(url).searchParams);
const back = (url, more = {}) =>
  `${redirectUri}&${new URLSearchParams({ code: 'c&1', state: parameters(url).state, ...more })}`;
const code = async (promise) => {
  const error = await promise.then(
    (token) => assert.fail(JSON.stringify(token)),
    (reason) => reason,
  );
  assert.ok(error instanceof UnlocError);
  return error.code;
};

describe('a sign-in', () => {
  test('goes to the server with a challenge, comes back with a code, and gives tokens that are kept fresh', async () => {
    const [fetch, now] = [tokenServer(answer), clock()];
    const tokens = signIn(fetch, { now });
    const url = await tokens.authorizationUrl({ redirectUri, scope: 'openid email', parameters: { prompt: 'login' } });
    const { state, code_challenge: challenge, ...rest } = parameters(url);
    assert.ok(url.startsWith(`${tenant}/oauth/authorize?`));
    assert.deepEqual(rest, {
      response_type: 'code',
      client_id: 'app',
      redirect_uri: redirectUri,
      scope: 'openid email',
      code_challenge_method: 'S256',
      prompt: 'login',
    });
    assert.match(state, /^[\w-]{43}$/);
    const token = await tokens.finish(back(url));
    assert.deepEqual([token.accessToken, token.refresh_token, token.id_token], ['a1', 'r1', 'planted.id.token']);
    const { code_verifier: verifier, ...body } = fetch.requests[0].read;
    assert.deepEqual(body, {
      grant_type: 'authorization_code',
      code: 'c&1',
      redirect_uri: redirectUri,
      client_id: 'app',
    });
    assert.equal(createHash('sha256').update(verifier).digest('base64url'), challenge);
    assert.equal((await tokens.getToken()).accessToken, 'a1');
    now.advance(60);
    assert.equal((await tokens.getToken()).accessToken, 'a2');
    assert.deepEqual(fetch.requests[1].read, { grant_type: 'refresh_token', refresh_token: 'r1', client_id: 'app' });
  });

  test('at LockitNetwork sends Basic and no scope, and does without PKCE only if told', async () => {
    const fetch = tokenServer(answer);
    const tokens = signIn(fetch, { clientId: 'example-client', clientSecret: 'top-secret' }, lockit());
    const first = parameters(await tokens.authorizationUrl({ redirectUri, scope: 'x' }));
    assert.deepEqual([first.scope, first.code_challenge_method], [undefined, 'S256']);
    const url = await tokens.authorizationUrl({ redirectUri, pkce: false });
    assert.equal(parameters(url).code_challenge, undefined);
    await tokens.finish({ href: back(url) });
    assert.equal(fetch.requests[0].headers.authorization, 'Basic ZXhhbXBsZS1jbGllbnQ6dG9wLXNlY3JldA==');
    assert.deepEqual(fetch.requests[0].read, {
      grant_type: 'authorization_code',
      code: 'c&1',
      redirect_uri: redirectUri,
    });
    assert.equal(await code(signIn(fetch).authorizationUrl({ redirectUri, pkce: false })), 'invalid_argument');
  });

  test('may come back in the fragment', async () => {
    const tokens = signIn(tokenServer(answer));
    const { state } = parameters(await tokens.authorizationUrl({ redirectUri }));
    assert.equal((await tokens.finish(`${redirectUri}#code=c&state=${state}`)).accessToken, 'a1');
  });

  test('is finished once: the same address, at once or again, gives the same token, and another one is refused', async () => {
    for (const store of [undefined, slowStore()]) {
      const fetch = tokenServer(answer);
      const tokens = signIn(fetch, { store });
      const url = await tokens.authorizationUrl({ redirectUri });
      const others = Array.from({ length: 2 }, () => tokens.finish(back(url)));
      const forged = tokens.finish(back(url, { code: 'another' }));
      assert.equal(await code(forged), 'callback_rejected');
      const all = await Promise.all(others.concat(tokens.finish(back(url))));
      all.push(await tokens.finish(back(url)));
      assert.deepEqual([...new Set(all.map(({ accessToken }) => accessToken))], ['a1']);
      assert.equal(await code(tokens.finish(back(url, { code: 'another' }))), 'callback_rejected');
      assert.equal(fetch.count(), 1);
      await tokens.signOut();
      await assert.rejects(tokens.finish(back(url)), { code: 'token_error', error: 'login_required' });
    }
  });

  test('is found finished by another process with the same store, and not by another subject', async () => {
    const [fetch, store, now] = [tokenServer(answer), slowStore(), clock()];
    const url = await signIn(fetch, { store, subject: 'ola', now }).authorizationUrl({ redirectUri });
    const processes = Array.from({ length: 3 }, () => signIn(fetch, { store: { ...store }, subject: 'ola', now }));
    for (const one of processes) assert.equal((await one.finish(back(url))).accessToken, 'a1');
    const other = signIn(fetch, { store: { ...store }, subject: 'kari', now });
    assert.equal(await code(other.finish(back(url))), 'callback_rejected');
    assert.equal(fetch.count(), 1);
  });

  test('whose exchange never ends comes to an end for all who wait for it', async () => {
    const fetch = tokenServer(() => new Promise(() => {}));
    await withHeldTimers(async ({ elapsed, until }) => {
      const bounded = signIn(fetch, { deadlineMs: 60_000, timeoutMs: 20_000 });
      const url = await until(bounded.authorizationUrl({ redirectUri }));
      const both = await until(Promise.allSettled([bounded.finish(back(url)), bounded.finish(back(url))]));
      assert.ok(both.every(({ status }) => status === 'rejected'));
      assert.equal(elapsed(), 20_000);
      assert.equal(fetch.count(), 1);
    });
  });

  test('comes back within a route of the page, or is not used up', async () => {
    const fetch = tokenServer(answer);
    const tokens = signIn(fetch);
    const routed = await tokens.authorizationUrl({ redirectUri: 'https://app.example/' });
    const { state } = parameters(routed);
    assert.equal(await code(tokens.finish(`https://app.example/#/login?state=${state}`)), 'invalid_argument');
    assert.equal(
      (await tokens.finish(`https://app.example/#/back?code=c&state=${state}`)).accessToken,
      'a1',
      'the one before did not use it up',
    );
    for (const fragment of ['#_=_', '#/login', '#/login?tab=1', '#!/a']) {
      const url = await tokens.authorizationUrl({ redirectUri });
      assert.ok((await tokens.finish(back(url) + fragment)).accessToken, fragment);
    }
  });

  test('is finished only where it was begun: by the same person, at the same system, within an hour', async () => {
    const [fetch, store, now] = [tokenServer(answer), slowStore(), clock()];
    const ola = signIn(fetch, { subject: 'ola', store, now });
    const url = await ola.authorizationUrl({ redirectUri });
    for (const other of [
      ola.for({ subject: 'kari' }),
      signIn(fetch, { store, now }),
      signIn(fetch, { subject: 'ola', store, now }, unidy({ baseUrl: 'https://other.example' })),
      signIn(fetch, { subject: 'ola', store, now }, lockit()),
    ]) {
      assert.equal(await code(other.finish(back(url))), 'callback_rejected');
    }
    assert.equal(fetch.count(), 0);
    assert.equal(
      (await signIn(fetch, { subject: 'ola', store: { ...store }, now }).finish(back(url))).accessToken,
      'a1',
      'another process may finish it',
    );
    const late = signIn(fetch, { now });
    const begun = await late.authorizationUrl({ redirectUri });
    now.advance(3600);
    assert.equal(await code(late.finish(back(begun))), 'callback_rejected');
  });

  test('that the server refuses keeps its words, and is over', async () => {
    const fetch = tokenServer(answer);
    const tokens = signIn(fetch);
    const url = await tokens.authorizationUrl({ redirectUri });
    const denied = `${redirectUri}&error=access_denied&error_description=No+thanks&state=${parameters(url).state}`;
    await assert.rejects(tokens.finish(denied), {
      code: 'token_error',
      error: 'access_denied',
      errorDescription: 'No thanks',
    });
    assert.equal(await code(tokens.finish(back(url))), 'callback_rejected');
    assert.equal(fetch.count(), 0);
  });

  test('believes a callback only as far as its state and issuer go', async () => {
    const fetch = tokenServer(answer);
    const finish = async (change, system) => {
      const tokens = signIn(fetch, {}, system);
      const url = await tokens.authorizationUrl({ redirectUri });
      return tokens.finish(change(url));
    };
    const promised = { ...unidy({ baseUrl: tenant, issuer: 'https://id.example' }), issuerInCallback: true };
    for (const [change, system] of [
      [() => `${redirectUri}&code=c`],
      [() => `${redirectUri}&code=c&state=guessed`],
      [() => `${redirectUri}&code=c&state=${'\ud83d\ude00'.repeat(20)}`],
      [(url) => `${redirectUri}&code=c&state=${parameters(url).state.slice(0, 42)}!`],
      [(url) => `${redirectUri}&code=c&state=${parameters(url).state.slice(0, 16)}${'A'.repeat(27)}`],
      [(url) => `${back(url)}&code=other`],
      [(url) => `${back(url)}#state=${parameters(url).state}`],
      [(url) => back(url, { iss: 'https://evil.example' })],
      [(url) => back(url, { iss: `${tenant}/` })],
      [(url) => back(url), promised],
      [(url) => back(url, { iss: tenant }), promised],
    ])
      assert.equal(await code(finish(change, system)), 'callback_rejected', change.toString());
    for (const [change, system] of [
      [() => redirectUri],
      [() => 'nonsense'],
      [(url) => `${redirectUri}&state=${parameters(url).state}`],
    ])
      assert.equal(await code(finish(change, system)), 'invalid_argument', change.toString());
    assert.equal(fetch.count(), 0);
    await finish((url) => back(url, { iss: tenant }));
    await finish((url) => back(url, { iss: 'https://id.example' }), promised);
    assert.equal(fetch.count(), 2);
  });

  test('whose exchange is lost is not sent again, and says that the code may be used up', async () => {
    const fetch = tokenServer(() => {
      throw Object.assign(new TypeError('x'), { cause: { code: 'ECONNRESET' } });
    });
    const tokens = signIn(fetch, { maxRetries: 3 });
    const url = await tokens.authorizationUrl({ redirectUri });
    await assert.rejects(
      tokens.finish(back(url)),
      (error) =>
        error.code === 'network'
        && !error.safeToRetry
        && error.operation === 'finish'
        && /sign in again/.test(error.message),
    );
    assert.equal(fetch.count(), 1);
  });

  test('has a state and a verifier of its own each time, from the random bytes that are given', async () => {
    const tokens = signIn(tokenServer(answer));
    const states = new Set(
      await Promise.all(
        Array.from({ length: 50 }, async () => parameters(await tokens.authorizationUrl({ redirectUri })).state),
      ),
    );
    assert.equal(states.size, 50);
    const fixed = signIn(tokenServer(answer), { randomBytes: (count) => new Uint8Array(count) });
    assert.equal(parameters(await fixed.authorizationUrl({ redirectUri })).state, 'A'.repeat(43));
  });

  test('that cannot be is refused', async () => {
    const fetch = tokenServer(answer);
    for (const [system, request] of [
      [unlocV1(), { redirectUri }],
      [undefined, {}],
      [undefined, undefined],
      [undefined, { redirectUri: '/back' }],
      [undefined, { redirectUri: `${redirectUri}#x` }],
      [undefined, { redirectUri, parameters: { state: 'mine' } }],
      [undefined, { redirectUri, parameters: { prompt: 5 } }],
      [undefined, { redirectUri, state: 'mine' }],
      [undefined, { redirectUri, redirect_uri: redirectUri }],
      [undefined, { redirectUri, scope: ['a', 'b'] }],
      [undefined, { redirectUri, scope: '' }],
      [undefined, { redirectUri, scope: 'a\nb' }],
      [undefined, { redirectUri: 'javascript:alert(1)' }],
      [undefined, { redirectUri: 'https://app.example/ back' }],
      [{ ...unidy({ baseUrl: tenant }), authorizePath: '@evil.example/x' }, { redirectUri }],
      [{ ...unidy({ baseUrl: tenant }), authorizePath: '.evil.example' }, { redirectUri }],
    ])
      assert.equal(await code(signIn(fetch, {}, system).authorizationUrl(request)), 'invalid_argument');
    await assert.rejects(
      signIn(fetch).authorizationUrl({ redirectUri, state: 'mine' }),
      /"state" is set by this library/,
    );
    assert.equal(
      await code(signIn(fetch, {}, unidy({ baseUrl: 'http://tenant.example' })).authorizationUrl({ redirectUri })),
      'insecure_base_url',
    );
  });
});

test("after a sign-in the person's token is given, and a scope still asks for one of the client's own", async () => {
  const fetch = tokenServer(({ grant_type: grant }) => ({ access_token: grant, expires_in: 60, refresh_token: 'r' }));
  const tokens = signIn(fetch, credentials);
  assert.equal((await tokens.getToken()).accessToken, 'client_credentials');
  await tokens.finish(back(await tokens.authorizationUrl({ redirectUri })));
  assert.equal((await tokens.getToken()).accessToken, 'authorization_code');
  assert.equal((await tokens.getToken('users:read')).accessToken, 'client_credentials');
  await tokens.signOut();
  assert.equal((await tokens.getToken()).accessToken, 'client_credentials');
});
