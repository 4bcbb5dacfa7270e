// Random values and responses, given to the built package: every call settles with data or an UnlocError, no request
// leaves the base URL, one wasm instance serves all calls, and its memory does not grow.
//
// FUZZ_COUNT is the number of calls (default 3,000), FUZZ_SEED the seed.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import { keepProcessAlive } from '../../support/wait.mjs';

const count = Number(process.env.FUZZ_COUNT ?? 3000);
const seed = Number(process.env.FUZZ_SEED ?? 20_260_101);
const token = 'planted-token-7f3a51c9';
const base = 'https://api.example/unloc';

// Counts the instances that the package creates. Node's own wasm is not instantiated by this constructor.
const instances = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = function Counted(...made) {
  const instance = new Instance(...made);
  instances.push(instance);
  return instance;
};
const { client } = await import('../../support/built-package.mjs');

keepProcessAlive();
const uncaught = [];
before(() => process.on('unhandledRejection', (reason) => uncaught.push(reason)));

/** A pseudorandom number generator from 0 to 1 (mulberry32), reproducible by its seed. */
function mulberry32(from) {
  let state = from | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = mulberry32(seed);
const below = (end) => Math.floor(random() * end);
const pick = (list) => list[below(list.length)];

const pieces = [
  '',
  '/',
  '\\',
  '..',
  '%2e%2E',
  '%2F',
  '%25',
  '%',
  '?',
  '#',
  '@',
  ':',
  '//evil.example',
  'https://evil.example',
  ' ',
  '\t',
  '\r\n',
  '\0',
  '\x7f',
  '\ud800',
  '\udfff',
  '\ufffd',
  '\ufeff',
  '\u202e',
  '\u00a0',
  'é',
  '🔑',
  '+4799887766',
  token,
  '__proto__',
  'constructor',
  'toString',
  '{}',
  '[]',
  'null',
  '1e999',
  '-0',
  'NaN',
  '9'.repeat(30),
  '2026-01-31T12:00:00Z',
  'Thu, 01 Jan 2026 00:00:07 GMT',
  'h',
  'l',
  'k',
];
const text = () =>
  below(400) === 0
    ? pick(pieces).repeat(100_000).slice(0, 100_000)
    : Array.from({ length: below(5) }, () => (below(4) ? pick(pieces) : String.fromCharCode(below(0x10000)))).join('');

class Mine {
  lockHolderId = 'h';
  get lockId() {
    return 'l';
  }
}
const throws = () => {
  throw new Error(`${token} +4799887766`);
};
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const circle = () => {
  const one = { a: 1 };
  one.self = one;
  return one;
};

/** Any JavaScript value. */
function value(depth = 0) {
  return pick([
    () => undefined,
    () => null,
    () => true,
    () => false,
    () => 0,
    () => -0,
    () => -1,
    () => 0.5,
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => 2 ** 53,
    () => 1e300,
    () => 10n,
    () => Symbol('x'),
    () => Symbol.iterator,
    text,
    text,
    text,
    () => new String('h'),
    () => new Number(5),
    () => new Date(below(2e9)),
    () => new Date(Number.NaN),
    () => () => {},
    () => async () => token,
    () => class {},
    () => /x/,
    () => new Map([['lockHolderId', 'h']]),
    () => new Set([1]),
    () => new Uint8Array(3),
    () => new ArrayBuffer(8),
    () => Promise.resolve('h'),
    () => new Error('x'),
    () => new Mine(),
    () => Object.create(null),
    () => new Proxy({}, {}),
    () => new Proxy({}, { get: throws }),
    () => new Proxy({}, { ownKeys: throws }),
    () => revoked({}),
    () => revoked([]),
    () => revoked(() => {}),
    circle,
    () => Object.freeze({ lockHolderId: 'h' }),
    () => ({ toString: throws, valueOf: throws, toJSON: throws }),
    () => ({ [Symbol.toPrimitive]: throws }),
    () => globalThis,
    () => new AbortController().signal,
    () => AbortSignal.abort(),
    () => new Headers([['a', 'b']]),
    () => new Response('{}'),
    () => (depth > 3 ? 1 : Array.from({ length: below(4) }, () => value(depth + 1))),
    () => (depth > 3 ? {} : object(depth)),
    () => (depth > 3 ? {} : object(depth)),
  ])();
}

const names = [
  'lockHolderId',
  'lockId',
  'keyId',
  'userId',
  'integratorId',
  'vendorConnectionId',
  'limit',
  'startAfterId',
  'createKeyRequest',
  'updateKeyRequest',
  'updateLockRequest',
  'createOrUpdateRoleRequest',
  'method',
  'path',
  'query',
  'body',
  'name',
  'countryIso',
  'organizationId',
  'organizationIdSuffix',
  'id',
];
const optionNames = [
  'signal',
  'timeoutMs',
  'deadlineMs',
  'maxRetries',
  'headers',
  'fetch',
  'baseUrl',
  'hooks',
  'logger',
];

function object(depth = 0, from = names) {
  const made = {};
  for (let member = below(5); member > 0; member -= 1) {
    const name = below(8) ? pick(from) : text();
    if (below(12) === 0) Object.defineProperty(made, name, { get: throws, enumerable: true, configurable: true });
    else
      Object.defineProperty(made, name, {
        value: value(depth + 1),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return made;
}

/** Merges two objects without calling their getters. */
const over = (under, above) =>
  Object.defineProperties(
    Object.defineProperties({}, Object.getOwnPropertyDescriptors(under)),
    Object.getOwnPropertyDescriptors(above),
  );

/** Mostly valid parameters, so that the call sends a request; sometimes any value. */
const params = () =>
  pick([
    value,
    object,
    () => ({ ...good, ...plain() }),
    () => ({ ...good, ...plain() }),
    () => ({
      method: pick(['GET', 'post', 'DELETE', text()]),
      path: pick(['/a/', '/a', text(), `/${text()}`]),
      query: below(2) ? object() : undefined,
    }),
  ])();
const plain = () => {
  const name = pick(names);
  return { [name]: below(2) ? text() : value() };
};
const good = {
  lockHolderId: 'h',
  lockId: 'l',
  keyId: 'k',
  userId: '+4799887766',
  integratorId: 'i',
  vendorConnectionId: 'v',
  createKeyRequest: { userId: '+4799887766' },
  updateKeyRequest: {},
  updateLockRequest: {},
  createOrUpdateRoleRequest: {},
  createVendorConnectionRequest: {},
  updateVendorConnectionPasswordRequest: {},
  createVendorAccountRequest: {},
  createKeyEventsWebhookRequest: {},
  updateLockHolderRequest: {},
  createLockHolderRequest: {},
};
const bounds = { timeoutMs: 20, deadlineMs: 40, maxRetries: 1 };
const options = () =>
  pick([
    () => undefined,
    () => bounds,
    () => bounds,
    () => ({ ...bounds, headers: object() }),
    () => ({ ...bounds, signal: value() }),
    () =>
      over(
        object(
          0,
          optionNames.filter((name) => name !== 'fetch'),
        ),
        { deadlineMs: 40 },
      ),
    () => ({ ...bounds, [pick(optionNames.slice(0, 5))]: value() }),
    value,
  ])();

const bodies = () =>
  pick([
    () => '{"locks":[{"id":"l"}]}',
    () => '{"key":{"id":"k"}}',
    () => '{}',
    () => '',
    text,
    () =>
      JSON.stringify({ error: text(), errorDescription: text(), invalidParams: [{ name: text(), reason: text() }] }),
    () => `{"error":"${token} +4799887766"`,
    () => '['.repeat(20_000),
    () => '{"locks":'.repeat(3),
    () => '\ufeff{}',
  ])();
const statuses = () =>
  pick([
    200,
    200,
    200,
    201,
    204,
    301,
    400,
    401,
    403,
    404,
    408,
    409,
    418,
    425,
    429,
    500,
    503,
    599,
    0,
    99,
    1000,
    -1,
    200.5,
    Number.NaN,
    '200',
    null,
    undefined,
  ]);
const heads = () =>
  pick([
    () => undefined,
    () => ({
      'retry-after': pick(['0', '-1', '1', '61', text()]),
      'retry-after-ms': pick(['1', '2', text()]),
      date: text(),
    }),
    () => ({ [`x-${below(9)}`]: `${token} ${text()}`, 'x-request-id': text() }),
    () => new Map([[text(), value()]]),
    value,
  ])();
const answer = () => {
  const body = bodies();
  const given = pick([
    () => ({ status: statuses(), headers: heads(), text: async () => body }),
    () => ({ status: statuses(), headers: heads(), text: async () => body }),
    () => ({ status: statuses(), headers: heads(), json: async () => value() }),
    () => ({ status: 400, json: async () => ({ error: value(), detail: value(), invalidParams: value() }) }),
    () => ({ status: statuses(), text: pick([throws, () => value(), async () => throws(), () => ({ then: throws })]) }),
    () => new Response(body, { status: pick([200, 200, 400, 500, 429]) }),
    value,
  ])();
  return given;
};

/** The requests of the current call. */
const sent = [];
const fetch = (url, init) => {
  sent.push([url, init]);
  return below(20) === 0 ? throws() : below(15) === 0 ? new Promise(() => {}) : Promise.resolve(answer());
};

// No request may reach the network: a random value may be the global object, with its fetch.
globalThis.fetch = fetch;

const functions = Object.keys(client).filter(
  (name) => /^(get|create|update|delete|refresh|request$)/.test(name) && !name.endsWith('Handler'),
);
const serves = async () => {
  client.init(base, { fetch: async () => ({ status: 200, text: async () => '{"locks":[{"id":"l"}]}' }) });
  const { data, error } = await client.getLocks(token, { lockHolderId: 'h' });
  assert.equal(error, undefined, inspect(error));
  assert.equal(data[0].id, 'l');
};
const memory = () =>
  instances
    .flatMap(({ exports }) => Object.values(exports))
    .filter((one) => one instanceof WebAssembly.Memory)
    .reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0);

async function once() {
  sent.length = 0;
  const name = pick(functions);
  const more = below(6) ? {} : object(0, ['hooks', 'logger', 'maxConcurrent', 'retryAfterCeilingMs', 'headers']);
  client.init(below(10) ? base : value(), over(more, { fetch, ...bounds }));
  const given = below(5) ? token : value();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} hangs`)), 10_000);
  });
  const result = await Promise.race([client[name](given, params(), options()), late]);
  clearTimeout(timer);
  assert.equal((result.data === undefined) !== (result.error === undefined), true, name);
  if (result.error) {
    const { error } = result;
    assert.ok(error instanceof client.UnlocError, name);
    assert.ok(error.code !== 'internal', `${name}: ${error.message}`);
    assert.ok(error.message.length < 2000 && [name, 'init'].includes(error.message.split(':')[0]), error.message);
    const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
    assert.ok(!shown.includes(token), shown);
  }
  for (const [url, init] of sent) {
    const { origin, pathname, hash, href } = new URL(url);
    assert.equal(origin, 'https://api.example', url);
    assert.ok(pathname.startsWith('/unloc/') && hash === '', url);
    assert.equal(href, url, 'a URL that the platform reads as it was written');
    assert.equal(init.headers.authorization, `Bearer ${given.trim()}`);
  }
}

test(`${count} calls with whatever values and answers settle as they should`, async () => {
  await serves();
  const sizes = [];
  for (let n = 0; n < count; n += 1) {
    try {
      await once();
    } catch (thrown) {
      thrown.message = `call ${n} of FUZZ_SEED=${seed}: ${thrown.message}`;
      throw thrown;
    }
    if (n % 100 === 0) await serves();
    if (n % Math.ceil(count / 20) === 0) sizes.push(memory());
  }
  await serves();
  sizes.push(memory());
  assert.equal(instances.length, 1, 'nothing broke the instance, so there was never another');
  assert.ok(sizes[0] > 0);
  const settledAt = sizes[Math.floor(sizes.length / 4)];
  assert.ok(sizes.at(-1) <= settledAt * 1.25, `the memory went from ${settledAt} to ${sizes.at(-1)} bytes: ${sizes}`);
  assert.deepEqual(uncaught, []);
});

test('scopes of whatever values are a text without a space, or an UnlocError', () => {
  for (let n = 0; n < count; n += 1) {
    for (const make of [client.lockHolderScope, client.lockHolderAdminScope]) {
      try {
        const scope = make(
          pick([value, object, () => ({ countryIso: text(), organizationId: text(), organizationIdSuffix: text() })])(),
        );
        assert.match(scope, /^lockHolder\.(identifier|admin):\P{White_Space}*$/u);
      } catch (thrown) {
        if (thrown instanceof assert.AssertionError) throw thrown;
        assert.ok(thrown instanceof client.UnlocError && thrown.code === 'invalid_argument', inspect(thrown));
      }
    }
  }
});

test('clients made of whatever options settle too', async () => {
  let made = 0;
  for (let n = 0; n < count / 4; n += 1) {
    let unloc;
    try {
      unloc = new client.UnlocClient(
        pick([
          value,
          () => ({ token: value(), baseUrl: base, fetch, ...bounds }),
          () => ({ token: () => value(), baseUrl: base, fetch, ...bounds }),
          () => over({ token, fetch, ...bounds }, object(0, optionNames)),
        ])(),
      );
    } catch {
      continue; // a proxy that throws when it is read is its owner's to see
    }
    made += 1;
    await unloc.v1.locks.list(params(), bounds).then(
      () => {},
      (thrown) => {
        assert.ok(thrown instanceof client.UnlocError, inspect(thrown));
        assert.notEqual(thrown.code, 'internal', thrown.message);
      },
    );
  }
  assert.ok(made > count / 12, `only ${made} of ${count / 4} clients could be made`);
  await serves();
  assert.equal(instances.length, 1);
  assert.deepEqual(uncaught, []);
});
