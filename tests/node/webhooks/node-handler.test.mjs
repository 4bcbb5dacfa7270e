// toNodeHandler: Node's http, HTTP/2 and Express around handlers from Request to Response.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import http2 from 'node:http2';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import express from 'express';
import { client, sampleOfV2, withServer } from '../../support/built-package.mjs';
import { auth, credentials, tokenServer } from '../../support/auth-fixtures.mjs';
import { deferred, flushPromises, until } from '../../support/wait.mjs';

const { UnlocError, createWebhookHandler, toNodeHandler } = client;
const event = sampleOfV2('access-event.json');
const eventText = JSON.stringify(event);
const token = 'c0ffee5ea50n1234';

/** A webhook handler for Node that records events and errors. */
function recording(options = {}) {
  const events = [];
  const errors = [];
  const onError = (thrown) => errors.push(thrown);
  const handler = createWebhookHandler({ token, onEvent: (one) => events.push(one), onError, ...options });
  return { events, errors, listener: toNodeHandler(handler, { onError }) };
}

/** Sends bytes over a connection of its own; resolves with what came until the server closed it. */
function raw(url, bytes) {
  const { port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}

const statusOf = (text) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);

const send = (url, body = eventText, more = {}) =>
  fetch(`${url}/unloc/${token}`, {
    method: 'POST',
    body,
    duplex: 'half',
    ...more,
    headers: { 'content-type': 'application/json', ...more.headers },
  });

/** Request lines that strangers send, with the status of a server that knows none of them. */
const lines = [
  ['POST /x', 404],
  ['GET //', 404],
  ['POST //', 404],
  ['GET /\\', 404],
  ['GET http://[', 404],
  ['GET http://[/x', 404],
  ['GET //:99999/', 404],
  ['GET //%zz', 404],
  ['GET /%', 404],
  ['GET /?%zz', 404],
  ['GET http://user:pass@host:99999/x?y', 404],
  ['GET HTTP://HOST', 404],
  ['HEAD //', 404],
  ['OPTIONS *', 400],
  ['GET urn:x', 400],
  ['TRACE /', 400],
  ['TRACE //', 400],
  ['PROPFIND //', 404],
  ['M-SEARCH //', 404],
];

/** Requests that are no requests: Node answers them by itself, or closes the connection. */
const broken = [
  'CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  'GET /a b HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET /\x00 HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET /\xff\xfe HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
  'GET / HTTP/1.1\r\nhost: \xff\xfe\r\nx: \xe9\r\nconnection: close\r\n\r\n',
  'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
];

/** Sends all of them; the listener must answer the first kind, and live on. */
async function isAttacked(url) {
  for (const [line, status] of lines) {
    const text = await raw(url, `${line} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
    assert.equal(statusOf(text), status, `${line}: ${text}`);
  }
  for (const bytes of broken) await raw(url, bytes);
}

describe('requests of strangers', () => {
  test('each line is answered, none reaches onError, and the server lives on', async () => {
    const { events, errors, listener } = recording();
    await withServer(listener, async (url) => {
      await isAttacked(url);
      assert.equal((await send(url)).status, 200);
    });
    assert.deepEqual([events.length, errors], [1, []]);
  });

  test('a target with host, a request without, and a path under a router are taken', async () => {
    const { events, listener } = recording();
    const body = (id) => JSON.stringify({ ...event, id });
    const post = (target, version, head, id) =>
      `POST ${target} HTTP/${version}\r\n${head}content-length: ${body(id).length}\r\nconnection: close\r\n\r\n${body(id)}`;
    const app = express();
    app.use('/unloc', listener);
    for (const server of [listener, app])
      await withServer(server, async (url) => {
        const path = `/unloc/${token}`;
        const id = server === app ? 'express' : 'http';
        assert.equal(statusOf(await raw(url, post(`http://example.com${path}`, '1.1', 'host: x\r\n', `${id}-1`))), 200);
        assert.equal(statusOf(await raw(url, post(path, '1.0', '', `${id}-2`))), 200);
        assert.equal(statusOf(await raw(url, post(`${path}/a?b=c`, '1.1', 'host: [\r\n', `${id}-3`))), 200);
      });
    assert.equal(events.length, 6);
  });
});

describe('the request that a handler gets', () => {
  const seen = async (request) =>
    Response.json({
      method: request.method,
      url: request.url,
      headers: [...request.headers],
      body: Buffer.from(await request.arrayBuffer()).toString('hex'),
    });

  test('has method, path, query, all headers, and the bytes as they came', async () => {
    await withServer(toNodeHandler(seen), async (url) => {
      const bytes = Buffer.from([0, 255, 195, 40, 13, 10, 123]);
      const text = await raw(
        url,
        `PUT //a/../b?c=%zz HTTP/1.1\r\nhost: x\r\nx-one: 1\r\nx-one: 2\r\ncookie: a=1\r\ncookie: b=2\r\nset-cookie: c\r\nconnection: close\r\ncontent-length: ${bytes.length}\r\n\r\n${bytes.toString('latin1')}`,
      );
      const got = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
      assert.deepEqual([got.method, got.url, got.body], ['PUT', 'http://localhost//b?c=%zz', bytes.toString('hex')]);
      const headers = Object.fromEntries(got.headers);
      assert.deepEqual([headers['x-one'], headers.cookie, headers['set-cookie']], ['1, 2', 'a=1; b=2', 'c']);
      const long = Buffer.alloc(3_000_000, 'é€');
      assert.equal((await (await fetch(url, { method: 'POST', body: long })).json()).body, long.toString('hex'));
      assert.equal((await (await fetch(url)).json()).body, '');
    });
  });

  test('is read from the connection as fast as the handler reads it', async () => {
    const began = deferred();
    const ended = deferred();
    let incoming;
    const listener = toNodeHandler(async (request) => {
      const reader = request.body.getReader();
      await reader.read();
      began.resolve();
      await ended.promise;
      let length = 0;
      for (let next = await reader.read(); !next.done; next = await reader.read()) length += next.value.length;
      return new Response(String(length));
    });
    await withServer(
      (request, response) => {
        incoming = request;
        return listener(request, response);
      },
      async (url) => {
        const response = fetch(url, { method: 'POST', body: Buffer.alloc(5_000_000) });
        await began.promise;
        await until(() => incoming.isPaused(), 'the request is paused');
        assert.equal(incoming.readableEnded, false);
        ended.resolve();
        assert.ok(Number(await (await response).text()) > 4_000_000);
      },
    );
  });

  test('has its whole body although other code reads the connection to its end, and the handler later', async () => {
    const app = express();
    const handler = toNodeHandler(async (request) => {
      await flushPromises();
      return new Response(await request.text());
    });
    app.use((request, response) => {
      request.on('pause', () => request.resume());
      return handler(request, response);
    });
    await withServer(app, async (url) => assert.equal(await (await send(url)).text(), eventText));
  });

  test('is taken from HTTP/2 without its pseudo-headers', async () => {
    const { events, errors, listener } = recording();
    const sees = toNodeHandler(seen);
    let requests = 0;
    const server = http2.createServer((incoming, outgoing) => {
      requests += 1;
      (incoming.url.startsWith('/seen') ? sees : listener)(incoming, outgoing);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const session = http2.connect(`http://127.0.0.1:${server.address().port}`);
    const ask = async (headers, body) => {
      const stream = session.request(headers);
      stream.end(body);
      const [head] = await once(stream, 'response');
      let text = '';
      for await (const chunk of stream) text += chunk;
      return [head[':status'], text];
    };
    try {
      const post = { ':method': 'POST', ':path': `/unloc/${token}` };
      assert.equal((await ask(post, eventText))[0], 200);
      assert.equal((await ask({ ':method': 'TRACE', ':path': '/' }))[0], 400);
      assert.equal((await ask({ ':path': '//' }))[0], 404);
      const [, text] = await ask({ ...post, ':path': '/seen', 'x-one': 'é' }, 'body');
      assert.deepEqual(
        JSON.parse(text).headers.filter(([name]) => name !== 'date'),
        [['x-one', 'é']],
      );
      // One that hangs up in the middle.
      const broken = session.request(post);
      broken.on('error', () => {});
      broken.write('{');
      await until(() => requests === 5, 'the request has begun');
      broken.close(http2.constants.NGHTTP2_CANCEL);
      await once(broken, 'close');
      assert.equal((await ask({ ':path': '//' }))[0], 404);
    } finally {
      session.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
    // Node's HTTP/2 ends a body that broke off like a whole one, which is no event then.
    assert.deepEqual([events.length, errors], [1, []]);
  });
});

describe('a body that was read before', () => {
  const cases = {
    'express.json()': [express.json()],
    'express.text()': [express.text({ type: '*/*' })],
    'express.raw()': [express.raw({ type: '*/*' })],
    'express.urlencoded(), which leaves it': [express.urlencoded({ extended: false })],
    'a parser that sets an empty object before it reads (body-parser 1)': [
      (request, _, next) => {
        request.body = {};
        next();
      },
    ],
    'a parser that keeps the bytes as rawBody': [
      express.json({
        verify(request, _, bytes) {
          request.rawBody = bytes;
        },
      }),
    ],
    'middleware that listens as well': [
      (request, _, next) => {
        request.on('data', () => {});
        next();
      },
    ],
    'a text encoding': [
      (request, _, next) => {
        request.setEncoding('utf8');
        next();
      },
    ],
    'middleware that takes its time': [(_, __, next) => setImmediate(next)],
  };
  for (const [name, middleware] of Object.entries(cases))
    test(`is still dealt with: ${name}`, async () => {
      const { events, errors, listener } = recording();
      const app = express();
      app.use(...middleware);
      app.all('/unloc/*rest', listener);
      await withServer(app, async (url) => {
        assert.equal((await send(url)).status, 200);
        assert.equal((await send(url, '[]')).status, 400);
        assert.equal((await send(url, '')).status, 400);
        assert.equal((await fetch(`${url}/unloc/${token}`)).status, 405);
        assert.equal((await fetch(`${url}/unloc/other`, { method: 'POST', body: eventText })).status, 404);
      });
      assert.deepEqual([events, errors], [[event], []]);
    });

  test('the bytes that are left are taken as they are, before what a parser made of them', async () => {
    const bodies = [];
    const listener = toNodeHandler(async (request) => {
      bodies.push(await request.text());
      return new Response(null, { status: 204 });
    });
    const spaced = '{ "a" : 1.0 }';
    for (const parser of [
      express.raw({ type: '*/*' }),
      express.text({ type: '*/*' }),
      express.json({
        verify(request, _, bytes) {
          request.rawBody = bytes;
        },
      }),
      express.json(),
    ]) {
      const app = express();
      app.use(parser, listener);
      await withServer(app, (url) => send(url, spaced));
    }
    assert.deepEqual(bodies, [spaced, spaced, spaced, '{"a":1}']);
  });

  const drain = async (request, _, next) => {
    for await (const _chunk of request);
    next();
  };
  const readOne = async (request, _, next) => {
    await once(request, 'readable');
    request.read(5);
    next();
  };
  for (const [how, middleware] of [
    ['wholly', drain],
    ['in part', readOne],
  ])
    test(`${how}, with nothing left, is answered with the cause, to onError too`, async () => {
      const { events, errors, listener } = recording();
      const app = express();
      app.use(middleware, listener);
      await withServer(app, async (url) => {
        const response = await send(url);
        assert.equal(response.status, 500);
        assert.match(await response.text(), /other code read the body before this handler.*parseAccessEvent/);
        assert.equal((await fetch(`${url}/other`, { method: 'POST', body: eventText })).status, 404);
      });
      assert.equal(events.length, 0);
      assert.ok(errors.length === 1 && errors[0] instanceof UnlocError);
      assert.match(errors[0].message, /toNodeHandler/);
    });

  test('of any other handler is an error with the cause', async () => {
    const errors = [];
    const app = express();
    app.use(
      drain,
      toNodeHandler(async (request) => new Response(await request.text()), { onError: (one) => errors.push(one) }),
    );
    await withServer(app, async (url) => assert.equal((await send(url)).status, 500));
    assert.match(errors[0].message, /read the body before/);
  });
});

describe('connections', () => {
  test('one that breaks in the middle of a body is told, and nothing else happens', async () => {
    const unhandled = [];
    const listen = (reason) => unhandled.push(reason);
    process.on('unhandledRejection', listen).on('uncaughtException', listen);
    const { events, errors, listener } = recording();
    const settled = [];
    await withServer(
      (incoming, outgoing) => settled.push(listener(incoming, outgoing)),
      async (url) => {
        for (const path of [`/unloc/${token}`, '/other']) {
          const socket = connect(Number(new URL(url).port), '127.0.0.1');
          const before = settled.length;
          socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"id"`);
          await until(() => settled.length > before, 'the request has begun');
          socket.destroy();
          assert.equal(await settled.at(-1), undefined);
        }
        assert.equal((await send(url)).status, 200);
      },
    );
    await flushPromises();
    process.off('unhandledRejection', listen).off('uncaughtException', listen);
    assert.deepEqual([events.length, unhandled], [1, []]);
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['The connection broke off during the body.'],
    );
  });

  test('one that was left before the handler began is told too', async () => {
    const { errors, listener } = recording();
    await withServer(
      (incoming, outgoing) => incoming.on('close', () => listener(incoming, outgoing)),
      async (url) => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1');
        socket.write(`POST /unloc/${token} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"id"`, () =>
          setImmediate(() => socket.destroy()),
        );
        await until(() => errors.length > 0, 'onError is called');
      },
    );
    assert.match(errors[0].message, /broke off/);
  });

  test('a body that nobody reads does not hold up the next request, nor does one that is too long', async () => {
    const { listener } = recording();
    await withServer(listener, async (url) => {
      for (const path of ['/other', `/unloc/${token}`]) {
        const long = 'x'.repeat(2_000_000);
        const text = await raw(
          url,
          `POST ${path} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${long.length.toString(16)}\r\n${long}\r\n0\r\n\r\nGET /next HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
        );
        assert.deepEqual(
          [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
          [path === '/other' ? '404' : '413', '404'],
        );
      }
    });
  });

  test('a body that never ends is refused, and its connection is closed', async () => {
    const { errors, listener } = recording({ timeoutMs: 30 });
    await withServer(listener, async (url) => {
      const text = await raw(url, `POST /unloc/${token} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"id"`);
      assert.equal(statusOf(text), 408);
      assert.match(text, /connection: close/i);
    });
    assert.equal(errors[0].code, 'timeout');
  });
});

describe('the response that a handler gives', () => {
  const serve = (handler, use, onError = assert.fail) => withServer(toNodeHandler(handler, { onError }), use);

  test('is sent with its status, headers and bytes', async () => {
    const bytes = Buffer.from([0, 255, 195, 40]);
    const headers = new Headers({ 'x-one': '1' });
    headers.append('x-one', '2');
    headers.append('set-cookie', 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT');
    headers.append('set-cookie', 'b=2');
    headers.append('constructor', 'c');
    await serve(
      () => new Response(bytes, { status: 418, headers }),
      async (url) => {
        const response = await fetch(url);
        assert.equal(response.status, 418);
        assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
        assert.deepEqual(
          [response.headers.get('x-one'), response.headers.get('constructor'), response.headers.getSetCookie()],
          ['1, 2', 'c', ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2']],
        );
        const head = await fetch(url, { method: 'HEAD' });
        assert.deepEqual([head.status, await head.text()], [418, '']);
      },
    );
  });

  test('keeps what middleware has set before', async () => {
    const app = express();
    app.use((_, response, next) => {
      response.cookie('session', '1');
      next();
    });
    app.use(toNodeHandler(() => new Response('x', { headers: { 'x-one': '1' } })));
    await withServer(app, async (url) => {
      const { headers } = await fetch(url);
      assert.deepEqual([headers.getSetCookie().length, headers.get('x-one')], [1, '1']);
    });
  });

  for (const status of [204, 304])
    test(`may have no body: ${status}`, () =>
      serve(
        () => new Response(null, { status }),
        async (url) => assert.equal((await fetch(url)).status, status),
      ));

  test('is sent piece by piece, as fast as the receiver takes it', async () => {
    const gate = deferred();
    let made = 0;
    const many = 2_000;
    const body = () =>
      new ReadableStream({
        async pull(controller) {
          if (made === 1) await gate.promise;
          made += 1;
          controller.enqueue(Buffer.alloc(16_384, made));
          if (made === many) controller.close();
        },
      });
    await serve(
      () => new Response(body()),
      async (url) => {
        const reader = (await fetch(url)).body.getReader();
        const { value } = await reader.read();
        assert.equal(value[0], 1);
        let length = value.length;
        gate.resolve();
        // Nobody reads: the source is not asked for all.
        await until(() => made > 50, 'the second pieces are sent');
        await flushPromises(200);
        assert.ok(made < many, `${made}`);
        for (let next = await reader.read(); !next.done; next = await reader.read()) length += next.value.length;
        assert.equal(length, many * 16_384);
      },
    );
  });

  test('is given up when the receiver hangs up, also while its source waits', async () => {
    for (const waits of [true, false]) {
      const cancelled = deferred();
      const body = new ReadableStream({
        pull: (controller) => {
          if (!waits) controller.enqueue(new Uint8Array(100_000));
        },
        start: (controller) => controller.enqueue(new Uint8Array(3)),
        cancel: cancelled.resolve,
      });
      await serve(
        () => new Response(body),
        async (url) => {
          const stop = new AbortController();
          const reader = (await fetch(url, { signal: stop.signal })).body.getReader();
          await reader.read();
          stop.abort();
          await cancelled.promise;
        },
      );
    }
  });

  test('is given up if the receiver has hung up before it was there', async () => {
    const cancelled = deferred();
    const gone = deferred();
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
      cancel: cancelled.resolve,
    });
    const handler = toNodeHandler(() => gone.promise.then(() => new Response(body)), { onError: assert.fail });
    await withServer(
      (incoming, outgoing) => {
        outgoing.on('close', gone.resolve);
        handler(incoming, outgoing);
      },
      async (url) => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1');
        socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n', () => setImmediate(() => socket.destroy()));
        await cancelled.promise;
      },
    );
  });

  test('whose body fails is a 500 if nothing was sent, and otherwise cut off', async () => {
    for (const sent of [false, true]) {
      const errors = [];
      const body = () =>
        new ReadableStream({
          start: (controller) => sent && controller.enqueue(new Uint8Array(3)),
          pull: (controller) => controller.error(new Error('no disk')),
        });
      await serve(
        () => new Response(body(), sent ? {} : { headers: { 'content-length': '3000' } }),
        async (url) => {
          if (sent) await assert.rejects(fetch(url).then((response) => response.text()));
          else {
            const response = await fetch(url);
            assert.deepEqual([response.status, await response.text()], [500, 'The request failed here.\n']);
          }
        },
        (thrown) => errors.push(thrown.message),
      );
      assert.deepEqual(errors, ['no disk']);
    }
  });
});

describe('what is thrown inside', () => {
  const secret = 'hush-hush';
  const bad = {
    'a handler that throws': () => {
      throw new Error(secret);
    },
    'a handler that rejects': async () => {
      throw new Error(secret);
    },
    'a handler that rejects with nothing': () => Promise.reject(),
    'a handler that returns nothing': () => undefined,
    'a handler that returns something else': () => ({ status: 200 }),
    'a response without a status': () => Response.error(),
    'a response whose body was read': async () => {
      const response = new Response('x');
      await response.text();
      return response;
    },
  };
  for (const [name, handler] of Object.entries(bad))
    test(`is answered with 500 and told: ${name}`, async () => {
      const errors = [];
      const onError = (thrown) => {
        errors.push(thrown);
        throw new Error('onError fails too');
      };
      await withServer(toNodeHandler(handler, { onError }), async (url) => {
        const response = await fetch(url);
        assert.deepEqual([response.status, await response.text()], [500, 'The request failed here.\n']);
      });
      assert.equal(errors.length, 1);
      assert.ok(!inspect(errors[0]).includes('null'));
    });

  test('is told for a body that cannot be read, and the promise never rejects', async () => {
    const errors = [];
    const listener = toNodeHandler(assert.fail, { onError: (thrown) => errors.push(thrown.message) });
    const app = express();
    app.use(express.json(), (request, response) => {
      Object.defineProperty(request, 'body', {
        get() {
          throw new Error('a getter');
        },
      });
      listener(request, response);
    });
    await withServer(app, async (url) => assert.equal((await send(url)).status, 500));
    assert.deepEqual(errors, ['a getter']);
  });

  test('without onError is printed in one line that holds no URL', async (t) => {
    const printed = t.mock.method(console, 'error', () => {});
    const handler = ({ url }) => {
      throw Object.assign(new TypeError('no database\n  second line'), { input: url });
    };
    await withServer(toNodeHandler(handler), (url) => send(url));
    assert.deepEqual(
      printed.mock.calls.map(({ arguments: given }) => given),
      [['unloc-integrator-client: a request failed: TypeError: no database']],
    );
  });

  test('a response that somebody else has sent already is left alone', async () => {
    const errors = [];
    const listener = toNodeHandler(() => new Response('late'), { onError: (thrown) => errors.push(thrown.code) });
    let done;
    await withServer(
      (incoming, outgoing) => {
        outgoing.end('early');
        done = listener(incoming, outgoing);
      },
      async (url) => assert.equal(await (await fetch(url)).text(), 'early'),
    );
    await done;
    assert.deepEqual(errors, ['ERR_HTTP_HEADERS_SENT']);
  });
});

test('the token handler is served too, and next is never called', async () => {
  const tokens = new auth.TokenProvider(auth.unlocV1(), { ...credentials, fetch: tokenServer(), maxRetries: 0 });
  const handler = auth.createTokenHandler(tokens, {
    scopes: ['a'],
    authorize: (request) => request.headers.get('x-person') === 'ola',
  });
  const app = express();
  app.use(express.json(), toNodeHandler(handler), assert.fail);
  await withServer(app, async (url) => {
    const ask = (headers) =>
      fetch(url, {
        method: 'POST',
        body: '{"scope":"a"}',
        headers: { 'content-type': 'application/json', ...headers },
      });
    assert.equal((await ask({})).status, 403);
    assert.ok((await (await ask({ 'x-person': 'ola' })).json()).access_token);
  });
});

test('says at once that something is no function', () => {
  for (const given of [[], [undefined], [{}], [() => {}, { onError: 1 }]])
    assert.throws(() => toNodeHandler(...given), { code: 'invalid_argument', message: /must be functions/ });
  assert.equal(typeof createServer(toNodeHandler(() => undefined)), 'object');
});
