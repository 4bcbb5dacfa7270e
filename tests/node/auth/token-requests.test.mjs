// Token requests of each authorization server, and the interpretation of every kind of response.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auth, clock, credentials, tokenServer } from '../../support/auth-fixtures.mjs';

const { TokenProvider, UnlocError, lockit, unidy, unlocV1, unlocV2 } = auth;
const tenant = 'https://tenant.example';
const asked = (system, fetch, more) =>
  new TokenProvider(system, { ...credentials, fetch, now: clock(), maxRetries: 0, ...more });
const refused = async (promise) => {
  const error = await promise.then(
    (token) => assert.fail(JSON.stringify(token)),
    (reason) => reason,
  );
  assert.ok(error instanceof UnlocError);
  return error;
};

describe('token requests', () => {
  test('go out without cache, cookies and redirects, with a signal, as JSON', async () => {
    const fetch = tokenServer();
    await asked(unlocV1(), fetch).getToken();
    const [{ url, method, cache, credentials: cookies, redirect, signal, headers, body }] = fetch.requests;
    assert.deepEqual(
      { url, method, cache, cookies, redirect, headers },
      {
        url: 'https://api.unloc.app/auth/v1/token',
        method: 'POST',
        cache: 'no-store',
        cookies: 'omit',
        redirect: 'manual',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
      },
    );
    assert.ok(signal instanceof AbortSignal);
    assert.deepEqual(JSON.parse(body), {
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    });
  });

  test("go to the paths of each system, below a base URL of one's own too", async () => {
    for (const [system, url] of [
      [unlocV1({ baseUrl: 'https://api-sandbox.unloc.app/' }), 'https://api-sandbox.unloc.app/auth/v1/token'],
      [unidy({ baseUrl: `${tenant}/sub` }), `${tenant}/sub/oauth/token`],
    ]) {
      const fetch = tokenServer();
      await asked(system, fetch).getToken('users:read users:write');
      assert.equal(fetch.requests[0].url, url);
      assert.deepEqual(
        fetch.requests[0].read.scope,
        system.name === 'unidy' ? 'users:read users:write' : ['users:read', 'users:write'],
      );
    }
  });

  test('to LockitNetwork are a form with Basic, and nothing secret is in the body', async () => {
    const fetch = tokenServer();
    await asked(lockit(), fetch, {
      clientId: 'example-client',
      clientSecret: 'top-secret',
      refreshToken: 'r&1',
    }).getToken();
    const [{ url, headers, body }] = fetch.requests;
    assert.deepEqual(
      [url, headers, body],
      [
        'https://api.lockitnetwork.com/oauth/access-token',
        {
          accept: 'application/json',
          authorization: 'Basic ZXhhbXBsZS1jbGllbnQ6dG9wLXNlY3JldA==',
          'content-type': 'application/x-www-form-urlencoded',
        },
        'grant_type=refresh_token&refresh_token=r%261',
      ],
    );
  });

  test("to a system of one's own follow its record", async () => {
    const fetch = tokenServer();
    const own = {
      name: 'own',
      baseUrl: tenant,
      tokenPath: '/t',
      bodyEncoding: 'form',
      clientAuthentication: 'basic-raw',
      grants: ['client_credentials'],
      scopeStyle: 'string',
      members: { audience: 'doors' },
      scopeFor: [{ given: 'projectId', scope: 'p:{id}', member: 'pid' }],
    };
    await asked(own, fetch, { clientId: 'a:b', clientSecret: '%' }).getToken({ projectId: '7' });
    assert.equal(fetch.requests[0].headers.authorization, `Basic ${btoa('a:b:%')}`);
    assert.deepEqual(fetch.requests[0].read, {
      grant_type: 'client_credentials',
      pid: '7',
      scope: 'p:7',
      audience: 'doors',
    });
  });

  test('are repeated after 429 and 503 and lost connections, as long as nothing can be used up by it', async () => {
    const broken = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
    for (const trouble of [
      () => ({ status: 503, error: 'x' }),
      () => ({ status: 429, headers: { 'retry-after': '0' } }),
      () => {
        throw broken;
      },
    ]) {
      const fetch = tokenServer((_, number) => (number < 3 ? trouble() : { access_token: 't', expires_in: 60 }));
      assert.equal((await asked(unlocV1(), fetch, { maxRetries: 3 }).getToken()).accessToken, 't');
      assert.equal(fetch.count(), 3);
    }
    for (const [trouble, count] of [
      [() => ({ status: 503, error: 'x' }), 1],
      [
        () => {
          throw broken;
        },
        1,
      ],
      [() => ({ status: 429, headers: { 'retry-after': '0' } }), 2],
    ]) {
      const fetch = tokenServer((_, number) =>
        number < 2 ? trouble() : { access_token: 't', expires_in: 60, refresh_token: 'r2' },
      );
      const outcome = await asked(unidy({ baseUrl: tenant }), fetch, { refreshToken: 'r1', maxRetries: 3 })
        .getToken()
        .catch((error) => error);
      assert.equal(fetch.count(), count, String(outcome));
      assert.equal(outcome instanceof UnlocError, count === 1);
    }
  });
});

describe('answers', () => {
  const got = (answer) =>
    asked(
      unlocV1(),
      tokenServer(() => answer),
    ).getToken('asked');

  test('of every kind are tokens, and what nobody reads is kept', async () => {
    for (const answer of [
      { access_token: 't', token_type: 'BEARER', expires_in: '3600' },
      { status: 201, access_token: 't', expires_in: 3600.4 },
      { raw: '{"access_token":"t","expires_in":3600}', headers: { 'content-type': 'text/html' } },
      { access_token: 't', expires_in: 3600, error: 'odd' },
      { access_token: 't', expires_in: 3600, token_type: '' },
      { access_token: 't', expires_in: 3600, token_type: 'BearerToken' },
    ]) {
      const token = await got(answer);
      assert.deepEqual(
        [token.accessToken, token.access_token, token.token_type, token.expires_in, token.scope],
        ['t', 't', 'Bearer', 3600, ['asked']],
      );
    }
    const token = await got({
      access_token: 't',
      expires_in: 60,
      scope: ['other'],
      lock_holder_ids: ['a', 'b'],
      created_at: 1767225600,
    });
    assert.deepEqual(
      [token.scope, token.requestedScope, token.lock_holder_ids, token.created_at],
      [['other'], ['asked'], ['a', 'b'], 1767225600],
    );
    const { access_token: oldName, lock_holder_ids: ids } = token;
    assert.deepEqual([oldName, ids], ['t', ['a', 'b']]);
  });

  test("that are errors, in every spelling and with every status, keep the server's words", async () => {
    for (const [answer, status, word, sentence] of [
      [
        { status: 400, error: 'invalid_scope', error_description: 'No such scope', error_uri: 'https://e.example' },
        400,
        'invalid_scope',
        'No such scope',
      ],
      [
        { status: 401, error: 'JsonWebTokenError', errorDescription: 'JWT expired' },
        401,
        'JsonWebTokenError',
        'JWT expired',
      ],
      [{ status: 200, error: 'invalid_client', error_description: 'Wrong' }, 200, 'invalid_client', 'Wrong'],
      [{ status: 502, raw: 'Bad gateway' }, 502, 'token_error', 'Bad gateway'],
      [{ status: 500, raw: '' }, 500, 'token_error', undefined],
      [{ status: 429, raw: '<html>Slow down</html>', headers: { 'retry-after': '7' } }, 429, 'token_error', undefined],
    ]) {
      const error = await refused(got(answer));
      assert.deepEqual(
        [error.code, error.status, error.error, error.attempts, error.operation],
        ['token_error', status, word, 1, 'getToken'],
      );
      if (sentence) assert.equal(error.errorDescription, sentence);
      assert.match(error.message, new RegExp(`^getToken: the token endpoint answered ${status}.*\\. `));
      assert.equal(error.retryAfterMs, status === 429 ? 7000 : undefined);
    }
  });

  test('that nobody can read are invalid_response, and a redirect is not followed', async () => {
    for (const answer of [
      { raw: 'no JSON' },
      { raw: '' },
      { raw: '[]' },
      { raw: 'null' },
      {},
      { access_token: 5 },
      { access_token: 'a b' },
      { access_token: 't', token_type: 'mac' },
    ]) {
      assert.equal((await refused(got(answer))).code, 'invalid_response', JSON.stringify(answer));
    }
    assert.equal(
      (await refused(got({ status: 302, headers: { location: 'https://evil.example' } }))).code,
      'redirected',
    );
    assert.equal(
      (
        await refused(
          asked(unlocV1(), async () => {
            throw new TypeError('x');
          }).getToken(),
        )
      ).code,
      'network',
    );
  });
});

test('discoverResources() asks without a token and gives what there is', async () => {
  const fetch = tokenServer(() => ({
    resources: { projects: [{ projectId: 'p', scope: 'project.admin' }], organizations: [] },
  }));
  const tokens = asked(unlocV2(), fetch);
  assert.deepEqual(await tokens.discoverResources(), {
    projects: [{ projectId: 'p', scope: 'project.admin' }],
    organizations: [],
  });
  assert.deepEqual(fetch.requests[0].read, {
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
  });
  assert.equal(fetch.requests[0].url, 'https://api.unloc.app/v2/auth/resources-discovery/');
  assert.deepEqual(
    await asked(
      unlocV2(),
      tokenServer(() => ({})),
    ).discoverResources(),
    { projects: [], organizations: [] },
  );
  assert.equal((await refused(asked(unlocV1(), fetch).discoverResources())).code, 'invalid_argument');
  const error = await refused(
    asked(
      unlocV2(),
      tokenServer(() => ({ status: 401, error: 'invalid_client' })),
    ).discoverResources(),
  );
  assert.deepEqual([error.code, error.operation], ['token_error', 'discoverResources']);
});
