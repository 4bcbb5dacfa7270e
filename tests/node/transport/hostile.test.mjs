// Values that throw, lie or never settle: the call ends with an error, nothing hangs, and the next call works.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { client } from '../../support/built-package.mjs';
import { keepProcessAlive } from '../../support/wait.mjs';

const token = 'planted-token-7f3a';
const ids = { lockHolderId: 'h', lockId: 'l', keyId: 'k', userId: '+4799887766' };
const throwing = (key) =>
  Object.defineProperty([1], key, {
    get() {
      throw new Error(`${token} +4799887766`);
    },
  });
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const foreignPromise = (change) => {
  const promise = Promise.resolve({ status: 200, text: async () => '{"locks":[]}' });
  change(promise);
  return promise;
};
const good = () => client.getLocks(token, ids, { fetch: async () => new Response('{"locks":[]}') });

keepProcessAlive();

/** Resolves within five seconds, to an envelope without secrets. */
async function settles(call) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), 5000);
  });
  const result = await Promise.race([call(), late]);
  clearTimeout(timer);
  assert.equal((result.data === undefined) !== (result.error === undefined), true, inspect(result));
  if (result.error) {
    assert.ok(result.error instanceof client.UnlocError);
    const text = inspect(result, { depth: 20, showHidden: true });
    assert.ok(!text.includes(token) && !text.includes('4799887766'), text);
  }
  return result;
}

const answers = {
  'a proxy of a Response': async () => new Proxy(new Response('{"locks":[]}'), {}),
  'an object that inherits from Response': async () => Object.create(Response.prototype),
  'a subclass of Response': async () => new (class Mine extends Response {})('{"locks":[]}'),
  'headers whose keys throw': async () => ({
    status: 200,
    headers: new Proxy(
      {},
      {
        ownKeys() {
          throw new Error(token);
        },
      },
    ),
    text: async () => '{"locks":[]}',
  }),
  'headers whose getter throws': async () => ({
    status: 200,
    headers: throwing('x'),
    text: async () => '{"locks":[]}',
  }),
  'a revoked answer': async () => revoked({}),
  'a status that throws': async () => ({
    get status() {
      throw new Error(token);
    },
  }),
  'a body that rejects with nothing': async () => ({ status: 200, text: () => Promise.reject(undefined) }),
  'a rejection that was revoked': () => Promise.reject(revoked({})),
  'a rejection with revoked causes': () => Promise.reject({ cause: { errors: revoked([]) } }),
  'a rejection with throwing causes': () => Promise.reject({ cause: { errors: throwing(0) } }),
  'a promise whose constructor throws': () =>
    foreignPromise((promise) =>
      Object.defineProperty(promise, 'constructor', {
        get() {
          throw new Error(token);
        },
      }),
    ),
  'a promise whose then throws': () =>
    foreignPromise((promise) => {
      promise.then = () => {
        throw new Error(token);
      };
    }),
  'a promise that calls back twice': () =>
    foreignPromise((promise) => {
      promise.then = (settle) => {
        settle({ status: 200, text: async () => '{"locks":[]}' });
        settle(5);
      };
    }),
  'a thenable that does both': () => ({
    then(resolve, reject) {
      resolve({ status: 200, text: async () => '{"locks":[]}' });
      reject(1);
    },
  }),
  'invalidParams that throw': async () => ({ status: 400, json: async () => ({ invalidParams: throwing(0) }) }),
  'a list that was revoked': async () => ({ status: 200, json: async () => ({ locks: revoked([]) }) }),
  'a frozen answer': async () => ({
    status: 200,
    json: async () =>
      Object.freeze({ locks: Object.freeze([Object.freeze({ address: Object.freeze({ postalCode: 5 }) })]) }),
  }),
  'items that throw': async () => ({
    status: 200,
    json: async () => ({
      locks: [
        {
          get address() {
            throw new Error(token);
          },
        },
      ],
    }),
  }),
};

describe('an answer from a hostile fetch settles, and the next call works', () => {
  for (const [what, fetch] of Object.entries(answers)) {
    test(what, async () => {
      client.init('https://api.example', { fetch, maxRetries: 0 });
      const results = await Promise.all([
        settles(good),
        settles(() => client.getLocks(token, ids)),
        settles(good),
        settles(() => client.getLocks(token, ids)),
        settles(good),
      ]);
      for (const index of [0, 2, 4]) assert.equal(results[index].error, undefined, 'its neighbours are not disturbed');
      assert.equal((await settles(good)).error, undefined);
    });
  }
});

const arguments_ = {
  'parameters that were revoked': () => client.getLocks(token, revoked({})),
  'parameters that throw': () =>
    client.getLocks(token, {
      get lockHolderId() {
        throw new Error(token);
      },
    }),
  'flat parameters that throw': () =>
    client.createLockHolder(token, {
      name: 'x',
      get countryIso() {
        throw new Error(token);
      },
    }),
  'a body that throws': () =>
    client.createKey(token, {
      ...ids,
      createKeyRequest: {
        get userId() {
          throw new Error(token);
        },
      },
    }),
  'a query that throws': () =>
    client.request(token, {
      method: 'GET',
      path: '/a',
      query: {
        get x() {
          throw new Error(token);
        },
      },
    }),
  'headers that throw': () =>
    client.getLocks(token, ids, {
      headers: {
        get x() {
          throw new Error(token);
        },
      },
    }),
  'options that throw': () =>
    client.getLocks(token, ids, {
      get fetch() {
        throw new Error(token);
      },
    }),
};

describe('hostile arguments settle to an error, however often', () => {
  for (const [what, call] of Object.entries(arguments_)) {
    test(what, async () => {
      client.init('https://api.example', { fetch: async () => new Response('{}') });
      for (let time = 0; time < 2000; time += 1) {
        const { error } = await call();
        assert.ok(error instanceof client.UnlocError);
        assert.ok(!error.message.includes(token));
      }
      assert.equal((await settles(good)).error, undefined, 'no stack was used up');
    });
  }
  test('options of init that throw', async () => {
    client.init('https://api.example', {
      get fetch() {
        throw new Error(token);
      },
      get hooks() {
        throw new Error(token);
      },
    });
    assert.equal((await settles(good)).error, undefined);
  });
});

test('a faked queueMicrotask, as test runners fake it, stops no call', async () => {
  // Node's Response needs the real queueMicrotask, so the response is a plain object.
  client.init('https://api.example', { fetch: async () => ({ status: 200, text: async () => '{"locks":[]}' }) });
  const real = globalThis.queueMicrotask;
  globalThis.queueMicrotask = () => {};
  try {
    assert.equal((await settles(() => client.getLocks(token, ids))).error, undefined);
  } finally {
    globalThis.queueMicrotask = real;
  }
});

test('options that are undefined leave those of init alone', async () => {
  let asked = 0;
  client.init('https://api.example', {
    fetch: async () => {
      asked += 1;
      return new Response('{"locks":[]}');
    },
  });
  await client.getLocks(token, ids, { fetch: undefined, headers: undefined, signal: null });
  assert.equal(asked, 1);
});

test('a body that fails after its head is no proof that nothing was sent', async () => {
  client.init('https://api.example', {
    fetch: async () => ({
      status: 200,
      text: () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
    }),
    maxRetries: 0,
  });
  const { error } = await client.createKey(token, { ...ids, createKeyRequest: {} });
  assert.deepEqual([error.code, error.safeToRetry, error.status], ['outcome_unknown', false, 200]);
});

test('a success without the entity is none', async () => {
  for (const body of [
    '{"error":"Refused","errorDescription":"no such user"}',
    '{"key":null}',
    '{}',
    '{"key":{}}'.replace('{}', '5'),
    '[]',
  ]) {
    client.init('https://api.example', { fetch: async () => new Response(body) });
    const { error } = await settles(() => client.createKey(token, { ...ids, createKeyRequest: {} }));
    assert.equal(error.code, 'invalid_response', body);
    assert.equal(error.safeToRetry, false);
    if (body.includes('no such user')) assert.equal(error.errorDescription, 'no such user');
  }
  client.init('https://api.example', { fetch: async () => new Response('{"error":"Refused"}') });
  assert.equal(
    (await client.updateKey(token, { ...ids, updateKeyRequest: { state: 'revoked' } })).error.error,
    'Refused',
  );
});

test('a key to two locks at once is refused', async () => {
  client.init('https://api.example', { fetch: () => assert.fail('nothing may be sent') });
  const { error } = await client.createKey(token, { ...ids, createKeyRequest: { lockId: 'other' } });
  assert.deepEqual([error.code, error.message.includes('lockId')], ['invalid_argument', true]);
});

test('a token and a phone number that are echoed are left out, in heads too', async () => {
  const odd = 'a+b/c=7f3a';
  const fetch = async () =>
    new Response(`Cannot DELETE /users/%2B4799887766/ for ${odd} ${encodeURIComponent(odd)}`, {
      status: 404,
      headers: { 'x-request-id': odd, 'x-echo': `Bearer ${odd}` },
    });
  client.init('https://api.example', { fetch });
  const result = await client.deleteSharedKeysForUser(odd, ids);
  const text = inspect(result, { depth: 20, showHidden: true }) + JSON.stringify(result);
  for (const secret of [odd, encodeURIComponent(odd), '4799887766']) assert.ok(!text.includes(secret), text);
  assert.match(result.error.message, /\[phone number\]/);
});

test('a platform without fetch is told so, and that nothing was sent', async () => {
  client.init('https://api.example');
  const { fetch } = globalThis;
  delete globalThis.fetch;
  try {
    const { error } = await client.getLocks(token, ids);
    assert.deepEqual([error.code, error.attempts], ['invalid_argument', 0]);
  } finally {
    globalThis.fetch = fetch;
  }
});

test('headers of every make are read', async () => {
  for (const headers of [
    new Headers({ 'X-Request-Id': 'r-1' }),
    new Map([['X-Request-Id', 'r-1']]),
    [['X-Request-Id', 'r-1']],
    { 'X-Request-Id': 'r-1' },
    { get: (name) => (name === 'x-request-id' ? 'r-1' : null) },
  ]) {
    client.init('https://api.example', {
      fetch: async () => ({ status: 200, headers, text: async () => '{"locks":[]}' }),
    });
    const { response } = await client.getLocks(token, ids);
    assert.deepEqual([response.requestId, response.headers['x-request-id']], ['r-1', 'r-1']);
  }
});

describe('what a caller does in the middle of a call', () => {
  const rejections = [];
  const record = (reason) => rejections.push(reason);
  const refuse = () => Promise.reject(new Error('late'));
  const calls = {
    'aborts while fetch is called': (abort) => ({
      fetch: () => {
        abort();
        return refuse();
      },
    }),
    'aborts while the headers are read': (abort) => ({
      fetch: async () => ({
        status: 200,
        get headers() {
          abort();
          return {};
        },
        text: refuse,
      }),
    }),
    'aborts while the body begins': (abort) => ({
      fetch: async () => ({
        status: 200,
        headers: {},
        text: () => {
          abort();
          return refuse();
        },
      }),
    }),
  };
  for (const [what, options] of Object.entries(calls)) {
    test(`${what}: aborted, and no rejection is left unhandled`, async () => {
      process.on('unhandledRejection', record);
      const controller = new AbortController();
      const { fetch } = options(() => controller.abort());
      const { error } = await settles(() => client.getLocks(token, ids, { fetch, signal: controller.signal }));
      await new Promise((resolve) => setImmediate(resolve));
      process.off('unhandledRejection', record);
      assert.equal(error.code, 'aborted');
      assert.deepEqual(rejections, []);
    });
  }
});

test('a faulty signal is ignored while a token is waited for', async () => {
  const fail = () => {
    throw new TypeError(`${token} +4799887766`);
  };
  const signals = [
    { aborted: false, addEventListener: fail, removeEventListener() {} },
    { aborted: false, addEventListener() {}, removeEventListener: fail },
  ];
  for (const signal of signals) {
    const unloc = new client.UnlocClient({
      baseUrl: 'https://api.example',
      token: async () => token,
      fetch: async () => new Response('{"ok":1}'),
    });
    assert.deepEqual(await unloc.request({ method: 'GET', path: '/x' }, { signal }), { ok: 1 });
  }
});

describe('parameters that cannot be read are refused, and nothing is sent', () => {
  const fail = () => {
    throw new Error(token);
  };
  const getter = (params, name) => Object.defineProperty(params, name, { get: fail, enumerable: true });
  const cases = {
    'a query': getter({ method: 'DELETE', path: '/x' }, 'query'),
    'a body': getter({ method: 'POST', path: '/x' }, 'body'),
    'a body that becomes a text': { method: 'POST', path: '/x', body: new Date(0) },
  };
  for (const [what, params] of Object.entries(cases)) {
    test(what, async () => {
      let requests = 0;
      const fetch = async () => {
        requests += 1;
        return new Response('{}');
      };
      const { error } = await settles(() => client.request(token, params, { fetch }));
      assert.deepEqual([error.code, requests], ['invalid_argument', 0]);
    });
  }
});

test('"__proto__" is a name as any other in a query and in headers', async () => {
  const sent = [];
  const fetch = async (url, { headers }) => {
    sent.push([new URL(url).search, Object.entries(headers).find(([name]) => name === '__proto__')]);
    return new Response('{}');
  };
  const named = (value) => JSON.parse(`{"__proto__":${JSON.stringify(value)},"a":"1"}`);
  const params = { method: 'GET', path: '/x', query: named('v') };
  assert.equal((await settles(() => client.request(token, params, { fetch, headers: named('h') }))).error, undefined);
  assert.deepEqual(sent, [['?__proto__=v&a=1', ['__proto__', 'h']]]);
  const { error } = await settles(() => client.request(token, params, { fetch, headers: named(5) }));
  assert.equal(error.code, 'invalid_argument');
});

test('a phone number in a header is known by the name of the header', async () => {
  const headers = { 'x-user-id': '4799887766', 'x-phone': '47 998 87 766', 'x-count': '4799887766', 'x-at': 'a:b:c' };
  const fetch = async () => new Response('{"locks":[]}', { headers });
  const { response } = await settles(() => client.getLocks(token, ids, { fetch }));
  assert.deepEqual(
    Object.keys(headers).map((name) => response.headers[name]),
    ['[phone number]', '[phone number]', '4799887766', 'a:b:c'],
  );
});
