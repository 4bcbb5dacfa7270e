// Webhooks: the events that Unloc posts, and the handler that receives them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { client, createSandbox, sample, sampleOfV2, tokenFrom } from '../../support/built-package.mjs';
import { flushPromises, until } from '../../support/wait.mjs';

const { UnlocError, createWebhookHandler, parseAccessEvent } = client;
const ofV1 = sample('key-event.json');
const ofV2 = sampleOfV2('access-event.json');
const token = 'c0ffee5ea50n1234';
const address = `https://example.com/unloc/${token}`;

const post = (body, more) =>
  new Request(address, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...more });

/** A handler that records its events and errors. */
function recording(options = {}) {
  const events = [];
  const errors = [];
  const handler = createWebhookHandler({
    token,
    onEvent: (event) => {
      events.push(event);
    },
    onError: (error) => errors.push(error),
    ...options,
  });
  return { events, errors, handler, status: async (request) => (await handler(request)).status };
}

describe('parseAccessEvent', () => {
  test('gives events of both APIs in one form, from text, bytes and objects', () => {
    const { userId, ...rest } = ofV1;
    for (const body of [ofV1, JSON.stringify(ofV1), Buffer.from(JSON.stringify(ofV1))]) {
      assert.deepEqual(parseAccessEvent(body), { ...rest, userId, appUserId: userId });
    }
    for (const body of [ofV2, JSON.stringify(ofV2), new TextEncoder().encode(JSON.stringify(ofV2))])
      assert.deepEqual(parseAccessEvent(body), ofV2);
  });

  test('keeps members and words that it does not know, and changes nothing that was given', () => {
    const given = Object.freeze({ ...ofV2, action: 'knocked', doorbell: { id: 'd' } });
    const event = parseAccessEvent(given);
    assert.deepEqual(event, given);
    assert.notEqual(event, given);
  });

  test('mends a phone number that came as a number', () => {
    assert.equal(parseAccessEvent({ ...ofV1, userId: 447700900123 }).appUserId, '+447700900123');
  });

  test('takes an event whose person is hidden', () => {
    const { appUserId, userName, ...hidden } = ofV2;
    assert.deepEqual(parseAccessEvent(hidden), hidden);
    assert.equal(parseAccessEvent({ ...hidden, appUserId: null, userName: null }).appUserId, null);
  });

  test('says what is wrong with what is no event, without its words', () => {
    const secret = 'hush-hush';
    const cases = [
      ['', /the body is empty/],
      [`{${secret}`, /not JSON/],
      [`["${secret}"]`, /one event, not an array/],
      [null, /not null/],
      [undefined, /not undefined/],
      ['7', /not of the type number/],
      [{ ...ofV2, id: '' }, /"id" must be a string, not an empty one/],
      [{ ...ofV2, lockId: undefined }, /"lockId".*not undefined/],
      [{ ...ofV2, keyId: { secret } }, /"keyId".*type object/],
      [{ ...ofV2, created: secret }, /"created" is not a date/],
      [{ ...ofV2, userName: [secret] }, /"userName".*an array/],
      [
        {
          get id() {
            throw new Error(secret);
          },
        },
        /cannot be read/,
      ],
    ];
    for (const [body, words] of cases) {
      assert.throws(
        () => parseAccessEvent(body),
        (error) => {
          assert.ok(error instanceof UnlocError && error.code === 'invalid_argument', String(error));
          assert.match(error.message, words);
          assert.ok(!inspect(error).includes(secret));
          return true;
        },
      );
    }
  });

  test('no member of a body gets at the prototype', () => {
    const event = parseAccessEvent(`{"__proto__":{"polluted":1},${JSON.stringify(ofV2).slice(1)}`);
    assert.equal(event.polluted, undefined);
    assert.equal({}.polluted, undefined);
  });
});

describe('createWebhookHandler', () => {
  test('hands an event on and says so, whichever place the token has in the address', async () => {
    for (const at of [
      address,
      `https://example.com/unloc/${token}/events?x=1`,
      `https://example.com/unloc?token=${token}`,
      `https://example.com/${token.replace('c', '%63')}`,
    ]) {
      const { events, status } = recording();
      assert.equal(await status(new Request(at, { method: 'POST', body: JSON.stringify(ofV1) })), 200, at);
      assert.deepEqual(events, [parseAccessEvent(ofV1)]);
    }
  });

  test('knows nothing without the token, whatever else is right', async () => {
    const { events, status } = recording();
    for (const path of [
      '',
      'unloc',
      `unloc/${token}x`,
      `unloc/x${token}`,
      `unloc/${token.slice(1)}`,
      `?token=`,
      `?token=${token.toUpperCase()}`,
      `?other=${token}`,
      '%E0%A4%A',
    ]) {
      assert.equal(
        await status(new Request(`https://example.com/${path}`, { method: 'POST', body: JSON.stringify(ofV2) })),
        404,
        path,
      );
    }
    assert.deepEqual(events, []);
  });

  test('takes POST alone', async () => {
    const { handler } = recording();
    for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) {
      const response = await handler(new Request(address, { method }));
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('allow'), 'POST');
    }
  });

  test('answers 400 to what is no event, and 413 to what is too long, said or unsaid', async () => {
    const { events, errors, status } = recording({ maxBytes: 500 });
    for (const body of ['', 'hello', '[]', '{}', '{"id":1}']) assert.equal(await status(post(body)), 400, body);
    assert.equal(await status(post({ ...ofV2, lockName: 'x'.repeat(500) })), 413);
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(100));
      },
    });
    assert.equal(await status(post('', { body: endless, duplex: 'half' })), 413);
    assert.ok(sent < 20, `${sent} pieces were read`);
    assert.equal(await status(post('{}', { headers: { 'content-length': '501' } })), 413);
    assert.equal(await status(post(ofV2)), 200);
    assert.deepEqual([events.length, errors], [1, []]);
  });

  test('an event that comes again is dealt with once, also if both come at the same moment', async () => {
    let finish;
    let calls = 0;
    const { status } = recording({
      onEvent: () => {
        calls += 1;
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    });
    const both = [status(post(ofV2)), status(post(ofV2))];
    await until(() => calls > 0, 'onEvent is called');
    await flushPromises();
    finish();
    assert.deepEqual(await Promise.all(both), [200, 200]);
    assert.equal(await status(post(ofV2)), 200);
    assert.equal(calls, 1);
    const other = status(post({ ...ofV2, id: 'another' }));
    await until(() => calls === 2, 'onEvent is called for the other event');
    finish();
    assert.equal(await other, 200);
    assert.equal(calls, 2);
  });

  test('an event that failed here is asked for again, and dealt with then', async () => {
    let fails = true;
    const { errors, status } = recording({
      onEvent: async () => {
        if (fails) throw new Error('no database');
      },
    });
    assert.equal(await status(post(ofV2)), 500);
    fails = false;
    assert.equal(await status(post(ofV2)), 200);
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['no database'],
    );
  });

  test('what was thrown is in no answer', async () => {
    const { handler } = recording({
      onEvent() {
        throw new Error('hush-hush');
      },
    });
    assert.ok(!(await (await handler(post(ofV2))).text()).includes('hush'));
  });

  test('a store of the caller is asked and told: a Set, or one that takes its time', async () => {
    const set = new Set();
    const { events, status } = recording({ seen: set });
    await status(post(ofV2));
    assert.deepEqual([...set], [ofV2.id]);
    const ids = new Set([ofV2.id]);
    const slow = {
      has: async (id) => ids.has(id),
      add: async (id) => {
        ids.add(id);
      },
    };
    const second = recording({ seen: slow });
    assert.deepEqual([await second.status(post(ofV2)), second.events.length, events.length], [200, 0, 1]);
  });

  test('with a store that fails nothing is lost, and nothing is done twice on purpose', async () => {
    const { events, errors, status } = recording({
      seen: {
        has() {
          throw new Error('down');
        },
        add() {},
      },
    });
    assert.deepEqual([await status(post(ofV2)), events.length, errors.length], [500, 0, 1]);
    const forgetful = recording({
      seen: {
        has: () => false,
        add: async () => {
          throw new Error('full');
        },
      },
    });
    assert.deepEqual(
      [await forgetful.status(post(ofV2)), forgetful.events.length, forgetful.errors.length],
      [200, 1, 1],
    );
  });

  test('what it remembers by itself is bounded', async () => {
    const { events, status } = recording();
    const send = (index) => status(post({ ...ofV2, id: `event-${index}` }));
    for (let index = 0; index <= 10_000; index += 1) await send(index);
    await send(10_000);
    await send(1);
    assert.equal(events.length, 10_001);
    await send(0);
    assert.equal(events.length, 10_002);
  });

  test('a connection that breaks in the middle of a body is told, and asked for again', async () => {
    const { events, errors, status } = recording();
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(3));
        controller.error(new Error('broken off'));
      },
    });
    assert.equal(await status(post('', { body: broken, duplex: 'half' })), 500);
    assert.deepEqual([events, errors.length], [[], 1]);
  });

  test('errors that nobody asks for are printed', async (t) => {
    const printed = t.mock.method(console, 'error', () => {});
    const handler = createWebhookHandler({
      token,
      onEvent() {
        throw new Error('no database');
      },
    });
    assert.equal((await handler(post(ofV2))).status, 500);
    assert.equal(printed.mock.callCount(), 1);
  });

  test('says at once which option is wrong', () => {
    const onEvent = () => {};
    for (const [options, words] of [
      [undefined, /"token"/],
      [{ onEvent }, /"token"/],
      [{ token: 'short', onEvent }, /at least 8/],
      [{ token }, /"onEvent" must be a function/],
      [{ token, onEvent, seen: {} }, /"seen"/],
      [{ token, onEvent, maxBytes: '1' }, /"maxBytes"/],
      [{ token, onEvent, maxBytes: 0 }, /"maxBytes"/],
      [{ token, onEvent, onError: 1 }, /"onError"/],
    ]) {
      assert.throws(
        () => createWebhookHandler(options),
        (error) =>
          error instanceof UnlocError
          && error.code === 'invalid_argument'
          && words.test(error.message)
          && !error.message.includes(token),
      );
    }
  });
});

test('an event of the embedded Unloc comes to a handler, from both APIs, once each', async () => {
  const { events, errors, handler } = recording();
  const answered = [];
  const sandbox = await createSandbox({
    seed: 'demo',
    now: () => Date.parse('2026-01-01T12:00:00Z'),
    fetch: async (url, init) => {
      answered.push((await handler(new Request(url, init))).status);
    },
  });
  client.init(sandbox.url, { fetch: sandbox.fetch });
  const [lockHolder] = (await client.getLockHolders(await tokenFrom(sandbox))).data;
  const ofV1Token = await tokenFrom(sandbox, client.lockHolderAdminScope(lockHolder.id));
  const [lock] = (await client.getLocks(ofV1Token, { lockHolderId: lockHolder.id })).data;
  const at = { lockHolderId: lockHolder.id, lockId: lock.id };
  const user = '+447700900991';
  await client.createKey(ofV1Token, { ...at, createKeyRequest: { userId: user, start: null, end: null } });
  sandbox.advance(5);
  await client.createKeyEventsWebhook(ofV1Token, { ...at, createKeyEventsWebhookRequest: { webhookUrl: address } });

  const post = (path, body, token) =>
    sandbox.fetch(sandbox.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
  const credentials = {
    grant_type: 'client_credentials',
    client_id: sandbox.clientId,
    client_secret: sandbox.clientSecret,
  };
  const { access_token: ofV2Token } = await (
    await post('/v2/auth/token/', { ...credentials, scope: 'project.admin', project_id: lockHolder.id })
  ).json();
  assert.equal(
    (
      await post(
        `/v2/projects/${lockHolder.id}/webhooks`,
        { trigger: 'accessEvent', url: `${address}?from=v2`, lockId: lock.id },
        ofV2Token,
      )
    ).status,
    200,
  );
  assert.equal((await post('/_sandbox/open', { lockId: lock.id, appUserId: user })).status, 200);
  await until(() => answered.length >= 2, 'both APIs post the event');

  assert.deepEqual(answered, [200, 200]);
  assert.deepEqual(errors, []);
  // Both deliveries have the same event.
  assert.equal(events.length, 1);
  assert.deepEqual([events[0].appUserId, events[0].lockId, events[0].action], [user, lock.id, 'unlocked']);
});
