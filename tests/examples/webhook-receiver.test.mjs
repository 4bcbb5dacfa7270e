// The example webhook-receiver with a real Redis: events that come twice, processes that are killed, a Redis that is away.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { createClient } from 'redis';
import { until } from '../support/wait.mjs';
import { createRedis, withoutRedis } from '../support/redis.mjs';
import { startAccount } from './account.mjs';
import { layOut } from './lay-out.mjs';
import { npmStart, startProgram, startServer } from './program.mjs';

const token = 'a-token-that-nobody-can-guess';

/** `handle.mjs` of a test: writes down what it does, fails for some events, and waits for a file before it ends others. */
const recordingHandle = `
  import { appendFileSync, existsSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  export async function handle({ id, lockName }) {
    appendFileSync(process.env.RECORD, 'begun ' + id + '\\n');
    if (lockName === 'fails') throw new Error('the door of this event is broken');
    if (lockName === 'ends the process') process.kill(process.pid, 'SIGKILL');
    while (lockName === 'waits' && !existsSync(process.env.RECORD + '.go')) await sleep(10);
    appendFileSync(process.env.RECORD, 'handled ' + id + '\\n');
  }`;

describe('webhook-receiver', { skip: withoutRedis, concurrency: 1, timeout: 300_000 }, () => {
  let redisServer;
  let redis;
  let original;
  let recording;
  const programs = [];
  const env = () => ({ UNLOC_WEBHOOK_TOKEN: token, REDIS_URL: redisServer.url, RETRY_MS: '300', PORT: '0' });

  before(async () => {
    redisServer = await createRedis();
    redis = await createClient({ url: redisServer.url })
      .on('error', () => {})
      .connect();
    original = layOut('webhook-receiver');
    recording = layOut('webhook-receiver');
    writeFileSync(join(recording.folder, 'handle.mjs'), recordingHandle);
  });
  beforeEach(() => redis.flushAll());
  // All of them take events out of the same stream.
  afterEach(() => Promise.all(programs.splice(0).map(({ kill }) => kill())));
  after(async () => {
    redis?.destroy();
    await redisServer?.remove();
    original?.remove();
    recording?.remove();
  });

  async function serve({ folder }, more = {}) {
    const server = await startServer(folder, ['server.mjs'], { ...env(), ...more });
    programs.push(server);
    return server;
  }

  let records = 0;
  /** Servers with the handle that writes down what it does, and what it has written. */
  async function recorded(count, more = {}) {
    records += 1;
    const RECORD = join(recording.folder, `record-${records}`);
    appendFileSync(RECORD, '');
    const start = () => serve(recording, { RECORD, ...more });
    const run = () => startProgram(recording.folder, ['server.mjs'], { ...env(), RECORD }).ended;
    const said = (what) =>
      readFileSync(RECORD, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith(`${what} `))
        .map((line) => line.slice(what.length + 1))
        .sort();
    const servers = await Promise.all(Array.from({ length: count }, start));
    return { servers, start, run, said, go: () => writeFileSync(`${RECORD}.go`, '') };
  }

  const newEvent = (lockName = 'Main entrance') => ({
    id: randomUUID(),
    action: 'unlocked',
    created: new Date().toISOString(),
    keyId: randomUUID(),
    lockId: randomUUID(),
    lockName,
    appUserId: '+46701740605',
  });
  const deliver = async ({ url }, event, path = `unloc/${token}`) => {
    const body = typeof event === 'string' ? event : JSON.stringify(event);
    return (await fetch(`${url}/${path}`, { method: 'POST', body })).status;
  };
  const left = () => redis.xLen('{unloc}:events');
  const allHandled = (said, count) =>
    until(async () => said('handled').length >= count && (await left()) === 0, `${count} events are handled`);

  test('npm start delivers an event twice and handles it once', async () => {
    const { code, out, err } = await npmStart(original.folder, { REDIS_URL: redisServer.url });
    assert.equal(code, 0, err);
    assert.match(out, /Delivered to two receivers at once: 200 and 200/);
    assert.equal(out.match(/^Handled: /gm).length, 1);
    assert.match(out, /Left in the inbox: 0/);
    assert.deepEqual(await redis.keys('*'), []);
  });

  test('the event of an opened door arrives and is handled', async () => {
    const account = await startAccount();
    try {
      const { unloc, projectIds, control, baseUrl } = account;
      const server = await serve(original);
      const [projectId] = projectIds;
      await unloc.webhooks.create({ projectId, trigger: 'accessEvent', url: `${server.url}/unloc/${token}` });
      const { doors } = await (await fetch(`${baseUrl}/_sandbox/doors`)).json();
      const own = new Set((await unloc.locks.list({ projectId }).toArray({ limit: 100 })).map(({ id }) => id));
      const { lockId, people } = doors.find((door) => own.has(door.lockId) && door.people.length > 0);
      await control('open', { lockId, appUserId: people[0].appUserId });
      await until(() => /the guest has arrived/.test(server.said.out), 'the arrival is noted');
      await control('open', { lockId, appUserId: people[0].appUserId });
      await until(() => /opened again/.test(server.said.out), 'the second opening is no arrival');
      assert.equal(await redis.hLen('{unloc}:arrivals'), 1);
    } finally {
      account.stop();
    }
  });

  test('events that come three times, to two processes at once, are each handled once', async () => {
    const { servers, said } = await recorded(2, { RETRY_MS: '60000' }); // slow is not abandoned
    const events = Array.from({ length: 30 }, () => newEvent());
    const deliveries = events.flatMap((event) => [servers[0], servers[1], servers[1]].map((to) => deliver(to, event)));
    assert.deepEqual(new Set(await Promise.all(deliveries)), new Set([200]));
    await allHandled(said, events.length);
    assert.equal(await deliver(servers[0], events[0]), 200);
    const ids = events.map(({ id }) => id).sort();
    assert.deepEqual([said('begun'), said('handled')], [ids, ids]);
  });

  test('a process that is killed after it has answered loses no event', async () => {
    const { servers, start, said, go } = await recorded(1);
    const events = [newEvent('waits'), newEvent(), newEvent()];
    // The worker is busy with the first, so the others are only kept.
    for (const event of events) assert.equal(await deliver(servers[0], event), 200);
    await until(() => said('begun').length === 1, 'the first is begun');
    await servers[0].kill();
    assert.deepEqual(said('handled'), []);
    go();
    await start();
    await allHandled(said, events.length);
    assert.deepEqual(said('handled'), events.map(({ id }) => id).sort());
  });

  test('an event whose process is killed in the middle goes to another one', async () => {
    const { servers, said } = await recorded(2);
    const event = newEvent('waits');
    assert.equal(await deliver(servers[0], event), 200);
    await until(() => said('begun').length > 0, 'it is begun');
    // Whoever has it: both are killed.
    await Promise.all(servers.map(({ kill }) => kill()));
    const fresh = await serve(original);
    await until(async () => (await left()) === 0, 'it is handled by another process');
    assert.equal(await redis.hGet('{unloc}:arrivals', event.keyId), event.created);
    assert.equal(await deliver(fresh, event), 200);
    assert.equal(await redis.hLen('{unloc}:arrivals'), 1);
  });

  test('SIGTERM brings the event at hand to its end', async () => {
    const { servers, said, go } = await recorded(1);
    await deliver(servers[0], newEvent('waits'));
    await until(() => said('begun').length === 1, 'it is begun');
    const ended = servers[0].kill('SIGTERM');
    go();
    assert.equal((await ended).code, 0);
    assert.deepEqual([said('handled').length, await left()], [1, 0]);
  });

  test('an event that always fails is put aside after five attempts, and the others go on', async () => {
    const { servers, said } = await recorded(1);
    const [broken, good] = [newEvent('fails'), newEvent()];
    await deliver(servers[0], broken);
    await deliver(servers[0], good);
    const attempts = () => said('begun').filter((id) => id === broken.id).length;
    await until(() => attempts() === 5, 'it is tried five times');
    await allHandled(said, 1);
    assert.equal(attempts(), 5);
    const [{ message }] = await redis.xRange('{unloc}:failed', '-', '+');
    assert.equal(JSON.parse(message.event).id, broken.id);
    assert.match(servers[0].said.err, /failed \(attempt 1 of 5\): the door of this event is broken/);
  });

  test('an event that ends the process is put aside, too', async () => {
    const { servers, start, said, run } = await recorded(1);
    await deliver(servers[0], newEvent('ends the process')).catch(() => 'it may end before it has answered');
    const ends = [await servers[0].ended];
    while (ends.length < 5) ends.push(await run());
    assert.deepEqual(
      ends.map(({ signal }) => signal),
      Array(5).fill('SIGKILL'),
    );
    await start();
    await until(async () => (await redis.xLen('{unloc}:failed')) === 1, 'it is put aside');
    assert.deepEqual([said('begun').length, await left()], [5, 0]);
  });

  test('what is no event is refused and not kept', async () => {
    const { servers } = await recorded(1);
    const [{ url }] = servers;
    const half = JSON.stringify(newEvent()).slice(0, 60);
    assert.equal(await deliver(servers[0], half), 400);
    assert.equal(await deliver(servers[0], { id: 'x' }), 400);
    assert.equal(await deliver(servers[0], 'x'.repeat(70_000)), 413);
    assert.equal(await deliver(servers[0], newEvent(), 'unloc/another-token'), 404);
    assert.equal((await fetch(`${url}/unloc/${token}`)).status, 405);
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /unloc/${token} HTTP/1.1\r\nhost: x\r\ncontent-length: 300\r\n\r\n${half}`, () =>
      socket.destroy(),
    );
    await once(socket, 'close');
    assert.equal(await left(), 0);
    assert.equal(await deliver(servers[0], newEvent()), 200);
    assert.ok(!servers[0].said.err.includes(token));
  });

  test('while Redis is away the sender is told so; afterwards the same process goes on, with what it had', async () => {
    const { servers, said, go } = await recorded(1);
    const [busy, kept, refused] = [newEvent('waits'), newEvent(), newEvent()];
    for (const event of [busy, kept]) assert.equal(await deliver(servers[0], event), 200);
    await until(() => said('begun').length === 1, 'the first is begun');
    await redisServer.stop();
    assert.equal(await deliver(servers[0], refused), 500);
    await redisServer.start();
    go();
    await until(async () => (await deliver(servers[0], refused)) === 200, 'the event is taken');
    await until(() => new Set(said('handled')).size === 3, 'all are handled');
    assert.match(servers[0].said.err, /^An event was not kept: /m);
  });

  test('catch-up takes what never arrived out of the access log, once', async () => {
    const account = await startAccount();
    try {
      const { unloc, projectIds, control, baseUrl } = account;
      const [projectId] = projectIds;
      const { doors } = await (await fetch(`${baseUrl}/_sandbox/doors`)).json();
      const own = new Set((await unloc.locks.list({ projectId }).toArray({ limit: 100 })).map(({ id }) => id));
      const { lockId, people } = doors.find((door) => own.has(door.lockId) && door.people.length > 0);
      await control('open', { lockId, appUserId: people[0].appUserId }); // nobody listens
      const catchUp = async () => {
        const settings = { ...env(), ...account.env, UNLOC_PROJECT_ID: projectId };
        const { code, out, err } = await startProgram(original.folder, ['catch-up.mjs', '1'], settings).ended;
        assert.equal(code, 0, err);
        return out;
      };
      const [, first] = /of which (\d+) had not arrived/.exec(await catchUp());
      assert.ok(Number(first) >= 1);
      assert.match(await catchUp(), /of which 0 had not arrived/);
      const server = await serve(original);
      await until(async () => (await left()) === 0, 'all are handled');
      assert.match(server.said.out, /the guest has arrived/);
    } finally {
      account.stop();
    }
  });

  test('a server without a token or without Redis says what to set, and no address', async () => {
    await assert.rejects(serve(original, { UNLOC_WEBHOOK_TOKEN: 'short' }), /Set UNLOC_WEBHOOK_TOKEN/);
    const REDIS_URL = 'redis://user:a-password@127.0.0.1:1';
    await assert.rejects(serve(original, { REDIS_URL }), ({ message }) => {
      assert.match(message, /No Redis \(ECONNREFUSED\).*set REDIS_URL/);
      return !message.includes('a-password');
    });
  });
});
