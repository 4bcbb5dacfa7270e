// A planted token, secret and phone number appear in no result, error, hook or log, however a call fails.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { inspect } from 'node:util';
import { client, closedAddress, withServer } from '../../support/built-package.mjs';
import { keepProcessAlive } from '../../support/wait.mjs';

const token = 'planted-Token+7f3a/c2ln==';
const secret = 'planted-secret-51c9';
const phone = '+4799887766';
const hex = (text) => encodeURIComponent(text).replace(/%../g, (escaped) => escaped.toLowerCase());
const echoes =
  [token, encodeURIComponent(token), hex(token), encodeURIComponent(encodeURIComponent(token)), `Bearer ${token}`].join(
    ' ',
  )
  + ` ${[phone, encodeURIComponent(phone), '+47 998 87 766', '/users/4799887766/', 'userId: 4799887766', '+47-99-88-77-66'].join(' ')}`;
const planted = [
  token,
  encodeURIComponent(token),
  hex(token),
  token.slice(0, 20),
  Buffer.from(token).toString('base64'),
  secret,
  '99887766',
  '998 87 766',
  '99-88-77-66',
];

/** Every textual form of a value. */
const seen = (value) =>
  [
    inspect(value, { depth: 20, showHidden: true, getters: true }),
    inspect(value, { depth: 20 }),
    String(value),
    value?.stack,
    value?.message,
    (() => {
      try {
        return JSON.stringify(value);
      } catch {
        return '';
      }
    })(),
    value?.toJSON && JSON.stringify(value.toJSON()),
  ].join('\n');

function holdsNothingPlanted(value, what) {
  const text = seen(value);
  for (const one of planted) assert.ok(!text.includes(one), `${what} holds ${one}: ${text.slice(0, 2000)}`);
}

const json =
  (status, body, headers = {}) =>
  async () =>
    new Response(JSON.stringify(body), { status, headers });
const never = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
const echoing = { error: `Bad ${echoes}`, errorDescription: echoes, message: echoes };
const aborted = () => {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort(new Error(`${token} ${phone}`)) };
};
/** A server's response over a real connection. */
const overNetwork = (answer) => (use) => withServer(answer, (url) => use({ baseUrl: url }));

/** Failures: a `fetch`, options, a token, or a function that passes them to `use`. */
const failures = {
  'a token with a space': { token: `${token} ${token}`, code: 'invalid_argument' },
  'a token with a line break': { token: `${token}\r\nx: ${secret}`, code: 'invalid_argument' },
  'a token that is an object': { token: { accessToken: token, phone }, code: ['invalid_argument', 'token_error'] },
  'a header that HTTP does not allow': { options: { headers: { 'x-key': `${secret}\n` } }, code: 'invalid_argument' },
  'a header of a name that HTTP does not allow': {
    options: { headers: { [`x ${secret} ${phone}`]: secret } },
    code: 'invalid_argument',
  },
  'options of the wrong kind': {
    options: { timeoutMs: `${token} ${phone}`, headers: { 'x-key': secret } },
    code: 'invalid_argument',
  },
  'options that throw': {
    options: {
      get timeoutMs() {
        throw new Error(`${token} ${secret} ${phone}`);
      },
      get signal() {
        throw new Error(token);
      },
      headers: null,
    },
    fetch: json(404, echoing),
    code: ['invalid_argument', 'not_found'],
  },
  'parameters that throw': {
    params: {
      get lockHolderId() {
        throw new Error(`${token} ${phone}`);
      },
    },
    code: 'invalid_argument',
  },
  'parameters of the wrong kind': { params: [token, phone], code: 'invalid_argument' },
  'a body that is a circle': {
    params: (() => {
      const params = {
        lockHolderId: 'h',
        userId: phone,
        updateVendorConnectionPasswordRequest: { password: secret },
        createKeyRequest: { userId: phone },
      };
      params.createKeyRequest.self = params.createKeyRequest;
      return params;
    })(),
    fetch: json(404, echoing),
    code: ['invalid_argument', 'not_found', 'bad_request'],
  },
  'a base URL with a user': {
    baseUrl: `https://${encodeURIComponent(token)}:${secret}@api.example`,
    code: 'invalid_argument',
  },
  'a base URL of plain http': { baseUrl: `http://api.example/${secret}`, code: 'insecure_base_url' },
  'a connection that is refused': { around: async (use) => use({ baseUrl: await closedAddress() }), code: 'network' },
  'a connection that is reset': {
    around: overNetwork((request) => request.socket.resetAndDestroy()),
    code: ['network', 'outcome_unknown'],
  },
  'a connection that breaks in the body': {
    around: overNetwork((_, response) => {
      response.writeHead(200, { 'content-length': '1000', 'x-echo': echoes });
      response.write(`{"error":"${token}`, () => response.destroy());
    }),
    code: ['network', 'outcome_unknown'],
  },
  'a timeout': { fetch: never, options: { timeoutMs: 10 }, code: ['timeout', 'outcome_unknown'] },
  'a deadline': {
    fetch: async () => ({ status: 200, text: () => new Promise(() => {}) }),
    options: { deadlineMs: 10 },
    code: ['deadline_exceeded', 'outcome_unknown'],
  },
  'an abort before': {
    around: (use) => {
      const { signal, abort } = aborted();
      abort();
      return use({ options: { signal } });
    },
    code: 'aborted',
  },
  'an abort after it was sent': {
    around: (use) => {
      const { signal, abort } = aborted();
      setTimeout(abort, 10);
      return use({ options: { signal }, fetch: never });
    },
    code: 'aborted',
  },
  '400 with everything echoed': { fetch: json(400, echoing), code: 'bad_request' },
  '400 with everything echoed in invalidParams': {
    fetch: json(400, {
      title: echoes,
      detail: echoes,
      invalidParams: [
        { name: echoes, reason: echoes },
        { name: `users[0].${phone}`, reason: token },
      ],
    }),
    code: 'bad_request',
  },
  '400 in plain text': { fetch: async () => new Response(`no ${echoes}`, { status: 400 }), code: 'bad_request' },
  '401 with everything echoed in headers': {
    fetch: json(
      401,
      { error: 'JsonWebTokenError', errorDescription: `jwt ${token} malformed` },
      {
        'www-authenticate': `Bearer error="invalid_token", error_description="${echoes}"`,
        'x-echo': echoes,
        'x-request-id': echoes,
      },
    ),
    code: 'unauthorized',
  },
  '403 with the scope and the number': {
    fetch: json(403, { error: 'Forbidden', errorDescription: `${phone} may not, with ${token}` }),
    code: 'forbidden',
  },
  '404 with the path': {
    fetch: async (url) => new Response(`Cannot DELETE ${url} ${decodeURIComponent(url)}`, { status: 404 }),
    code: 'not_found',
  },
  '409': { fetch: json(409, echoing), code: 'conflict' },
  '422 with the beginning of the token': {
    fetch: json(422, { error: `bad token ${token.slice(0, 20)}…` }),
    code: 'bad_request',
  },
  '429 with odd times': { fetch: json(429, echoing, { 'retry-after': `${phone} ${token}` }), code: 'rate_limited' },
  '500 as a page': {
    fetch: async () =>
      new Response(`<html><body>${echoes}</body></html>`, {
        status: 500,
        headers: { 'content-type': 'text/html', 'x-echo': echoes },
      }),
    code: ['server_error', 'outcome_unknown'],
  },
  '503 with retries': {
    fetch: json(503, echoing, { 'retry-after-ms': '1', deprecation: echoes, sunset: echoes }),
    options: { maxRetries: 2 },
    code: ['server_error', 'outcome_unknown'],
  },
  'a redirect to where they are': {
    fetch: async () => ({
      status: 302,
      headers: {
        location: `https://x.example/users/${encodeURIComponent(phone)}?access_token=${encodeURIComponent(token)}#${token}`,
      },
    }),
    code: 'redirected',
  },
  'a redirect to a number without its plus': {
    fetch: async () => ({
      status: 307,
      headers: {
        location: 'https://x.example/users/4799887766/keys',
        'content-location': '/users/47%20998%2087%20766',
      },
    }),
    code: 'redirected',
  },
  'JSON that is cut off': {
    fetch: async () => new Response(`{"error":"${echoes}`, { status: 200 }),
    code: ['invalid_response'],
  },
  'a success of the wrong kind': { fetch: json(200, [echoes]), code: 'invalid_response', passes: true },
  'a success that says it is none': { fetch: json(200, echoing), code: 'invalid_response' },
  'a fetch that throws the URL': {
    fetch: (url, init) => {
      throw Object.assign(new Error(`${url} ${JSON.stringify(init)}`), {
        code: url,
        cause: new Error(phone),
        config: init,
      });
    },
    code: ['network', 'outcome_unknown'],
  },
  'a fetch that rejects with a word of its own': {
    fetch: (_url, init) =>
      Promise.reject(
        Object.assign(new TypeError(init.headers.authorization), {
          cause: { code: `${token}`, errors: [{ code: phone }, { code: secret }] },
        }),
      ),
    code: ['network', 'outcome_unknown'],
  },
  'a fetch that gives its own request': {
    fetch: async (url, init) => ({ url, init, status: token }),
    code: ['invalid_response', 'outcome_unknown'],
  },
  'a text() that throws': {
    fetch: async (url) => ({
      status: 400,
      text: () => {
        throw new Error(`${token} ${url}`);
      },
    }),
    code: 'bad_request',
  },
  'a token function that fails': {
    token: () => {
      throw new Error(`${token} ${secret}`);
    },
    code: ['token_error', 'invalid_argument'],
  },
  'a token provider that gives something else': {
    token: { getToken: async () => ({ access_token: token, secret }) },
    code: ['token_error', 'invalid_argument'],
  },
};

/** Calls with a phone number in the path, one in the body, a password in the body, and a path of the caller. */
const calls = {
  deleteSharedKeysForUser: { params: { lockHolderId: 'h', userId: phone }, of: ['keys', 'deleteSharedForUser'] },
  createKey: { params: { lockHolderId: 'h', lockId: 'l', createKeyRequest: { userId: phone, metadata: { secret } } } },
  updateVendorConnectionPassword: {
    params: { lockHolderId: 'h', vendorConnectionId: 'v', updateVendorConnectionPasswordRequest: { password: secret } },
  },
  createOrUpdateRole: {
    params: { lockHolderId: 'h', lockId: 'l', userId: phone, createOrUpdateRoleRequest: { canShare: true } },
  },
  request: {
    params: {
      method: 'DELETE',
      path: `/integrators/v1/users/${encodeURIComponent(phone)}/keys`,
      query: { userId: phone },
    },
  },
};

keepProcessAlive();

const printed = [];
const uncaught = [];
before(() => {
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = (...values) => printed.push(values);
  process.on('warning', (warning) => printed.push(warning));
  process.on('unhandledRejection', (reason) => uncaught.push(reason));
});

describe('nothing planted is in anything that is handed out after', () => {
  for (const [what, failure] of Object.entries(failures)) {
    test(what, async () => {
      const around = failure.around ?? ((use) => use({}));
      for (const [name, { params }] of Object.entries(calls)) {
        await around(async (more) => {
          const events = [];
          const record =
            (kind) =>
            (...values) => {
              events.push([kind, values]);
            };
          // Copies the getters that throw without calling them.
          const options = Object.defineProperties(
            { maxRetries: 0, ...more.options },
            Object.getOwnPropertyDescriptors(failure.options ?? {}),
          );
          const shared = {
            baseUrl: more.baseUrl ?? failure.baseUrl ?? 'https://api.example',
            fetch: more.fetch ?? failure.fetch,
            headers: { 'x-secret': secret },
            hooks: { onRequest: record('request'), onResponse: record('response'), onRetry: record('retry') },
            logger: { debug: record('debug'), warn: record('warn') },
          };
          const given = 'token' in failure ? failure.token : token;
          const own = failure.params ?? params;

          // By a function of v1.
          client.init(shared.baseUrl, shared);
          const { error, data, response } = await client[name](given, own, options);
          holdsNothingPlanted({ error, response }, `${name}'s result`);
          if (error) {
            holdsNothingPlanted(error, `${name}'s error`);
            assert.ok([failure.code].flat().includes(error.code), `${name}: ${error.code}: ${error.message}`);
          } else {
            assert.ok(data && failure.passes, 'only where the answer is handed on as sent, whatever it is');
          }

          // By an UnlocClient, whose token may be a function or a provider.
          const unloc = new client.UnlocClient({ token: given, ...shared });
          const settled = await unloc.request({ ...calls.request.params }, options).then(
            (data) => ({ data }),
            (thrown) => ({ thrown }),
          );
          if (settled.thrown) {
            assert.ok(settled.thrown instanceof client.UnlocError, inspect(settled.thrown));
            holdsNothingPlanted(settled.thrown, 'what is thrown');
          }
          holdsNothingPlanted(unloc, 'the client');
          holdsNothingPlanted(unloc.v1, 'its nouns');
          holdsNothingPlanted(events, 'what hooks and the logger receive');
        });
      }
    });
  }

  test('a success, in its head', async () => {
    client.init('https://api.example', {
      fetch: async () =>
        new Response('{"locks":[{"id":"l"}]}', {
          headers: {
            'x-echo': echoes,
            'x-request-id': echoes,
            link: `</users/4799887766>; rel="next"`,
            location: `/roles?userId=${encodeURIComponent(phone)}`,
          },
        }),
    });
    const result = await client.getLocks(token, { lockHolderId: 'h' });
    assert.equal(result.data[0].id, 'l');
    holdsNothingPlanted(result, 'the result');
  });

  test('all of it, on the console, in warnings, and uncaught', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(uncaught, []);
    holdsNothingPlanted(printed, 'the console');
    assert.deepEqual(printed, [], 'the library prints nothing');
  });
});

test('the table holds more than 20 failures, and the check would see what is planted', () => {
  assert.ok(Object.keys(failures).length >= 20);
  for (const value of [
    new Error(token),
    { a: { b: [{ phone }] } },
    Object.defineProperty({}, 'hidden', { value: secret }),
    new Map([[1, '+47 998 87 766']]),
  ]) {
    assert.throws(() => holdsNothingPlanted(value, 'it'), /it holds/);
  }
});
