// The handler that gives tokens to browsers and keeps the client secret on the server.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import express from 'express';
import { Hono } from 'hono';
import { client, createSandbox, withServer } from '../../support/built-package.mjs';
import { auth, clock, credentials, tokenServer } from '../../support/auth-fixtures.mjs';

const { TokenProvider, createTokenHandler, unidy, unlocV1 } = auth;
const provider = (fetch, more) =>
  new TokenProvider(unlocV1(), { ...credentials, fetch, now: clock(), maxRetries: 0, ...more });
const url = 'https://app.example/unloc-token';
const silent = { onError: () => {} };
const everybody = { authorize: 'everybody', ...silent };
const ask = (handler, query = '', init) => handler(new Request(url + query, init));
const post = (body, type) => ({ method: 'POST', body, headers: { 'content-type': type } });

describe('the handler', () => {
  test('gives a token of an allowed scope, however it is asked', async () => {
    const fetch = tokenServer(({ scope = '' }) => ({
      access_token: `t:${[scope].flat().join('+')}`,
      expires_in: 3600,
      lock_holder_id: 'h',
      refresh_token: 'planted-r',
      id_token: 'planted-i',
      other: 'planted-o',
    }));
    const handler = createTokenHandler(provider(fetch), { scopes: ['a', 'b', ''], ...everybody });
    for (const [query, init, token] of [
      ['?scope=a', undefined, 't:a'],
      ['?scope=a+b', undefined, 't:a+b'],
      ['?x=1&scope=b#c', undefined, 't:b'],
      ['', undefined, 't:'],
      ['', post('{"scope":"a"}', 'application/json'), 't:a'],
      ['', post('{"scope":["a","b"]}', 'application/json'), 't:a+b'],
      ['', post('scope=b', 'application/x-www-form-urlencoded'), 't:b'],
      ['', post('', 'text/plain'), 't:'],
    ]) {
      const answer = await ask(handler, query, init);
      assert.equal(answer.status, 200);
      assert.deepEqual(
        [answer.headers.get('cache-control'), answer.headers.get('content-type')],
        ['no-store', 'application/json'],
      );
      const body = await answer.json();
      // A lock holder is named only where one was asked for, or nothing in particular.
      const named = token === 't:' ? ['lock_holder_id'] : [];
      assert.deepEqual(Object.keys(body).sort(), ['access_token', 'expires_in', ...named, 'scope', 'token_type']);
      assert.equal(body.access_token, token);
    }
  });

  test('gives nothing else: neither another scope, nor to another person, nor the words of an error', async () => {
    const fetch = tokenServer(() => ({
      status: 401,
      error: 'invalid_client',
      error_description: credentials.clientSecret,
    }));
    const handler = createTokenHandler(provider(fetch), { scopes: ['a', 'b'], ...everybody });
    for (const query of ['', '?scope=', '?scope=c', '?scope=a+c', '?scope=a%20integrator.admin']) {
      const answer = await ask(handler, query);
      assert.deepEqual([answer.status, (await answer.json()).error], [400, 'invalid_scope'], query);
    }
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'HEAD'])
      assert.equal((await ask(handler, '?scope=a', { method })).status, 405);
    const strangers = createTokenHandler(provider(fetch), {
      scopes: ['a'],
      authorize: async (request) => request.headers.get('cookie') === 'session=good',
      ...silent,
    });
    assert.equal((await ask(strangers)).status, 403);
    assert.equal(fetch.count(), 0);
    const answer = await ask(handler, '?scope=a');
    assert.deepEqual(
      [answer.status, await answer.json()],
      [502, { error: 'server_error', error_description: 'No token could be obtained.' }],
    );
    assert.equal((await ask(strangers, '', { headers: { cookie: 'session=good' } })).status, 502);
  });

  test('tells scopes by who asks, and gives the only one without being told', async () => {
    const scopes = async (request) => (request.headers.get('x-user') === 'ola' ? ['lockHolder.admin:1'] : []);
    const fetch = tokenServer(({ scope }) => ({ access_token: `t-${scope}`, expires_in: 60 }));
    const handler = createTokenHandler(provider(fetch), { scopes, ...everybody });
    assert.equal(
      (await (await ask(handler, '', { headers: { 'x-user': 'ola' } })).json()).access_token,
      't-lockHolder.admin:1',
    );
    assert.equal((await ask(handler)).status, 400);
  });

  test('says when to come back', async () => {
    const busy = createTokenHandler(
      provider(tokenServer(() => ({ status: 429, raw: '', headers: { 'retry-after': '7' } }))),
      { scopes: [''], ...everybody },
    );
    const answer = await ask(busy);
    assert.deepEqual(
      [answer.status, answer.headers.get('retry-after'), (await answer.json()).error],
      [503, '7', 'temporarily_unavailable'],
    );
    const away = createTokenHandler(
      provider(async () => {
        throw new TypeError('x');
      }),
      { scopes: [''], ...everybody },
    );
    assert.equal((await ask(away)).status, 503);
  });

  test('serves Node, and what Express has read of a body', async () => {
    const fetch = tokenServer(({ scope }) => ({ access_token: `t-${scope}`, expires_in: 60 }));
    const handler = createTokenHandler(provider(fetch), { scopes: ['a'], ...everybody });
    await withServer(handler, async (base) => {
      for (const [path, init] of [
        ['/?scope=a'],
        ['/', post('scope=a', 'application/x-www-form-urlencoded')],
        ['/', post('{"scope":"a"}', 'application/json')],
      ]) {
        const answer = await globalThis.fetch(base + path, init);
        assert.deepEqual(
          [answer.status, (await answer.json()).access_token, answer.headers.get('cache-control')],
          [200, 't-a', 'no-store'],
        );
      }
      assert.equal((await globalThis.fetch(`${base}/?scope=b`)).status, 400);
    });
    await withServer(
      (request, response) => handler(Object.assign(request, { body: { scope: 'a' } }), response),
      async (base) => {
        assert.equal((await globalThis.fetch(base, { method: 'POST' })).status, 200);
      },
    );
  });

  test('answers 500 when a function of the options fails, and tells onError; by default one line without its words', async () => {
    const thrown = new Error(credentials.clientSecret);
    const thrower = () => {
      throw thrown;
    };
    const fetch = tokenServer();
    const lines = [];
    const { error: before } = console;
    console.error = (...words) => lines.push(words.join(' '));
    try {
      for (const options of [
        { authorize: thrower, scopes: ['a'] },
        { authorize: () => true, scopes: thrower },
        { authorize: () => true, scopes: () => 'lockHolder.admin:abc' },
        { authorize: () => true, scopes: async () => undefined },
        { authorize: () => true, scopes: () => ['a', 5] },
      ]) {
        const told = [];
        const handler = createTokenHandler(provider(fetch), { ...options, onError: (error) => told.push(error) });
        const answer = await ask(handler);
        assert.deepEqual([answer.status, (await answer.json()).error], [500, 'server_error']);
        assert.equal(told.length, 1);
        assert.ok(told[0] === thrown || told[0].code === 'invalid_argument');
        assert.equal((await ask(createTokenHandler(provider(fetch), options))).status, 500);
        const failing = createTokenHandler(provider(fetch), { ...options, onError: thrower });
        assert.equal((await ask(failing)).status, 500);
      }
    } finally {
      console.error = before;
    }
    assert.equal(fetch.count(), 0);
    assert.equal(lines.length, 5);
    for (const line of lines) {
      assert.match(line, /^unloc-integrator-client: no token was sent: .*(authorize|scopes)/);
      assert.ok(!line.includes('\n') && !line.includes(credentials.clientSecret), line);
    }
  });

  test('tells onError why there is no token', async () => {
    const told = [];
    const fetch = tokenServer(() => ({ status: 401, error: 'invalid_client' }));
    const options = { scopes: ['a'], authorize: 'everybody', onError: (error) => told.push(error.error) };
    assert.equal((await ask(createTokenHandler(provider(fetch), options))).status, 502);
    assert.deepEqual(told, ['invalid_client']);
  });

  test('refuses a scope that is there without a value, twice, or no text', async () => {
    const fetch = tokenServer();
    const handler = createTokenHandler(provider(fetch), { scopes: ['', 'a'], ...everybody });
    for (const [query, body, error] of [
      ['?scope=', undefined, 'invalid_scope'],
      ['?scope=%20', undefined, 'invalid_scope'],
      ['?scope=a&scope=a', undefined, 'invalid_request'],
      ['?scope=a%0Aa', undefined, 'invalid_scope'],
      ...['null', '""', '" "', '5', 'false', '[]', '{}', '[null]', '[5]', '[["a"]]'].map((scope) => [
        '',
        `{"scope":${scope}}`,
        'invalid_scope',
      ]),
      ['', '{"scope":"a"', 'invalid_request'],
      ['', '["a"]', 'invalid_request'],
      ['', 'scope=', 'invalid_scope'],
      ['', 'scope=a&scope=a', 'invalid_request'],
    ]) {
      const answer = await ask(handler, query, body === undefined ? undefined : post(body, 'text/plain'));
      assert.deepEqual([answer.status, (await answer.json()).error], [400, error], query + body);
    }
    assert.equal(fetch.count(), 0);
  });

  describe('is put into a server as the guide says:', () => {
    const fetch = tokenServer(({ scope }) => ({ access_token: `t-${scope}`, expires_in: 60 }));
    // The person's identity is a header, which Node and Fetch represent differently.
    const whose = ({ headers }) => (typeof headers.get === 'function' ? headers.get('x-user') : headers['x-user']);
    const handler = createTokenHandler(provider(fetch), {
      scopes: ['a'],
      authorize: (request) => whose(request) === 'ola',
    });
    const headers = { 'x-user': 'ola' };
    const ways = [
      ['?scope=a', {}],
      ['', { method: 'POST', body: '{"scope":"a"}', headers: { 'content-type': 'application/json' } }],
      ['', { method: 'POST', body: 'scope=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ];
    async function behaves(send) {
      for (const [query, init] of ways) {
        const answer = await send(`/unloc-token${query}`, { ...init, headers: { ...init.headers, ...headers } });
        assert.deepEqual(
          [answer.status, (await answer.json()).access_token, answer.headers.get('cache-control')],
          [200, 't-a', 'no-store'],
        );
      }
      assert.equal((await send('/unloc-token?scope=b', { headers })).status, 400);
      assert.equal((await send('/unloc-token?scope=a', {})).status, 403);
      assert.equal((await send('/unloc-token?scope=a', { headers, method: 'DELETE' })).status, 405);
    }

    for (const [name, readers] of Object.entries({
      'Express, which reads no body': [],
      'Express, which reads bodies': [express.json(), express.urlencoded()],
      'Express, which reads bodies as texts': [express.text({ type: '*/*' })],
    })) {
      test(name, async () => {
        const app = express();
        if (readers.length > 0) app.use(...readers);
        app.use('/unloc-token', handler);
        await withServer(app, (base) => behaves((path, init) => globalThis.fetch(base + path, init)));
      });
    }
    test('Hono', () => {
      const app = new Hono();
      app.all('/unloc-token', (context) => handler(context.req.raw));
      return behaves((path, init) => app.request(path, init));
    });
    test('Workers and Next, which hand in more than the request', async () => {
      for (const more of [[{ UNLOC_URL: 'x' }, { waitUntil() {} }], [{ params: Promise.resolve({}) }]]) {
        await behaves((path, init) => handler(new Request(`https://app.example${path}`, init), ...more));
      }
    });
  });

  test('is all that a page needs: a provider in the page asks it, and an UnlocClient uses that', async () => {
    const sandbox = await createSandbox({ seed: 'demo' });
    const behind = new TokenProvider(unlocV1({ baseUrl: sandbox.url }), {
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      fetch: sandbox.fetch,
    });
    const handler = createTokenHandler(behind, {
      scopes: (request) => (request.url.endsWith('/unloc-token') ? ['integrator.admin'] : []),
      authorize: 'everybody',
    });
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      handler(request, response);
    });
    await new Promise((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const baseUrl = `http://127.0.0.1:${server.address().port}`;
    const backend = {
      ...unidy({ baseUrl }),
      name: 'backend',
      tokenPath: '/unloc-token',
      grants: ['client_credentials'],
      clientAuthentication: 'none',
    };
    const unloc = new client.UnlocClient({
      baseUrl: sandbox.url,
      fetch: sandbox.fetch,
      token: new TokenProvider(backend, { clientId: 'page' }),
    });
    assert.equal((await Promise.all([unloc.v1.lockHolders.list(), unloc.v1.lockHolders.list()]))[1].length, 3);
    assert.equal(asked, 1);
    server.close();
    server.closeAllConnections();
  });
});
