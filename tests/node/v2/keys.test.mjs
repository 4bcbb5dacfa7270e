// Keys of API v2: validated before they are sent, polled until they are usable, created once whatever fails, revoked.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jsonResponse, inFastTime, projectId, sampleOfV2, stubbed } from '../../support/v2-stub.mjs';
import { flushPromises, until } from '../../support/wait.mjs';

const locks = ['2804bad6-fe94-455f-98b2-b37e300919a5', '8a1cee43-6cba-4148-9a18-83c9d886fcfc'];
const phone = (n) => `+4770090${String(n).padStart(4, '0')}`;
const later = (days) => new Date(Math.ceil(Date.now() / 1000) * 1000 + days * 86_400_000).toISOString();
const keyFor = (n, more = {}) => ({ lockId: locks[0], appUserId: phone(n), ...more });

const shortKey = ({ id, lockId, appUser }) => ({ id, lockId, appUserId: appUser.id });

/**
 * A stub that creates keys: its jobs end after `jobPolls` polls, its keys are usable after `keyPolls` polls.
 *
 * `status` is the one in which a job ends, `finalState` that of its keys, `shape` how its result presents a key,
 * `failing` which inputs become failed keys. `before` and `refuse` may respond in the stub's place: to any request, and
 * to the body of a POST.
 */
function api(options = {}) {
  const { jobPolls = 1, keyPolls = 1, status = 'succeeded', finalState = 'active', shape = shortKey } = options;
  const { failing = () => false, refuse = () => undefined, before = () => undefined } = options;
  const keys = [];
  const jobs = new Map();

  const createKey = ({ lockId, appUserId, start, end }) => {
    const now = new Date().toISOString();
    const key = {
      id: `key-${keys.length + 1}`,
      lockId,
      appUser: { id: appUserId },
      start: start || now,
      end: end || null,
      created: now,
      state: 'creating',
      polls: 0,
    };
    keys.push(key);
    return key;
  };
  const accept = ({ keys: inputs }) => {
    const id = `job-${jobs.size + 1}`;
    jobs.set(id, {
      id,
      polls: 0,
      made: inputs.filter((input) => !failing(input)).map(createKey),
      failed: inputs.filter(failing),
    });
    return jsonResponse({ jobRef: { id } }, 202);
  };

  const pollJob = (job) => {
    job.polls += 1;
    const shown = { id: job.id, type: 'createKeys', created: 'c' };
    if (job.polls < jobPolls) return { ...shown, status: 'inProgress' };
    if (status !== 'succeeded')
      return { ...shown, status, failureReason: 'keys[0].lockId does not belong to the project' };
    const failedKeys = job.failed.map(({ lockId, appUserId }) => ({
      lockId,
      appUserId,
      reason: 'the lock is offline',
    }));
    return { ...shown, status, resultData: { createdKeys: job.made.map(shape), failedKeys, creatingKeys: [] } };
  };
  const pollKey = (key) => {
    key.polls += 1;
    if (key.polls >= keyPolls) key.state = finalState;
    const { polls, ...shown } = key;
    return shown;
  };

  const handle = (request, nth) => {
    const early = before(request, nth, () => accept(request.body));
    if (early) return early;
    const { method, path, query } = request;
    if (method === 'POST') return refuse(request.body) || accept(request.body);
    const [, kind, id] = /\/(jobs|keys)(?:\/(.+))?$/.exec(path);
    if (kind === 'jobs') return jsonResponse({ job: pollJob(jobs.get(id)) });
    if (id) {
      const key = keys.find((one) => one.id === id);
      return key ? jsonResponse({ key: pollKey(key) }) : jsonResponse({ title: 'Not Found' }, 404);
    }
    const [lockId, appUserId] = [query.get('lockId'), query.get('appUserId')];
    const found = keys.filter(
      (key) => (!lockId || key.lockId === lockId) && (!appUserId || key.appUser.id === appUserId),
    );
    return jsonResponse({ keys: found.map(pollKey) });
  };
  return { handle, keys };
}

const posts = (requests) => requests.filter(({ method }) => method === 'POST');

describe('keys are checked before they leave', () => {
  for (const [what, key, name] of [
    ['a phone number without its plus', { ...keyFor(1), appUserId: '4799887766' }, 'keys[1].appUserId'],
    ['no lock', { appUserId: phone(1) }, 'keys[1].lockId'],
    ['a start two hours ago', keyFor(1, { start: new Date(Date.now() - 7_200_000).toISOString() }), 'keys[1].start'],
    ['a start without time zone', keyFor(1, { start: '2030-01-01T10:00:00' }), 'keys[1].start'],
    ['an end before its start', keyFor(1, { start: later(2), end: later(1) }), 'keys[1].end'],
    [
      'two windows on one day',
      keyFor(1, {
        recurrence: {
          timeSpans: [1, 2].map(() => ({ weekday: 'mon', startHour: 8, startMinute: 0, endHour: 9, endMinute: 0 })),
        },
      }),
      'keys[1].recurrence',
    ],
    ['a reserved name in its metadata', keyFor(1, { metadata: { unlocX: 'y' } }), 'keys[1].metadata'],
    ['a number in its metadata', keyFor(1, { metadata: { room: 7 } }), 'keys[1].metadata'],
    ['nothing of a key', null, 'keys[1]'],
  ]) {
    test(`${what} is named, and nothing is sent`, async () => {
      const { unloc, requests } = stubbed(api().handle);
      await assert.rejects(unloc.keys.create({ projectId, keys: [keyFor(0), key] }), (error) => {
        assert.deepEqual(
          error.invalidParams.map((param) => param.name),
          [name],
        );
        assert.ok(error.message.includes(name) && error.invalidParams[0].reason.length > 5, error.message);
        assert.doesNotMatch(JSON.stringify(error), /4799887766/);
        return error.code === 'invalid_argument';
      });
      assert.equal(requests.length, 0);
    });
  }

  test('a call without keys is refused', async () => {
    const { unloc, requests } = stubbed(api().handle);
    for (const keys of [undefined, [], {}, 'x'])
      await assert.rejects(unloc.keys.create({ projectId, keys }), { code: 'invalid_argument' });
    assert.equal(requests.length, 0);
  });

  test('starts and ends of null are left out, windows are sent as timeSpans, unknown members stay', async () => {
    const { unloc, requests } = stubbed(api().handle);
    const span = { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 };
    const keys = [
      keyFor(0, { start: null, end: null, note: 'x' }),
      keyFor(1, { start: later(1), end: undefined, recurrence: { timespans: [span] } }),
    ];
    await unloc.keys.create({ projectId, keys });
    assert.deepEqual(requests[0].body, {
      keys: [keyFor(0, { note: 'x' }), keyFor(1, { start: keys[1].start, recurrence: { timeSpans: [span] } })],
    });
    assert.equal(keys[0].start, null);
  });

  test("the API's clock counts, where its answers tell it", async () => {
    const { unloc, requests } = stubbed(({ method }) =>
      method === 'POST'
        ? jsonResponse(sampleOfV2('job-ref.json'), 202)
        : jsonResponse({ locks: [] }, 200, { date: 'Thu, 01 Jan 2026 12:00:00 GMT' }),
    );
    const keys = [keyFor(0, { start: '2026-01-02T18:00:00Z', end: '2026-01-04T12:00:00Z' })];
    await assert.rejects(unloc.keys.create({ projectId, keys }), { code: 'invalid_argument' });
    await unloc.locks.list({ projectId }).page();
    await unloc.keys.create({ projectId, keys });
    assert.equal(posts(requests).length, 1);
  });
});

describe('keys are followed', () => {
  test('until the job is done, in the order they were asked for', () =>
    inFastTime(async () => {
      const { handle } = api({ jobPolls: 3 });
      const { unloc, requests } = stubbed(handle);
      const job = await unloc.keys.create({ projectId, keys: [keyFor(2), keyFor(1), keyFor(3)] });
      assert.deepEqual([job.id, job.jobIds], ['job-1', ['job-1']]);
      const seen = [];
      const outcome = await job.wait({
        timeoutMs: 60_000,
        onProgress: (so) => {
          seen.push(so.pending.length);
          throw new Error('not ours');
        },
      });
      assert.deepEqual(
        outcome.created.map(({ index, id, lockId, appUserId }) => [index, id, lockId, appUserId]),
        [2, 1, 3].map((n, index) => [index, `key-${index + 1}`, locks[0], phone(n)]),
      );
      assert.deepEqual([outcome.failed, outcome.pending, seen], [[], [], [3, 3, 0]]);
      assert.equal(requests.filter(({ path }) => path.includes('/jobs/')).length, 3);
    }));

  test('until they are usable, which is later', () =>
    inFastTime(async ({ elapsed }) => {
      const { handle } = api({ jobPolls: 2, keyPolls: 4 });
      const { unloc } = stubbed(handle);
      const job = await unloc.keys.create({ projectId, keys: [keyFor(1), keyFor(2)] });
      const done = await job.wait({ until: 'done', timeoutMs: 60_000 });
      assert.equal(done.created[0].state, undefined);
      const before = elapsed();
      const usable = await job.wait({ until: 'usable', timeoutMs: 60_000 });
      assert.deepEqual(
        usable.created.map(({ state, key }) => [state, key.state]),
        [
          ['active', 'active'],
          ['active', 'active'],
        ],
      );
      assert.deepEqual(usable.creating, []);
      assert.ok(elapsed() > before);
    }));

  test('many of them by few requests', () =>
    inFastTime(async () => {
      const { handle } = api({ keyPolls: 2 });
      const { unloc, requests } = stubbed(handle);
      const job = await unloc.keys.create({ projectId, keys: Array.from({ length: 300 }, (_, n) => keyFor(n)) });
      const { created } = await job.wait({ until: 'usable', timeoutMs: 60_000 });
      assert.ok(created.length === 300 && created.every(({ state }) => state === 'active'));
      assert.ok(requests.length < 10, `${requests.length} requests`);
    }));

  for (const [how, shape] of [
    ['id', (key) => ({ id: key.id, lockId: key.lockId, appUserId: key.appUser.id })],
    ['keyId', (key) => ({ keyId: key.id, lockId: key.lockId, appUserId: key.appUser.id })],
    ['key.id', ({ polls, ...key }) => ({ key })],
    ['keyId alone', (key) => ({ keyId: key.id })],
    ['a text', (key) => key.id],
    ['nothing', () => ({})],
  ]) {
    test(`where the job tells a key by ${how}`, () =>
      inFastTime(async () => {
        const { handle } = api({ shape });
        const { unloc } = stubbed(handle);
        const { created, failed } = await (await unloc.keys.create({ projectId, keys: [keyFor(1), keyFor(2)] })).wait({
          timeoutMs: 60_000,
        });
        assert.deepEqual([created.map(({ id }) => id), failed], [['key-1', 'key-2'], []]);
      }));
  }

  test('and a success of which some failed is a success that lists them', () =>
    inFastTime(async () => {
      const { handle } = api({ failing: ({ appUserId }) => appUserId === phone(2) });
      const { unloc } = stubbed(handle);
      const { created, failed } = await (
        await unloc.keys.create({ projectId, keys: [keyFor(1), keyFor(2), keyFor(3)] })
      ).wait({ until: 'usable', timeoutMs: 60_000 });
      assert.deepEqual(
        created.map(({ index }) => index),
        [0, 2],
      );
      assert.deepEqual(failed, [
        { index: 1, lockId: locks[0], appUserId: phone(2), code: 'failed', reason: 'the lock is offline' },
      ]);
    }));

  test('and one that ends in error is not usable', () =>
    inFastTime(async () => {
      const { handle } = api({ finalState: 'error' });
      const { unloc } = stubbed(handle);
      const { created, failed } = await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({
        until: 'usable',
        timeoutMs: 60_000,
      });
      assert.deepEqual(created, []);
      assert.deepEqual([failed[0].code, failed[0].state, failed[0].id], ['failed', 'error', 'key-1']);
    }));

  for (const status of ['failedValidation', 'failedJob']) {
    test(`a job that ends as ${status} is job_failed, with what is known of each`, () =>
      inFastTime(async () => {
        const { handle } = api({ status });
        const { unloc } = stubbed(handle);
        const job = await unloc.keys.create({ projectId, keys: [keyFor(1), keyFor(2)] });
        await assert.rejects(job.wait({ timeoutMs: 60_000 }), (error) => {
          assert.equal(error.code, 'job_failed');
          assert.match(error.message, new RegExp(`${status}: keys\\[0\\]`));
          assert.deepEqual(
            error.lastState.keys.failed.map(({ code, reason }) => [code, reason]),
            [
              ['refused', 'keys[0].lockId does not belong to the project'],
              ['refused', 'keys[0] made the whole job fail'],
            ],
          );
          assert.doesNotMatch(JSON.stringify(error), /\+47/);
          return true;
        });
      }));
  }

  test('a job that the API gave up may have made its keys', () =>
    inFastTime(async () => {
      const { handle } = api({ status: 'timeout' });
      const { unloc } = stubbed(handle);
      const { created } = await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 });
      assert.equal(created[0].id, 'key-1');
    }));

  test('not longer than was said, and the error says where it stands; it may be waited for again', () =>
    inFastTime(async ({ elapsed }) => {
      const { handle } = api({ jobPolls: 8 });
      const { unloc, requests } = stubbed(handle);
      const job = await unloc.keys.create({ projectId, keys: [keyFor(1)] });
      await assert.rejects(job.wait({ timeoutMs: 3_000 }), (error) => {
        assert.equal(error.code, 'job_timeout');
        assert.equal(error.lastState.jobs[0].status, 'inProgress');
        assert.deepEqual(error.lastState.keys.pending, [0]);
        return true;
      });
      assert.ok(elapsed() <= 3_100, `${elapsed()} ms`);
      const count = requests.length;
      await new Promise((resolve) => {
        setTimeout(resolve, 5_000);
      });
      assert.equal(requests.length, count, 'it still looked after its end');
      assert.equal((await job.wait({ timeoutMs: 60_000 })).created.length, 1);
    }));

  test('only with a deadline', async () => {
    const { unloc } = stubbed(api().handle);
    const job = await unloc.keys.create({ projectId, keys: [keyFor(1)] });
    for (const options of [undefined, {}, { timeoutMs: 0 }, { timeoutMs: '5' }])
      await assert.rejects(job.wait(options), { code: 'invalid_argument' });
  });

  test('until the signal ends it, at once and for good', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { unloc, requests } = stubbed(api({ jobPolls: 99 }).handle);
    const job = await unloc.keys.create({ projectId, keys: [keyFor(1)] });
    const controller = new AbortController();
    const waiting = job.wait({ timeoutMs: 60_000, signal: controller.signal });
    await flushPromises();
    const begun = performance.now();
    controller.abort();
    await assert.rejects(waiting, { code: 'aborted' });
    assert.ok(performance.now() - begun < 300);
    const count = requests.length;
    t.mock.timers.tick(60_000);
    await flushPromises();
    assert.equal(requests.length, count);
  });

  test('through polls that fail for a while, and as the server says when', () =>
    inFastTime(async ({ elapsed }) => {
      const { handle } = api();
      let polls = 0;
      const { unloc } = stubbed((request, nth) => {
        if (!request.path.includes('/jobs/')) return handle(request, nth);
        polls += 1;
        if (polls === 1) throw new TypeError('fetch failed');
        if (polls === 2) return jsonResponse({ title: 'Busy' }, 503, { 'retry-after': '7' });
        return handle(request, nth);
      });
      const job = await unloc.keys.create({ projectId, keys: [keyFor(1)] });
      assert.equal((await job.wait({ timeoutMs: 60_000 })).created.length, 1);
      assert.ok(elapsed() > 8_000 && elapsed() < 9_500, `${elapsed()} ms`);
    }));

  test('and what will not pass ends the waiting', () =>
    inFastTime(async () => {
      const { handle } = api();
      const { unloc } = stubbed((request, nth) =>
        request.path.includes('/jobs/') ? jsonResponse({ title: 'Forbidden' }, 403) : handle(request, nth),
      );
      await assert.rejects((await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 }), {
        code: 'forbidden',
      });
    }));
});

describe('with onInvalid: skip the good keys are made', () => {
  const create = async (handle, keys, more = {}) => {
    const { unloc, requests } = stubbed(handle);
    const outcome = await (await unloc.keys.create({ projectId, keys, onInvalid: 'skip', ...more })).wait({
      timeoutMs: 60_000,
    });
    return { outcome, requests };
  };

  test('beside those that this library refuses', () =>
    inFastTime(async () => {
      const { outcome, requests } = await create(api().handle, [keyFor(0), keyFor(1, { start: 'soon' }), keyFor(2)]);
      assert.deepEqual(
        outcome.created.map(({ index }) => index),
        [0, 2],
      );
      assert.deepEqual(
        outcome.failed.map(({ index, code }) => [index, code]),
        [[1, 'invalid']],
      );
      assert.equal(posts(requests)[0].body.keys.length, 2);
    }));

  for (const [how, named] of [
    ['keys[1].start', true],
    ['keys.1.appUserId', true],
    ['body.keys.1.lockId', true],
    ['/keys/1/lockId', true],
    ['start', false],
  ]) {
    test(`beside those that the API refuses, named as ${how}`, () =>
      inFastTime(async () => {
        const bad = (input) => input.lockId === locks[1];
        const refuse = ({ keys }) => {
          const index = keys.findIndex(bad);
          return index < 0
            ? undefined
            : jsonResponse(
                {
                  title: 'Bad Request',
                  detail: 'No',
                  invalidParams: [{ name: named ? how.replace('1', index) : how, reason: 'does not fit' }],
                },
                400,
              );
        };
        const keys = [
          keyFor(0),
          keyFor(1),
          { ...keyFor(2), lockId: locks[1] },
          keyFor(3),
          { ...keyFor(4), lockId: locks[1] },
          keyFor(5),
          keyFor(6),
        ];
        const { outcome, requests } = await create(api({ refuse }).handle, keys);
        assert.deepEqual(
          outcome.created.map(({ index, appUserId }) => [index, appUserId]),
          [0, 1, 3, 5, 6].map((n) => [n, phone(n)]),
        );
        assert.deepEqual(
          outcome.failed.map(({ index, code }) => [index, code]),
          [
            [2, 'invalid'],
            [4, 'invalid'],
          ],
        );
        assert.ok(outcome.failed.every(({ reason }) => reason.length > 1));
        const sent = posts(requests)
          .filter(({ body }) => !body.keys.some(bad))
          .flatMap(({ body }) => body.keys.map((key) => key.appUserId));
        assert.equal(new Set(sent).size, sent.length, 'a key was made twice');
      }));
  }

  test('and without skip a refusal makes none', async () => {
    const { unloc, requests } = stubbed(
      api({ refuse: () => jsonResponse(sampleOfV2('error-problem.json'), 400) }).handle,
    );
    await assert.rejects(
      unloc.keys.create({ projectId, keys: [keyFor(0), keyFor(1)] }),
      (error) => error.code === 'bad_request' && error.invalidParams[0].name === 'keys.0.start',
    );
    assert.equal(requests.length, 1);
  });

  test('where all are bad nothing is sent and nothing is waited for', async () => {
    const { outcome, requests } = await create(api().handle, [{ lockId: 'x' }, null]);
    assert.deepEqual([outcome.created, outcome.failed.length, requests.length], [[], 2, 0]);
  });

  test('a refusal of everything is found out before each key is tried', () =>
    inFastTime(async () => {
      const { unloc, requests } = stubbed(api({ refuse: () => jsonResponse({ title: 'Bad Request' }, 400) }).handle);
      await assert.rejects(
        unloc.keys.create({ projectId, onInvalid: 'skip', keys: Array.from({ length: 1000 }, (_, n) => keyFor(n)) }),
        { code: 'bad_request' },
      );
      assert.ok(requests.length <= 25, `${requests.length} requests`);
    }));
});

describe('no door gets two keys', () => {
  const reset = () => {
    throw Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
    });
  };

  /** Loses the first POST, or with `done` the answer to it. */
  const losingFirstPost = ({ done = false } = {}) => {
    let lost = false;
    return ({ method }, _nth, accept) => {
      if (method !== 'POST' || lost) return;
      lost = true;
      if (done) accept();
      reset();
    };
  };

  test('when the answer to a request that arrived is lost', () =>
    inFastTime(async () => {
      const { handle, keys } = api({
        keyPolls: 3,
        before: losingFirstPost({ done: true }),
      });
      const { unloc, requests } = stubbed(handle);
      const job = await unloc.keys.create({
        projectId,
        keys: [keyFor(1), keyFor(2, { start: later(1), end: later(3) })],
      });
      const outcome = await job.wait({ until: 'usable', timeoutMs: 60_000 });
      assert.deepEqual(
        outcome.created.map(({ id, state }) => [id, state]),
        [
          ['key-1', 'active'],
          ['key-2', 'active'],
        ],
      );
      assert.deepEqual([posts(requests).length, keys.length], [1, 2]);
    }));

  test('when the keys of such a request show only after a while', () =>
    inFastTime(async () => {
      let lists = 0;
      const losePost = losingFirstPost({ done: true });
      const { handle, keys } = api({
        before: (request, nth, accept) => {
          losePost(request, nth, accept);
          const { method, path } = request;
          if (method === 'GET' && path.endsWith('/keys')) {
            lists += 1;
            if (lists < 5) return jsonResponse({ keys: [] });
          }
          return undefined;
        },
      });
      const { unloc, requests } = stubbed(handle);
      await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 });
      assert.deepEqual([posts(requests).length, keys.length], [1, 1]);
    }));

  test('when a request did not arrive it goes again, after it was looked for', () =>
    inFastTime(async () => {
      const { handle, keys } = api({ before: losingFirstPost() });
      const { unloc, requests } = stubbed(handle);
      const { created } = await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 });
      assert.deepEqual([created.length, posts(requests).length, keys.length], [1, 2, 1]);
      const order = requests.map(({ method }) => method).join();
      assert.match(order, /^POST(,GET){5,},POST/);
    }));

  test('when a success cannot be read it is not repeated', () =>
    inFastTime(async () => {
      let odd = true;
      const { handle, keys } = api({
        before: ({ method }, _nth, accept) => {
          if (method === 'POST' && odd) {
            odd = false;
            accept();
            return new Response('<html>', { status: 200 });
          }
          return undefined;
        },
      });
      const { unloc, requests } = stubbed(handle);
      const { created } = await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 });
      assert.deepEqual([created.length, posts(requests).length, keys.length], [1, 1, 1]);
    }));

  test('when the network stays away nobody knows, and that is what is said', () =>
    inFastTime(async () => {
      const { unloc, requests } = stubbed(reset);
      await assert.rejects(
        unloc.keys.create({ projectId, keys: [keyFor(1)] }),
        (error) => error.code === 'outcome_unknown' && !error.safeToRetry,
      );
      assert.equal(posts(requests).length, 1);
    }));

  test('when the same key is there from before, it is that one', () =>
    inFastTime(async () => {
      const { handle, keys } = api({ before: losingFirstPost() });
      const times = { start: later(1), end: later(3) };
      for (const [id, more] of [
        ['other', { end: null }],
        ['revoked', { state: 'revoked' }],
        ['same', {}],
      ])
        keys.push({
          id,
          lockId: locks[0],
          appUser: { id: phone(1) },
          created: later(-1),
          state: 'scheduled',
          polls: -9,
          ...times,
          ...more,
        });
      const { unloc, requests } = stubbed(handle);
      const { created } = await (await unloc.keys.create({ projectId, keys: [keyFor(1, times)] })).wait({
        timeoutMs: 60_000,
      });
      assert.deepEqual([created[0].id, posts(requests).length], ['same', 1]);
    }));

  test('and those that are not there from before are made all the same', () =>
    inFastTime(async () => {
      const { handle, keys } = api({ before: losingFirstPost() });
      const times = { start: later(1), end: later(3) };
      keys.push({
        id: 'yesterday',
        lockId: locks[0],
        appUser: { id: phone(1) },
        created: later(-1),
        state: 'scheduled',
        polls: -9,
        ...times,
      });
      const { unloc, requests } = stubbed(handle);
      const { created } = await (
        await unloc.keys.create({ projectId, keys: [keyFor(1, times), keyFor(2, times)] })
      ).wait({ timeoutMs: 60_000 });
      assert.deepEqual(
        created.map(({ id, appUserId }) => [id, appUserId]),
        [
          ['yesterday', phone(1)],
          ['key-2', phone(2)],
        ],
      );
      assert.deepEqual(
        posts(requests).map(({ body }) => body.keys.length),
        [2, 1],
      );
    }));

  test('whatever answer is lost, in any order, of any of several requests', () =>
    inFastTime(async () => {
      for (let pattern = 0; pattern < 32; pattern += 1) {
        let nthPost = 0;
        const { handle, keys } = api({
          refuse: ({ keys: inputs }) =>
            inputs.some((input) => input.lockId === locks[1]) ? jsonResponse({ title: 'Bad Request' }, 400) : undefined,
          before: ({ method, body }, _nth, accept) => {
            if (method !== 'POST') return undefined;
            const lost = (pattern >> nthPost) & 1;
            nthPost += 1;
            if (lost && !body.keys.some((input) => input.lockId === locks[1])) {
              accept();
              reset();
            }
            return undefined;
          },
        });
        const { unloc } = stubbed(handle);
        const inputs = [keyFor(0), keyFor(1), { ...keyFor(2), lockId: locks[1] }, keyFor(3), keyFor(4)];
        const { created, failed } = await (
          await unloc.keys.create({ projectId, keys: inputs, onInvalid: 'skip' })
        ).wait({ timeoutMs: 60_000 });
        assert.deepEqual(
          [created.map(({ index }) => index), failed.map(({ index }) => index)],
          [[0, 1, 3, 4], [2]],
          `pattern ${pattern}`,
        );
        assert.equal(
          new Set(keys.map((key) => key.appUser.id)).size,
          keys.length,
          `pattern ${pattern}: two keys to a door`,
        );
      }
    }));

  test('an aborted request is not read back and not repeated', async () => {
    const controller = new AbortController();
    const { unloc, requests } = stubbed(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const creating = unloc.keys.create({ projectId, keys: [keyFor(1)] }, { signal: controller.signal });
    await until(() => requests.length === 1, 'the request is sent');
    controller.abort();
    await assert.rejects(creating, (error) => error.code === 'aborted' && !error.safeToRetry);
    assert.equal(requests.length, 1);
  });
});

describe('keys are taken back', () => {
  test('and one whose time is over already is nothing to do', async () => {
    const over = (state) =>
      stubbed(({ method }) =>
        method === 'DELETE'
          ? jsonResponse(sampleOfV2('error-409.json'), 409)
          : jsonResponse({ key: { ...sampleOfV2('key.json').key, state } }),
      ).unloc.keys.revoke({ projectId, keyId: 'k' });
    assert.equal((await over('expired')).revoked, false);
    assert.equal((await over('expired')).key.state, 'expired');
    await assert.rejects(over('active'), { code: 'conflict' });
    const key = { ...sampleOfV2('key.json').key, state: 'revoked' };
    assert.deepEqual(await stubbed(() => jsonResponse({ key })).unloc.keys.revoke({ projectId, keyId: 'k' }), {
      revoked: true,
      key,
    });
    assert.deepEqual(await stubbed(() => jsonResponse(undefined, 204)).unloc.keys.revoke({ projectId, keyId: 'k' }), {
      revoked: true,
    });
    await assert.rejects(
      stubbed(() => jsonResponse({ title: 'Not Found' }, 404)).unloc.keys.revoke({ projectId, keyId: 'k' }),
      { code: 'not_found' },
    );
  });

  for (const noun of ['keys', 'sharedKeys', 'sharingRights']) {
    test(`${noun}.revokeAll wants to know whose`, async () => {
      const { unloc, requests } = stubbed(() => jsonResponse(undefined, 204));
      for (const params of [
        { projectId },
        { projectId, everything: false },
        { projectId, everything: 'yes' },
        { projectId, lockId: undefined },
        { projectId, appUserId: null, everything: true },
        { projectId, appUserId: phone(1), lockId: undefined },
        { projectId, lockId: '', everything: true },
        { projectId, subprojectId: undefined, everything: true },
        undefined,
      ]) {
        await assert.rejects(unloc[noun].revokeAll(params), { code: 'invalid_argument' }, JSON.stringify(params));
      }
      assert.equal(requests.length, 0);
      await unloc[noun].revokeAll({ projectId, everything: true });
      await unloc[noun].revokeAll({ projectId, appUserId: phone(1) });
      assert.deepEqual(
        requests.map(({ method, query }) => [method, query.get('appUserId')]),
        [
          ['DELETE', null],
          ['DELETE', phone(1)],
        ],
      );
    });
  }

  test('a dry run shows what would go and takes nothing', async () => {
    const states = ['active', 'scheduled', 'revoked', 'expired', 'creating'];
    const { unloc, requests } = stubbed(({ query }) =>
      query.get('startAfterId')
        ? jsonResponse({ keys: [{ id: 'last', state: 'active' }] })
        : jsonResponse({ keys: states.map((state) => ({ id: state, state })), startAfterId: 'x' }),
    );
    const would = await unloc.keys.revokeAll({ projectId, lockId: 'l', dryRun: true });
    assert.deepEqual(
      would.map(({ id }) => id),
      ['active', 'scheduled', 'creating', 'last'],
    );
    await assert.rejects(unloc.keys.revokeAll({ projectId, dryRun: true }), { code: 'invalid_argument' });
    await assert.rejects(unloc.keys.revokeAll({ projectId, lockId: 'l', dryRun: 'true' }), {
      code: 'invalid_argument',
    });
    assert.ok(
      requests.every(
        ({ method, query }) => method === 'GET' && query.get('lockId') === 'l' && query.get('dryRun') === null,
      ),
    );
    const rights = stubbed(() =>
      jsonResponse({
        sharingRights: [
          { lockId: 'l', appUserId: phone(1) },
          { lockId: 'l', appUserId: phone(2), source: 'accessGroup' },
        ],
      }),
    );
    assert.equal((await rights.unloc.sharingRights.revokeAll({ projectId, everything: true, dryRun: true })).length, 1);
  });
});

describe('jobs', () => {
  test('of a refreshed connection are waited for', () =>
    inFastTime(async () => {
      let polls = 0;
      const { unloc } = stubbed(({ method }) => {
        if (method === 'PUT') return jsonResponse(sampleOfV2('job-ref.json'), 202);
        polls += 1;
        return jsonResponse(sampleOfV2(polls < 3 ? 'job-in-progress.json' : 'job-succeeded.json'));
      });
      const job = await unloc.lockConnections.refresh({ projectId, lockConnectionId: 'c' });
      const seen = [];
      assert.equal(
        (await job.wait({ timeoutMs: 60_000, onProgress: ({ status }) => seen.push(status) })).status,
        'succeeded',
      );
      assert.deepEqual(seen, ['inProgress', 'inProgress', 'succeeded']);
    }));

  test('of another process are waited for by their ids', () =>
    inFastTime(async () => {
      const { unloc } = stubbed(() => jsonResponse(sampleOfV2('job-timeout.json')));
      await assert.rejects(
        unloc.jobs.wait({ projectId, jobId: 'j' }, { timeoutMs: 60_000 }),
        (error) =>
          error.code === 'job_failed'
          && error.lastState.jobs[0].status === 'timeout'
          && /did not finish/.test(error.message),
      );
      const slow = stubbed(() => jsonResponse(sampleOfV2('job-pending.json'))).unloc;
      await assert.rejects(
        slow.jobs.wait({ projectId, jobId: 'j' }, { timeoutMs: 5_000 }),
        (error) => error.code === 'job_timeout' && /pending/.test(error.message),
      );
    }));

  test('a faulty signal neither ends a wait nor is heard of', () =>
    inFastTime(async () => {
      const faulty = () => {
        throw new TypeError('a fault of the signal');
      };
      const signals = [
        { aborted: false, addEventListener: faulty, removeEventListener: faulty },
        { aborted: false, addEventListener() {}, removeEventListener: faulty },
        { aborted: false },
      ];
      for (const signal of signals) {
        const { unloc } = stubbed(() => jsonResponse(sampleOfV2('job-succeeded.json')));
        const job = await unloc.jobs.wait({ projectId, jobId: 'j' }, { timeoutMs: 60_000, signal });
        assert.equal(job.status, 'succeeded');
      }
    }));

  test('the connection that is made and its job are told apart', async () => {
    const create = (data) =>
      stubbed(() => jsonResponse(data, 202)).unloc.lockConnections.create({ projectId, vendor: 'virtual' });
    assert.deepEqual(await create({ lockConnection: { id: 'c', state: 'connecting' } }), {
      lockConnection: { id: 'c', state: 'connecting' },
    });
    assert.equal((await create(sampleOfV2('job-ref.json'))).job.id, sampleOfV2('job-ref.json').jobRef.id);
    assert.deepEqual(await create({}), {});
  });
});
