// Token providers in an UnlocClient, against the embedded Unloc.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { client, createSandbox } from '../../support/built-package.mjs';
import { auth, credentials } from '../../support/auth-fixtures.mjs';
import { inFastTime, jsonResponse } from '../../support/v2-stub.mjs';

const { TokenProvider, unlocV1 } = auth;
const { UnlocClient, lockHolderScope } = client;

/** A sandbox that counts its token requests. */
async function unloc(options) {
  const sandbox = await createSandbox({ seed: 'demo', ...options });
  const counts = { tokens: 0, calls: 0 };
  const fetch = async (url, init) => {
    counts[url.includes('/auth/') ? 'tokens' : 'calls'] += 1;
    return sandbox.fetch(url, init);
  };
  const tokens = new TokenProvider(unlocV1({ baseUrl: sandbox.url }), {
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    fetch,
  });
  return { sandbox, counts, fetch, tokens, api: new UnlocClient({ baseUrl: sandbox.url, fetch, token: tokens }) };
}

describe('a provider of Unloc v1', () => {
  test('gives an UnlocClient the token that each call needs, and asks for each once', async () => {
    const { api, counts } = await unloc();
    const lockHolders = await api.v1.lockHolders.list();
    const locks = await Promise.all(
      Array.from({ length: 5 }, () => lockHolders.map(({ id }) => api.v1.locks.list({ lockHolderId: id }))).flat(),
    );
    assert.equal(lockHolders.length, 3);
    for (const list of locks) assert.ok(list.length > 0);
    assert.deepEqual(counts, { tokens: 4, calls: 16 });
  });

  test('understands a bare scope, as hand-written code had it', async () => {
    const { api, tokens, sandbox, fetch } = await unloc();
    const [lockHolder] = await api.v1.lockHolders.list();
    const {
      access_token: token,
      lock_holder_id: lockHolderId,
      scope,
    } = await tokens.getToken(lockHolderScope(lockHolder));
    assert.deepEqual([lockHolderId, scope], [lockHolder.id, [lockHolderScope(lockHolder)]]);
    client.init(sandbox.url, { fetch });
    const { data, error } = await client.getLocks(token, { lockHolderId });
    assert.equal(error, undefined);
    assert.ok(data.length > 0);
  });

  test('gets a new token when the API refuses the old one, and the call is repeated, once for many calls', async () => {
    const { api, counts, sandbox, tokens } = await unloc();
    const [{ id: lockHolderId }] = await api.v1.lockHolders.list();
    await api.v1.locks.list({ lockHolderId });
    const { accessToken } = await tokens.getToken({ lockHolderId });
    // Only the sandbox's clock advances: the client does not know that the token has expired.
    sandbox.advance(4000);
    Object.assign(counts, { tokens: 0, calls: 0 });
    const lists = await Promise.all(Array.from({ length: 20 }, () => api.v1.locks.list({ lockHolderId })));
    assert.ok(lists.every((list) => list.length > 0));
    assert.deepEqual(counts, { tokens: 1, calls: 40 });
    assert.notEqual((await tokens.getToken({ lockHolderId })).accessToken, accessToken);
  });

  test('passes on why there is no token, to every call that waits for it', async () => {
    const { sandbox, fetch } = await unloc();
    const api = new UnlocClient({
      baseUrl: sandbox.url,
      fetch,
      token: new TokenProvider(unlocV1({ baseUrl: sandbox.url }), { ...credentials, fetch }),
    });
    const outcomes = await Promise.allSettled([api.v1.lockHolders.list(), api.v1.lockHolders.list()]);
    for (const { reason } of outcomes) {
      assert.ok(reason instanceof client.UnlocError && reason instanceof auth.UnlocError);
      assert.deepEqual([reason.code, reason.status], ['token_error', 401]);
      assert.ok(!JSON.stringify(reason).includes(credentials.clientSecret));
    }
  });
});

describe('a write whose first request was lost and whose second met a 401', () => {
  /** Deletes a user's shared keys, which may be sent twice; every token but `fresh` is refused. Gives the result or error, and the tokens sent. */
  const deleteSharedKeys = () =>
    inFastTime(async () => {
      const sent = [];
      const fetch = async (_, { headers }) => {
        sent.push(headers.authorization);
        if (sent.length === 1) throw new TypeError('fetch failed');
        return jsonResponse({}, headers.authorization === 'Bearer fresh' ? 200 : 401);
      };
      const token = async ({ rejectedToken }) => (rejectedToken ? 'fresh' : 'stale');
      const api = new UnlocClient({ baseUrl: 'https://api.example', fetch, token });
      const [outcome] = await Promise.allSettled([
        api.v1.keys.deleteSharedForUser({ lockHolderId: 'h', userId: '+4799887766' }),
      ]);
      return { outcome, sent };
    });

  test('is sent again with a new token', async () => {
    const { outcome, sent } = await deleteSharedKeys();
    assert.equal(outcome.status, 'fulfilled', outcome.reason);
    assert.deepEqual(sent, ['Bearer stale', 'Bearer stale', 'Bearer fresh']);
  });

  test('is not sent again if the core calls that unsafe', async () => {
    // The core has no such write today: what is not safe to repeat is over when it is lost.
    const { parse } = JSON;
    JSON.parse = (text, ...rest) => {
      const answer = parse(text, ...rest);
      if (answer?.error?.code === 'outcome_unknown') answer.error.safeToRetry = false;
      return answer;
    };
    try {
      const { outcome, sent } = await deleteSharedKeys();
      assert.deepEqual([outcome.reason?.code, outcome.reason?.status], ['outcome_unknown', 401]);
      assert.deepEqual(sent, ['Bearer stale', 'Bearer stale']);
    } finally {
      JSON.parse = parse;
    }
  });
});

test('the entry shares the wasm of the main one', () => {
  assert.equal(auth.UnlocError, client.UnlocError);
  assert.deepEqual(
    Object.keys(auth)
      .filter((name) => name !== 'default')
      .sort(),
    ['TokenProvider', 'UnlocError', 'createTokenHandler', 'lockit', 'unidy', 'unlocV1', 'unlocV2'],
  );
});
