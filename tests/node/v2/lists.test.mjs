// Lists of API v2: iterated by items and by pages, resumed, aborted, and with cursors that repeat.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { jsonResponse, projectId, stubbed } from '../../support/v2-stub.mjs';

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
