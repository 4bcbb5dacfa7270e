// Each of the four authorization servers, used by a provider. The embedded Unloc serves all of them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { client, createSandbox } from '../../support/built-package.mjs';
import { auth, clock } from '../../support/auth-fixtures.mjs';

const { TokenProvider, lockit, unidy, unlocV1, unlocV2 } = auth;
const redirectUri = 'https://app.example/back';

/** A sandbox that serves all four authorization servers, with the test's clock, and counts its requests. */
async function createFixture(settings = {}) {
  const now = clock(Date.parse('2026-03-10T12:00:00Z'));
  const sandbox = await createSandbox({ also: ['unidy', 'lockit'], now, ...settings });
  const requests = [];
  const fetch = async (url, init) => {
    requests.push(new URL(url).pathname);
    return sandbox.fetch(url, init);
  };
  const provider = (make, name, more) =>
    new TokenProvider(make({ baseUrl: sandbox.url }), { ...sandbox.clients[name], fetch, now, maxRetries: 0, ...more });
  return {
    sandbox,
    now,
    requests,
    fetch,
    asked: () => requests.splice(0).length,
    unlocV1: (more) => provider(unlocV1, 'unloc', more),
    unlocV2: (more) => provider(unlocV2, 'unloc', more),
    unidy: (more) => provider(unidy, 'unidy', more),
    unidyPublic: (more) => provider(unidy, 'unidyPublic', more),
    lockit: (more) => provider(lockit, 'lockit', more),
  };
}

/** A person signs in: opens the authorization page, presses Allow, and is redirected to the application. */
async function signIn(sandbox, tokens, request = {}) {
  return tokens.finish(await sandbox.authorize(await tokens.authorizationUrl({ redirectUri, ...request })));
}

/** For each authorization server, a request that reaches its token endpoint. */
const systems = {
  unlocV1: { ask: async (fixture, more) => fixture.unlocV1(more).getToken(), path: '/auth/v1/token' },
  unlocV2: {
    ask: async (fixture, more) =>
      fixture.unlocV2(more).getToken({ projectId: fixture.sandbox.state().lockHolders[0].id }),
    path: '/v2/auth/token/',
  },
  unidy: { ask: async (fixture, more) => fixture.unidy(more).getToken('users:read'), path: '/oauth/token' },
  lockit: { ask: async (fixture, more) => signIn(fixture.sandbox, fixture.lockit(more)), path: '/oauth/access-token' },
};

const forEachSystem = (words, check) => {
  for (const [name, system] of Object.entries(systems))
    test(`${name}: ${words}`, async () => check(await createFixture(), system, name));
};

function secretsOf({ sandbox }) {
  return Object.values(sandbox.clients)
    .map(({ clientSecret }) => clientSecret)
    .filter(Boolean);
}

async function refused(fixture, work, members) {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof client.UnlocError, error);
    const found = Object.fromEntries(Object.keys(members).map((name) => [name, error[name]]));
    assert.deepEqual(found, members, error.message);
    for (const secret of secretsOf(fixture)) assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes(secret));
    return true;
  });
}

describe("tokens of the client's own", () => {
  test('Unloc v1 gives them without scope and for every kind of scope', async () => {
    const fixture = await createFixture();
    const tokens = fixture.unlocV1();
    const [first, second] = fixture.sandbox.state().lockHolders;
    const plain = await tokens.getToken();
    assert.deepEqual([plain.scope, plain.expiresAt - fixture.now(), plain.token_type], [[], 3_600_000, 'Bearer']);
    assert.deepEqual((await tokens.getToken('integrator.admin')).scope, ['integrator.admin']);
    const identifier = await tokens.getToken(client.lockHolderScope(first));
    assert.equal(identifier.lock_holder_id, first.id);
    const admins = [first, second].map(({ id }) => client.lockHolderAdminScope(id));
    assert.deepEqual((await tokens.getToken(admins.join(' '))).lock_holder_ids.sort(), [first.id, second.id].sort());
    assert.deepEqual((await tokens.getToken({ lockHolderId: second.id })).lock_holder_ids, [second.id]);
    assert.equal(fixture.asked(), 5);
  });

  test('Unloc v2 tells what there is, and gives one for each of it', async () => {
    const fixture = await createFixture();
    const tokens = fixture.unlocV2();
    const { projects, organizations } = await tokens.discoverResources();
    assert.deepEqual(
      projects.map(({ projectId }) => projectId),
      fixture.sandbox.state().lockHolders.map(({ id }) => id),
    );
    assert.ok(projects.every(({ scope }) => scope === 'project.admin'));
    const [{ organizationId }] = organizations;
    for (const { projectId } of projects) {
      const token = await tokens.for({ projectId }).getToken();
      assert.deepEqual(
        [token.project_id, token.organization_id, token.scope],
        [projectId, organizationId, ['project.admin']],
      );
    }
    const token = await tokens.for({ organizationId }).getToken();
    assert.deepEqual(
      [token.organization_id, token.project_id, token.scope],
      [organizationId, undefined, ['organization.admin']],
    );
    await refused(fixture, tokens.for({ projectId: 'nobody' }).getToken(), {
      code: 'token_error',
      error: 'invalid_scope',
      status: 400,
    });
    await refused(fixture, fixture.unlocV2({ clientSecret: 'wrong' }).discoverResources(), {
      code: 'token_error',
      error: 'invalid_client',
      status: 401,
    });
  });

  test('Unidy gives them for scopes, and LockitNetwork has none', async () => {
    const fixture = await createFixture();
    const token = await fixture.unidy().getToken('users:read subscriptions:read');
    assert.deepEqual(
      [token.scope.sort(), token.expiresAt - fixture.now()],
      [['subscriptions:read', 'users:read'], 7_200_000],
    );
    fixture.asked();
    await refused(fixture, fixture.lockit().getToken(), { code: 'token_error', error: 'login_required' });
    assert.equal(fixture.asked(), 0);
  });

  forEachSystem('a wrong secret is refused and not repeated', async (fixture, { ask }) => {
    await refused(fixture, ask(fixture, { clientSecret: 'wrong' }), {
      code: 'token_error',
      error: 'invalid_client',
      status: 401,
    });
    assert.equal(fixture.asked(), 1);
  });
});

describe('people who sign in', () => {
  for (const [name, lifetime, form] of [
    ['unidy', 7200, 'query'],
    ['unidy', 7200, 'fragment'],
    ['unidyPublic', 7200, 'query'],
    ['lockit', 604_800, 'query'],
  ]) {
    test(`${name}: a code in the ${form} becomes a token, which is kept and refreshed in time`, async () => {
      const fixture = await createFixture({ unidyCallback: form });
      const saved = [];
      const tokens = fixture[name]({ persist: (pair) => saved.push(pair) });
      const scope = name === 'lockit' ? undefined : 'openid users:read';
      const first = await signIn(fixture.sandbox, tokens, { scope });
      assert.deepEqual(
        [first.expiresAt - fixture.now(), first.scope],
        [lifetime * 1000, scope ? scope.split(' ') : []],
      );
      assert.equal(typeof first.id_token, scope ? 'string' : 'undefined');
      fixture.asked();
      assert.equal((await tokens.getToken()).accessToken, first.accessToken);
      assert.equal(fixture.asked(), 0);
      fixture.now.advance(lifetime);
      const [second, same] = await Promise.all([tokens.getToken(), tokens.getToken()]);
      assert.deepEqual(
        [second.accessToken === first.accessToken, second.accessToken === same.accessToken, fixture.asked()],
        [false, true, 1],
      );
      assert.deepEqual(
        saved.map(({ accessToken }) => accessToken),
        [first.accessToken, second.accessToken],
      );
      assert.notEqual(saved[0].refreshToken, saved[1].refreshToken);
      // A used refresh token is invalid; a client that still has it must sign in again.
      const late = fixture[name]({ refreshToken: saved[0].refreshToken });
      await refused(fixture, late.getToken(), { code: 'token_error', error: 'invalid_grant', status: 400 });
      await assert.rejects(late.getToken(), /[Ss]ign in|Send the person/);
      assert.ok((await fixture[name]({ refreshToken: saved[1].refreshToken }).getToken()).accessToken);
    });
  }

  for (const form of ['rotate', 'same', 'omit']) {
    test(`LockitNetwork may ${form} the refresh token, three times in a row`, async () => {
      const fixture = await createFixture({ lockitRefreshToken: form });
      const tokens = fixture.lockit();
      const seen = new Set([(await signIn(fixture.sandbox, tokens)).accessToken]);
      for (let round = 0; round < 3; round += 1) {
        fixture.now.advance(604_800);
        seen.add((await tokens.getToken()).accessToken);
      }
      assert.equal(seen.size, 4);
    });
  }

  test('LockitNetwork signs people in without PKCE too, if the caller says so', async () => {
    const fixture = await createFixture();
    const tokens = fixture.lockit();
    const url = await tokens.authorizationUrl({ redirectUri, pkce: false });
    assert.equal(new URL(url).searchParams.has('code_challenge'), false);
    assert.ok((await tokens.finish(await fixture.sandbox.authorize(url))).accessToken);
    const usual = new URL(await tokens.authorizationUrl({ redirectUri }));
    assert.equal(usual.searchParams.get('code_challenge_method'), 'S256');
    assert.equal(usual.searchParams.has('scope'), false);
  });

  for (const name of ['unidy', 'lockit']) {
    test(`${name}: who says no, comes back twice, or with somebody else's code gets no token`, async () => {
      const fixture = await createFixture();
      const tokens = fixture[name]();
      const url = await tokens.authorizationUrl({ redirectUri });
      await refused(fixture, tokens.finish(await fixture.sandbox.authorize(url, 'deny')), {
        code: 'token_error',
        error: 'access_denied',
      });
      const back = await fixture.sandbox.authorize(await tokens.authorizationUrl({ redirectUri }));
      const { accessToken } = await tokens.finish(back);
      fixture.asked();
      assert.equal((await tokens.finish(back)).accessToken, accessToken, 'a page that is loaded again');
      assert.equal(fixture.asked(), 0);
      const forged = new URL(back);
      forged.searchParams.set('code', 'another');
      await assert.rejects(tokens.finish(forged), { code: 'callback_rejected' });
      const [mine, theirs] = await Promise.all([1, 2].map(() => tokens.authorizationUrl({ redirectUri })));
      const [own, other] = await Promise.all([mine, theirs].map((page) => fixture.sandbox.authorize(page)));
      const swapped = new URL(own);
      swapped.searchParams.set('code', new URL(other).searchParams.get('code'));
      // The state is the caller's, the code is another person's: PKCE detects it.
      await refused(fixture, tokens.finish(swapped), { code: 'token_error', error: 'invalid_grant', status: 400 });
      await assert.rejects(tokens.finish(swapped), { code: 'callback_rejected' });
      await refused(fixture, fixture[name === 'unidy' ? 'lockit' : 'unidy']().finish(other), {
        code: 'callback_rejected',
      });
    });

    for (const error of [
      'invalid_request',
      'unauthorized_client',
      'unsupported_response_type',
      'invalid_scope',
      'server_error',
      'temporarily_unavailable',
      'something_new',
    ]) {
      test(`${name}: ${error} at the page is the error of finish()`, async () => {
        const fixture = await createFixture({ faults: [{ path: '/oauth/authorize', fault: { oauthError: error } }] });
        const tokens = fixture[name]();
        const back = await fixture.sandbox.authorize(await tokens.authorizationUrl({ redirectUri }));
        await refused(fixture, tokens.finish(back), {
          code: 'token_error',
          error,
          errorDescription: `A fault rule of the sandbox answers ${error}.`,
        });
        assert.equal(fixture.asked(), 0);
      });
    }
  }
});

describe('errors of the token endpoint', () => {
  for (const [error, status] of [
    ['invalid_request', 400],
    ['invalid_client', 401],
    ['invalid_grant', 400],
    ['unauthorized_client', 400],
    ['unsupported_grant_type', 400],
    ['invalid_scope', 400],
    ['something_new', 400],
  ]) {
    forEachSystem(`${error} is told with its status, its words, and nothing secret`, async (fixture, { ask, path }) => {
      fixture.sandbox.faults([{ path, fault: { oauthError: error } }]);
      await refused(fixture, ask(fixture), {
        code: 'token_error',
        error,
        status,
        errorDescription: `A fault rule of the sandbox answers ${error}.`,
      });
      assert.equal(fixture.asked(), 1);
      fixture.sandbox.faults([]);
      assert.ok((await ask(fixture)).accessToken);
    });
  }

  forEachSystem('an error that comes with 200 is one', async (fixture, { ask, path }) => {
    fixture.sandbox.faults([{ path, fault: { oauthError: 'invalid_client', status: 200 } }]);
    await refused(fixture, ask(fixture), { code: 'token_error', error: 'invalid_client', status: 200 });
  });

  forEachSystem('a page with 429 says when to come back', async (fixture, { ask, path }) => {
    fixture.sandbox.faults([
      { path, fault: { status: 429, headers: { 'retry-after': 7 }, body: '<h1>Slow down</h1>' } },
    ]);
    await refused(fixture, ask(fixture), { code: 'token_error', status: 429, retryAfterMs: 7000 });
  });

  forEachSystem('an empty 500 keeps its status', async (fixture, { ask, path }) => {
    fixture.sandbox.faults([{ path, fault: { status: 500, body: '' } }]);
    await refused(fixture, ask(fixture), { code: 'token_error', status: 500 });
  });

  forEachSystem('an answer without a token is no success', async (fixture, { ask, path }) => {
    fixture.sandbox.faults([{ path, fault: { members: { access_token: null } } }]);
    await refused(fixture, ask(fixture), { code: 'invalid_response', status: 200 });
  });
});

describe('odd answers that are tokens all the same', () => {
  const quirks = [
    ['201', { status: 201, members: {} }, 3600],
    ['expires_in as text', { members: { expires_in: '1800' } }, 1800],
    ['expires_in as a fraction', { members: { expires_in: 1800.5 } }, 1800],
    ['no token_type', { members: { token_type: null } }, 3600],
    ['token_type in capitals', { members: { token_type: 'BEARER' } }, 3600],
    ['members that nobody knows', { members: { extra: { deep: [1] } } }, 3600],
    ['an odd content type', { contentType: 'text/plain' }, 3600],
    ['no content type', { headers: { 'content-type': null } }, 3600],
  ];
  for (const [name, fault, lifetime] of quirks) {
    forEachSystem(`${name} is taken`, async (fixture, { ask, path }, system) => {
      fixture.sandbox.faults([{ path, fault }]);
      const token = await ask(fixture);
      assert.ok(token.accessToken);
      assert.equal(token.token_type, 'Bearer');
      if (fault.members && 'extra' in fault.members) assert.deepEqual(token.extra, { deep: [1] });
      const usual = { unidy: 7200, lockit: 604_800 }[system] || 3600;
      assert.equal(Math.floor((token.expiresAt - fixture.now()) / 1000), lifetime === 3600 ? usual : lifetime);
    });
  }

  forEachSystem('a scope as text, as a list and left out is the same', async (fixture, { path }, name) => {
    if (name === 'lockit') return;
    const own = { unlocV1: 'integrator.admin', unlocV2: undefined, unidy: 'users:read' }[name];
    const scope = own || 'project.admin';
    const need = own || { projectId: fixture.sandbox.state().lockHolders[0].id };
    for (const answered of [scope, [scope], null]) {
      fixture.sandbox.faults([{ path, fault: { members: { scope: answered } } }]);
      assert.deepEqual((await fixture[name]().getToken(need)).scope, [scope]);
    }
    fixture.sandbox.faults([{ path, fault: { members: { scope: ['tickets:read'] } } }]);
    const less = await fixture[name]().getToken(need);
    assert.deepEqual([less.scope, less.requestedScope], [['tickets:read'], [scope]]);
  });

  forEachSystem(
    'a token that is dead on arrival is handed out once, without going round',
    async (fixture, { ask, path }) => {
      fixture.sandbox.faults([{ path, fault: { members: { expires_in: 0 } } }]);
      const token = await ask(fixture);
      assert.ok(token.accessToken);
      assert.equal(fixture.asked(), 1);
    },
  );

  forEachSystem('a token of another kind is refused', async (fixture, { ask, path }) => {
    fixture.sandbox.faults([{ path, fault: { members: { token_type: 'mac' } } }]);
    await refused(fixture, ask(fixture), { code: 'invalid_response' });
  });
});

describe('in an UnlocClient', () => {
  test('100 calls at once on an expired token make 1 token request', async () => {
    const fixture = await createFixture();
    const unloc = new client.UnlocClient({
      baseUrl: fixture.sandbox.url,
      fetch: fixture.fetch,
      token: fixture.unlocV1(),
    });
    const [{ id: lockHolderId }] = await unloc.v1.lockHolders.list();
    await unloc.v1.locks.list({ lockHolderId });
    fixture.now.advance(3600);
    fixture.asked();
    const lists = await Promise.all(Array.from({ length: 100 }, () => unloc.v1.locks.list({ lockHolderId })));
    assert.ok(lists.every((list) => list.length > 0));
    assert.equal(fixture.requests.filter((path) => path === '/auth/v1/token').length, 1);
    assert.equal(fixture.asked(), 101);
  });

  test('a token that the API refuses before its time is replaced once, whoever finds out', async () => {
    const fixture = await createFixture();
    const unloc = new client.UnlocClient({
      baseUrl: fixture.sandbox.url,
      fetch: fixture.fetch,
      token: fixture.unlocV1(),
    });
    const [{ id: lockHolderId }] = await unloc.v1.lockHolders.list();
    await unloc.v1.locks.list({ lockHolderId });
    fixture.asked();
    // Only the sandbox's clock advances: the provider does not know that the token has expired.
    fixture.sandbox.advance(3600);
    const lists = await Promise.all(Array.from({ length: 100 }, () => unloc.v1.locks.list({ lockHolderId })));
    assert.ok(lists.every((list) => list.length > 0));
    assert.equal(fixture.requests.filter((path) => path === '/auth/v1/token').length, 1);
    fixture.sandbox.faults([{ path: '/integrators/**', fault: { expireTokens: true } }]);
    fixture.asked();
    fixture.now.advance(1); // Else the new token would be the very one that was refused.
    await refused(fixture, unloc.v1.locks.list({ lockHolderId }), { code: 'unauthorized', status: 401 });
    assert.deepEqual(
      fixture.requests.map((path) => path.startsWith('/auth/')),
      [false, true, false],
      'a second refusal is the end',
    );
  });

  test('API v2 gets a token for each project that it is about, once for 100 calls at once, also when it has expired', async () => {
    const fixture = await createFixture();
    const tokens = fixture.unlocV2();
    const unloc = new client.UnlocClient({ baseUrl: fixture.sandbox.url, fetch: fixture.fetch, token: tokens });
    const { projects } = await tokens.discoverResources();
    const ids = projects.map(({ projectId }) => projectId);
    const askAll = () =>
      Promise.all(
        Array.from({ length: 100 }, (_, number) => unloc.projects.get({ projectId: ids[number % ids.length] })),
      );
    for (const round of [1, 2]) {
      fixture.requests.length = 0;
      const answers = await askAll();
      assert.deepEqual([...new Set(answers.map(({ id }) => id))].sort(), [...ids].sort());
      assert.equal(fixture.requests.filter((path) => path === '/v2/auth/token/').length, ids.length, `round ${round}`);
      fixture.now.advance(3600);
    }
  });

  test('a token of one API is no good for the other, and is not sent there', async () => {
    const fixture = await createFixture();
    const [{ id }] = fixture.sandbox.state().lockHolders;
    const unloc = (token) => new client.UnlocClient({ baseUrl: fixture.sandbox.url, fetch: fixture.fetch, token });
    await refused(fixture, unloc(fixture.unlocV1()).projects.get({ projectId: id }), { code: 'invalid_argument' });
    await refused(fixture, unloc(fixture.unlocV2()).v1.locks.list({ lockHolderId: id }), { code: 'invalid_argument' });
    assert.equal(fixture.asked(), 0);
    // A wrong token that is passed as text is rejected by the API.
    const { accessToken } = await fixture.unlocV1().getToken({ lockHolderId: id });
    await refused(fixture, unloc(accessToken).projects.get({ projectId: id }), { code: 'unauthorized', status: 401 });
  });
});
