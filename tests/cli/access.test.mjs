import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';

let unloc;
let home;
let env;
const json = async (words) => {
  const { code, stdout, stderr } = await inPipe([...words, '--json'], { env });
  assert.equal(code, 0, stderr);
  return { data: JSON.parse(stdout).data, stderr };
};
before(async () => {
  unloc = await startUnloc();
  ({ home, env } = user(unloc));
  env.UNLOC_PROJECT = (await json(['projects', 'list'])).data[0].id;
});
after(() => unloc.stop());

/** What the embedded Unloc's own doors say, by code of their own. */
const doorsNow = async () => (await (await fetch(`${unloc.url}/_sandbox/doors`)).json()).doors;
const doorNamed = async (name) => (await json(['doors', 'list'])).data.find((door) => door.name === name);
const atDoor = async (lockId) => {
  const door = (await doorsNow()).find((one) => one.lockId === lockId);
  return (door?.people ?? []).filter(({ keyIds }) => keyIds.length > 0).map(({ appUserId }) => appUserId);
};

test('access who: those whom the door lets in, in a terminal and in a pipe, and what is not seen', async () => {
  const { id } = await doorNamed('Parcel room');
  const { data, stderr } = await json(['access', 'who', 'parcel room']);
  assert.deepEqual(data.map(({ appUserId }) => appUserId).sort(), (await atDoor(id)).sort());
  assert.ok(data.length > 2 && data.every(({ name, timezone }) => name && timezone === 'Europe/Oslo'));
  assert.match(stderr, /^Not seen: keys that people shared in the app; .*privacy policy hides them\.$/m);
  const { code, screen } = await inTerminal(['access', 'who', id.slice(0, 8)], { env, columns: 100 });
  assert.equal(code, 0);
  assert.match(plain(screen), new RegExp(`Parcel room, .* \\(Europe/Oslo\\): ${data.length} people can open it\\.`));
});

test('access who --at is on the clock of the door, and --why-not says why a key does not open then', async () => {
  // Those of the group that cleans: weekly hours of Monday, Wednesday and Friday.
  const open = await json(['access', 'who', 'Laundry', '--at', 'mon 09:00']);
  const shut = await json(['access', 'who', 'Laundry', '--at', 'mon 07:00']);
  const randi = ({ name }) => name === 'Randi Vatne';
  assert.deepEqual([open.data.some(randi), shut.data.some(randi)], [true, false]);
  const { data } = await json(['access', 'who', 'Laundry', '--at', 'mon 07:00', '--why-not']);
  const { why, opensAt, sentence } = data.find(randi);
  assert.deepEqual(why, ['outsideHours']);
  assert.match(sentence, /outside its hours \(mon,wed,fri 08:00-16:30\) - opens Mon .* 08:00 \(Europe\/Oslo\)/);
  const { code, screen } = await inTerminal(['access', 'who', 'Laundry', '--at', opensAt, '--why-not'], { env });
  assert.equal(code, 0);
  assert.doesNotMatch(plain(screen), /Randi Vatne/);
});

test('access what: the doors of a person by name and by number, however it is written', async () => {
  const expected = (await doorsNow())
    .filter(({ people }) => people.some(({ appUserId, keyIds }) => appUserId === '+447700900115' && keyIds.length > 0))
    .map(({ lockId }) => lockId)
    .sort();
  assert.ok(expected.length > 1);
  for (const person of ['anders hovland', '+44 7700 900115', '0044 7700 900115']) {
    const { data } = await json(['access', 'what', person]);
    assert.deepEqual([...new Set(data.map(({ lockId }) => lockId))].sort(), expected, person);
  }
  const several = await inPipe(['access', 'what', 'h'], { env });
  assert.deepEqual([several.code, several.stdout], [2, '']);
  assert.match(several.stderr, /people are called "h"/);
  const shown = await inTerminal(['access', 'what', 'Anders Hovland', '--why-not'], { env });
  assert.equal(shown.code, 0);
  assert.match(plain(shown.screen), /Why not +Opens\n/);
  assert.match(plain(shown.screen), / outside its hours \([a-z,-]+ 08:00-16:30\) +[A-Z][a-z]{2} .* 08:00\n/);
  const csv = await inPipe(['access', 'what', 'Anders Hovland', '--csv'], { env });
  assert.match(csv.stdout, /,\d{4}-\d\d-\d\dT\d\d:00:00Z,/, 'CSV has instants');
});

test('access review: CSV for spreadsheets that a plan reads again, keys without an end, findings', async () => {
  const csv = await inPipe(['access', 'review', '--csv'], { env });
  assert.equal(csv.code, 0);
  assert.match(csv.stdout, /^door;person;from;to;why;key\r\n/);
  assert.match(csv.stdout, /;'\+4477009/);
  const { data: rows } = await json(['access', 'review', '--from', 'now', '--until', '+7d']);
  assert.ok(rows.length > 50);
  const { data: endless } = await json(['access', 'review', '--no-end']);
  const keys = (await (await fetch(`${unloc.url}/_sandbox/state`)).json()).keys;
  const ended = new Set(keys.filter(({ key }) => key.end).map(({ key }) => key.id));
  assert.ok(endless.length > 5);
  for (const { reasons } of endless) assert.ok(reasons.some(({ keyId }) => !ended.has(keyId)));
  const { data: findings } = await json(['access', 'review', '--findings', '--door', 'Laundry']);
  assert.ok(findings.length > 0 && findings.every(({ kind, sentence }) => kind && sentence));
  const shown = await inTerminal(['access', 'review', '--door', 'Laundry'], { env, columns: 80, rows: 200 });
  assert.equal(shown.code, 0);
  assert.ok(plain(shown.screen).includes('Door'));
  assert.equal((await inPipe(['access', 'review', '--until', '-1d'], { env })).code, 2);
});

test('access review --unused: who opened the door is not listed, and how far the log goes is said', async () => {
  const unused = async () => (await json(['access', 'review', '--unused', '10d'])).data;
  const usable = new Set((await doorsNow()).flatMap(({ people }) => people.flatMap(({ keyIds }) => keyIds)));
  const first = (await unused()).find(({ keyId, lastOpened }) => usable.has(keyId) && lastOpened === null);
  assert.ok(first);
  const body = JSON.stringify({ lockId: first.lockId, appUserId: first.appUserId });
  const opened = await fetch(`${unloc.url}/_sandbox/open`, { method: 'POST', body });
  assert.equal(opened.status, 200);
  assert.ok(!(await unused()).some(({ keyId }) => keyId === first.keyId));
  const { code, screen } = await inTerminal(['access', 'review', '--unused', '90d'], { env, rows: 200 });
  assert.equal(code, 0);
  assert.match(plain(screen), /The log goes back to .* only \(the API keeps 60 days at most\)/);
});

test('access calendar: a drawing by the hours of the door, and a calendar that only its owner can read', async () => {
  const { code, screen } = await inTerminal(['access', 'calendar', 'Laundry', '--from', 'mon', '--days', '2'], {
    env,
    columns: 80,
  });
  assert.equal(code, 0);
  // Monday from 08:00 to 16:30, Tuesday not.
  assert.match(plain(screen), /^Randi Vatne +\.{8}#{8}\+\.{7} \.{24}$/m);
  const file = join(home, 'nora.ics');
  const { stderr } = await inPipe(['access', 'calendar', 'Nora Fjeld', '--ics', file], { env });
  assert.match(stderr, /nora\.ics has \d+ entries: Nora Fjeld, 90 days/);
  const text = readFileSync(file, 'utf8');
  assert.match(text, /^BEGIN:VCALENDAR\r\n(?:[^\r\n]{1,75}\r\n)+END:VCALENDAR\r\n$/);
  assert.match(text, /DTSTART:\d{8}T\d{6}Z\r\nDTEND:\d{8}T\d{6}Z\r\nSUMMARY:Main entrance 12\r\n/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const neither = await inPipe(['access', 'calendar', 'Nobody'], { env });
  assert.deepEqual([neither.code, neither.stdout], [2, '']);
  assert.match(neither.stderr, /neither a door nor a person "Nobody"/);
});
