// A need that is there without a value is refused before anything is sent: a narrowing that is missing never means a wider token.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { client } from '../../support/built-package.mjs';
import { auth, clock, credentials, slowStore, tokenServer } from '../../support/auth-fixtures.mjs';

const { TokenProvider, UnlocError, lockit, unidy, unlocV1, unlocV2 } = auth;
const tenant = 'https://tenant.example';
const systems = [unlocV1(), unlocV2(), unidy({ baseUrl: tenant }), lockit()];
const provider = (system, fetch, more) => new TokenProvider(system, { ...credentials, fetch, maxRetries: 0, ...more });

const withoutValue = [undefined, null, '', ' ', '\t\n', 0, 5, -0, Number.NaN, 1n, true, false, [], ['a', 'b'], {}];
withoutValue.push(Buffer.from('abc'), new Date(0), new Map(), () => 'a', Symbol('a'), Object('a'), '\ud800', 'a\udc00');
const bad = fc.constantFrom(...withoutValue);
const narrowing = ['scope', 'projectId', 'organizationId', 'lockHolderId'];
const ofPeople = ['subject', 'refreshToken'];

/** The error of a function that throws or rejects. */
async function errorOf(work) {
  try {
    await work();
  } catch (error) {
    return error;
  }
  return assert.fail('it was accepted');
}

async function refused(work, name) {
  const error = await errorOf(work);
  assert.ok(error instanceof UnlocError, String(error));
  assert.deepEqual([error.code, error.attempts], ['invalid_argument', 0]);
  assert.ok(error.message.includes(`"${name}"`), error.message);
}

describe('a member without a value, and one that does not exist,', () => {
  test('is refused by for(), getToken(), invalidate() and the constructor, and nothing leaves', async () => {
    const fetch = tokenServer();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...systems), bad, async (system, value) => {
        const tokens = provider(system, fetch);
        for (const name of narrowing.concat(ofPeople)) {
          await refused(() => tokens.for({ [name]: value }), name);
          await refused(() => tokens.for({ subject: 'ola', scope: 'a', [name]: value }), name);
        }
        for (const name of narrowing) {
          for (const need of [{ [name]: value }, { api: system.api || 'v1', scope: 'a', [name]: value }]) {
            await refused(() => tokens.getToken(need), name);
            await refused(() => tokens.invalidate(need), name);
            await refused(() => tokens.for({ subject: 'ola', refreshToken: 'r' }).getToken(need), name);
          }
        }
        for (const name of ofPeople.concat('clientId'))
          await refused(() => provider(system, fetch, { [name]: value }), name);
        if (value !== undefined) {
          for (const name of ['api', 'rejectedToken', 'signal'])
            await refused(() => tokens.getToken({ [name]: value }), name);
          await refused(() => provider(system, fetch, { clientSecret: value }), 'clientSecret');
        }
      }),
      { numRuns: 200 },
    );
    assert.equal(fetch.count(), 0);
  });

  test('is refused by name where it is misspelt', async () => {
    const fetch = tokenServer();
    for (const system of systems) {
      const tokens = provider(system, fetch);
      for (const name of [
        'lockHolderID',
        'lockholderId',
        'Scope',
        'project_id',
        'user',
        'refresh_token',
        'constructor',
      ]) {
        await refused(() => tokens.for({ subject: 'ola', [name]: 'x' }), name);
        await refused(() => tokens.getToken({ [name]: 'x' }), name);
        await refused(() => provider(system, fetch, { [name]: 'x' }), name);
      }
      await refused(() => tokens.getToken({ subject: 'ola' }), 'subject');
      await refused(() => tokens.getToken({ refreshToken: 'r' }), 'refreshToken');
      // A name may be anything; only what looks like one is repeated.
      const error = await errorOf(() => tokens.for({ '+47 99 88 77 66': 'x' }));
      assert.equal(error.code, 'invalid_argument');
      assert.ok(!error.message.includes('99 88'));
    }
    assert.equal(fetch.count(), 0);
  });

  test('is no reason for a raw error: whatever is given as the whole need', async () => {
    const fetch = tokenServer();
    const tokens = provider(unlocV1(), fetch);
    const thrower = {
      get scope() {
        throw new Error('planted');
      },
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const need of [
      null,
      '',
      ' ',
      0,
      5,
      Number.NaN,
      true,
      [],
      ['a'],
      Buffer.alloc(0),
      new Map(),
      () => {},
      thrower,
      proxy,
    ]) {
      for (const work of [() => tokens.getToken(need), () => tokens.invalidate(need), () => tokens.for(need)]) {
        const error = await errorOf(work);
        assert.deepEqual([error.name, error.code], ['UnlocError', 'invalid_argument']);
      }
    }
    for (const subject of [undefined, {}, 'a']) assert.throws(() => tokens.for(subject), { code: 'invalid_argument' });
    for (const [name, value] of [
      ['store', null],
      ['store', {}],
      ['storeTimeoutMs', 0],
      ['storeTimeoutMs', Number.NaN],
      ['persist', 'x'],
      ['waitUntil', {}],
      ['now', 5],
      ['fetch', null],
      ['randomBytes', 'x'],
    ])
      await refused(() => provider(unlocV1(), fetch, { [name]: value }), name);
    assert.equal(fetch.count(), 0);
  });

  test('is not read of a polluted prototype', async () => {
    const fetch = tokenServer();
    Object.defineProperty(Object.prototype, 'lockHolderId', { value: 'polluted', configurable: true });
    try {
      await provider(unlocV1(), fetch).getToken({ api: 'v1' });
      await provider(unlocV1(), fetch).for({ scope: 'a' }).getToken();
    } finally {
      delete Object.prototype.lockHolderId;
    }
    assert.deepEqual(
      fetch.requests.map(({ read }) => read.scope),
      [undefined, 'a'],
    );
  });
});

test('what names nothing, a scope, or what an UnlocClient names goes on as before', async () => {
  const fetch = tokenServer();
  const tokens = provider(unlocV1(), fetch, { now: clock() });
  for (const need of [undefined, {}, { api: 'v1' }, { api: undefined, signal: undefined, rejectedToken: undefined }])
    await tokens.getToken(need);
  await tokens.getToken({ api: 'v1', lockHolderId: 'x', rejectedToken: 'other', signal: new AbortController().signal });
  await tokens.getToken('a b');
  assert.deepEqual(
    fetch.requests.map(({ read }) => read.scope),
    [undefined, 'lockHolder.admin:x', ['a', 'b']],
  );
  const calls = [];
  const api = async (_, init) => {
    calls.push(init.headers.authorization);
    return Response.json({ locks: [] });
  };
  const unloc = new client.UnlocClient({ token: tokens, fetch: api });
  await unloc.v1.locks.list({ lockHolderId: 'x' }, { signal: new AbortController().signal });
  assert.deepEqual(calls, ['Bearer planted-token-2']);
});

describe("a person's provider", () => {
  test("never asks with the client's own credentials, and shares a token with the same subject only", async () => {
    const text = fc.string({ minLength: 1 }).filter((one) => one.trim() !== '' && one.isWellFormed?.() !== false);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(text, { minLength: 2, maxLength: 4 }),
        fc.boolean(),
        async (subjects, withStore) => {
          const fetch = tokenServer(({ refresh_token: token }) => ({
            access_token: `of-${btoa(encodeURIComponent(token))}`,
            expires_in: 60,
          }));
          const tokens = provider(unidy({ baseUrl: tenant }), fetch, withStore ? { store: slowStore() } : {});
          const got = await Promise.all(
            subjects.map((subject) => tokens.for({ subject, refreshToken: `r ${subject}` }).getToken()),
          );
          assert.equal(new Set(got.map(({ accessToken }) => accessToken)).size, subjects.length);
          for (const need of [
            undefined,
            'a',
            { scope: 'a' },
            { lockHolderId: 'x' },
            { projectId: 'x', organizationId: 'y' },
          ])
            await tokens
              .for({ subject: 'nobody else' })
              .getToken(need)
              .catch(() => {});
          assert.ok(fetch.requests.every(({ read }) => read.grant_type === 'refresh_token'));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('needs a subject for its refresh token, so that two without a name do not share one place', async () => {
    const fetch = tokenServer();
    const tokens = provider(unidy({ baseUrl: tenant }), fetch);
    await refused(() => tokens.for({ refreshToken: 'r' }), 'refreshToken');
    await tokens.for({ subject: 'ola' }).for({ refreshToken: 'r' }).getToken();
    await assert.rejects(provider(unidy({ baseUrl: tenant }), fetch, { clientSecret: undefined }).getToken(), {
      error: 'login_required',
    });
    assert.deepEqual(
      fetch.requests.map(({ read }) => read.refresh_token),
      ['r'],
    );
  });
});

describe('an id', () => {
  const strange = [
    'lh1 lockHolder.admin:other',
    'a"',
    'a\\',
    'a\nb',
    'a\u0000',
    'a\u00a0b',
    'a\u200bb',
    'ø',
    ' a',
    'a\u007f',
  ];

  test('never becomes a second scope', async () => {
    const fetch = tokenServer();
    const tokens = provider(unlocV1(), fetch);
    for (const id of strange) {
      await refused(() => tokens.for({ lockHolderId: id }).getToken(), 'lockHolderId');
      await refused(() => tokens.getToken({ api: 'v1', lockHolderId: id }), 'lockHolderId');
      assert.throws(() => client.lockHolderAdminScope(id), { code: 'invalid_argument' });
      assert.throws(() => client.lockHolderScope({ countryIso: 'NO', organizationId: id }), {
        code: 'invalid_argument',
      });
    }
    for (const scope of ['a\nb', 'a\tb', 'a "', 'a\\', 'ø', 'a \u0000'])
      await refused(() => tokens.getToken(scope), 'scope');
    assert.throws(() => client.lockHolderAdminScope('\ud800'), { code: 'invalid_argument' });
    assert.equal(fetch.count(), 0);
  });

  test('of which the system knows no scope is refused, unless an UnlocClient names it', async () => {
    const fetch = tokenServer();
    const tokens = provider(unidy({ baseUrl: tenant }), fetch, { now: clock() });
    await refused(() => tokens.for({ lockHolderId: 'x' }).getToken(), 'lockHolderId');
    await refused(() => tokens.getToken({ projectId: 'x' }), 'projectId');
    await tokens.getToken({ scope: 'a', lockHolderId: 'x' });
    await tokens.getToken({ api: 'v1', lockHolderId: 'x' });
    assert.equal(fetch.count(), 2);
  });

  test('that a scope needs is named', async () => {
    const fetch = tokenServer();
    const tokens = provider(unlocV2(), fetch);
    await refused(() => tokens.getToken('project.admin'), 'projectId');
    await refused(() => tokens.for({ projectId: 'x' }).getToken('organization.admin'), 'organizationId');
    await tokens.for({ projectId: 'x y' }).getToken('project.admin');
    assert.equal(fetch.requests[0].read.project_id, 'x y');
  });

  test('of another resource in the answer is not believed', async () => {
    const project = '72DFD83D-1aec-44bc-b9cf-7c7e77264b0f';
    let told = project.toLowerCase();
    const fetch = tokenServer(() => ({ access_token: 't', expires_in: 60, project_id: told }));
    assert.ok(await provider(unlocV2(), fetch).for({ projectId: project }).getToken());
    told = 'another';
    await assert.rejects(provider(unlocV2(), fetch).for({ projectId: project }).getToken(), {
      code: 'invalid_response',
    });
  });
});

test('a clock that tells no time is replaced by that of the machine', async () => {
  for (const now of [() => Number.NaN, () => undefined, () => Infinity]) {
    const fetch = tokenServer();
    const tokens = provider(unlocV1(), fetch, { now });
    const { expiresAt } = await tokens.getToken();
    await tokens.getToken();
    assert.ok(expiresAt > Date.now());
    assert.equal(fetch.count(), 1);
  }
});

test('what a function of the options throws comes out as an UnlocError, without its words', async () => {
  const fetch = tokenServer();
  const now = () => {
    throw new Error(credentials.clientSecret);
  };
  const error = await errorOf(() => provider(unlocV1(), fetch, { now }).getToken());
  assert.deepEqual([error.name, error.code, error.operation], ['UnlocError', 'token_error', 'getToken']);
  assert.ok(!error.message.includes(credentials.clientSecret));
});
