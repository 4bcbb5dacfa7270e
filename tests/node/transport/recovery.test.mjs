// A trap of the wasm costs nothing but the call into it: the instance is replaced and asked once more. Two in a row end the
// call, and the next one works. The package is the published one; the WebAssembly around it traps where a test says so.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inFastTime } from '../../support/v2-stub.mjs';
import { flushPromises, keepProcessAlive } from '../../support/wait.mjs';
import { trapping } from '../../support/trapping-wasm.mjs';

const wasm = trapping();
const { client, createSandbox } = await import('../../support/built-package.mjs');
const { auth, credentials, tokenServer } = await import('../../support/auth-fixtures.mjs');

keepProcessAlive();

const token = 'planted-token-7f3a';
const ids = { lockHolderId: 'h', lockId: 'l', keyId: 'k', userId: '+4799887766' };
const words = ['runtime error', 'unreachable', 'overflow'];
const never = () => new Promise(() => {});
const json = (value, init) => new Response(JSON.stringify(value), init);

let hosts = 0;
/** A base URL that no call has gone to: nothing prepared for an earlier one is taken. */
const elsewhere = () => {
  hosts += 1;
  return `https://host${hosts}.example`;
};

/** A v1 call against a stub; what is left of the result does not depend on the base URL. */
async function call(name, fetch, options = {}, params = { ...ids, createKeyRequest: {} }) {
  client.init(elsewhere(), { fetch, maxRetries: 1 });
  return plain(await client[name](token, params, options));
}

const plain = ({ data, error, response }) => ({ data, error: error?.toJSON(), response });
const aborted = () => {
  const controller = new AbortController();
  controller.abort();
  return controller.signal;
};
const unloc = (fetch) => new client.UnlocClient({ token, fetch, baseUrl: elsewhere(), maxRetries: 0 });
const collected = async (list) => {
  const all = [];
  for await (const item of list) all.push(item);
  return all;
};

const planted = { lockId: 'l', appUserId: '+4799887766' };
const made = { id: 'k', state: 'active', lockId: 'l', appUser: { id: '+4799887766' } };
const jobDone = () =>
  inFastTime(() =>
    unloc(async () => json({ job: { id: 'j', status: 'succeeded' } })).jobs.wait(
      { projectId: 'p', jobId: 'j' },
      { timeoutMs: 60_000 },
    ),
  );

const provider = (fetch, more) =>
  new auth.TokenProvider(auth.unidy({ baseUrl: elsewhere() }), { ...credentials, fetch, ...more });
async function signIn(fetch) {
  const one = provider(fetch, { subject: 'somebody' });
  const { searchParams } = new URL(await one.authorizationUrl({ redirectUri: 'https://app.example/back' }));
  return { one, callback: `https://app.example/back?code=planted-code&state=${searchParams.get('state')}` };
}

/** By export: something that asks it, and comes to the same each time. */
const scenarios = {
  checkOptions: () => call('getLocks', async () => json({ locks: [{ id: 'l' }] })),
  authorize: () => call('getLocks', async () => json({ locks: [{ id: 'l' }] })),
  // The core writes the path of an id that needs encoding.
  prepareCall: () => call('getLocks', async () => json({ locks: [{ id: 'l' }] }), {}, { lockHolderId: 'h/1' }),
  redactHeaders: () =>
    call('getLocks', async () => json({ locks: [] }, { headers: { 'x-a': `+4799887766 ${token}` } })),
  bodyKind: () => call('getLocks', async () => json({ locks: [{ id: 'l' }] })),
  releaseRetryTokens: () => call('getLocks', async () => json({ locks: [{ id: 'l' }] })),
  decideOnResponse: () => call('createKey', async () => json({ error: 'conflict' }, { status: 409 })),
  decideOnTransportError: () =>
    call('createKey', async () => {
      throw new TypeError('fetch failed');
    }),
  abortError: () => call('getLocks', never, { signal: aborted() }),
  lockHolderScope: () => client.lockHolderScope({ countryIso: 'NO', organizationId: '1' }),
  lockHolderAdminScope: () => client.lockHolderAdminScope('7'),
  useKeyUrl: () => client.useKeyUrl({ keyId: 'k', userId: '+4799887766', redirect: 'https://a.example' }),
  prefetchKeysUrl: () => client.prefetchKeysUrl({ returnUrl: 'https://a.example' }),
  unlocWorkUrl: () =>
    client.unlocWorkUrl({ keyId: 'k', returnUrl: 'https://a.example', partnerId: 'p', hmacSecret: 'planted-secret' }),
  jobStatus: () => jobDone(),
  nextPollDelay: () => jobDone(),
  keyIndexInError: () =>
    unloc(async () => json({ invalidParams: [{ name: 'keys[0].lockId', reason: 'unknown' }] }, { status: 400 }))
      .keys.create({ projectId: 'p', keys: [planted], onInvalid: 'skip' })
      .then((creation) => creation.outcome()),
  keyStatus: () =>
    inFastTime(async () => {
      const creation = await unloc(async (url) => {
        if (url.includes('/jobs/'))
          return json({ job: { id: 'j', status: 'succeeded', resultData: { createdKeys: [made] } } });
        return json({ jobRef: { id: 'j' } }, { status: 202 });
      }).keys.create({ projectId: 'p', keys: [planted] });
      return creation.wait({ timeoutMs: 60_000 });
    }),
  validateKeys: () =>
    unloc(never)
      .keys.create({ projectId: 'p', keys: [{ lockId: '', appUserId: 'x' }] })
      .then(assert.fail, (error) => error.toJSON()),
  advanceCursor: () =>
    collected(
      unloc(async (url) =>
        json(url.includes('startAfterId') ? { keys: [{ id: 'b' }] } : { keys: [{ id: 'a' }], startAfterId: 'a' }),
      ).keys.list({ projectId: 'p' }),
    ),
  prepareTokenRequest: async () => (await provider(tokenServer()).getToken()).accessToken,
  readTokenResponse: async () => (await provider(tokenServer()).getToken()).accessToken,
  beginSignIn: async () => typeof (await signIn(tokenServer())).callback,
  signInCode: async () => {
    const { one, callback } = await signIn(tokenServer());
    await one.finish(callback);
    return (await one.getToken()).accessToken;
  },
};

describe('one trap is not noticed by the caller, and no other call is touched', () => {
  for (const [name, scenario] of Object.entries(scenarios)) {
    for (const word of words) {
      test(`in ${name}: ${word}`, async () => {
        const expected = await scenario();
        let release;
        client.init(elsewhere(), {
          fetch: () =>
            new Promise((resolve) => {
              release = () => resolve(json({ key: { id: 'made' } }));
            }),
        });
        const other = client.createKey(token, { ...ids, createKeyRequest: {} });
        await flushPromises();
        const { instances, misused } = wasm;
        wasm.arm(name, { word });
        assert.deepEqual(await scenario(), expected);
        assert.deepEqual([wasm.fired(), wasm.instances - instances, wasm.misused - misused], [1, 1, 0]);
        release();
        assert.equal((await other).data.key.id, 'made');
      });
    }
  }
  test('in describeOperation, which is asked once for each operation', async () => {
    for (const [index, name] of ['getLock', 'getVendorConnections', 'getRolesForLock'].entries()) {
      wasm.arm('describeOperation', { word: words[index] });
      const { error } = await call(name, async () => json({ roles: [], vendorConnections: [], lock: { id: 'l' } }));
      assert.deepEqual([wasm.fired(), error], [1, undefined]);
    }
  });
});

describe('two traps in a row end the call, and the next one works', () => {
  const ended = {
    'before anything is sent: internal': {
      at: 'prepareCall',
      name: 'createKey',
      code: 'internal',
      safeToRetry: false,
      attempts: 0,
      sent: 0,
    },
    'after a read was sent: internal': {
      at: 'bodyKind',
      name: 'getLocks',
      code: 'internal',
      safeToRetry: true,
      attempts: 1,
      sent: 1,
    },
    'after a write was sent: outcome_unknown': {
      at: 'bodyKind',
      name: 'createKey',
      code: 'outcome_unknown',
      safeToRetry: false,
      attempts: 1,
      sent: 1,
    },
    'after a write that can be repeated: outcome_unknown': {
      at: 'bodyKind',
      name: 'deleteSharedKeysForUser',
      code: 'outcome_unknown',
      safeToRetry: true,
      attempts: 1,
      sent: 1,
    },
    'when a write has failed: outcome_unknown': {
      at: 'decideOnTransportError',
      name: 'createKey',
      code: 'outcome_unknown',
      safeToRetry: false,
      attempts: 1,
      sent: 1,
      fails: true,
    },
  };
  for (const [what, { at, name, sent, fails, ...expected }] of Object.entries(ended)) {
    test(what, async () => {
      let requests = 0;
      const { instances } = wasm;
      wasm.arm(at, { times: 2 });
      const { error } = await call(name, async () => {
        requests += 1;
        if (fails) throw new TypeError('fetch failed');
        return json({ locks: [], key: { id: 'k' } });
      });
      wasm.disarm();
      const { code, safeToRetry, attempts, message } = error;
      assert.deepEqual({ code, safeToRetry, attempts }, expected);
      assert.equal(requests, sent);
      assert.match(message, /^\w+: .*crashed/);
      assert.doesNotMatch(JSON.stringify(error), /planted|unreachable|stack size/i);
      assert.ok(wasm.instances > instances);
      assert.equal((await call('getLocks', async () => json({ locks: [{ id: 'next' }] }))).data[0].id, 'next');
    });
  }
  test('of a function that is not asynchronous', () => {
    wasm.arm('lockHolderScope', { times: 2 });
    assert.throws(
      () => scenarios.lockHolderScope(),
      (error) => error instanceof client.UnlocError && error.code === 'internal',
    );
    assert.equal(scenarios.lockHolderScope(), 'lockHolder.identifier:NO.1.');
  });
  test('calls that are under way or wait for their turn are not touched', async () => {
    const answers = [];
    client.init(elsewhere(), {
      fetch: (url) =>
        new Promise((resolve) => {
          answers.push({ url, resolve: () => resolve(json({ locks: [], key: { id: 'k' } })) });
        }),
      maxConcurrent: 2,
    });
    const calls = [
      client.getLocks(token, ids),
      client.createKey(token, { ...ids, createKeyRequest: {} }),
      client.getKeys(token, ids),
    ];
    await flushPromises();
    wasm.arm('lockHolderScope', { times: 2 });
    assert.throws(() => scenarios.lockHolderScope());
    while (answers.length > 0) {
      answers.shift().resolve();
      await flushPromises();
    }
    for (const { error } of (await Promise.all(calls)).slice(0, 2)) assert.equal(error, undefined);
  });
});

describe('a token request during which the core traps twice', () => {
  const failed = async (work) =>
    work.then(
      () => assert.fail('a token'),
      ({ code, safeToRetry, message }) => ({ code, safeToRetry, message }),
    );
  test('of the client itself: nothing was changed', async () => {
    wasm.arm('bodyKind', { times: 2 });
    assert.deepEqual(await failed(provider(tokenServer()).getToken()), {
      code: 'internal',
      safeToRetry: true,
      message: 'getToken: this library crashed; please report this. Nothing was changed.',
    });
  });
  for (const [what, more] of Object.entries({
    'in the words of the core': [],
    'in the words of this library': ['trapError'],
  })) {
    test(`with a code that may be used up, ${what}`, async () => {
      const { one, callback } = await signIn(tokenServer());
      wasm.arm('bodyKind', { times: 2 });
      for (const name of more) wasm.arm(name, { times: 2 });
      const error = await failed(one.finish(callback));
      wasm.disarm();
      assert.deepEqual(error, {
        code: 'internal',
        safeToRetry: false,
        message: 'finish: this library crashed; please report this. If the next attempt is refused, sign in again.',
      });
    });
    test(`with a refresh token that may be used up, ${what}`, async () => {
      const one = provider(tokenServer(), { refreshToken: 'planted-refresh' });
      wasm.arm('bodyKind', { times: 2 });
      for (const name of more) wasm.arm(name, { times: 2 });
      const { code, safeToRetry, message } = await failed(one.getToken());
      wasm.disarm();
      assert.deepEqual([code, safeToRetry], ['internal', false]);
      assert.match(message, /sign in again/);
    });
  }
  test('with a code, when its answer is read', async () => {
    const { one, callback } = await signIn(tokenServer());
    wasm.arm('readTokenResponse', { times: 2 });
    const { code, safeToRetry } = await failed(one.finish(callback));
    assert.deepEqual([code, safeToRetry], ['internal', false]);
  });
  test('is followed by one that works', async () => {
    assert.equal(await scenarios.readTokenResponse(), 'planted-token-1');
  });
});

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');
/** Collects garbage, and lets finalizers run. */
async function collectGarbage() {
  for (let times = 0; times < 4; times += 1) {
    gc();
    await flushPromises();
  }
}

test('200 traps in a row leave no memory behind', async () => {
  const { instances } = wasm;
  for (let times = 0; times < 200; times += 1) {
    wasm.arm('bodyKind');
    const { error } = await call('getLocks', async () => json({ locks: [] }));
    assert.equal(error, undefined);
  }
  assert.equal(wasm.instances - instances, 200);
  await collectGarbage();
  assert.ok(wasm.living() < 10, `${wasm.living()} of ${wasm.instances} memories are left`);
});

describe('the embedded Unloc', () => {
  for (const word of words) {
    test(`says that its state is lost, and a new one works: ${word}`, async () => {
      const sandbox = await createSandbox({ seed: 'demo' });
      wasm.arm('sandboxState', { word });
      assert.throws(() => sandbox.state(), /^Error: The embedded Unloc crashed.*createSandbox\(\)/);
      assert.throws(() => sandbox.state(), /its state is lost/);
      await assert.rejects(async () => sandbox.fetch(`${sandbox.url}/`), /its state is lost/);
      const next = await createSandbox({ seed: 'demo' });
      assert.ok(next.state() !== undefined);
      assert.throws(() => sandbox.state(), /its state is lost/);
    });
  }
  test('one that is lost is collected without an uncaught error, and the one after it works', async () => {
    const next = await createSandbox({ seed: 'demo' });
    await collectGarbage();
    assert.ok(next.state() !== undefined);
  });
});

describe('at the end of the stack', () => {
  for (const scenario of ['client', 'sandbox']) {
    test(`the ${scenario} fails with an error of its own or succeeds, and the next call works`, () => {
      const script = fileURLToPath(new URL('recovery/deep.mjs', import.meta.url));
      const { status, signal, stderr } = spawnSync(process.execPath, [script, scenario], {
        timeout: 60_000,
        encoding: 'utf8',
      });
      assert.deepEqual([status, signal], [0, null], stderr.slice(-2000));
    });
  }
});
