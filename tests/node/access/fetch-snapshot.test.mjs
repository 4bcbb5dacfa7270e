// fetchSnapshot: the pages of a project or lock holder become a snapshot, or an error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { access, clientAround, demoProject, pageOf } from '../../support/access.mjs';
import { client } from '../../support/built-package.mjs';

const { fetchSnapshot, Snapshot } = access;
const failure = (promise) =>
  promise.then(
    () => assert.fail('it resolved'),
    (error) => error,
  );

/** Small pages, so that a list has many. */
const small = (url) => {
  url.searchParams.set('limit', '20');
  return url;
};
const isKeys = (url) => url.pathname.endsWith('/keys');

test('a project is read page by page, and the snapshot is sealed', async () => {
  const { sandbox, projectId } = await demoProject();
  const whole = await fetchSnapshot(sandbox.client(), { projectId });
  const told = [];
  const unloc = clientAround(sandbox, (url, _, next) => next(small(url)));
  const snapshot = await fetchSnapshot(unloc, { projectId }, { onProgress: (progress) => void told.push(progress) });
  assert.ok(snapshot instanceof Snapshot);
  assert.equal(snapshot.sealed, true);
  const { pages, ...counts } = snapshot.counts;
  assert.deepEqual(counts, { locks: 16, keys: whole.counts.keys, people: whole.counts.people });
  assert.ok(pages > whole.counts.pages + 5);
  const last = told.at(-1);
  assert.equal(told.length, pages);
  assert.deepEqual([last.pages, last.requests >= pages, last.bytes > 50_000], [pages, true, true]);
  // The demo has access groups, and doors whose policy hides people.
  assert.deepEqual(snapshot.blindSpots, ['sharedInApp', 'groupOfKeyUnknown', 'personHidden']);
});

test('a lock holder of API v1 is read', async () => {
  const { unloc } = await demoProject();
  const [{ id }] = await unloc.v1.lockHolders.list();
  const zoneOf = () => 'Europe/Oslo';
  const snapshot = await fetchSnapshot(unloc, { lockHolderId: id }, { zoneOf });
  assert.equal(snapshot.counts.locks, 16);
  assert.deepEqual(snapshot.blindSpots, ['sharedInApp']);
});

test('the keys of certain locks are asked for by lock', async () => {
  const { sandbox, unloc, projectId } = await demoProject();
  const asked = [];
  const [first, second] = await unloc.locks.list({ projectId }).toArray({ limit: 2 });
  const watched = clientAround(sandbox, (url, _, next) => {
    if (isKeys(url)) asked.push(url.searchParams.get('lockId'));
    return next();
  });
  const lockIds = [first.id, second.id];
  const snapshot = await fetchSnapshot(watched, { projectId, lockIds });
  assert.deepEqual(asked.sort(), lockIds.sort());
  assert.ok(snapshot.sealed);
});

test('R12: no filter whose encoding is unconfirmed is sent while a snapshot is read', async () => {
  const { sandbox, unloc, projectId } = await demoProject();
  const [{ id }] = await unloc.v1.lockHolders.list();
  const asked = [];
  const watched = clientAround(sandbox, (url, _, next) => {
    asked.push(...url.searchParams.keys());
    return next(small(url));
  });
  const parts = ['locks', 'keys', 'accessGroups', 'sharingRights', 'managedUsers', 'accessEvents'];
  await fetchSnapshot(watched, { projectId }, { parts });
  await fetchSnapshot(watched, { projectId, lockIds: [(await unloc.locks.list({ projectId }).page()).items[0].id] });
  await fetchSnapshot(watched, { lockHolderId: id });
  assert.deepEqual([...new Set(asked)].sort(), ['lockId', 'startAfterId']);
});

/** A client of which the first `times` pages of keys are changed. */
function changed(sandbox, times, change) {
  const seen = { keys: 0 };
  const unloc = clientAround(sandbox, async (url, _, next) => {
    const response = await next(small(url));
    if (!isKeys(url)) return response;
    seen.keys += 1;
    return seen.keys <= times ? change(await response.text(), response) : response;
  });
  return { unloc, seen };
}

test('a page that is torn is asked for again, at most twice', async () => {
  const { sandbox, projectId } = await demoProject();
  const torn = (text) => new Response(text.slice(0, -1));
  const mended = changed(sandbox, 2, torn);
  const snapshot = await fetchSnapshot(mended.unloc, { projectId });
  assert.equal(snapshot.counts.keys, (await fetchSnapshot(sandbox.client(), { projectId })).counts.keys);
  const broken = changed(sandbox, 3, torn);
  const error = await failure(fetchSnapshot(broken.unloc, { projectId }));
  assert.ok(error instanceof client.UnlocError);
  assert.equal(error.code, 'invalid_response');
  assert.equal(broken.seen.keys, 3);
});

test('a cursor that comes twice is an error, as are pages that bring nothing for ever', async () => {
  const { sandbox, projectId } = await demoProject();
  let first;
  const circle = changed(sandbox, Infinity, (text) => {
    first = first ?? JSON.stringify({ ...JSON.parse(text), startAfterId: 'x' });
    return new Response(first);
  });
  assert.equal((await failure(fetchSnapshot(circle.unloc, { projectId }))).code, 'cursor_repeated');
  let number = 0;
  const barren = changed(
    sandbox,
    Infinity,
    () => new Response(JSON.stringify({ keys: [], startAfterId: `c${number++}` })),
  );
  assert.equal((await failure(fetchSnapshot(barren.unloc, { projectId }))).code, 'cursor_repeated');
  assert.ok(number <= 101);
});

test('what the account may not read is left out and said; what must be read is an error', async () => {
  const { sandbox, projectId } = await demoProject();
  const refusing = (pattern, status) =>
    clientAround(sandbox, (url, _, next) => (pattern.test(url.pathname) ? new Response('{}', { status }) : next()));
  for (const status of [403, 404]) {
    const snapshot = await fetchSnapshot(refusing(/access-groups|sharing-rights/, status), { projectId });
    assert.ok(snapshot.blindSpots.includes('accessGroupsNotRead'));
    assert.ok(snapshot.blindSpots.includes('sharingRightsNotRead'));
  }
  assert.equal((await failure(fetchSnapshot(refusing(/\/keys$/, 403), { projectId }))).code, 'forbidden');
  const down = refusing(/access-groups/, 500);
  assert.equal((await failure(fetchSnapshot(down, { projectId }, { maxRetries: 0 }))).code, 'server_error');
});

test('reading waits for onProgress, and ends with what it throws', async () => {
  const { sandbox, projectId } = await demoProject();
  let inside = 0;
  const requests = [];
  const unloc = clientAround(sandbox, (url, _, next) => {
    if (isKeys(url)) requests.push(inside);
    return next(small(url));
  });
  await fetchSnapshot(
    unloc,
    { projectId },
    {
      parts: [],
      onProgress: async ({ reading }) => {
        if (reading !== 'keys') return;
        inside += 1;
        await new Promise((resolve) => setTimeout(resolve, 1));
        inside -= 1;
      },
    },
  );
  assert.ok(requests.length > 5);
  assert.ok(
    requests.every((during) => during === 0),
    'a page was asked for before onProgress resolved',
  );
  const stop = new Error('enough');
  const sent = [];
  const watched = clientAround(sandbox, (url, _, next) => {
    sent.push(url.pathname);
    return next(small(url));
  });
  const thrown = await failure(
    fetchSnapshot(
      watched,
      { projectId },
      {
        onProgress: ({ pages }) => {
          if (pages === 4) throw stop;
        },
      },
    ),
  );
  assert.equal(thrown, stop);
  const before = sent.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(sent.length, before, 'it goes on after it has ended');
});

test('the signal and the deadline end it', async () => {
  const { sandbox, projectId } = await demoProject();
  const abort = new AbortController();
  let pages = 0;
  const unloc = clientAround(sandbox, (url, _, next) => next(small(url)));
  const ended = await failure(
    fetchSnapshot(
      unloc,
      { projectId },
      {
        signal: abort.signal,
        onProgress: () => {
          pages += 1;
          if (pages === 3) abort.abort();
        },
      },
    ),
  );
  assert.equal(ended.code, 'aborted');
  const already = await failure(fetchSnapshot(unloc, { projectId }, { signal: AbortSignal.abort() }));
  assert.equal(already.code, 'aborted');
  const late = await failure(
    fetchSnapshot(unloc, { projectId }, { deadlineMs: 30, onProgress: () => new Promise((go) => setTimeout(go, 20)) }),
  );
  assert.equal(late.code, 'deadline_exceeded');
});

test('a scope without an id, or with those of both APIs, is refused before anything is sent', async () => {
  const { unloc } = await demoProject();
  for (const of of [{}, { projectId: 'p', lockHolderId: 'h' }])
    assert.match((await failure(fetchSnapshot(unloc, of))).message, /either a projectId .* or a lockHolderId/);
});

test('a snapshot is made by hand from pages and from objects; a torn page adds nothing', () => {
  const lock = { id: 'l', name: 'Door', timeZone: 'Europe/Oslo' };
  const key = {
    id: 'k',
    lockId: 'l',
    start: '2027-01-01T00:00:00Z',
    end: null,
    state: 'active',
    appUser: { id: '+4790000001' },
  };
  const snapshot = new Snapshot({ projectId: 'p' });
  snapshot.addObjects('locks', [lock]);
  const page = pageOf({ keys: [key], startAfterId: 'next' });
  for (const end of [1, 10, page.length - 1])
    assert.throws(() => snapshot.addPage('keys', page.subarray(0, end)), { name: 'AccessError', code: 'page' });
  assert.equal(snapshot.counts.keys, 0);
  assert.deepEqual(snapshot.addPage('keys', page), { items: 1, cursor: 'next' });
  assert.throws(() => snapshot.seal({ from: new Date(), to: new Date() }), { code: 'listNotEnded' });
  assert.deepEqual(snapshot.addPage('keys', pageOf({ keys: [] })), { items: 0 });
  assert.throws(() => snapshot.seal({ from: '2027-03-01T12:00', to: new Date() }), /"seen.from" must be a Date/);
  snapshot.seal({ from: '2027-03-01T12:00:00Z', to: new Date('2027-03-01T12:00:01Z') });
  assert.equal(snapshot.sealed, true);
  assert.deepEqual(snapshot.counts, { locks: 1, keys: 1, people: 1, pages: 3 });
  snapshot.free();
  snapshot.free();
  assert.throws(() => snapshot.counts, TypeError);
});

test('a snapshot is kept as bytes; bytes that were changed are refused', async () => {
  const { unloc, projectId } = await demoProject();
  const snapshot = await fetchSnapshot(unloc, { projectId });
  const saved = snapshot.toBytes();
  const again = Snapshot.fromBytes(saved);
  assert.deepEqual([again.counts, again.sealed, again.blindSpots], [snapshot.counts, true, snapshot.blindSpots]);
  assert.deepEqual(again.toBytes(), saved);
  for (const at of [0, 9, saved.length >> 1, saved.length - 1]) {
    const changed = saved.slice();
    changed[at] ^= 1;
    assert.throws(() => Snapshot.fromBytes(changed), { name: 'AccessError' });
  }
  assert.throws(() => Snapshot.fromBytes(saved.subarray(0, -1)), { name: 'AccessError' });
});

test('what is wrong with a page is said, with its place and without its content', () => {
  const snapshot = new Snapshot({ projectId: 'p' });
  const wrong = {
    id: 'k',
    lockId: 7,
    start: '2027-01-01T00:00:00Z',
    end: null,
    state: 'active',
    appUser: { id: '+4790000001' },
  };
  assert.throws(
    () => snapshot.addObjects('keys', [wrong]),
    (error) => {
      assert.match(
        error.message,
        /^A page of keys cannot be read at byte \d+, item 0, member lockId: a value is of the wrong type\. Nothing was added\.$/,
      );
      return true;
    },
  );
});
