// Lists of API v2: iterated by items and by pages, resumed, aborted, and with cursors that repeat.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { client } from '../../support/built-package.mjs';
import { inVirtualTime, jsonResponse, projectId, stubbed } from '../../support/v2-stub.mjs';

const keyOf = (index) => ({
  id: `key-${String(index).padStart(7, '0')}`,
  lockId: 'l',
  appUser: null,
  start: 's',
  end: null,
  created: 'c',
  state: 'active',
});

/** A stub with a number of keys in pages; `last` is the cursor member of the last page. */
function server(count, size, last = {}) {
  return ({ query }) => {
    const after = query.get('startAfterId');
    const first = after === null ? 0 : Number(after.slice(4)) + 1;
    const limit = Math.min(size, Number(query.get('limit') || size));
    const keys = Array.from({ length: Math.max(0, Math.min(limit, count - first)) }, (_, index) =>
      keyOf(first + index),
    );
    const more = first + keys.length < count;
    return jsonResponse({ keys, ...(more ? { startAfterId: keys[keys.length - 1].id } : last) });
  };
}

const collected = async (walk) => {
  const found = [];
  for await (const one of walk) found.push(one);
  return found;
};

describe('lists of API v2', () => {
  for (const [how, last] of [
    ['is absent', {}],
    ['is null', { startAfterId: null }],
    ['is empty', { startAfterId: '' }],
  ]) {
    test(`end where the cursor ${how}`, async () => {
      const { unloc, requests } = stubbed(server(7, 3, last));
      const found = await collected(unloc.keys.list({ projectId }));
      assert.deepEqual(
        found.map(({ id }) => id),
        [0, 1, 2, 3, 4, 5, 6].map((index) => keyOf(index).id),
      );
      assert.deepEqual(
        requests.map(({ query }) => query.get('startAfterId')),
        [null, keyOf(2).id, keyOf(5).id],
      );
    });
  }

  test('ask nothing before they are walked, and each walk begins anew', async () => {
    const { unloc, requests } = stubbed(server(2, 3));
    const list = unloc.keys.list({ projectId });
    assert.equal(requests.length, 0);
    await collected(list);
    await collected(list);
    assert.equal(requests.length, 2);
  });

  test('fetch no page that nobody wants', async () => {
    const { unloc, requests } = stubbed(server(100, 3));
    for await (const key of unloc.keys.list({ projectId })) if (key.id === keyOf(4).id) break;
    assert.equal(requests.length, 2);
  });

  test('come by pages, whose cursor another walk goes on with', async () => {
    const { unloc } = stubbed(server(8, 3));
    const list = unloc.keys.list({ projectId });
    const pages = await collected(list.pages());
    assert.deepEqual(
      pages.map(({ items, cursor }) => [items.length, cursor]),
      [
        [3, keyOf(2).id],
        [3, keyOf(5).id],
        [2, undefined],
      ],
    );
    assert.ok(!('cursor' in pages[2]));
    const rest = await collected(list.pages({ cursor: pages[0].cursor }));
    assert.deepEqual(
      rest.flatMap(({ items }) => items.map(({ id }) => id)),
      [3, 4, 5, 6, 7].map((index) => keyOf(index).id),
    );
    const one = await list.page(pages[1].cursor);
    assert.deepEqual(one, { items: [keyOf(6), keyOf(7)] });
  });

  test('send a cursor back as it came, whatever is in it', async () => {
    const cursor = ' +47 99 øæå/?&#%2B\u{1F511}';
    const { unloc, requests } = stubbed((_, nth) =>
      jsonResponse({ keys: [keyOf(nth)], startAfterId: nth === 1 ? cursor : nth === 2 ? 12345 : undefined }),
    );
    assert.equal((await collected(unloc.keys.list({ projectId }))).length, 3);
    assert.deepEqual(
      requests.map(({ query }) => query.get('startAfterId')),
      [null, cursor, '12345'],
    );
  });

  test('refuse a cursor that is none', async () => {
    const { unloc } = stubbed(() => jsonResponse({ keys: [], startAfterId: { id: 1 } }));
    await assert.rejects(collected(unloc.keys.list({ projectId })), { code: 'invalid_response' });
  });

  test('become an array of as many as are wanted, and no more are fetched', async () => {
    const { unloc, requests } = stubbed(server(100, 30));
    const list = unloc.keys.list({ projectId });
    assert.equal((await list.toArray({ limit: 10 })).length, 10);
    assert.deepEqual(
      requests.map(({ query }) => query.get('limit')),
      ['10'],
    );
    assert.equal((await list.toArray({ limit: 45 })).length, 45);
    assert.equal((await list.toArray({ limit: Infinity })).length, 100);
    requests.length = 0;
    assert.deepEqual(await list.toArray({ limit: 0 }), []);
    assert.equal(requests.length, 0);
    const sized = unloc.keys.list({ projectId, limit: 7 });
    assert.equal((await sized.toArray({ limit: 10 })).length, 10);
    assert.deepEqual(
      requests.map(({ query }) => query.get('limit')),
      ['7', '7'],
    );
    for (const limit of [undefined, null, -1, NaN, '10']) {
      await assert.rejects(
        list.toArray({ limit }),
        (error) => error.code === 'invalid_argument' && /limit/.test(error.message),
      );
    }
    await assert.rejects(list.toArray(), { code: 'invalid_argument' });
  });

  for (const length of [1, 2, 3, 7, 50]) {
    test(`whose pages go in a circle of ${length} end with cursor_repeated`, async () => {
      const { unloc, requests } = stubbed(({ query }) => {
        const page = Number(query.get('startAfterId') || 0);
        return jsonResponse({ keys: [keyOf(page)], startAfterId: String((page % length) + 1) });
      });
      await assert.rejects(
        collected(unloc.keys.list({ projectId })),
        (error) => error.code === 'cursor_repeated' && error.operation === 'keys.list',
      );
      assert.ok(requests.length <= 4 * (length + 1), `${requests.length} pages`);
    });
  }

  test('are gone on with into a circle, and end as well', async () => {
    const { unloc } = stubbed(() => jsonResponse({ keys: [keyOf(1)], startAfterId: 'a' }));
    await assert.rejects(collected(unloc.keys.list({ projectId }).pages({ cursor: 'a' })), { code: 'cursor_repeated' });
    assert.equal((await unloc.keys.list({ projectId }).page()).cursor, 'a');
  });

  test('end when the signal says so, and ask nothing more', async () => {
    const { unloc, requests } = stubbed(server(100, 3));
    const controller = new AbortController();
    const seen = [];
    await assert.rejects(
      async () => {
        for await (const { items } of unloc.keys.list({ projectId }, { signal: controller.signal }).pages()) {
          seen.push(...items);
          controller.abort();
        }
      },
      { code: 'aborted' },
    );
    assert.deepEqual([seen.length, requests.length], [3, 1]);
  });

  test('say which page failed, and can be gone on with from there', async () => {
    let broken = true;
    const whole = server(9, 3);
    const { unloc } = stubbed((request) =>
      broken && request.query.get('startAfterId') === keyOf(5).id
        ? jsonResponse({ title: 'Oops' }, 500)
        : whole(request),
    );
    const list = unloc.keys.list({ projectId });
    const seen = [];
    let cursor;
    await assert.rejects(
      async () => {
        for await (const page of list.pages()) {
          seen.push(...page.items);
          cursor = page.cursor;
        }
      },
      { code: 'server_error' },
    );
    broken = false;
    for await (const page of list.pages({ cursor })) seen.push(...page.items);
    assert.deepEqual(
      seen.map(({ id }) => id),
      Array.from({ length: 9 }, (_, index) => keyOf(index).id),
    );
  });

  test('of 200,000 keys are walked without keeping them', async () => {
    const { unloc, requests } = stubbed((request, nth) => {
      requests.length = 0;
      return server(200_000, 2500)(request, nth);
    });
    let count = 0;
    for await (const key of unloc.keys.list({ projectId })) count += key.id ? 1 : 0;
    assert.equal(count, 200_000);
  });
});

/** A server whose pages never end; a page takes `ms`, and `keysOf(number)` are its keys. */
const endless =
  (keysOf, ms = 1) =>
  (request, nth) => {
    const { method, path } = request;
    if (method === 'POST') return jsonResponse({ jobRef: { id: 'j' } }, 202);
    if (path.includes('/jobs/')) return jsonResponse({ job: { id: 'j', status: 'succeeded', resultData: {} } });
    return new Promise((resolve) => {
      setTimeout(
        () => resolve(jsonResponse({ keys: keysOf(nth), sharingRights: keysOf(nth), startAfterId: `c${nth}` })),
        ms,
      );
    });
  };
const losingAnswers = (handle) => (request, nth) => {
  if (request.method === 'POST') throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
  return handle(request, nth);
};
const newKeys = (nth) => [keyOf(nth)];
const keyToMake = { projectId, keys: [{ lockId: 'L', appUserId: '+447700900123' }] };

describe('lists whose pages never end', () => {
  // The wasm is compiled in real time.
  before(() => client.getLocks('a-token', {}));

  for (const [what, keysOf, pages] of [
    ['are empty', () => [], 100],
    ['repeat the page before', () => [keyOf(1), keyOf(2)], 101],
    ['repeat the page before the empty one', (nth) => (nth % 2 ? [keyOf(1)] : []), 101],
    ['repeat items without an id', () => [{ lockId: 'l', appUserId: 'u' }], 101],
  ]) {
    test(`and ${what} end with cursor_repeated after a hundred`, () =>
      inVirtualTime(async () => {
        const { unloc, requests } = stubbed(endless(keysOf));
        const list = unloc.keys.list({ projectId });
        for (const walk of [
          () => list.toArray({ limit: 1000 }),
          () => collected(list),
          () => collected(list.pages({ cursor: 'x' })),
          () => unloc.keys.revokeAll({ projectId, lockId: 'L', dryRun: true }),
        ]) {
          const before = requests.length;
          await assert.rejects(walk(), (error) => error.code === 'cursor_repeated' && /100 pages/.test(error.message));
          const read = requests.length - before;
          assert.ok(read === pages || read === pages + 1, `${read} pages`);
        }
      }));
  }

  test('but a hundred times almost nothing new is a list as any other', async () => {
    const { unloc } = stubbed((_, nth) =>
      jsonResponse({ keys: nth % 100 === 0 ? [keyOf(nth)] : [], startAfterId: nth < 500 ? `c${nth}` : undefined }),
    );
    assert.equal((await collected(unloc.keys.list({ projectId }))).length, 5);
  });

  test('end at the deadline of the whole walk', () =>
    inVirtualTime(async ({ elapsed }) => {
      const { unloc } = stubbed(endless(newKeys, 300));
      const list = unloc.keys.list({ projectId }, { deadlineMs: 1000 });
      for (const walk of [
        () => list.toArray({ limit: Infinity }),
        () => collected(list),
        () => collected(list.pages()),
        () => unloc.keys.revokeAll({ projectId, lockId: 'L', dryRun: true }, { deadlineMs: 1000 }),
        () => unloc.sharingRights.revokeAll({ projectId, lockId: 'L', dryRun: true }, { deadlineMs: 1000 }),
      ]) {
        const begun = elapsed();
        await assert.rejects(walk(), { code: 'deadline_exceeded' });
        assert.ok(elapsed() - begun <= 1000, `${elapsed() - begun} ms`);
      }
    }));

  test('at a deadline that ends between two pages nothing more is asked', () =>
    inVirtualTime(async () => {
      const { unloc, requests } = stubbed(endless(newKeys, 500));
      const list = unloc.keys.list({ projectId }, { deadlineMs: 1000 });
      await assert.rejects(list.toArray({ limit: Infinity }), { code: 'deadline_exceeded' });
      assert.equal(requests.length, 2);
    }));

  test('and the time of the caller between pages does not count', () =>
    inVirtualTime(async () => {
      const { unloc } = stubbed(server(9, 3));
      let count = 0;
      for await (const { items } of unloc.keys.list({ projectId }, { deadlineMs: 1000 }).pages()) {
        count += items.length;
        await new Promise((resolve) => {
          setTimeout(resolve, 5000);
        });
      }
      assert.equal(count, 9);
    }));

  test('and what lists several lists has one deadline', () =>
    inVirtualTime(async ({ elapsed }) => {
      const { unloc } = stubbed(
        losingAnswers(
          () =>
            new Promise((resolve) => {
              setTimeout(() => resolve(jsonResponse({ keys: [] })), 400);
            }),
        ),
      );
      const keys = [1, 2, 3, 4].map((n) => ({ lockId: 'L', appUserId: `+44770090000${n}` }));
      await assert.rejects(unloc.keys.create({ projectId, keys }, { deadlineMs: 1000 }), { code: 'outcome_unknown' });
      assert.ok(elapsed() <= 1000, `${elapsed()} ms`);
    }));

  test('a deadline that is none is refused, as of every call', async () => {
    const { unloc, requests } = stubbed(server(1, 1));
    for (const deadlineMs of ['5', NaN, -1, 0])
      await assert.rejects(unloc.keys.list({ projectId }, { deadlineMs }).page(), { code: 'invalid_argument' });
    assert.equal(requests.length, 0);
  });

  for (const [what, keysOf] of [
    ['empty pages', () => []],
    ['new keys', newKeys],
  ]) {
    test(`hold up no search for keys of a lost response (${what})`, () =>
      inVirtualTime(async ({ elapsed }) => {
        const { unloc, requests } = stubbed(losingAnswers(endless(keysOf, 200)));
        for (const [options, limit] of [
          [{ deadlineMs: 1000, settleMs: 500 }, 1000],
          [undefined, 50_000],
        ]) {
          const begun = elapsed();
          await assert.rejects(unloc.keys.create(keyToMake, options), { code: 'outcome_unknown' });
          assert.ok(elapsed() - begun <= limit, `${elapsed() - begun} ms`);
        }
        assert.equal(requests.filter(({ method }) => method === 'POST').length, 2, 'a request is repeated');
      }));

    test(`hold up no wait (${what})`, () =>
      inVirtualTime(async ({ elapsed }) => {
        const { unloc } = stubbed(endless(keysOf, 200));
        const job = await unloc.keys.create(keyToMake);
        const begun = elapsed();
        await assert.rejects(job.wait({ timeoutMs: 5000 }), (error) =>
          ['job_timeout', 'cursor_repeated'].includes(error.code),
        );
        assert.ok(elapsed() - begun <= 5000, `${elapsed() - begun} ms`);
      }));
  }
});
