// The example booking-express: the demo, and the service as a process on an embedded Unloc of its own.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { until } from '../support/wait.mjs';
import { startAccount } from './account.mjs';
import { layOut } from './lay-out.mjs';
import { npmStart, startServer } from './program.mjs';

const token = 'a token that only this test knows';
const settleMs = 500;
const keysPath = '/v2/projects/*/keys';

let laidOut;
let account;
let projectId;
let env;
let service;
const services = [];

const startService = async (changes = {}) => {
  const started = await startServer(laidOut.folder, ['server.mjs'], { ...env, ...changes });
  services.push(started);
  return started;
};

before(async () => {
  laidOut = layOut('booking-express');
  account = await startAccount();
  projectId = account.projectIds.at(-1);
  env = { ...account.env, UNLOC_PROJECT_ID: projectId, BOOKING_TOKEN: token, SETTLE_MS: String(settleMs), PORT: '0' };
  service = await startService();
});

/** Sets what goes wrong. Keys that are made at once make the tests short. */
const faults = (...rules) =>
  account.control('faults', [...rules, { method: 'POST', path: keysPath, fault: { keySeconds: 0, jobSeconds: 0 } }]);

beforeEach(async () => {
  await faults();
  await account.control('settings', { unlistedSeconds: 0 });
});

after(async () => {
  await Promise.all(services.map(({ kill }) => kill()));
  account?.stop();
  laidOut?.remove();
});

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
let count = 0;
/** A booking of its own for each test. */
function newBooking(changes = {}) {
  count += 1;
  const guest = `+4670174${String(604 + count).padStart(4, '0')}`;
  const stay = { from: `${day(3)}T16:00`, to: `${day(5)}T11:00` };
  return { booking: `B-${count}`, door: 'Apartment 7-101', guest, ...stay, ...changes };
}

/** Sends a request as the booking system does. */
async function send(method, path, body, { to = service.url, type = 'application/json', bearer = token } = {}) {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': type };
  const sent = typeof body === 'object' ? JSON.stringify(body) : body;
  const answer = await fetch(to + path, { method, headers, body: sent });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, ...(text ? { body: JSON.parse(text) } : {}) };
}
const post = (booking, options) => send('POST', '/bookings', booking, options);

/** The keys of a booking that are not taken back. */
async function keysOf({ booking }) {
  const keys = await account.unloc.keys.list({ projectId }).toArray({ limit: Infinity });
  return keys.filter(({ metadata, state }) => metadata?.booking === booking && state !== 'revoked');
}

test('npm start shows a booking, the same booking, refused ones and a cancellation', async () => {
  const { code, out, err } = await npmStart(laidOut.folder);
  assert.equal(code, 0, err);
  const statuses = [...out.matchAll(/^ {2}(\d{3}) /gm)].map(([, status]) => status);
  assert.deepEqual(statuses, ['201', '200', '422', '422', '204']);
  assert.match(out, /link: https:\/\/dl\.unloc\.app\/use-key\?id=/);
});

describe('a booking', () => {
  test('gives one key, at the door’s local time, with a link that names it', async () => {
    const booking = newBooking({ from: '2028-03-24T16:00', to: '2028-03-27T11:00' }); // over a change of the clock
    const { status, body } = await post(booking);
    assert.equal(status, 201, JSON.stringify(body));
    const [key, ...more] = await keysOf(booking);
    assert.deepEqual(more, []);
    assert.deepEqual([key.start, key.end], ['2028-03-24T15:00:00.000Z', '2028-03-27T09:00:00.000Z']);
    assert.equal(key.appUser.id, booking.guest);
    const link = new URL(body.link);
    assert.deepEqual([link.searchParams.get('id'), link.searchParams.get('userid')], [key.id, booking.guest]);
  });

  test('that is sent again gives no second key', async () => {
    const booking = newBooking();
    const [first, second] = [await post(booking), await post(booking)];
    assert.deepEqual([first.status, second.status], [201, 200]);
    assert.equal(first.body.link, second.body.link);
    assert.equal((await keysOf(booking)).length, 1);
  });

  test('that is sent ten times at once gives one key', async () => {
    const booking = newBooking();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(booking)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(9).fill(200), 201]);
    assert.equal(new Set(answers.map(({ body }) => body.link)).size, 1);
    assert.equal((await keysOf(booking)).length, 1);
  });

  test('that is sent again before its key is listed gives no second key', async () => {
    await account.control('settings', { unlistedSeconds: 3_600 });
    const booking = newBooking();
    const [first, second] = [await post(booking), await post(booking)];
    assert.deepEqual([first.status, second.status, first.body.link], [201, 200, second.body.link]);
  });

  test('with other times is refused until the first one is cancelled', async () => {
    const booking = newBooking();
    await post(booking);
    const longer = { ...booking, to: `${day(6)}T11:00` };
    const refused = await post(longer);
    assert.equal(refused.status, 409);
    assert.match(refused.body.error, /cancel it first/);
    assert.equal((await send('DELETE', `/bookings/${booking.booking}`)).status, 204);
    assert.equal((await post(longer)).status, 201);
    assert.equal((await keysOf(booking)).length, 1);
  });

  test('that is cancelled opens nothing any more, and may be cancelled again', async () => {
    const booking = newBooking();
    await post(booking);
    const path = `/bookings/${booking.booking}`;
    assert.deepEqual([(await send('DELETE', path)).status, (await send('DELETE', path)).status], [204, 204]);
    assert.deepEqual(await keysOf(booking), []);
    assert.equal((await send('DELETE', '/bookings/B-never')).status, 404);
  });
});

describe('what is refused makes no key', () => {
  const cases = [
    ['a phone without plus', { guest: '4670174060' }, 422, /^"guest" must be the phone number/],
    ['a phone as a number', { guest: 46701740605 }, 422, /^"guest"/],
    ['a door that does not exist', { door: 'Penthouse' }, 422, /^There is no door "Penthouse"/],
    ['a time with a zone', { from: `${day(3)}T16:00Z` }, 422, /^"from" must be a local time/],
    ['a day that is not in the calendar', { to: '2027-02-30T11:00' }, 422, /^"to" is not in the calendar/],
    ['an end before the start', { to: `${day(2)}T11:00` }, 422, /^"to" must be after "from"/],
    ['a stay that is over', { from: '2020-01-01T16:00', to: '2020-01-02T11:00' }, 422, /^The stay is over/],
    ['a member that is misspelt', { form: 'x' }, 422, /^A booking has only booking, door/],
  ];
  for (const [what, changes, status, sentence] of cases)
    test(what, async () => {
      const booking = newBooking(changes);
      const answer = await post(booking);
      assert.equal(answer.status, status);
      assert.match(answer.body.error, sentence);
      assert.deepEqual(await keysOf(booking), []);
    });

  test('a body that is cut off, of another kind, too long, or missing', async () => {
    const half = JSON.stringify(newBooking()).slice(0, 40);
    assert.deepEqual((await post(half)).body, {
      error: 'The body is not whole or not JSON, or the path cannot be read.',
    });
    assert.equal((await post('booking=B-1', { type: 'application/x-www-form-urlencoded' })).status, 400);
    assert.equal((await post(undefined)).status, 422);
    assert.equal((await post([])).status, 400);
    assert.equal((await send('DELETE', '/bookings/%zz')).status, 400);
    assert.equal((await post(JSON.stringify({ door: 'x'.repeat(20_000) }))).status, 413);
    assert.equal((await post(newBooking(), { type: 'application/json; charset=klingon' })).status, 415);
  });

  test('a connection that ends in the middle of the body, and the service lives on', async () => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    const head = `POST /bookings HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n`;
    socket.write(`${head}content-length: 200\r\n\r\n{"booking":"B-`, () => socket.destroy());
    await once(socket, 'close');
    const booking = newBooking();
    assert.equal((await post(booking)).status, 201);
  });

  test('a caller without the token', async () => {
    const booking = newBooking();
    assert.equal((await post(booking, { bearer: 'another' })).status, 401);
    assert.equal((await send('DELETE', `/bookings/${booking.booking}`, undefined, { bearer: '' })).status, 401);
    assert.deepEqual(await keysOf(booking), []);
  });
});

describe('when Unloc is in trouble', () => {
  test('a key that cannot be made is said with the reason, and the booking may be sent again', async () => {
    await faults({ method: 'POST', path: keysPath, count: 1, fault: { failKeys: 1 } });
    const booking = newBooking();
    const { status, body } = await post(booking);
    assert.equal(status, 502);
    assert.match(body.error, /^Unloc could not make the key: /);
    assert.equal((await post(booking)).status, 201);
  });

  test('a key that is taken, and of which nothing is heard then, is not asked for again', async () => {
    await faults({ path: '/v2/projects/*/jobs/*', fault: { status: 403 } });
    const booking = newBooking();
    assert.equal((await post(booking)).status, 502);
    await faults();
    assert.equal((await post(booking)).status, 200);
    assert.equal((await keysOf(booking)).length, 1);
  });

  test('an API that answers 503 is said with when to come back, and the booking works afterwards', async () => {
    await faults({ path: '/v2/**', fault: { status: 503 } });
    const booking = newBooking();
    const { status, headers, body } = await post(booking);
    assert.equal(status, 503);
    assert.match(headers.get('retry-after'), /^\d+$/);
    assert.match(body.error, /again later/);
    await faults();
    assert.equal((await post(booking)).status, 201);
  });

  test('an answer that is lost leads to one key', async () => {
    await faults({ method: 'POST', path: keysPath, count: 1, fault: { reset: 'after' } });
    const booking = newBooking();
    assert.equal((await post(booking)).status, 201);
    assert.equal((await keysOf(booking)).length, 1);
  });

  test('an answer that is lost, with no way to look: the same booking finds its key later', async () => {
    await faults(
      { method: 'POST', path: keysPath, fault: { reset: 'after' } },
      { method: 'GET', path: keysPath, after: 1, fault: { status: 503 } },
    );
    const booking = newBooking();
    const unknown = await post(booking);
    assert.equal(unknown.status, 503);
    assert.match(unknown.body.error, /not known yet.*no second key/);
    await faults();
    const found = await post(booking);
    assert.equal(found.status, 200, found.text);
    assert.equal((await keysOf(booking)).length, 1);
  });

  test('a request that was lost, with no way to look: the key is made as soon as it is sure that there is none', async () => {
    await faults(
      { method: 'POST', path: keysPath, fault: { reset: 'before' } },
      { method: 'GET', path: keysPath, after: 1, fault: { status: 503 } },
    );
    const booking = newBooking();
    assert.equal((await post(booking)).status, 503);
    await faults();
    const statuses = [];
    await until(async () => {
      statuses.push((await post(booking)).status);
      return statuses.at(-1) !== 503;
    }, 'the booking is taken');
    assert.equal(statuses.at(-1), 201);
    assert.equal((await keysOf(booking)).length, 1);
  });

  test('a service that is killed after its request: the next one finds the key', async () => {
    const other = await startService();
    await faults({ method: 'POST', path: keysPath, count: 1, fault: { delayMs: 60_000 } });
    const booking = newBooking();
    const lost = post(booking, { to: other.url }).catch(() => 'lost');
    await until(async () => (await keysOf(booking)).length === 1, 'the key is made');
    await other.kill();
    assert.equal(await lost, 'lost');
    assert.equal((await post(booking, { to: (await startService()).url })).status, 200);
    assert.equal((await keysOf(booking)).length, 1);
  });

  test('SIGTERM lets what is under way be answered', async () => {
    await account.control('faults', []); // a key takes two seconds
    const other = await startService();
    const booking = newBooking();
    const under = post(booking, { to: other.url });
    await until(async () => (await keysOf(booking)).length === 1, 'the key is made');
    const ended = other.kill('SIGTERM');
    assert.equal((await under).status, 201);
    assert.equal((await ended).code, 0);
  });

  test('an account that is not accepted is said without its secret, to callers and in the log', async () => {
    const UNLOC_CLIENT_SECRET = 'not-the-secret-of-this-account';
    const other = await startService({ UNLOC_CLIENT_SECRET });
    const { status, body } = await post(newBooking(), { to: other.url });
    assert.equal(status, 502);
    assert.match(body.error, /does not accept the account/);
    assert.match(other.said.err, /^POST \/bookings: .*invalid_client/m);
    for (const text of [body.error, other.said.out, other.said.err]) {
      assert.ok(!text.includes(UNLOC_CLIENT_SECRET));
      assert.ok(!text.includes(token));
    }
  });
});

test('a service without account, token or one project says what to set', async () => {
  const refusals = [
    [{ UNLOC_CLIENT_ID: '' }, /Set UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET/],
    [{ BOOKING_TOKEN: 'short' }, /Set BOOKING_TOKEN/],
    [{ UNLOC_PROJECT_ID: '' }, /Set UNLOC_PROJECT_ID to one of the account's 3 projects/],
  ];
  for (const [changes, sentence] of refusals) await assert.rejects(startService(changes), sentence);
});
