// The questions that a snapshot answers, and their sentences.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { access } from '../../support/access.mjs';

const { canOpen, compare, mayGrant, peopleWhoCanOpen, review, Snapshot, whatCanOpen, whoCanOpen } = access;

const kari = '+447700900123';
const lock = (id, name, rest) => ({ id, name, timezone: 'Europe/Oslo', ...rest });
const key = (id, lockId, person, start, end, rest) => ({
  id,
  lockId,
  appUser: person === null ? null : { id: person, name: person === kari ? 'Kari' : '' },
  start,
  end,
  created: start,
  state: 'active',
  ...rest,
});
const stay = { accessOwner: 'rentals', accessRef: 'B-1001' };
const keys = [
  key('k-1', 'stair', kari, '2027-03-05T14:00:00Z', '2027-03-07T10:00:00Z', { metadata: stay }),
  key('k-2', 'stair', '+447700900456', '2027-01-01T00:00:00Z', null),
  key('k-3', 'room', kari, '2027-01-01T00:00:00Z', '2027-12-31T00:00:00Z', {
    recurrence: { timeSpans: [{ weekday: 'sun', startHour: 2, startMinute: 0, endHour: 4, endMinute: 0 }] },
  }),
  key('k-4', 'room', null, '2027-01-01T00:00:00Z', '2027-12-31T00:00:00Z'),
];
const locks = [lock('stair', 'Stair B'), lock('room', 'Room 4')];

function snapshotOf(allKeys = keys, allLocks = locks) {
  const snapshot = new Snapshot({ projectId: 'p' });
  snapshot.addObjects('locks', allLocks);
  snapshot.addObjects('keys', allKeys);
  snapshot.addObjects('accessGroups', []);
  snapshot.addObjects('sharingRights', [{ lockId: 'stair', appUserId: kari, id: 'r-1', source: 'project' }]);
  snapshot.seal({ from: '2027-03-06T11:59:00Z', to: '2027-03-06T12:00:00Z' });
  return snapshot;
}

const noon = '2027-03-06T12:00:00Z';

test('canOpen says whether, why and until when, in words on the clock of the door', () => {
  const answer = canOpen(snapshotOf(), { appUserId: kari, lockId: 'stair', at: noon });
  assert.equal(answer.opens, true);
  assert.deepEqual(answer.next, { opens: false, at: '2027-03-07T10:00:00Z' });
  assert.deepEqual(
    answer.because.map(({ keyId, owner, ref, via }) => [keyId, owner, ref, via]),
    [['k-1', 'rentals', 'B-1001', 'key']],
  );
  assert.equal(
    answer.sentence,
    'Kari can open Stair B until Sun 7 Mar 11:00 (key of rentals/B-1001). Not seen: keys that people shared in the app; people whom the privacy policy of a door hides.',
  );
});

test('canOpen says why a door does not open, and when it will', () => {
  const snapshot = snapshotOf();
  const before = canOpen(snapshot, { appUserId: kari, lockId: 'stair', at: new Date('2027-03-05T13:59:59.999Z') });
  assert.deepEqual([before.opens, before.butNot[0].why, before.next.at], [false, 'notYet', '2027-03-05T14:00:00Z']);
  assert.match(
    before.sentence,
    /^Kari cannot open Stair B until Fri 5 Mar 15:00: the key of rentals\/B-1001 begins Fri 5 Mar 15:00\./,
  );
  const after = canOpen(snapshot, { appUserId: kari, lockId: 'stair', at: '2027-03-07T10:00:00Z' });
  assert.deepEqual([after.opens, after.butNot[0].why, after.next], [false, 'over', undefined]);
  assert.match(after.sentence, /^Kari cannot open Stair B: the key of rentals\/B-1001 ended Sun 7 Mar 11:00\./);
  const hours = canOpen(snapshot, { appUserId: kari, lockId: 'room', at: noon });
  assert.deepEqual([hours.opens, hours.butNot[0].why, hours.next.at], [false, 'outsideHours', '2027-03-07T01:00:00Z']);
  const nobody = canOpen(snapshot, { appUserId: '+447700900999', lockId: 'room', at: noon });
  assert.match(nobody.sentence, /^\+44 •••• 0999 cannot open Room 4: there is no key\./);
});

test('weekly hours follow the wall clock of the door over a change of the clock, far from the keys, too', () => {
  const snapshot = snapshotOf();
  const minutes = (day) => {
    const from = Date.parse(`${day}T00:00:00Z`);
    const rows = [...review(snapshot, { from: new Date(from), to: new Date(from + 86_400_000), lockIds: ['room'] })];
    return rows
      .filter(({ appUserId }) => appUserId !== null)
      .reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 60_000, 0);
  };
  assert.deepEqual(['2027-03-21', '2027-03-28', '2027-10-31'].map(minutes), [120, 60, 180]);
});

test('whoCanOpen, whatCanOpen and peopleWhoCanOpen agree', () => {
  const snapshot = snapshotOf();
  const who = whoCanOpen(snapshot, { lockId: 'stair', at: noon });
  assert.deepEqual(who.map(({ appUserId }) => appUserId).sort(), [kari, '+447700900456'].sort());
  assert.deepEqual(peopleWhoCanOpen(snapshot, { lockId: 'stair', at: noon }).sort(), [kari, '+447700900456'].sort());
  assert.deepEqual(peopleWhoCanOpen(snapshot, { lockId: 'room', at: noon }), []);
  const span = { from: '2027-03-06T00:00:00Z', to: '2027-03-08T00:00:00Z' };
  assert.deepEqual(
    whatCanOpen(snapshot, { appUserId: kari, ...span }).map(({ door, from, to }) => [door, from, to]),
    [
      ['Stair B', '2027-03-06T00:00:00Z', '2027-03-07T10:00:00Z'],
      ['Room 4', '2027-03-07T01:00:00Z', '2027-03-07T03:00:00Z'],
    ],
  );
});

test('mayGrant tells the power to give, which is not to open', () => {
  const snapshot = snapshotOf();
  assert.deepEqual(mayGrant(snapshot), [{ lockId: 'stair', appUserId: kari, id: 'r-1', source: 'project' }]);
  assert.equal(mayGrant(snapshot, { lockId: 'stair' }).length, 1);
  assert.deepEqual(mayGrant(snapshot, { lockId: 'room' }), []);
});

test('a review has its rows as objects, as columns and as CSV', () => {
  const snapshot = snapshotOf();
  const found = review(snapshot, { from: '2027-03-06T00:00:00Z', to: '2027-03-08T00:00:00Z' });
  const rows = [...found];
  const { lock: ofLock, person, from, to, lockIds, appUserIds } = found.columns();
  assert.equal(rows.length, found.rows);
  rows.forEach((row, index) => {
    assert.equal(lockIds[ofLock[index]], row.lockId);
    assert.equal(appUserIds[person[index]] ?? null, row.appUserId);
    assert.deepEqual([from[index], to[index]], [Date.parse(row.from), Date.parse(row.to)]);
  });
  const csv = [...found.csv({ delimiter: ',', times: 'utc' })].map((piece) => new TextDecoder().decode(piece)).join('');
  const lines = csv.trimEnd().split('\r\n');
  assert.equal(lines[0], 'door,person,from,to,why,key');
  assert.equal(lines.length, rows.length + 1);
  assert.ok(
    lines.includes("Stair B,'+447700900123,2027-03-06T00:00:00Z,2027-03-07T10:00:00Z,key of rentals/B-1001,k-1"),
  );
  const masked = [...found.csv({ masked: true })].map((piece) => new TextDecoder().decode(piece)).join('');
  assert.doesNotMatch(masked, /7700900/);
  assert.throws(() => [...found.csv({ columns: ['secret'] })], { code: 'unknownColumn' });
});

test('findings come with a sentence each, without whole phone numbers', () => {
  const found = review(snapshotOf(), { from: '2027-03-01T00:00:00Z', to: '2027-04-01T00:00:00Z' }).findings();
  const noEnd = found.find(({ kind }) => kind === 'noEnd');
  assert.equal(noEnd.sentence, 'The key of +44 •••• 0456 to Stair B has no end.');
  assert.ok(found.some(({ kind }) => kind === 'startInGap' || kind === 'windowSkipped'));
  for (const { kind, sentence } of found) {
    assert.match(sentence, /^\S.*\.$/s, kind);
    assert.doesNotMatch(sentence, /\{|\?|\+44\d{5}/, kind);
  }
  const two = review(snapshotOf(), { from: '2027-03-06T00:00:00Z', to: '2027-03-08T00:00:00Z' }).findings({
    exclusive: ['stair'],
    kinds: ['twoPeople'],
  });
  assert.deepEqual(
    two.map(({ sentence }) => sentence),
    ['Stair B has two people from Sat 6 Mar 01:00 to Sun 7 Mar 11:00 (B-1001).'],
  );
});

test('compare tells what appeared, went and changed, and who can open more or less', () => {
  const later = snapshotOf([
    { ...keys[0], end: '2027-03-08T10:00:00Z' },
    ...keys.slice(2),
    key('k-5', 'room', '+447700900777', '2027-03-06T00:00:00Z', '2027-03-09T00:00:00Z'),
  ]);
  const { appeared, gone, changed, opensMore, opensLess } = compare(snapshotOf(), later);
  assert.deepEqual([appeared.map(({ id }) => id), gone.map(({ id }) => id)], [['k-5'], ['k-2']]);
  assert.deepEqual(
    changed.map(({ keyId, members }) => [keyId, members]),
    [['k-1', ['end']]],
  );
  assert.deepEqual(
    opensMore.map(({ appUserId, from, to }) => [appUserId, from, to]),
    [
      [kari, '2027-03-07T10:00:00Z', '2027-03-08T10:00:00Z'],
      ['+447700900777', '2027-03-06T11:59:00Z', '2027-03-09T00:00:00Z'],
    ],
  );
  assert.deepEqual(
    opensLess.map(({ appUserId }) => appUserId),
    ['+447700900456'],
  );
  const open = new Snapshot({ projectId: 'p' });
  assert.throws(() => compare(open, later), { code: 'notSealed' });
});

test('a moment without Z or an offset is refused, as is a lock that is not there, and an unknown zone', () => {
  const snapshot = snapshotOf();
  for (const at of ['2027-03-06T12:00', '2027-03-06', 'now', new Date(NaN), 5, undefined])
    assert.throws(() => canOpen(snapshot, { appUserId: kari, lockId: 'stair', at }), /"at" must be a Date/);
  assert.throws(() => canOpen(snapshot, { appUserId: kari, lockId: 'none', at: noon }), { code: 'unknownLock' });
  assert.throws(() => peopleWhoCanOpen(snapshot, { lockId: 'none', at: noon }), { code: 'unknownLock' });
  const wrong = snapshotOf(keys, [lock('stair', 'Stair B'), lock('room', 'Room 4', { timezone: 'Europe/Nowhere' })]);
  assert.throws(() => canOpen(wrong, { appUserId: kari, lockId: 'room', at: noon }), {
    name: 'AccessError',
    message: /^The time zone Europe\/Nowhere of the lock room is not known here/,
  });
});
