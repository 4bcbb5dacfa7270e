// Invalid arguments and failing servers: each call resolves to an error that names the cause, and the next call works.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { client, closedAddress, withServer } from '../../support/built-package.mjs';

const token = 'planted-token-7f3a';
const phone = '+4799887766';
const ids = { lockHolderId: 'h', lockId: 'l', keyId: 'k', userId: phone };

/** Neither the token nor the digits of the phone number are in a result. */
function assertDiscreet(result) {
  const errors = result.error
    ? [result.error.message, result.error.stack, String(result.error), JSON.stringify(result.error.toJSON())]
    : [];
  const texts = [JSON.stringify(result), inspect(result, { depth: 20, showHidden: true }), ...errors];
  for (const text of texts) {
    assert.ok(!text.includes(token), text);
    assert.ok(!text.includes('4799887766'), text);
  }
}

async function failing(call, code, ...named) {
  const result = await call;
  assert.equal(result.data, undefined);
  assert.ok(result.error instanceof client.UnlocError, inspect(result));
  assert.equal(result.error.code, code, result.error.message);
  for (const name of named) assert.ok(result.error.message.includes(name), result.error.message);
  assertDiscreet(result);
  return result.error;
}

/** Failures of a server: what it does, the error's code, and texts that the error names. */
const failures = {
  'a 401 with the words of the API': [
    (_, response) => response.writeHead(401).end('{"error":"JsonWebTokenError","errorDescription":"JWT expired"}'),
    'unauthorized',
    '401',
    'JWT expired',
  ],
  'a 400 in the words of the token endpoint': [
    (_, response) => response.writeHead(400).end('{"error":"invalid_request","error_description":"Missing it"}'),
    'bad_request',
    '400',
    'Missing it',
  ],
  'a problem document': [
    (_, response) => response.writeHead(409).end('{"title":"Conflict","detail":"In use"}'),
    'conflict',
    'In use',
  ],
  'an error that repeats the token': [
    (request, response) =>
      response.writeHead(403).end(
        JSON.stringify({
          error: request.headers.authorization,
          errorDescription: `no ${request.headers.authorization}`,
        }),
      ),
    'forbidden',
    '403',
  ],
  'an error page': [
    (_, response) =>
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body>Bad gateway</body></html>'),
    'server_error',
    '502',
  ],
  'an error without a body': [(_, response) => response.writeHead(500).end(), 'server_error', '500'],
  'an error whose body breaks off': [
    (_, response) => {
      response.writeHead(500, { 'content-length': 100 });
      response.write('{"er');
      setTimeout(() => response.destroy(), 20);
    },
    'server_error',
    '500',
  ],
  'too many calls': [(_, response) => response.writeHead(429, { 'retry-after': '7' }).end(), 'rate_limited', '429'],
  'an odd status': [(_, response) => response.writeHead(418).end(), 'http_error', '418'],
  'a 204 where a list was expected': [
    (_, response) => response.writeHead(204).end(),
    'invalid_response',
    '204',
    'locks',
  ],
  'a 200 without a body': [(_, response) => response.writeHead(200).end(), 'invalid_response', 'locks'],
  'a 200 that is a web page': [
    (_, response) => response.writeHead(200).end('<!doctype html>'),
    'invalid_response',
    'JSON',
  ],
  'a 200 with half of its JSON': [
    (_, response) => response.writeHead(200).end('{"locks":[{"id":'),
    'invalid_response',
    'JSON',
  ],
  'a 200 with another shape': [
    (_, response) => response.writeHead(200).end('{"doors":[]}'),
    'invalid_response',
    'locks',
  ],
  'a 200 that is a text': [(_, response) => response.writeHead(200).end('"ok"'), 'invalid_response', 'locks'],
  'a redirect': [
    (_, response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
    'redirected',
  ],
  'a connection that breaks before the answer': [(request) => request.socket.destroy(), 'network'],
  'a body that breaks off': [
    (_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('{"locks":[');
      setTimeout(() => response.destroy(), 20);
    },
    'network',
  ],
};

describe('a server that misbehaves', () => {
  for (const [what, [answer, code, ...named]] of Object.entries(failures)) {
    test(`${what}: ${code}`, async () => {
      let misbehaving = true;
      await withServer(
        (request, response) => (misbehaving ? answer(request, response) : response.end('{"locks":[]}')),
        async (url) => {
          client.init(url, { maxRetries: 0 });
          const error = await failing(client.getLocks(token, ids), code, 'getLocks', ...named);
          assert.equal(error.operation, 'getLocks');
          assert.equal(error.attempts, 1);
          misbehaving = false;
          assert.deepEqual([...(await client.getLocks(token, ids)).data], []);
        },
      );
    });
  }
});

test('a Retry-After is told in milliseconds', async () => {
  client.init('https://api.example', {
    maxRetries: 0,
    fetch: async () => new Response('', { status: 429, headers: { 'retry-after': '7' } }),
  });
  assert.equal((await client.getLocks(token, ids)).error.retryAfterMs, 7000);
});

test('a refused connection is safe to repeat, also for a write; a broken one is not', async () => {
  client.init(await closedAddress(), { maxRetries: 0 });
  const refused = await failing(client.createKey(token, { ...ids, createKeyRequest: {} }), 'network', 'ECONNREFUSED');
  assert.equal(refused.safeToRetry, true);
  await withServer(
    (request) => request.socket.destroy(),
    async (url) => {
      client.init(url);
      const lost = await failing(
        client.createKey(token, { ...ids, createKeyRequest: {} }),
        'outcome_unknown',
        'read back',
      );
      assert.equal(lost.safeToRetry, false);
    },
  );
});

test('nobody is called without a base URL', async () => {
  client.init(undefined);
  await failing(client.getLocks(token, ids), 'not_initialized', 'init');
});

describe('base URLs', () => {
  const fetch = async (url) => new Response(JSON.stringify({ locks: [{ url }] }));
  for (const [given, used] of [
    ['https://api.example/', 'https://api.example'],
    ['  https://api.example//  ', 'https://api.example'],
    ['https://gateway.example/unloc/', 'https://gateway.example/unloc'],
    ['http://localhost:4010', 'http://localhost:4010'],
  ]) {
    test(`${JSON.stringify(given)} is tidied`, async () => {
      client.init(given, { fetch });
      assert.equal((await client.getLocks(token, ids)).data[0].url, `${used}/integrators/v1/lock-holders/h/locks/`);
    });
  }
  for (const [given, code] of [
    ['http://api.example', 'insecure_base_url'],
    ['http://127.0.0.1.example', 'insecure_base_url'],
    ['api.example', 'invalid_argument'],
    ['', 'invalid_argument'],
    [5, 'invalid_argument'],
    [{}, 'invalid_argument'],
    ['https://user:planted-token-7f3a@api.example', 'invalid_argument'],
    ['https://api.example?x=1', 'invalid_argument'],
  ]) {
    test(`${JSON.stringify(given)} is refused by the call, not by init`, async () => {
      client.init(given, { fetch });
      await failing(client.getLocks(token, ids), code, 'base URL');
    });
  }
  test('plain http to another machine needs a word', async () => {
    client.init('http://10.1.2.3', { fetch, allowInsecure: true });
    assert.equal((await client.getLocks(token, ids)).error, undefined);
  });
});

describe('arguments are checked before anything is sent', () => {
  const fetch = () => assert.fail('nothing may be sent');
  for (const [what, call, ...named] of [
    ['no token', () => client.getLocks(undefined, ids), 'token'],
    ['a token of another type', () => client.getLocks({ token }, ids), 'token'],
    ['an empty token', () => client.getLocks('  ', ids), 'token'],
    ['a token with its scheme', () => client.getLocks(`Bearer ${token}`, ids), 'token', 'Bearer'],
    ['a token with a line break', () => client.getLocks(`${token}\r\nx: y`, ids), 'token'],
    ['no parameters', () => client.getLocks(token), 'second argument'],
    ['parameters of another type', () => client.getLocks(token, phone), 'second argument'],
    ['a missing parameter', () => client.getLocks(token, {}), 'lockHolderId'],
    ['a numeric id', () => client.getLocks(token, { lockHolderId: 5 }), 'lockHolderId', 'number'],
    ['an id that walks', () => client.getLocks(token, { lockHolderId: '..' }), 'lockHolderId'],
    ['an id that walks in disguise', () => client.getLocks(token, { lockHolderId: '%2E%2e' }), 'lockHolderId'],
    ['an empty id', () => client.getKeysForLock(token, { ...ids, lockId: '' }), 'lockId'],
    ['half of a character', () => client.getLocks(token, { lockHolderId: '\ud800' }), 'lockHolderId'],
    ['no body', () => client.createKey(token, ids), 'createKeyRequest'],
    [
      'a body of another type',
      () => client.createKey(token, { ...ids, createKeyRequest: [phone] }),
      'createKeyRequest',
      'array',
    ],
    [
      'a body in a circle',
      () => {
        const body = {};
        body.self = body;
        return client.createKey(token, { ...ids, createKeyRequest: body });
      },
      'JSON',
    ],
    [
      'a key without a lock',
      () => client.createKey(token, { lockHolderId: 'h', createKeyRequest: { userId: phone } }),
      'lockId',
    ],
    ['options of another type', () => client.getLocks(token, ids, 5), 'options'],
    ['a fetch of another type', () => client.getLocks(token, ids, { fetch: 5 }), 'fetch'],
    ['a header that breaks the line', () => client.getLocks(token, ids, { headers: { 'x-a': 'b\r\nc' } }), 'headers'],
    [
      'an authorization header',
      () => client.getLocks(token, ids, { headers: { Authorization: 'x' } }),
      'Authorization',
    ],
    [
      'a header that is ours',
      () => client.createKey(token, { ...ids, createKeyRequest: {} }, { headers: { 'content-type': 'text/plain' } }),
      'content-type',
    ],
    ['a request elsewhere', () => client.request(token, { method: 'GET', path: 'https://elsewhere.example/' }), 'path'],
    ['a request that walks', () => client.request(token, { method: 'GET', path: '/a/../../b' }), 'path'],
    ['a request by an unknown method', () => client.request(token, { method: 'TRACE', path: '/a' }), 'method'],
  ]) {
    test(what, async () => {
      client.init('https://api.example', { fetch });
      const error = await failing(call(), 'invalid_argument', ...named);
      assert.equal(error.attempts, 0);
    });
  }
});

test('a call is ended by its signal, before and during, and no other is', async () => {
  const before = new AbortController();
  before.abort();
  client.init('https://api.example', { fetch: () => assert.fail('nothing may be sent') });
  assert.equal((await failing(client.getLocks(token, ids, { signal: before.signal }), 'aborted')).safeToRetry, true);
  const during = new AbortController();
  await withServer(
    () => during.abort(),
    async (url) => {
      client.init(url);
      const running = client.createKey(token, { ...ids, createKeyRequest: {} }, { signal: during.signal });
      assert.equal((await failing(running, 'aborted')).safeToRetry, false);
    },
  );
});

describe('a fetch that only looks like one', () => {
  for (const [what, fetch] of Object.entries({
    'an answer with json() alone': async () => ({ ok: true, status: 200, json: async () => ({ locks: [] }) }),
    'an answer that is not promised': () => ({ status: 200, json: () => ({ locks: [] }) }),
    'an answer with text() alone': async () => ({ status: 200, text: () => '{"locks":[]}' }),
    'plain headers': async () => ({
      status: 200,
      headers: { 'X-Request-Id': 'r-1' },
      json: async () => ({ locks: [] }),
    }),
    'a bare Response': async () => new Response('{"locks":[]}'),
  })) {
    test(`${what} is understood`, async () => {
      client.init('https://api.example', { fetch });
      const { data, error, response } = await client.getLocks(token, ids);
      assert.equal(error, undefined, error?.message);
      assert.deepEqual([...data], []);
      if (what === 'plain headers') assert.equal(response.requestId, 'r-1');
    });
  }
  for (const [what, fetch, code] of [
    ['nothing', async () => undefined, 'invalid_response'],
    ['an object without a status', async () => ({}), 'invalid_response'],
    [
      'a throw',
      () => {
        throw new Error(`${token} ${phone}`);
      },
      'network',
    ],
    ['a rejection with what is no error', () => Promise.reject(`${token} ${phone}`), 'network'],
    [
      'a getter that throws',
      async () => ({
        get status() {
          throw new Error(token);
        },
      }),
      'invalid_response',
    ],
    [
      'a body that throws',
      async () => ({
        status: 200,
        text() {
          throw new Error(phone);
        },
      }),
      'network',
    ],
    ['json() of half a text', async () => ({ status: 200, json: async () => JSON.parse('{') }), 'invalid_response'],
  ]) {
    test(`${what}: ${code}`, async () => {
      client.init('https://api.example', { fetch, maxRetries: 0 });
      await failing(client.getLocks(token, ids), code);
    });
  }
});

test('an error is an Error with a stack, a brand, and plain data for a log', async () => {
  client.init('https://api.example', {
    maxRetries: 0,
    fetch: async () => new Response('', { status: 503, headers: { 'x-request-id': 'r-9' } }),
  });
  const { error } = await client.getLocks(token, ids);
  assert.equal(error.name, 'UnlocError');
  assert.match(error.stack, /^UnlocError: getLocks: /);
  assert.deepEqual(Object.keys(error.toJSON()).sort(), [
    'attempts',
    'code',
    'error',
    'errorDescription',
    'message',
    'name',
    'operation',
    'requestId',
    'safeToRetry',
    'status',
  ]);
  assert.ok(
    Object.create({ [Symbol.for('unloc.error')]: true }) instanceof client.UnlocError,
    "another copy's error is one too",
  );
  assert.ok(!(new Error('x') instanceof client.UnlocError));
  class Mine extends client.UnlocError {}
  assert.ok(!(error instanceof Mine));
});

test('headers of init and of the call are laid together, and undefined members leave the body', async () => {
  let seen;
  client.init('https://api.example', {
    headers: { 'X-A': '1', 'x-b': '1' },
    fetch: async (_, init) => {
      seen = init;
      return new Response('{}');
    },
  });
  await client.request(
    token,
    { method: 'POST', path: '/a', body: { a: undefined, b: null } },
    { headers: { 'x-b': '2' } },
  );
  assert.deepEqual(seen.headers, {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'x-a': '1',
    'x-b': '2',
  });
  assert.equal(seen.body, '{"b":null}');
  assert.deepEqual([seen.cache, seen.credentials, seen.redirect], ['no-store', 'omit', 'manual']);
});

test('1,000 calls at once all finish', async () => {
  client.init('https://api.example', {
    fetch: async (url) => new Response(JSON.stringify({ locks: [{ id: url.split('/')[6] }] })),
  });
  const results = await Promise.all(
    Array.from({ length: 1000 }, (_, n) => client.getLocks(token, { lockHolderId: `h${n}` })),
  );
  results.forEach(({ data }, n) => assert.equal(data[0].id, `h${n}`));
});
