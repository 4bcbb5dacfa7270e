// What the platform's `fetch` and `Request` refuse, and error bodies without end.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { client, root, withServer } from '../../support/built-package.mjs';

const ids = { lockHolderId: 'h' };
const ok = () => new Response('{"locks":[]}');

/** Runs work while globals are others. */
async function withGlobals(globals, work) {
  const before = Object.fromEntries(
    Object.keys(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]),
  );
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    return await work();
  } finally {
    for (const [name, descriptor] of Object.entries(before)) Object.defineProperty(globalThis, name, descriptor);
  }
}

/** A platform as Workers with an old compatibility date: `Request` has no `cache`, and refuses it. */
class OldRequest {
  constructor(_, init) {
    if ('cache' in init) throw new TypeError("The 'cache' field on 'RequestInitializerDict' is not implemented.");
  }
}

describe('the options of a request', () => {
  test('"cache" is sent where the platform knows it, and only there', async () => {
    const seen = [];
    const fetch = async (_, init) => {
      seen.push(init.cache);
      return ok();
    };
    client.init('https://api.example', { fetch });
    await client.getLocks('token-1', ids);
    await withGlobals({ Request: OldRequest }, () => client.getLocks('token-1', ids));
    assert.deepEqual(seen, ['no-store', undefined]);
  });

  test('old Workers get their answer', async () => {
    const fetch = async (url, init) => {
      new OldRequest(url, init);
      return ok();
    };
    client.init('https://api.example');
    const { error } = await withGlobals({ Request: OldRequest, fetch }, () => client.getLocks('token-1', ids));
    assert.equal(error, undefined);
  });

  test('what the platform refuses is said in its own words, without token and phone number', async () => {
    class Refusing {
      constructor(url, { headers }) {
        throw new TypeError(`The option "x" is not implemented: ${headers.authorization} of ${url} +4799887766\n`);
      }
    }
    const fetch = async (url, init) => new Refusing(url, init);
    client.init('https://api.example', { maxRetries: 0 });
    const { error } = await withGlobals({ Request: Refusing, fetch }, () => client.getLocks('token-of-mine', ids));
    assert.equal(error.code, 'network');
    assert.match(error.message, /fetch refused the request: "The option "x" is not implemented/);
    assert.ok(!/token-of-mine|4799887766|\p{Cc}/u.test(JSON.stringify(error.message).slice(1, -1)), error.message);
    assert.equal(error.cause, undefined);
  });

  test('a lost connection stays one', async () => {
    const fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    client.init('https://api.example', { fetch, maxRetries: 0 });
    const { error } = await client.getLocks('token-1', ids);
    assert.match(error.message, /the connection failed/);
  });

  test('a signal of another realm is left out: jsdom has its own beside the fetch of Node', async () => {
    class ForeignController {
      signal = { aborted: false, addEventListener() {}, removeEventListener() {} };
      abort() {
        this.signal.aborted = true;
      }
    }
    await withServer(
      (_, response) => response.setHeader('content-type', 'application/json').end('{"locks":[]}'),
      async (baseUrl) => {
        client.init(baseUrl);
        const { error } = await withGlobals({ AbortController: ForeignController }, () =>
          client.getLocks('token-1', ids),
        );
        assert.equal(error, undefined);
        assert.equal((await client.getLocks('token-1', ids)).error, undefined, 'and in its own realm again');
      },
    );
  });
});

describe('the body of an error', () => {
  test('is read up to 64 KB; the rest is cancelled', async () => {
    let chunks = 0;
    let cancelled = false;
    const body = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(16_384).fill(97));
      },
      cancel() {
        cancelled = true;
      },
    });
    client.init('https://api.example', { maxRetries: 0, fetch: async () => new Response(body, { status: 400 }) });
    const { error } = await client.getLocks('token-1', ids);
    assert.equal(error.code, 'bad_request');
    assert.ok(error.message.length < 400, `${error.message.length}`);
    assert.ok(chunks <= 6, `${chunks} chunks`);
    assert.ok(cancelled);
  });

  test('that is 100 MB as gzip ends there too', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000, 'a'));
    await withServer(
      (_, response) => response.writeHead(502, { 'content-encoding': 'gzip', 'content-type': 'text/plain' }).end(bomb),
      async (baseUrl) => {
        client.init(baseUrl, { maxRetries: 0 });
        const before = process.memoryUsage().arrayBuffers;
        const { error } = await client.getLocks('token-1', ids);
        assert.equal(error.status, 502);
        assert.ok(process.memoryUsage().arrayBuffers - before < 50_000_000);
      },
    );
  });

  test('of a stub without a stream is cut', async () => {
    const fetch = async () => ({ status: 400, text: async () => `${'a'.repeat(100_000)}the end` });
    client.init('https://api.example', { maxRetries: 0, fetch });
    const { error } = await client.getLocks('token-1', ids);
    assert.ok(!error.message.includes('the end'));
  });

  test('that breaks off is an error all the same', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"error":"x"')),
      pull: (controller) => controller.error(new TypeError('terminated')),
    });
    client.init('https://api.example', { maxRetries: 0, fetch: async () => new Response(body, { status: 403 }) });
    assert.equal((await client.getLocks('token-1', ids)).error.code, 'forbidden');
  });
});

test('an uncaught error is shown with a short piece of the bundle', async () => {
  const folder = join(root, 'pkg', 'dist');
  let files = 0;
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!/\.m?js$/.test(file)) continue;
    files += 1;
    const long = readFileSync(join(folder, file), 'utf8')
      .split('\n')
      // In the wasm as a text, a literal on a line of its own, and in lists of exports nothing is thrown.
      .filter((line) => line.length > 500 && !/^(?:"[^"]*"$|export const \{|0&&\()/.test(line));
    assert.deepEqual(
      long.map((line) => `${file}: ${line.length}, ${line.slice(0, 80)}`),
      [],
    );
  }
  assert.ok(files > 20);
});
