// Rules that hold for all of the entry: what it never calls, and what it never prints.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import { access, demoProject } from '../../support/access.mjs';
import {
  give,
  hour,
  inWorld,
  memoryStore,
  people,
  seedKey,
  takeBack,
  warmUp,
  applyPlan,
  engine,
} from '../../support/apply-world.mjs';
import { client } from '../../support/built-package.mjs';
import { root } from '../../support/root.mjs';

before(warmUp);

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

test('R21: the bulk revocation of the API is in no source of the engine, and in no request of an apply', async () => {
  const sources = ['pkg/src/access', 'access/src'].flatMap((folder) => filesBelow(join(root, folder)));
  assert.ok(sources.length > 60);
  for (const file of sources)
    assert.doesNotMatch(
      withoutComments(readFileSync(file, 'utf8')),
      /\.revokeAll\b|shared-keys|sharedKeys\.|deleteShared/,
      file,
    );
  await inWorld(
    {
      keys: (now) => [
        seedKey(1, { from: now - hour, to: now + 9 * hour, ref: 'B-1' }),
        seedKey(2, { lock: 2, from: now - hour, to: now + 9 * hour, ref: 'B-1' }),
        seedKey(3, { lock: 2, from: now - hour, to: now + 9 * hour, owner: 'others' }),
      ],
    },
    async (world) => {
      const sent = [];
      const unloc = world.client((url, init) => {
        sent.push(`${init.method} ${new URL(url).pathname}`);
        return world.sandbox.fetch(url, init);
      });
      const plan = await world.plan({
        [people[0]]: [takeBack(1, 1, 'B-1', 1), takeBack(2, 2, 'B-1', 2)],
        [people[1]]: [give(1, 1, 'B-2', world.now() + hour, world.now() + 2 * hour)],
      });
      const report = await applyPlan(unloc, plan, { store: memoryStore() }, engine);
      assert.deepEqual([...new Set(report.outcomes.map(({ outcome }) => outcome))], ['done'], JSON.stringify(report));
      const deleted = sent.filter((line) => line.startsWith('DELETE '));
      assert.equal(deleted.length, 2);
      for (const line of deleted) assert.match(line, /^DELETE \/v2\/projects\/[^/]+\/keys\/[0-9a-f-]{36}$/);
    },
  );
});

const token = 'canary-token.eyJhbGciOiJIUzI1NiJ9.c2VjcmV0';

test('R46: no token is in a snapshot, a plan, a report, a journal or an error, and no whole number in what is shown', async () => {
  const { sandbox, projectId } = await demoProject();
  const tokens = [];
  const unloc = sandbox.client({
    fetch: (url, init) => {
      tokens.push(init.headers.authorization.slice('Bearer '.length));
      return sandbox.fetch(url, init);
    },
  });
  const snapshot = await access.fetchSnapshot(unloc, { projectId });
  const [used] = tokens;
  assert.ok(used.length > 20);
  const number = access.peopleWhoCanOpen(snapshot, {
    lockId: (await unloc.locks.list({ projectId }).page()).items[0].id,
    at: snapshotTime,
  })[0];
  const saved = Buffer.from(snapshot.toBytes()).toString('latin1');
  assert.ok(!saved.includes(used));
  for (const shown of [inspect(snapshot, { depth: 9 }), JSON.stringify(snapshot), String(snapshot)]) {
    assert.ok(!shown.includes(used));
    assert.doesNotMatch(shown, /\+\d{6}/);
  }
  const span = { from: '2027-03-01T00:00:00Z', to: '2027-04-01T00:00:00Z' };
  const sentences = [
    ...access
      .review(snapshot, span)
      .findings()
      .map(({ sentence }) => sentence),
    access.canOpen(snapshot, {
      appUserId: number,
      lockId: access.whatCanOpen(snapshot, { appUserId: number, at: snapshotTime })[0].lockId,
      at: snapshotTime,
    }).sentence,
    access.canOpen(snapshot, {
      appUserId: '+4799887766',
      lockId: access.whatCanOpen(snapshot, { appUserId: number, at: snapshotTime })[0].lockId,
      at: snapshotTime,
    }).sentence,
  ];
  for (const sentence of sentences) assert.doesNotMatch(sentence, /\+\d{6}/);
  const masked = [...access.review(snapshot, span).csv({ masked: true })].map((piece) => Buffer.from(piece).toString());
  assert.doesNotMatch(masked.join(''), /\+\d{6}/);

  await inWorld(
    { keys: (now) => [seedKey(1, { from: now - hour, to: now + 9 * hour, ref: 'B-1' })] },
    async (world) => {
      const seen = new Set();
      const watched = world.client((url, init) => {
        seen.add(init.headers.authorization.slice('Bearer '.length));
        return world.sandbox.fetch(url, init);
      });
      const store = memoryStore();
      const plan = await world.plan({
        [people[0]]: [takeBack(1, 1, 'B-1', 1)],
        [people[1]]: [give(1, 1, 'B-2', world.now() + hour, world.now() + 2 * hour)],
      });
      const report = await applyPlan(watched, plan, { store }, engine);
      const written = [
        JSON.stringify(plan),
        JSON.stringify(report),
        JSON.stringify(store.lines),
        inspect(report, { depth: 9 }),
      ];
      for (const one of seen) for (const text of written) assert.ok(!text.includes(one));
      for (const { sentence } of report.outcomes) assert.doesNotMatch(sentence, /\+\d{6}/);
    },
  );

  const echoing = new client.UnlocClient({
    token,
    baseUrl: 'https://api.example',
    fetch: async (_, init) => new Response(JSON.stringify({ title: init.headers.authorization }), { status: 403 }),
  });
  const error = await access.fetchSnapshot(echoing, { projectId }).catch((thrown) => thrown);
  for (const shown of [String(error), inspect(error, { depth: 9 }), JSON.stringify(error), error.stack])
    assert.ok(!shown.includes(token), shown);
});

const snapshotTime = '2027-03-01T12:00:00Z';
