// Properties of the read model from outside: the embedded Unloc's doors, and what failures print.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, inspect } from 'node:util';
import { access, demoProject, pageOf } from '../../support/access.mjs';
import { client } from '../../support/built-package.mjs';

const { canOpen, compare, fetchSnapshot, readGrantsCsv, readGrantsJson, review, Snapshot, whoCanOpen } = access;

/** Random numbers below 1 from a seed. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const day = 86_400_000;

test('P4: the doors of the embedded Unloc agree at random instants, its clock put forward', async () => {
  const random = seeded(27);
  const { sandbox, unloc, projectId } = await demoProject();
  const own = new Set((await unloc.locks.list({ projectId }).toArray({ limit: 100 })).map(({ id }) => id));
  let compared = 0;
  /** Keys by which each door is open. */
  const ofSandbox = (at) => {
    const open = [];
    for (const { lockId, people } of sandbox.doors({ at }))
      if (own.has(lockId)) for (const { keyIds } of people) open.push(...keyIds.map((id) => `${lockId} ${id}`));
    return open.sort();
  };
  const ofEngine = (snapshot, at) => {
    const ms = Date.parse(at);
    const open = [];
    for (const { lockId, reasons } of review(snapshot, { from: new Date(ms), to: new Date(ms + 1) }))
      open.push(...reasons.map(({ keyId }) => `${lockId} ${keyId}`));
    return open.sort();
  };
  for (let round = 0; round < 8; round += 1) {
    sandbox.advance(Math.floor(random() * 9 * 86_400));
    const snapshot = await fetchSnapshot(unloc, { projectId });
    const now = Date.parse(sandbox.doors ? await nowOf(sandbox) : '');
    for (let instant = 0; instant < 25; instant += 1) {
      const at = new Date(
        Math.floor((now + (instant === 0 ? 0 : random() * 60 * day)) / 60_000) * 60_000,
      ).toISOString();
      // A key that is being made opens now in neither, and later in the embedded Unloc, which knows when it will be usable.
      const making = new Set(
        sandbox
          .state()
          .keys.filter(({ key }) => key.state === 'creating' || key.state === 'error')
          .map(({ key }) => key.id),
      );
      const without = (list) => list.filter((one) => !making.has(one.split(' ')[1]));
      const [theirs, ours] = [without(ofSandbox(at)), without(ofEngine(snapshot, at))];
      assert.deepEqual(ours, theirs, at);
      compared += ours.length;
    }
  }
  assert.ok(compared > 1_000, String(compared));
});

async function nowOf(sandbox) {
  const response = await sandbox.fetch(`${sandbox.url}/_sandbox/doors`);
  return (await response.json()).at;
}

const number = '+4799887766';
const token = 'canary-token.eyJhbGciOiJIUzI1NiJ9.c2VjcmV0';
const secret = 'canary-secret-0123456789';
const zoned = { id: 'l', name: 'Door', timezone: 'Europe/Oslo' };
const good = {
  id: 'k',
  lockId: 'l',
  appUser: { id: number },
  start: '2027-01-01T00:00:00Z',
  end: null,
  created: '2027-01-01T00:00:00Z',
  state: 'active',
};

function whole() {
  const snapshot = new Snapshot({ projectId: 'p' });
  snapshot.addObjects('locks', [zoned]);
  snapshot.addObjects('keys', [good]);
  return snapshot;
}

const answering = (answer) =>
  new client.UnlocClient({ token, baseUrl: 'https://api.example', maxRetries: 0, fetch: answer });
const echo = (status) => async (url, init) =>
  new Response(JSON.stringify({ title: `${init.headers.authorization} ${number}`, detail: `${url} ${number}` }), {
    status,
    headers: { 'x-secret': `Bearer ${token}` },
  });
const fetched = (answer) => fetchSnapshot(answering(answer), { projectId: 'p' });
const bytes = (text) => new TextEncoder().encode(text);
const csv = (text) => told(readGrantsCsv(bytes(text), { owner: 'rentals', doors: whole() }));
const listed = (text) => told(readGrantsJson(bytes(text), { doors: whole() }));
const told = ({ problems }) => {
  if (problems.length > 0) throw Object.assign(new Error(problems.map(({ what }) => what).join(' ')), { problems });
};

/** Each fails, and has a number, a token or a secret to tell. */
const failures = {
  'a torn page': () => whole().addPage('keys', pageOf({ keys: [good] }).subarray(0, 90)),
  'a wrong person': () => whole().addObjects('keys', [{ ...good, appUser: number }]),
  'a wrong time': () => whole().addObjects('keys', [{ ...good, start: `${number} ${secret}` }]),
  'a wrong state': () => whole().addObjects('keys', [{ ...good, state: { [secret]: number } }]),
  'a wrong member': () => whole().addObjects('keys', [{ ...good, metadata: secret }]),
  'no list': () => whole().addPage('keys', pageOf({ [number]: secret })),
  'no JSON': () => whole().addPage('keys', new TextEncoder().encode(`${number} ${token}`)),
  'a wrong zone': () => {
    const snapshot = new Snapshot({ projectId: 'p' });
    snapshot.addObjects('locks', [{ ...zoned, timezone: 'Nowhere/At_All' }]);
    const timeSpans = [{ weekday: 'mon', startHour: 1, startMinute: 0, endHour: 2, endMinute: 0 }];
    snapshot.addObjects('keys', [{ ...good, recurrence: { timeSpans } }]);
    whoCanOpen(snapshot, { lockId: 'l', at: new Date() });
  },
  'an unknown lock': () => canOpen(whole(), { appUserId: number, lockId: 'none', at: new Date() }),
  'a wrong moment': () => canOpen(whole(), { appUserId: number, lockId: 'l', at: `${number}` }),
  'a wrong span': () => review(whole(), { from: new Date(), to: new Date(0), appUserIds: [number] }),
  'not sealed': () => compare(whole(), whole()),
  'a torn save': () => Snapshot.fromBytes(whole().toBytes().subarray(0, -3)),
  'a freed snapshot': () => {
    const snapshot = whole();
    snapshot.free();
    return snapshot.counts;
  },
  forbidden: () => fetched(echo(403)),
  unauthorized: () => fetched(echo(401)),
  'a bad request': () => fetched(echo(400)),
  'a broken server': () => fetched(echo(503)),
  'a page of something else': () => fetched(echo(200)),
  'no network': () =>
    fetched(async () => {
      throw new TypeError(`fetch failed for ${token} ${number}`);
    }),
  'a list that is no JSON': () => listed(`{"grants":[{"appUserId":"${number}","x":"${secret}"`),
  'a list with a wrong number': () => csv(`ref;phone;doors;from;to\nB-1;${number}x;Door;2027-03-01;2027-03-02\n`),
  'a list without its column': () => csv(`ref;who;doors\nB-1;${number};Door\n`),
};

/** The ways in which people print an error. */
const ways = {
  text: (error) => String(error),
  stack: (error) => `${error.stack}`,
  json: (error) => JSON.stringify(error) ?? '',
  inspected: (error) => inspect(error, { depth: 9 }),
  logged: (error) => format('%s %o', error.message, { ...error, cause: error.cause }),
};

test('P18: no number, token or secret is in any printed form of a failure', async () => {
  assert.ok(Object.keys(failures).length >= 20);
  for (const [name, fail] of Object.entries(failures)) {
    let error;
    try {
      await fail();
    } catch (thrown) {
      error = thrown;
    }
    assert.ok(error instanceof Error, `${name} did not fail`);
    for (const [way, print] of Object.entries(ways)) {
      // The lines of this file in a stack are its own.
      const printed = print(error)
        .split('\n')
        .filter((line) => !/^\s+at /.test(line))
        .join('\n');
      for (const canary of [number, number.slice(3), token, secret])
        assert.ok(!printed.includes(canary), `${name}, ${way}: ${printed}`);
    }
  }
});
