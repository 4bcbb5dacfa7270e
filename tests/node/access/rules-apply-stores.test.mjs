// The journal in a file and in PostgreSQL: R27 and R45, and that both decide alike.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  apply,
  give,
  hour,
  inWorld,
  memoryStore,
  minute,
  people,
  seedKey,
  takeBack,
  warmUp,
  watched,
} from '../../support/apply-world.mjs';
import { startPostgres, withoutPostgres } from '../../support/postgres.mjs';
import { root } from '../../support/root.mjs';

const require = createRequire(import.meta.url);
const { fileStore } = require(join(root, 'pkg', 'access', 'file-store'));
const { postgresSchema, postgresStore } = require(join(root, 'pkg', 'access', 'postgres-store'));

const [kari, ola] = people;
const folder = mkdtempSync(join(tmpdir(), 'unloc-journal-'));
let files = 0;
const newPath = () => {
  files += 1;
  return join(folder, `${files}.journal`);
};

let server;
let pool;
before(async () => {
  await warmUp();
  if (withoutPostgres) return;
  server = await startPostgres();
  const { default: pg } = await import('pg');
  pool = new pg.Pool({ host: server.env.PGHOST, user: server.env.PGUSER, database: server.env.PGDATABASE, max: 8 });
  // The server ends before the last connections do.
  pool.on('error', () => {});
  for (let times = 0; times < 2; times += 1) await pool.query(postgresSchema);
});
after(async () => {
  rmSync(folder, { recursive: true });
  if (pool) await pool.end();
  if (server) await server.stop();
});

let plans = 0;
/** A plan as far as a store looks at it. */
function document({ owner = 'rentals', steps = 3, projectId = 'p-1', items = [kari, ola] } = {}) {
  plans += 1;
  const list = Array.from({ length: steps }, (_, index) => give(index + 1, index + 1, 'B-1', 0, hour));
  return {
    id: `sha256:${plans}`,
    scope: { api: 'v2', projectId, owner },
    items: items.map((item) => ({ item, steps: list })),
  };
}

const at = (plan, item = kari, n = 1) => ({ planId: plan.id, item, n });

test('R27: a second open plan of one owner is refused and told whose the first is; two owners do not touch each other', async () => {
  // Files: a plan each, and one process at a time.
  const path = newPath();
  const [first, second] = [document(), document()];
  const store = fileStore(path);
  await store.begin(first);
  await assert.rejects(fileStore(path).begin(first), /is in use by this process/);
  await store.release();
  await assert.rejects(fileStore(path).begin(second), (error) => error.message.includes(`${first.id} of rentals`));
  // PostgreSQL: one open plan for each owner and project.
  if (!withoutPostgres) {
    const shared = postgresStore(pool);
    const [one, two, other, elsewhere] = [
      document(),
      document(),
      document({ owner: 'tenants' }),
      document({ projectId: 'p-2' }),
    ];
    assert.deepEqual(await shared.begin(one), { epoch: 1 });
    await assert.rejects(
      shared.begin(two),
      (error) => error.message.includes(`${one.id} of rentals`) && error.message.includes('R27'),
    );
    assert.deepEqual(await shared.begin(other), { epoch: 1 });
    assert.deepEqual(await shared.begin(elsewhere), { epoch: 1 });
    assert.deepEqual(await shared.begin(one), { epoch: 2 });
    await shared.close(one.id);
    assert.deepEqual(await shared.begin(two), { epoch: 1 });
    for (const { id } of [two, other, elsewhere]) await shared.close(id);
  }
  // Two owners at once at the same people and doors: each takes back its own and makes its own.
  await inWorld(
    {
      keys: (now) =>
        ['rentals', 'tenants'].map((owner, i) =>
          seedKey(i + 1, { owner, ref: 'B-1', from: now - hour, to: now + 9 * hour }),
        ),
    },
    async (world) => {
      const from = Math.floor(world.now() / minute) * minute;
      const seen = [];
      const run = async (owner, number) => {
        const own = give(1, 2, 'B-1', from, from + hour);
        own.key.metadata.accessOwner = owner;
        const plan = await world.plan({ [kari]: [own, takeBack(2, 1, 'B-1', number)] }, { owner });
        const owners = new Map(world.keys().map(({ id, metadata }) => [id, metadata.accessOwner]));
        const { fetch } = watched(world, ({ method, path: of, body }, next) => {
          if (method === 'DELETE') seen.push([owner, owners.get(of.split('/').pop())]);
          if (method === 'POST') seen.push([owner, body.keys[0].metadata.accessOwner]);
          return next();
        });
        return apply(world, plan, { store: memoryStore(), fetch });
      };
      await Promise.all([run('rentals', 1), run('tenants', 2)]);
      assert.ok(seen.length > 0);
      for (const [owner, of] of seen) assert.equal(owner, of);
    },
  );
});

test('R45: a torn last line is an intention; the journal of another plan is refused; a full disk stops before the POST', async () => {
  const plan = document({ steps: 2 });
  const path = newPath();
  const writing = fileStore(path);
  const { epoch } = await writing.begin(plan);
  const whole = readFileSync(path, 'utf8');
  const { step } = await writing.claim({ ...at(plan), epoch });
  await writing.release();
  const line = readFileSync(path, 'utf8').slice(whole.length);
  for (let length = 1; length < line.length; length += 1) {
    const torn = newPath();
    writeFileSync(torn, whole + line.slice(0, length));
    const store = fileStore(torn);
    await store.begin(plan);
    const claims = await store.read(plan.id);
    const found = claims.find(({ item, n }) => item === kari && n === 1);
    assert.ok(found, `${length}: ${line.slice(0, length)}`);
    // A number that can be read is the one that is looked for.
    if (line.slice(0, length).includes(step)) assert.equal(found.claim.step, step);
    const claim = await store.claim({ ...at(plan), epoch: 2 });
    assert.equal(claim.won, false);
    // What the line cannot have been is not touched.
    if (length > line.indexOf(',1]') + 1) assert.equal(claims.length, 1);
    const early = await store.again({ ...at(plan), epoch: 2, attempt: 1, settleMs: 60_000 });
    assert.equal(early.won, false);
    await store.release();
    // The repaired file is read again.
    const again = fileStore(torn);
    assert.deepEqual(await again.begin(plan), { epoch: 3 });
    assert.equal((await again.read(plan.id)).length, claims.length);
    await again.release();
  }
  await assert.rejects(fileStore(path).begin(document()), /another plan/);
  const broken = newPath();
  writeFileSync(broken, `${whole}not a line\n${line}`);
  await assert.rejects(fileStore(broken).begin(plan), /line 3 is not a line/);
  // A file may not grow beyond a kilobyte: as on a full disk.
  const full = newPath();
  const child = spawnSync(
    'bash',
    [
      '-c',
      `trap '' XFSZ; ulimit -f 1; exec ${process.execPath} "$@"`,
      'bash',
      join(root, 'tests/support/apply-on-full-disk.mjs'),
      full,
    ],
    { encoding: 'utf8' },
  );
  assert.equal(child.status, 0, child.stderr);
  const said = JSON.parse(child.stdout);
  assert.deepEqual([said.posts, said.endedBy, said.outcomes], [0, 'error', ['skipped']], child.stdout);
  assert.match(said.error, /EFBIG|ENOSPC/);
});

test('a lock of a dead process is taken over, one of a living process is not', async () => {
  const plan = document();
  const path = newPath();
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const lockFile = `${path}.lock`;
  writeFileSync(lockFile, JSON.stringify({ pid: dead, start: '1', host: hostname() }));
  const store = fileStore(path);
  await store.begin(plan);
  assert.equal(JSON.parse(readFileSync(lockFile, 'utf8')).pid, process.pid);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(lockFile).mode & 0o777, 0o600);
  await store.release();
  assert.ok(!existsSync(lockFile));
  // The number of a dead process that a living one has got.
  if (existsSync('/proc/self/stat')) {
    writeFileSync(lockFile, JSON.stringify({ pid: process.ppid, start: '1', host: hostname() }));
    await store.begin(plan);
    await store.release();
  }
  writeFileSync(lockFile, JSON.stringify({ pid: process.ppid, host: hostname() }));
  await assert.rejects(fileStore(path).begin(plan), /in use by process/);
  writeFileSync(lockFile, JSON.stringify({ pid: 1, start: '1', host: 'another-machine' }));
  await assert.rejects(fileStore(path).begin(plan), /another-machine/);
  rmSync(lockFile);
});

const stores = {
  file: () => fileStore(newPath()),
  postgres: () => postgresStore(pool),
  memory: () => memoryStore(),
};

for (const [name, make] of Object.entries(stores)) {
  const skip = name === 'postgres' && withoutPostgres;
  test(`the store in ${name}: one wins a claim, again is compare-and-set, ages count, outcomes are final`, {
    skip,
  }, async () => {
    const plan = document({ projectId: `of-${name}` });
    const store = make();
    const { epoch } = await store.begin(plan);
    const of = { ...at(plan), epoch };
    const claims = await Promise.all(Array.from({ length: 8 }, () => store.claim(of)));
    assert.equal(claims.filter(({ won }) => won).length, 1);
    assert.equal(new Set(claims.map(({ step }) => step)).size, 1);
    assert.match(claims[0].step, /^[0-9a-f-]{36}$/);
    assert.ok(Math.abs(Date.parse(claims[0].sentAt) - Date.now()) < 60_000);
    // Not while it is young, and only with what was seen last.
    assert.equal((await store.again({ ...of, attempt: 1, settleMs: 60_000 })).won, false);
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal((await store.again({ ...of, attempt: 2, settleMs: 10 })).won, false);
    const again = await Promise.all(Array.from({ length: 8 }, () => store.again({ ...of, attempt: 1, settleMs: 10 })));
    assert.equal(again.filter(({ won }) => won).length, 1);
    assert.deepEqual([again[0].attempt, again[0].step], [2, claims[0].step]);
    // What has arrived is sent again only if its key failed.
    await store.settle(at(plan), { outcome: 'arrived', keyIds: ['k-1'], at: '' });
    assert.equal((await store.again({ ...of, attempt: 2, settleMs: 0 })).won, false);
    const third = await store.again({ ...of, attempt: 2, settleMs: 0, gone: ['k-1'] });
    assert.deepEqual([third.won, third.attempt, third.gone, third.settled], [true, 3, ['k-1'], undefined]);
    await store.settle(at(plan), { outcome: 'confirmed', keyIds: ['k-2'], at: '' });
    await store.settle(at(plan), { outcome: 'refused', keyIds: [], at: '' });
    assert.equal((await store.again({ ...of, attempt: 3, settleMs: 0, gone: ['k-2'] })).won, false);
    await store.claim({ ...at(plan, ola, 2), epoch });
    const read = await store.read(plan.id);
    assert.deepEqual(
      read.map(({ item, n }) => [item, n]),
      [
        [kari, 1],
        [ola, 2],
      ],
    );
    const { settled } = read[0].claim;
    assert.deepEqual([settled.outcome, settled.keyIds], ['confirmed', ['k-2']]);
    assert.ok(!Number.isNaN(Date.parse(settled.at)));
    assert.deepEqual((await store.read(plan.id, ola)).length, 1);
    // Who comes later takes over: an earlier run claims nothing more.
    const later = await store.begin(plan);
    assert.ok(later.epoch > epoch);
    assert.equal((await store.claim({ ...at(plan, ola, 1), epoch })).won, false);
    assert.equal((await store.again({ ...at(plan, ola, 2), epoch, attempt: 1, settleMs: 0 })).won, false);
    assert.equal((await store.claim({ ...at(plan, ola, 1), epoch: later.epoch })).won, true);
    assert.equal((await store.again({ ...at(plan, ola, 2), epoch: later.epoch, attempt: 1, settleMs: 0 })).won, true);
    await store.close(plan.id);
    if (store.release) await store.release();
  });
}

test('a closed plan gives nothing, until it is begun again', { skip: withoutPostgres }, async () => {
  const plan = document({ projectId: 'p-9' });
  const store = postgresStore(pool);
  await store.begin(plan);
  assert.deepEqual(await store.read(plan.id), []);
  await store.close(plan.id);
  assert.equal((await store.claim({ ...at(plan), epoch: 1 })).won, false);
  const { epoch } = await store.begin(plan);
  assert.equal((await store.claim({ ...at(plan), epoch })).won, true);
  await store.close(plan.id);
});
