// Whom the token handler lets in, and what it hands on.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withServer } from '../../support/built-package.mjs';
import { auth, clock, credentials, tokenServer } from '../../support/auth-fixtures.mjs';

const { TokenProvider, UnlocError, createTokenHandler, unidy, unlocV1, unlocV2 } = auth;
const provider = (fetch, more) =>
  new TokenProvider(unlocV1(), { ...credentials, fetch, now: clock(), maxRetries: 0, ...more });
const url = 'https://app.example/unloc-token';
const everybody = { authorize: 'everybody', onError: () => {} };
const ask = (handler, query = '', init) => handler(new Request(url + query, init));

describe('the handler', () => {
  test('is not built with a slip that would let somebody in', () => {
    const tokens = provider(tokenServer());
    for (const options of [
      undefined,
      null,
      [],
      {},
      { scopes: ['a'] },
      ...[false, null, 0, '', true, undefined, 'Everybody', {}].map((authorize) => ({ scopes: ['a'], authorize })),
      { scopes: ['a'], authorise: () => false },
      { scopes: ['a'], authorize: () => true, authorise: () => false },
      ...['a', undefined, null, [5], [undefined], {}, new Set(['a'])].map((scopes) => ({
        scopes,
        authorize: () => true,
      })),
      { scopes: ['a'], authorize: () => true, onError: 'console' },
    ])
      assert.throws(
        () => createTokenHandler(tokens, options),
        (error) =>
          error instanceof UnlocError
          && error.code === 'invalid_argument'
          && /^createTokenHandler: /.test(error.message),
        JSON.stringify(options),
      );
    for (const none of [undefined, null, {}, 'a'])
      assert.throws(() => createTokenHandler(none, everybody), { code: 'invalid_argument' });
  });

  test('lets in for true alone, and sends the Response that authorize gives', async () => {
    const fetch = tokenServer();
    for (const answer of [
      1,
      'true',
      'yes',
      {},
      { ok: true },
      { ok: false },
      [],
      Promise.resolve('x'),
      undefined,
      null,
      false,
    ]) {
      const handler = createTokenHandler(provider(fetch), { scopes: ['a'], authorize: () => answer });
      assert.equal((await ask(handler)).status, 403, String(answer));
    }
    assert.equal(fetch.count(), 0);
    const handler = createTokenHandler(provider(fetch), {
      scopes: ['a'],
      authorize: async () =>
        new Response('Sign in first.', {
          status: 302,
          headers: [
            ['location', 'https://app.example/login'],
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
          ],
        }),
    });
    const there = await ask(handler);
    assert.deepEqual([there.status, there.headers.get('location')], [302, 'https://app.example/login']);
    await withServer(handler, async (base) => {
      const answer = await globalThis.fetch(base, { redirect: 'manual' });
      assert.deepEqual(
        [answer.status, answer.headers.get('location'), answer.headers.getSetCookie(), await answer.text()],
        [302, 'https://app.example/login', ['a=1', 'b=2'], 'Sign in first.'],
      );
    });
    assert.equal(fetch.count(), 0);
  });
});

describe('hands on no more than was asked for:', () => {
  const [one, other] = ['lockHolder.admin:1', 'lockHolder.admin:2'];
  const by = 'lockHolder.identifier:NO.1.';
  const cases = [
    ['what was asked for', [one], { scope: [one], lock_holder_ids: ['1'] }, ['1']],
    ['of two, both', [one, other], { scope: `${one} ${other}`, lock_holder_ids: ['2', '1'] }, ['2', '1']],
    ['of two, one', [one, other], { scope: [one], lock_holder_ids: ['1'] }, ['1']],
    ['nothing said', [one], {}, undefined],
    ['another scope, too', [one], { scope: [one, other] }, 502],
    ['another scope', [one], { scope: 'integrator.admin' }, 502],
    ['another lock holder', [one], { scope: [one], lock_holder_ids: ['1', '2'] }, 502],
    ['a lock holder that was not asked for', [one], { scope: [one], lock_holder_id: 'victim' }, 502],
    ['the lock holder of an identifier', [by], { scope: [by], lock_holder_id: '9' }, '9'],
    ['two lock holders of one identifier', [by], { lock_holder_id: '9', lock_holder_ids: ['9', '8'] }, 502],
    ['lock holders for a scope that names none', ['mine'], { lock_holder_id: '9', lock_holder_ids: ['8'] }, undefined],
  ];
  for (const [name, scopes, told, expected] of cases) {
    test(name, async () => {
      const fetch = tokenServer(() => ({ access_token: 't', expires_in: 60, ...told }));
      const errors = [];
      const handler = createTokenHandler(provider(fetch), {
        scopes,
        authorize: 'everybody',
        onError: (error) => errors.push(error.message),
      });
      const answer = await ask(handler, `?scope=${encodeURIComponent(scopes.join(' '))}`);
      const body = await answer.json();
      assert.equal(answer.status, expected === 502 ? 502 : 200);
      if (expected === 502) {
        assert.equal(body.access_token, undefined);
        assert.match(errors[0], /covers more than was requested/);
      } else assert.deepEqual(body.lock_holder_ids || body.lock_holder_id, expected);
    });
  }

  test("a person's token that covers other scopes, or does not say which, stays here", async () => {
    for (const [scope, status] of [
      ['openid email admin:all', 502],
      [undefined, 502],
      ['email', 200],
    ]) {
      const fetch = tokenServer(() => ({ access_token: 't', expires_in: 60, scope }));
      const theirs = new TokenProvider(unidy({ baseUrl: 'https://tenant.example' }), {
        ...credentials,
        fetch,
        now: clock(),
      }).for({ subject: 'ola', refreshToken: 'r' });
      assert.equal((await ask(createTokenHandler(theirs, { scopes: ['email'], ...everybody }))).status, status);
    }
  });

  test('what the provider itself is narrowed to, where nothing is asked for', async () => {
    for (const [told, status] of [
      [{ scope: 'project.admin', project_id: 'p' }, 200],
      [{ scope: 'organization.admin' }, 502],
      [{ scope: 'project.admin', project_id: 'other' }, 502],
    ]) {
      const fetch = tokenServer(() => ({ access_token: 't', expires_in: 60, ...told }));
      const tokens = new TokenProvider(unlocV2(), { ...credentials, fetch }).for({ projectId: 'p' });
      assert.equal((await ask(createTokenHandler(tokens, { scopes: [''], ...everybody }))).status, status);
    }
  });
});
