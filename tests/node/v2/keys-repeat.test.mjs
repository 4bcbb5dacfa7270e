// keys.create after a lost response: how long it looks, what stops a repeat, and what becomes of a second key.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { client, createSandbox } from '../../support/built-package.mjs';
import { auth } from '../../support/auth-fixtures.mjs';
import { askForKeys, chaoticApi, fates, guest, hour, iso, minute, second } from '../../support/chaotic-api.mjs';
import { inVirtualTime, jsonResponse, projectId, stubbed } from '../../support/v2-stub.mjs';

const lost = fates['the answer is lost'];
const neverArrives = fates['it never arrives'];
const postsIn = (requests) => requests.filter(({ method }) => method === 'POST');
const forbidden = () => jsonResponse({ title: 'Forbidden' }, 403);

/** Runs a creation whose POSTs have these fates. `change` may change the API before it begins. */
const create = (options, change = () => {}) =>
  inVirtualTime(async (clock) => {
    const { answers = [lost], api: ofApi, ...others } = options;
    const api = chaoticApi({ now: clock.now, answers, ...ofApi });
    change(api, clock);
    return { ...(await askForKeys(api, { now: clock.now, ...others })), api };
  });

/** A key that somebody else makes, `after` milliseconds from now. */
const madeByOthers = (api, after, input, change = {}) =>
  setTimeout(() => Object.assign(api.make({ ...guest, ...input }), change), after);

before(() => client.getLocks('a-token', {}));

describe('a request is sent a second time', () => {
  test('once and no more, however many answers are lost', async () => {
    const { code, posts, usable } = await create({ answers: Array(9).fill(neverArrives), timeoutMs: 60_000 });
    assert.deepEqual([code, posts, usable], ['outcome_unknown', 2, []]);
  });

  for (const [what, settleMs, expected] of [
    ['half a minute by default', undefined, 30 * second],
    ['as long as settleMs says', 90 * second, 90 * second],
    ['however short that is', 2 * second, 2 * second],
  ]) {
    test(`only after the settling time, ${what}`, async () => {
      const times = [];
      const { posts } = await create({ answers: [neverArrives], options: { settleMs } }, (api, { elapsed }) => {
        const { handle } = api;
        api.handle = (request) => {
          if (request.method === 'POST') times.push(elapsed());
          return handle(request);
        };
      });
      assert.equal(posts, 2);
      const waited = times[1] - times[0];
      assert.ok(waited >= expected && waited < expected + 5 * second, `${waited} ms`);
    });
  }

  test('not if a key shows up before the settling time ends', async () => {
    const { outcome, posts, usable } = await create({ api: { lateMs: 29_999 } });
    assert.deepEqual([outcome.created.length, outcome.surplus, posts, usable.length], [1, [], 1, 1]);
  });

  test('not if deadlineMs leaves no time to settle', async () => {
    const { code, posts } = await create({ answers: [neverArrives], options: { deadlineMs: 10 * second } });
    assert.deepEqual([code, posts], ['outcome_unknown', 1]);
  });

  test('not if the last look fails; an earlier one may fail', async () => {
    for (const [down, expected] of [
      [[0, 20 * second], 1],
      [[20 * second, Infinity], 1],
    ]) {
      const { code, posts, usable } = await create(
        { api: { lateMs: 25 * second }, ofClient: { maxRetries: 0 }, timeoutMs: 60_000 },
        (api, { elapsed }) => {
          const { handle } = api;
          let begun = Infinity;
          api.handle = (request) => {
            if (request.method === 'POST') begun = Math.min(begun, elapsed());
            const at = elapsed() - begun;
            if (request.method === 'GET' && at >= down[0] && at < down[1]) throw new TypeError('fetch failed');
            return handle(request);
          };
        },
      );
      assert.deepEqual([code, posts, usable.length], [down[0] === 0 ? undefined : 'outcome_unknown', expected, 1]);
    }
  });

  test('not if a fresh key of the person is at the lock that is another than was asked for', async () => {
    const { error, posts } = await create({ answers: [neverArrives] }, (api, { now }) => {
      madeByOthers(api, 10 * second, { start: iso(now() + 100 * hour), end: iso(now() + 200 * hour) });
    });
    assert.deepEqual([error.code, posts], ['outcome_unknown', 1]);
    assert.match(error.message, /compare keys\.list before you repeat/);
  });

  test('not if a key fits whose person the API does not reveal', async () => {
    for (const appUser of [null, {}, { id: 'user-7' }]) {
      const { code, posts } = await create({ answers: [neverArrives] }, (api, { now }) => {
        madeByOthers(api, 10 * second, { start: iso(now() + 24 * hour), end: iso(now() + 72 * hour) }, { appUser });
      });
      assert.deepEqual([code, posts], ['outcome_unknown', 1], JSON.stringify(appUser));
    }
  });

  test('but other people, other doors, old keys and keys that are over are no reason not to', async () => {
    const { outcome, posts } = await create({ answers: [neverArrives] }, (api, { now }) => {
      api.make({ ...guest, appUserId: '+447700900999' });
      api.make({ ...guest, lockId: '8a1cee43-6cba-4148-9a18-83c9d886fcfc' });
      Object.assign(api.make({ ...guest, end: iso(now() + hour) }), { created: iso(now() - 24 * hour) });
      Object.assign(api.make(guest), { state: 'revoked' });
      Object.assign(api.make(guest), { state: 'expired' });
      // Hidden persons at a busy door: what does not fit is not ours.
      Object.assign(api.make({ ...guest, start: iso(now() + 300 * hour) }), { appUser: null });
    });
    assert.deepEqual([outcome.created.length, outcome.created[0].id, posts], [1, 'key-7', 2]);
  });

  test('also if the same call has made another key of the person at the lock', async () => {
    const [badLock, bookings] = ['8a1cee43-6cba-4148-9a18-83c9d886fcfc', [24, 100]];
    await inVirtualTime(async ({ now }) => {
      const begun = now();
      const api = chaoticApi({ now });
      const { handle } = api;
      let lostOnce = false;
      api.handle = (request) => {
        const { method, body } = request;
        if (method !== 'POST') return handle(request);
        if (body.keys.some(({ lockId }) => lockId === badLock)) return jsonResponse({ title: 'Bad Request' }, 400);
        if (body.keys[0].start !== iso(begun + bookings[1] * hour) || lostOnce) return handle(request);
        lostOnce = true;
        throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
      };
      const inputs = bookings.map((hours) => ({
        ...guest,
        start: iso(begun + hours * hour),
        end: iso(begun + (hours + 24) * hour),
      }));
      inputs.push({ ...guest, lockId: badLock });
      const { outcome: made } = await askForKeys(api, { now, inputs, options: { onInvalid: 'skip' } });
      assert.deepEqual(
        [made.created.map(({ index }) => index), made.failed.map(({ index, code }) => [index, code]), made.surplus],
        [[0, 1], [[2, 'invalid']], []],
      );
      assert.equal(api.usable().length, 2);
    });
  });

  test('and if the API refuses that, the first one stays unknown', async () => {
    const { code, posts } = await create({ answers: [neverArrives] }, (api) => {
      const { handle } = api;
      api.handle = async (request) => {
        const answer = await handle(request);
        return request.method === 'POST' && api.posts() === 2 ? forbidden() : answer;
      };
    });
    assert.deepEqual([code, posts], ['outcome_unknown', 2]);
  });

  test('never with a settling time that is none', async () => {
    for (const settleMs of [NaN, 0, -1, Infinity, '30', {}, false]) {
      const { unloc, requests } = stubbed(forbidden);
      const keys = [{ ...guest }];
      await assert.rejects(
        unloc.keys.create({ projectId, keys }, { settleMs }),
        (error) => error.code === 'invalid_argument' && error.message.includes('"settleMs"'),
      );
      assert.equal(requests.length, 0, String(settleMs));
    }
  });
});

describe('a second key', () => {
  test('is revoked, named in the outcome and in the log, without its phone number', async () => {
    const lines = [];
    const logger = { warn: (line) => lines.push(line) };
    const { outcome, usable } = await create({ api: { lateMs: 45 * second }, ofClient: { logger } });
    assert.deepEqual(outcome.surplus, [{ index: 0, id: 'key-1', ...guest, revoked: true }]);
    assert.deepEqual([outcome.created[0].id, usable], ['key-2', ['key-2']]);
    const told = lines.filter((line) => line.includes('key-1'));
    assert.equal(told.length, 1, lines.join());
    assert.match(told[0], /^unloc: keys\.create was sent twice .* key-1 was revoked$/);
    assert.doesNotMatch(lines.join(), /44770/);
  });

  test('of a second answer that is lost too is found by the same looks', async () => {
    const { outcome, posts, usable } = await create({ answers: [lost, lost], api: { lateMs: 45 * second } });
    assert.deepEqual([outcome.created.length, outcome.surplus.length, posts, usable.length], [1, 1, 2, 1]);
  });

  test('that cannot be revoked is an unknown outcome that names it; wait again when it can', async () => {
    let mayRevoke = false;
    await inVirtualTime(async ({ now }) => {
      const revoke = () => (mayRevoke ? undefined : forbidden());
      const api = chaoticApi({ now, lateMs: 45 * second, answers: [lost], revoke });
      const { error, job } = await askForKeys(api, { now });
      assert.equal(error.code, 'outcome_unknown');
      assert.deepEqual(error.lastState.keys.surplus, [{ index: 0, id: 'key-1', ...guest, revoked: false }]);
      assert.doesNotMatch(JSON.stringify(error), /44770/);
      mayRevoke = true;
      const { created, surplus } = await job.wait({ timeoutMs: 60_000 });
      assert.deepEqual([created[0].id, surplus[0].revoked, api.usable()], ['key-2', true, ['key-2']]);
      assert.deepEqual((await job.wait({ timeoutMs: 60_000 })).created, created);
    });
  });

  test('is not what another booking made meanwhile: that is left alone, and the outcome unknown', async () => {
    const { code, api, usable } = await create({ answers: [neverArrives] }, (changed, { now }) => {
      madeByOthers(changed, 40 * second, { start: iso(now() + 100 * hour), end: iso(now() + 200 * hour) });
    });
    assert.deepEqual(
      [code, usable.length, api.keys.every(({ key }) => key.state === 'active')],
      ['outcome_unknown', 2, true],
    );
  });

  test('is looked for within timeoutMs, and the next wait goes on', async () => {
    await inVirtualTime(async ({ now }) => {
      const api = chaoticApi({ now, lateMs: 45 * second, answers: [lost] });
      const { error, job } = await askForKeys(api, { now, timeoutMs: 10 * second });
      assert.equal(error.code, 'job_timeout');
      assert.match(error.message, /sent twice.*wait again/);
      const { surplus } = await job.wait({ timeoutMs: 200 * second });
      assert.deepEqual([surplus.length, api.usable()], [1, ['key-2']]);
    });
  });

  test('is the key, if the second request made none', async () => {
    const { outcome, usable } = await create({ api: { lateMs: 45 * second } }, (api) => {
      const { handle } = api;
      api.handle = (request) => {
        if (request.method === 'POST' && api.posts() === 1) {
          return jsonResponse({ jobRef: { id: 'job-none' } }, 202);
        }
        if (!request.path.includes('/jobs/')) return handle(request);
        const failedKeys = [{ ...guest, reason: 'the lock is offline' }];
        return jsonResponse({ job: { id: 'job-none', status: 'succeeded', resultData: { failedKeys } } });
      };
    });
    assert.deepEqual([outcome.created.map(({ id }) => id), outcome.failed, usable], [['key-1'], [], ['key-1']]);
  });
});

describe('a key from before is taken for the one that was asked for', () => {
  const span = { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 };
  const weekly = (...timeSpans) => ({ recurrence: { timeSpans } });
  const day = (hours) => (now) => iso(now + hours * hour);
  for (const [what, asked, there, same] of [
    ['end within the minute', { end: day(24) }, (now) => ({ end: iso(now + 24 * hour - 59_999) }), true],
    ['end a minute off', { end: day(24) }, (now) => ({ end: iso(now + 24 * hour + minute) }), false],
    ['end as a date', { end: day(24) }, (now) => ({ end: iso(now + 24 * hour).slice(0, 10) }), true],
    ['end on another day', { end: day(24) }, (now) => ({ end: iso(now + 96 * hour).slice(0, 10) }), false],
    ['no end', { end: day(24) }, () => ({ end: null }), false],
    ['an end not asked for', {}, (now) => ({ end: iso(now + 24 * hour) }), false],
    ['start within the minute', { start: day(24) }, (now) => ({ start: iso(now + 24 * hour + 59_999) }), true],
    ['start a minute off', { start: day(24) }, (now) => ({ start: iso(now + 24 * hour - minute) }), false],
    ['a start that is still to come', {}, (now) => ({ start: iso(now + 24 * hour), state: 'scheduled' }), false],
    ['a start that came', {}, (now) => ({ start: iso(now - hour), state: 'active' }), true],
    [
      'a duration within the minute',
      { durationMinutes: 90 },
      (now) => ({ end: iso(now - 46.5 * hour + 59_000) }),
      true,
    ],
    ['another duration', { durationMinutes: 90 }, (now) => ({ end: iso(now - 46.5 * hour + 61_000) }), false],
    [
      'the same windows in another order',
      weekly(span, { ...span, weekday: 'tue' }),
      () => weekly({ ...span, weekday: 'tue' }, span),
      true,
    ],
    ['other windows', weekly(span), () => weekly({ ...span, endHour: 17 }), false],
    ['windows not asked for', {}, () => weekly(span), false],
    ['the number without its plus', {}, () => ({ appUser: { id: '447700900123' } }), true],
    ['another number', {}, () => ({ appUser: { id: '+447700900124' } }), false],
    ['in error', {}, () => ({ state: 'error' }), false],
  ]) {
    test(`${what}: ${same}`, async () => {
      const timed = (now) =>
        Object.fromEntries(
          Object.entries(asked).map(([name, value]) => [name, typeof value === 'function' ? value(now) : value]),
        );
      await inVirtualTime(async ({ now }) => {
        const api = chaoticApi({ now, answers: [neverArrives] });
        const begun = now() - 48 * hour;
        const old = { created: iso(begun), start: timed(now()).start ?? iso(begun), state: 'creating' };
        Object.assign(
          api.make({ ...guest, ...timed(now()) }),
          { recurrence: asked.recurrence ?? null },
          old,
          there(now()),
        );
        const { posts } = await askForKeys(api, { now, inputs: [{ ...guest, ...timed(now()) }] });
        assert.equal(posts, same ? 1 : 2);
      });
    });
  }
});

test('an API that keeps whole seconds makes one key of a lost answer (the embedded Unloc)', async () => {
  const sandbox = await createSandbox({ seed: 'demo' });
  let posts = 0;
  const kept = (text) => text.replace(/\.\d+Z$/, 'Z');
  const fetch = async (url, init) => {
    if (init.method !== 'POST' || !url.endsWith('/keys')) return sandbox.fetch(url, init);
    const body = JSON.parse(init.body);
    for (const key of body.keys) Object.assign(key, { start: kept(key.start), end: kept(key.end) });
    await sandbox.fetch(url, { ...init, body: JSON.stringify(body) });
    posts += 1;
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
  };
  const credentials = { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret, fetch: sandbox.fetch };
  const token = new auth.TokenProvider(auth.unlocV2({ baseUrl: sandbox.url }), credentials);
  const unloc = new client.UnlocClient({ baseUrl: sandbox.url, fetch, token });
  const { projects } = await unloc.resources.discover();
  const of = { projectId: projects[0].projectId };
  const [{ id: lockId }] = await unloc.locks.list(of).toArray({ limit: 1 });
  const day = Math.floor(Date.now() / minute) * minute + 24 * hour;
  const key = { lockId, appUserId: '+447700900999', start: iso(day + 37_482), end: iso(day + hour + 12_091) };
  await unloc.keys.create({ ...of, keys: [key] });
  const made = await unloc.keys.list({ ...of, appUserId: key.appUserId }).toArray({ limit: 9 });
  assert.deepEqual([posts, made.length], [1, 1]);
});

describe('a false Date', () => {
  for (const [what, offset] of [
    ['of the year 9999', Date.parse('9999-01-01T00:00:00Z') - Date.now()],
    ['2.5 hours ahead', 2.5 * hour],
    ['of 1970', -Date.now()],
  ]) {
    test(`${what} refuses no good key`, async () => {
      const headers = { date: new Date(Date.now() + offset).toUTCString() };
      const { unloc, requests } = stubbed(({ method }) =>
        method === 'POST' ? jsonResponse({ jobRef: { id: 'j' } }, 202) : jsonResponse({ locks: [] }, 200, headers),
      );
      await unloc.locks.list({ projectId }).page();
      await unloc.keys.create({ projectId, keys: [{ ...guest, start: iso(Date.now() - minute) }] });
      assert.equal(postsIn(requests).length, 1);
    });
  }
});
