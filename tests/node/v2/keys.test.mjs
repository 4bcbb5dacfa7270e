// Keys of API v2: checked before they leave, followed till they can be used, made once whatever happens, taken back.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answer, inFastTime, projectId, sampleOfV2, stubbed } from '../../support/v2-stub.mjs';

const locks = ['2804bad6-fe94-455f-98b2-b37e300919a5', '8a1cee43-6cba-4148-9a18-83c9d886fcfc'];
const phone = (n) => `+4770090${String(n).padStart(4, '0')}`;
const later = (days) => new Date(Math.ceil(Date.now() / 1000) * 1000 + days * 86_400_000).toISOString();
const keyFor = (n, more = {}) => ({ lockId: locks[0], appUserId: phone(n), ...more });

/** An API that makes keys: by jobs which end after so many looks, with keys that are usable after so many. */
function api({ jobLooks = 1, keyLooks = 1, status = 'succeeded', shape = (key) => ({ id: key.id, lockId: key.lockId, appUserId: key.appUser.id }), refuse = () => undefined, before = () => undefined, finalState = 'active', failing = () => false } = {}) {
  const keys = [];
  const jobs = new Map();
  const accept = ({ keys: inputs }) => {
    const id = `job-${jobs.size + 1}`;
    const made = inputs.filter((input) => !failing(input)).map((input) => {
      const key = { id: `key-${keys.length + 1}`, lockId: input.lockId, appUser: { id: input.appUserId }, start: input.start || new Date().toISOString(), end: input.end || null, created: new Date().toISOString(), state: 'creating', looks: 0 };
      keys.push(key);
      return key;
    });
    jobs.set(id, { id, looks: 0, made, failed: inputs.filter(failing) });
    return answer({ jobRef: { id } }, 202);
  };
  const handle = (request, nth) => {
    const early = before(request, nth, () => accept(request.body));
    if (early) return early;
    const { method, path, query } = request;
    if (method === 'POST') return refuse(request.body) || accept(request.body);
    const [, kind, id] = /\/(jobs|keys)(?:\/(.+))?$/.exec(path);
    if (kind === 'jobs') {
      const job = jobs.get(id);
      job.looks += 1;
      const over = job.looks >= jobLooks;
      const resultData = { createdKeys: job.made.map(shape), failedKeys: job.failed.map(({ lockId, appUserId }) => ({ lockId, appUserId, reason: 'the lock is offline' })), creatingKeys: [] };
      return answer({ job: { id, type: 'createKeys', status: over ? status : 'inProgress', created: 'c', ...(over && status === 'succeeded' ? { resultData } : {}), ...(over && status !== 'succeeded' ? { failureReason: 'keys[0].lockId does not belong to the project' } : {}) } });
    }
    const look = (key) => { key.looks += 1; if (key.looks >= keyLooks) key.state = finalState; const { looks, ...shown } = key; return shown; };
    if (id) { const key = keys.find((one) => one.id === id); return key ? answer({ key: look(key) }) : answer({ title: 'Not Found' }, 404); }
    return answer({ keys: keys.filter((key) => (!query.get('lockId') || key.lockId === query.get('lockId')) && (!query.get('appUserId') || key.appUser.id === query.get('appUserId'))).map(look) });
  };
  return { handle, keys };
}

const posts = (asked) => asked.filter(({ method }) => method === 'POST');

describe('keys are checked before they leave', () => {
  for (const [what, key, name] of [
    ['a phone number without its plus', { ...keyFor(1), appUserId: '4799887766' }, 'keys[1].appUserId'],
    ['no lock', { appUserId: phone(1) }, 'keys[1].lockId'],
    ['a start two hours ago', keyFor(1, { start: new Date(Date.now() - 7_200_000).toISOString() }), 'keys[1].start'],
    ['a start without time zone', keyFor(1, { start: '2030-01-01T10:00:00' }), 'keys[1].start'],
    ['an end before its start', keyFor(1, { start: later(2), end: later(1) }), 'keys[1].end'],
    ['two windows on one day', keyFor(1, { recurrence: { timeSpans: [1, 2].map(() => ({ weekday: 'mon', startHour: 8, startMinute: 0, endHour: 9, endMinute: 0 })) } }), 'keys[1].recurrence'],
    ['a reserved name in its metadata', keyFor(1, { metadata: { unlocX: 'y' } }), 'keys[1].metadata'],
    ['a number in its metadata', keyFor(1, { metadata: { room: 7 } }), 'keys[1].metadata'],
    ['nothing of a key', null, 'keys[1]'],
  ]) {
    test(`${what} is named, and nothing is sent`, async () => {
      const { unloc, asked } = stubbed(api().handle);
      await assert.rejects(unloc.keys.create({ projectId, keys: [keyFor(0), key] }), (error) => {
        assert.deepEqual(error.invalidParams.map((param) => param.name), [name]);
        assert.ok(error.message.includes(name) && error.invalidParams[0].reason.length > 5, error.message);
        assert.doesNotMatch(JSON.stringify(error), /4799887766/);
        return error.code === 'invalid_argument';
      });
      assert.equal(asked.length, 0);
    });
  }

  test('a call without keys is refused', async () => {
    const { unloc, asked } = stubbed(api().handle);
    for (const keys of [undefined, [], {}, 'x']) await assert.rejects(unloc.keys.create({ projectId, keys }), { code: 'invalid_argument' });
    assert.equal(asked.length, 0);
  });

  test('starts and ends of null are left out, windows are sent as timeSpans, unknown members stay', async () => {
    const { unloc, asked } = stubbed(api().handle);
    const span = { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 30 };
    const keys = [keyFor(0, { start: null, end: null, note: 'x' }), keyFor(1, { start: later(1), end: undefined, recurrence: { timespans: [span] } })];
    await unloc.keys.create({ projectId, keys });
    assert.deepEqual(asked[0].body, { keys: [keyFor(0, { note: 'x' }), keyFor(1, { start: keys[1].start, recurrence: { timeSpans: [span] } })] });
    assert.equal(keys[0].start, null);
  });

  test('the API\'s clock counts, where its answers tell it', async () => {
    const { unloc, asked } = stubbed(({ method }) => (method === 'POST' ? answer(sampleOfV2('job-ref.json'), 202) : answer({ locks: [] }, 200, { date: 'Thu, 01 Jan 2026 12:00:00 GMT' })));
    const keys = [keyFor(0, { start: '2026-01-02T18:00:00Z', end: '2026-01-04T12:00:00Z' })];
    await assert.rejects(unloc.keys.create({ projectId, keys }), { code: 'invalid_argument' });
    await unloc.locks.list({ projectId }).page();
    await unloc.keys.create({ projectId, keys });
    assert.equal(posts(asked).length, 1);
  });
});

describe('keys are followed', () => {
  test('until the job is done, in the order they were asked for', () => inFastTime(async () => {
    const { handle } = api({ jobLooks: 3 });
    const { unloc, asked } = stubbed(handle);
    const job = await unloc.keys.create({ projectId, keys: [keyFor(2), keyFor(1), keyFor(3)] });
    assert.deepEqual([job.id, job.jobIds], ['job-1', ['job-1']]);
    const seen = [];
    const outcome = await job.wait({ timeoutMs: 60_000, onProgress: (so) => { seen.push(so.pending.length); throw new Error('not ours'); } });
    assert.deepEqual(outcome.created.map(({ index, id, lockId, appUserId }) => [index, id, lockId, appUserId]), [2, 1, 3].map((n, index) => [index, `key-${index + 1}`, locks[0], phone(n)]));
    assert.deepEqual([outcome.failed, outcome.pending, seen], [[], [], [3, 3, 0]]);
    assert.equal(asked.filter(({ path }) => path.includes('/jobs/')).length, 3);
  }));

  test('until they are usable, which is later', () => inFastTime(async ({ elapsed }) => {
    const { handle } = api({ jobLooks: 2, keyLooks: 4 });
    const { unloc } = stubbed(handle);
    const job = await unloc.keys.create({ projectId, keys: [keyFor(1), keyFor(2)] });
    const done = await job.wait({ until: 'done', timeoutMs: 60_000 });
    assert.equal(done.created[0].state, undefined);
    const before = elapsed();
    const usable = await job.wait({ until: 'usable', timeoutMs: 60_000 });
    assert.deepEqual(usable.created.map(({ state, key }) => [state, key.state]), [['active', 'active'], ['active', 'active']]);
    assert.deepEqual(usable.creating, []);
    assert.ok(elapsed() > before);
  }));

  test('many of them by few requests', () => inFastTime(async () => {
    const { handle } = api({ keyLooks: 2 });
    const { unloc, asked } = stubbed(handle);
    const job = await unloc.keys.create({ projectId, keys: Array.from({ length: 300 }, (_, n) => keyFor(n)) });
    const { created } = await job.wait({ until: 'usable', timeoutMs: 60_000 });
    assert.ok(created.length === 300 && created.every(({ state }) => state === 'active'));
    assert.ok(asked.length < 10, `${asked.length} requests`);
  }));

  for (const [how, shape] of [
    ['id', (key) => ({ id: key.id, lockId: key.lockId, appUserId: key.appUser.id })],
    ['keyId', (key) => ({ keyId: key.id, lockId: key.lockId, appUserId: key.appUser.id })],
    ['key.id', ({ looks, ...key }) => ({ key })],
    ['keyId alone', (key) => ({ keyId: key.id })],
    ['a text', (key) => key.id],
    ['nothing', () => ({})],
  ]) {
    test(`where the job tells a key by ${how}`, () => inFastTime(async () => {
      const { handle } = api({ shape });
      const { unloc } = stubbed(handle);
      const { created, failed } = await (await unloc.keys.create({ projectId, keys: [keyFor(1), keyFor(2)] })).wait({ timeoutMs: 60_000 });
      assert.deepEqual([created.map(({ id }) => id), failed], [['key-1', 'key-2'], []]);
    }));
  }

  test('and a success of which some failed is a success that lists them', () => inFastTime(async () => {
    const { handle } = api({ failing: ({ appUserId }) => appUserId === phone(2) });
    const { unloc } = stubbed(handle);
    const { created, failed } = await (await unloc.keys.create({ projectId, keys: [keyFor(1), keyFor(2), keyFor(3)] })).wait({ until: 'usable', timeoutMs: 60_000 });
    assert.deepEqual(created.map(({ index }) => index), [0, 2]);
    assert.deepEqual(failed, [{ index: 1, lockId: locks[0], appUserId: phone(2), code: 'failed', reason: 'the lock is offline' }]);
  }));

  test('and one that ends in error is not usable', () => inFastTime(async () => {
    const { handle } = api({ finalState: 'error' });
    const { unloc } = stubbed(handle);
    const { created, failed } = await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ until: 'usable', timeoutMs: 60_000 });
    assert.deepEqual(created, []);
    assert.deepEqual([failed[0].code, failed[0].state, failed[0].id], ['failed', 'error', 'key-1']);
  }));

  for (const status of ['failedValidation', 'failedJob']) {
    test(`a job that ends as ${status} is job_failed, with what is known of each`, () => inFastTime(async () => {
      const { handle } = api({ status });
      const { unloc } = stubbed(handle);
      const job = await unloc.keys.create({ projectId, keys: [keyFor(1), keyFor(2)] });
      await assert.rejects(job.wait({ timeoutMs: 60_000 }), (error) => {
        assert.equal(error.code, 'job_failed');
        assert.match(error.message, new RegExp(`${status}: keys\\[0\\]`));
        assert.deepEqual(error.lastState.keys.failed.map(({ code, reason }) => [code, reason]), [['refused', 'keys[0].lockId does not belong to the project'], ['refused', 'keys[0] made the whole job fail']]);
        assert.doesNotMatch(JSON.stringify(error), /\+47/);
        return true;
      });
    }));
  }

  test('a job that the API gave up may have made its keys', () => inFastTime(async () => {
    const { handle } = api({ status: 'timeout' });
    const { unloc } = stubbed(handle);
    const { created } = await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 });
    assert.equal(created[0].id, 'key-1');
  }));

  test('not longer than was said, and the error says where it stands; it may be waited for again', () => inFastTime(async ({ elapsed }) => {
    const { handle } = api({ jobLooks: 8 });
    const { unloc, asked } = stubbed(handle);
    const job = await unloc.keys.create({ projectId, keys: [keyFor(1)] });
    await assert.rejects(job.wait({ timeoutMs: 3_000 }), (error) => {
      assert.equal(error.code, 'job_timeout');
      assert.equal(error.lastState.jobs[0].status, 'inProgress');
      assert.deepEqual(error.lastState.keys.pending, [0]);
      return true;
    });
    assert.ok(elapsed() <= 3_100, `${elapsed()} ms`);
    const requests = asked.length;
    await new Promise((resolve) => { setTimeout(resolve, 5_000); });
    assert.equal(asked.length, requests, 'it still looked after its end');
    assert.equal((await job.wait({ timeoutMs: 60_000 })).created.length, 1);
  }));

  test('only with a deadline', async () => {
    const { unloc } = stubbed(api().handle);
    const job = await unloc.keys.create({ projectId, keys: [keyFor(1)] });
    for (const options of [undefined, {}, { timeoutMs: 0 }, { timeoutMs: '5' }]) await assert.rejects(job.wait(options), { code: 'invalid_argument' });
  });

  test('until the signal ends it, at once and for good', async () => {
    const { unloc, asked } = stubbed(api({ jobLooks: 99 }).handle);
    const job = await unloc.keys.create({ projectId, keys: [keyFor(1)] });
    const controller = new AbortController();
    const waiting = job.wait({ timeoutMs: 60_000, signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    const begun = performance.now();
    await assert.rejects(waiting, { code: 'aborted' });
    assert.ok(performance.now() - begun < 300);
    const requests = asked.length;
    await new Promise((resolve) => { setTimeout(resolve, 600); });
    assert.equal(asked.length, requests);
  });

  test('through looks that fail for a while, and as the server says when', () => inFastTime(async ({ elapsed }) => {
    const { handle } = api();
    let looks = 0;
    const { unloc } = stubbed((request, nth) => {
      if (!request.path.includes('/jobs/')) return handle(request, nth);
      looks += 1;
      if (looks === 1) throw new TypeError('fetch failed');
      if (looks === 2) return answer({ title: 'Busy' }, 503, { 'retry-after': '7' });
      return handle(request, nth);
    });
    const job = await unloc.keys.create({ projectId, keys: [keyFor(1)] });
    assert.equal((await job.wait({ timeoutMs: 60_000 })).created.length, 1);
    assert.ok(elapsed() > 8_000 && elapsed() < 9_500, `${elapsed()} ms`);
  }));

  test('and what will not pass ends the waiting', () => inFastTime(async () => {
    const { handle } = api();
    const { unloc } = stubbed((request, nth) => (request.path.includes('/jobs/') ? answer({ title: 'Forbidden' }, 403) : handle(request, nth)));
    await assert.rejects((await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 }), { code: 'forbidden' });
  }));
});

describe('with onInvalid: skip the good keys are made', () => {
  const create = async (handle, keys, more = {}) => {
    const { unloc, asked } = stubbed(handle);
    const outcome = await (await unloc.keys.create({ projectId, keys, onInvalid: 'skip', ...more })).wait({ timeoutMs: 60_000 });
    return { outcome, asked };
  };

  test('beside those that this library refuses', () => inFastTime(async () => {
    const { outcome, asked } = await create(api().handle, [keyFor(0), keyFor(1, { start: 'soon' }), keyFor(2)]);
    assert.deepEqual(outcome.created.map(({ index }) => index), [0, 2]);
    assert.deepEqual(outcome.failed.map(({ index, code }) => [index, code]), [[1, 'invalid']]);
    assert.equal(posts(asked)[0].body.keys.length, 2);
  }));

  for (const [how, named] of [['keys[1].start', true], ['/keys/1/lockId', true], ['start', false]]) {
    test(`beside those that the API refuses, named as ${how}`, () => inFastTime(async () => {
      const bad = (input) => input.lockId === locks[1];
      const refuse = ({ keys }) => {
        const place = keys.findIndex(bad);
        return place < 0 ? undefined : answer({ title: 'Bad Request', detail: 'No', invalidParams: [{ name: named ? how.replace('1', place) : how, reason: 'does not fit' }] }, 400);
      };
      const keys = [keyFor(0), keyFor(1), { ...keyFor(2), lockId: locks[1] }, keyFor(3), { ...keyFor(4), lockId: locks[1] }, keyFor(5), keyFor(6)];
      const { outcome, asked } = await create(api({ refuse }).handle, keys);
      assert.deepEqual(outcome.created.map(({ index, appUserId }) => [index, appUserId]), [0, 1, 3, 5, 6].map((n) => [n, phone(n)]));
      assert.deepEqual(outcome.failed.map(({ index, code }) => [index, code]), [[2, 'invalid'], [4, 'invalid']]);
      assert.ok(outcome.failed.every(({ reason }) => reason.length > 1));
      const sent = posts(asked).filter(({ body }) => !body.keys.some(bad)).flatMap(({ body }) => body.keys.map((key) => key.appUserId));
      assert.equal(new Set(sent).size, sent.length, 'a key was made twice');
    }));
  }

  test('and without skip a refusal makes none', async () => {
    const { unloc, asked } = stubbed(api({ refuse: () => answer(sampleOfV2('error-problem.json'), 400) }).handle);
    await assert.rejects(unloc.keys.create({ projectId, keys: [keyFor(0), keyFor(1)] }), (error) => error.code === 'bad_request' && error.invalidParams[0].name === 'keys[0].start');
    assert.equal(asked.length, 1);
  });

  test('where all are bad nothing is sent and nothing is waited for', async () => {
    const { outcome, asked } = await create(api().handle, [{ lockId: 'x' }, null]);
    assert.deepEqual([outcome.created, outcome.failed.length, asked.length], [[], 2, 0]);
  });

  test('a refusal of everything is found out before each key is tried', () => inFastTime(async () => {
    const { unloc, asked } = stubbed(api({ refuse: () => answer({ title: 'Bad Request' }, 400) }).handle);
    await assert.rejects(unloc.keys.create({ projectId, onInvalid: 'skip', keys: Array.from({ length: 1000 }, (_, n) => keyFor(n)) }), { code: 'bad_request' });
    assert.ok(asked.length <= 25, `${asked.length} requests`);
  }));
});

describe('no door gets two keys', () => {
  const reset = () => { throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }); };

  test('when the answer to a request that arrived is lost', () => inFastTime(async () => {
    let lost = true;
    const { handle, keys } = api({ keyLooks: 3, before: ({ method }, nth, accept) => { if (method === 'POST' && lost) { lost = false; accept(); reset(); } } });
    const { unloc, asked } = stubbed(handle);
    const job = await unloc.keys.create({ projectId, keys: [keyFor(1), keyFor(2, { start: later(1), end: later(3) })] });
    const outcome = await job.wait({ until: 'usable', timeoutMs: 60_000 });
    assert.deepEqual(outcome.created.map(({ id, state }) => [id, state]), [['key-1', 'active'], ['key-2', 'active']]);
    assert.deepEqual([posts(asked).length, keys.length], [1, 2]);
  }));

  test('when the keys of such a request show only after a while', () => inFastTime(async () => {
    let lost = true;
    let lists = 0;
    const { handle, keys } = api({
      before: ({ method, path }, nth, accept) => {
        if (method === 'POST' && lost) { lost = false; accept(); reset(); }
        if (method === 'GET' && path.endsWith('/keys')) { lists += 1; if (lists < 5) return answer({ keys: [] }); }
        return undefined;
      },
    });
    const { unloc, asked } = stubbed(handle);
    await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 });
    assert.deepEqual([posts(asked).length, keys.length], [1, 1]);
  }));

  test('when a request did not arrive it goes again, after it was looked for', () => inFastTime(async () => {
    let lost = true;
    const { handle, keys } = api({ before: ({ method }) => { if (method === 'POST' && lost) { lost = false; reset(); } } });
    const { unloc, asked } = stubbed(handle);
    const { created } = await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 });
    assert.deepEqual([created.length, posts(asked).length, keys.length], [1, 2, 1]);
    const order = asked.map(({ method }) => method).join();
    assert.match(order, /^POST(,GET){5,},POST/);
  }));

  test('when a success cannot be read it is not repeated', () => inFastTime(async () => {
    let odd = true;
    const { handle, keys } = api({ before: ({ method }, nth, accept) => { if (method === 'POST' && odd) { odd = false; accept(); return new Response('<html>', { status: 200 }); } return undefined; } });
    const { unloc, asked } = stubbed(handle);
    const { created } = await (await unloc.keys.create({ projectId, keys: [keyFor(1)] })).wait({ timeoutMs: 60_000 });
    assert.deepEqual([created.length, posts(asked).length, keys.length], [1, 1, 1]);
  }));

  test('when the network stays away nobody knows, and that is what is said', () => inFastTime(async () => {
    const { unloc, asked } = stubbed(reset);
    await assert.rejects(unloc.keys.create({ projectId, keys: [keyFor(1)] }), (error) => error.code === 'outcome_unknown' && !error.safeToRetry);
    assert.equal(posts(asked).length, 1);
  }));

  test('when the same key is there from before, it is that one', () => inFastTime(async () => {
    let lost = true;
    const { handle, keys } = api({ before: ({ method }) => { if (method === 'POST' && lost) { lost = false; reset(); } } });
    const times = { start: later(1), end: later(3) };
    for (const [id, more] of [['other', { end: null }], ['revoked', { state: 'revoked' }], ['same', {}]]) keys.push({ id, lockId: locks[0], appUser: { id: phone(1) }, created: later(-1), state: 'scheduled', looks: -9, ...times, ...more });
    const { unloc, asked } = stubbed(handle);
    const { created } = await (await unloc.keys.create({ projectId, keys: [keyFor(1, times)] })).wait({ timeoutMs: 60_000 });
    assert.deepEqual([created[0].id, posts(asked).length], ['same', 1]);
  }));

  test('and those that are not there from before are made all the same', () => inFastTime(async () => {
    let lost = true;
    const { handle, keys } = api({ before: ({ method }) => { if (method === 'POST' && lost) { lost = false; reset(); } } });
    const times = { start: later(1), end: later(3) };
    keys.push({ id: 'yesterday', lockId: locks[0], appUser: { id: phone(1) }, created: later(-1), state: 'scheduled', looks: -9, ...times });
    const { unloc, asked } = stubbed(handle);
    const { created } = await (await unloc.keys.create({ projectId, keys: [keyFor(1, times), keyFor(2, times)] })).wait({ timeoutMs: 60_000 });
    assert.deepEqual(created.map(({ id, appUserId }) => [id, appUserId]), [['yesterday', phone(1)], ['key-2', phone(2)]]);
    assert.deepEqual(posts(asked).map(({ body }) => body.keys.length), [2, 1]);
  }));

  test('whatever answer is lost, in any order, of any of several requests', () => inFastTime(async () => {
    for (let pattern = 0; pattern < 32; pattern += 1) {
      let nthPost = 0;
      const { handle, keys } = api({
        refuse: ({ keys: inputs }) => (inputs.some((input) => input.lockId === locks[1]) ? answer({ title: 'Bad Request' }, 400) : undefined),
        before: ({ method, body }, nth, accept) => {
          if (method !== 'POST') return undefined;
          const lost = (pattern >> nthPost) & 1;
          nthPost += 1;
          if (lost && !body.keys.some((input) => input.lockId === locks[1])) { accept(); reset(); }
          return undefined;
        },
      });
      const { unloc } = stubbed(handle);
      const inputs = [keyFor(0), keyFor(1), { ...keyFor(2), lockId: locks[1] }, keyFor(3), keyFor(4)];
      const { created, failed } = await (await unloc.keys.create({ projectId, keys: inputs, onInvalid: 'skip' })).wait({ timeoutMs: 60_000 });
      assert.deepEqual([created.map(({ index }) => index), failed.map(({ index }) => index)], [[0, 1, 3, 4], [2]], `pattern ${pattern}`);
      assert.equal(new Set(keys.map((key) => key.appUser.id)).size, keys.length, `pattern ${pattern}: two keys to a door`);
    }
  }));

  test('an aborted request is not read back and not repeated', async () => {
    const controller = new AbortController();
    const { unloc, asked } = stubbed(({ signal }) => new Promise((_, reject) => { signal.addEventListener('abort', () => reject(signal.reason)); }));
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(unloc.keys.create({ projectId, keys: [keyFor(1)] }, { signal: controller.signal }), (error) => error.code === 'aborted' && !error.safeToRetry);
    assert.equal(asked.length, 1);
  });
});

describe('keys are taken back', () => {
  test('and one whose time is over already is nothing to do', async () => {
    const over = (state) => stubbed(({ method }) => (method === 'DELETE' ? answer(sampleOfV2('error-409.json'), 409) : answer({ key: { ...sampleOfV2('key.json').key, state } }))).unloc.keys.revoke({ projectId, keyId: 'k' });
    assert.equal((await over('expired')).revoked, false);
    assert.equal((await over('expired')).key.state, 'expired');
    await assert.rejects(over('active'), { code: 'conflict' });
    const key = { ...sampleOfV2('key.json').key, state: 'revoked' };
    assert.deepEqual(await stubbed(() => answer({ key })).unloc.keys.revoke({ projectId, keyId: 'k' }), { revoked: true, key });
    assert.deepEqual(await stubbed(() => answer(undefined, 204)).unloc.keys.revoke({ projectId, keyId: 'k' }), { revoked: true });
    await assert.rejects(stubbed(() => answer({ title: 'Not Found' }, 404)).unloc.keys.revoke({ projectId, keyId: 'k' }), { code: 'not_found' });
  });

  for (const noun of ['keys', 'sharedKeys', 'sharingRights']) {
    test(`${noun}.revokeAll wants to know whose`, async () => {
      const { unloc, asked } = stubbed(() => answer(undefined, 204));
      for (const params of [
        { projectId }, { projectId, everything: false }, { projectId, everything: 'yes' }, { projectId, lockId: undefined }, { projectId, appUserId: null, everything: true },
        { projectId, appUserId: phone(1), lockId: undefined }, { projectId, lockId: '', everything: true }, { projectId, subprojectId: undefined, everything: true }, undefined,
      ]) {
        await assert.rejects(unloc[noun].revokeAll(params), { code: 'invalid_argument' }, JSON.stringify(params));
      }
      assert.equal(asked.length, 0);
      await unloc[noun].revokeAll({ projectId, everything: true });
      await unloc[noun].revokeAll({ projectId, appUserId: phone(1) });
      assert.deepEqual(asked.map(({ method, query }) => [method, query.get('appUserId')]), [['DELETE', null], ['DELETE', phone(1)]]);
    });
  }

  test('a dry run shows what would go and takes nothing', async () => {
    const states = ['active', 'scheduled', 'revoked', 'expired', 'creating'];
    const { unloc, asked } = stubbed(({ query }) => (query.get('startAfterId') ? answer({ keys: [{ id: 'last', state: 'active' }] }) : answer({ keys: states.map((state) => ({ id: state, state })), startAfterId: 'x' })));
    const would = await unloc.keys.revokeAll({ projectId, lockId: 'l', dryRun: true });
    assert.deepEqual(would.map(({ id }) => id), ['active', 'scheduled', 'creating', 'last']);
    await assert.rejects(unloc.keys.revokeAll({ projectId, dryRun: true }), { code: 'invalid_argument' });
    await assert.rejects(unloc.keys.revokeAll({ projectId, lockId: 'l', dryRun: 'true' }), { code: 'invalid_argument' });
    assert.ok(asked.every(({ method, query }) => method === 'GET' && query.get('lockId') === 'l' && query.get('dryRun') === null));
    const rights = stubbed(() => answer({ sharingRights: [{ lockId: 'l', appUserId: phone(1) }, { lockId: 'l', appUserId: phone(2), source: 'accessGroup' }] }));
    assert.equal((await rights.unloc.sharingRights.revokeAll({ projectId, everything: true, dryRun: true })).length, 1);
  });
});

describe('jobs', () => {
  test('of a refreshed connection are waited for', () => inFastTime(async () => {
    let looks = 0;
    const { unloc } = stubbed(({ method }) => {
      if (method === 'PUT') return answer(sampleOfV2('job-ref.json'), 202);
      looks += 1;
      return answer(sampleOfV2(looks < 3 ? 'job-in-progress.json' : 'job-succeeded.json'));
    });
    const job = await unloc.lockConnections.refresh({ projectId, lockConnectionId: 'c' });
    const seen = [];
    assert.equal((await job.wait({ timeoutMs: 60_000, onProgress: ({ status }) => seen.push(status) })).status, 'succeeded');
    assert.deepEqual(seen, ['inProgress', 'inProgress', 'succeeded']);
  }));

  test('of another process are waited for by their ids', () => inFastTime(async () => {
    const { unloc } = stubbed(() => answer(sampleOfV2('job-timeout.json')));
    await assert.rejects(unloc.jobs.wait({ projectId, jobId: 'j' }, { timeoutMs: 60_000 }), (error) => error.code === 'job_failed' && error.lastState.jobs[0].status === 'timeout' && /did not finish/.test(error.message));
    const slow = stubbed(() => answer(sampleOfV2('job-pending.json'))).unloc;
    await assert.rejects(slow.jobs.wait({ projectId, jobId: 'j' }, { timeoutMs: 5_000 }), (error) => error.code === 'job_timeout' && /pending/.test(error.message));
  }));

  test('the connection that is made and its job are told apart', async () => {
    const create = (data) => stubbed(() => answer(data, 202)).unloc.lockConnections.create({ projectId, vendor: 'virtual' });
    assert.deepEqual(await create({ lockConnection: { id: 'c', state: 'connecting' } }), { lockConnection: { id: 'c', state: 'connecting' } });
    assert.equal((await create(sampleOfV2('job-ref.json'))).job.id, sampleOfV2('job-ref.json').jobRef.id);
    assert.deepEqual(await create({}), {});
  });
});
