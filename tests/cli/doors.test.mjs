import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';

let unloc;
let env;
before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc));
  const { stdout } = await inPipe(['projects', 'list', '--json'], { env });
  env.UNLOC_PROJECT = JSON.parse(stdout).data[0].id;
});
after(() => unloc.stop());

const state = async () => (await fetch(`${unloc.url}/_sandbox/state`)).json();
const held = async (id) => (await state()).locks.find(({ lock }) => lock.id === id);
const doorNamed = async (name) => {
  const { stdout } = await inPipe(['doors', 'list', '--json'], { env });
  return JSON.parse(stdout).data.find((door) => door.name === name);
};

test('doors list: a table in a terminal, the API’s own shape as JSON', async () => {
  const shown = await inTerminal(['doors', 'list'], { env, columns: 80, rows: 100 });
  assert.equal(shown.code, 0);
  const lines = plain(shown.screen).trim().split('\n');
  assert.match(lines[0], /^Door +/);
  assert.ok(lines.every((line) => line.length <= 80));
  const { code, stdout, stderr } = await inPipe(['doors', 'list', '--json'], { env });
  assert.deepEqual([code, stderr], [0, '']);
  const { data, next } = JSON.parse(stdout);
  assert.equal(next, null);
  assert.equal(data.length, lines.length - 1);
  assert.ok(data.every(({ id, name, vendor }) => id && name && vendor));
});

test('doors show: by name and by the beginning of an id; two that fit are listed', async () => {
  const { id } = await doorNamed('Laundry');
  const { code, stdout } = await inPipe(['doors', 'show', id.slice(0, 6), '--json'], { env });
  assert.deepEqual([code, JSON.parse(stdout).data.name], [0, 'Laundry']);
  const shown = await inTerminal(['doors', 'show', 'laundry'], { env });
  assert.equal(shown.code, 0);
  assert.match(plain(shown.screen), /^Time zone +Europe\/Oslo$/m);
  const none = await inPipe(['doors', 'show', 'Cellar'], { env });
  assert.deepEqual([none.code, none.stdout], [2, '']);
});

test('doors edit: asks, and changes what was said; nothing is sent without a yes, or with --dry-run', async () => {
  const { id } = await doorNamed('Workshop');
  const words = ['doors', 'edit', 'Workshop', '--name', 'Work shop', '--note', 'Second floor'];
  const unasked = await inPipe(words, { env });
  assert.deepEqual([unasked.code, unasked.stdout], [2, '']);
  const dry = await inPipe([...words, '--dry-run', '--json'], { env });
  assert.deepEqual(
    [dry.code, JSON.parse(dry.stdout).data.wouldSend[0].body],
    [0, { name: 'Work shop', note: 'Second floor' }],
  );
  const no = await inTerminal(words, { env, answers: [['Go ahead?', 'n\r']] });
  assert.equal(no.code, 3);
  assert.equal((await held(id)).lock.name, 'Workshop');
  const yes = await inTerminal(words, { env, answers: [['Go ahead?', 'y\r']] });
  assert.equal(yes.code, 0);
  assert.match(
    plain(yes.screen),
    /The door Workshop \([\da-f-]+\) gets the name "Work shop" and the note "Second floor"/,
  );
  const { stdout } = await inPipe(['doors', 'edit', id, '--privacy', 'private', '--yes', '--json'], { env });
  const { name, note, privacyPolicy } = JSON.parse(stdout).data;
  assert.deepEqual([name, note, privacyPolicy], ['Work shop', 'Second floor', 'private']);
  assert.equal((await inPipe(['doors', 'edit', id], { env })).code, 2);
});

test('doors refresh: doors that the vendor got appear', async () => {
  const before = JSON.parse((await inPipe(['doors', 'list', '--json'], { env })).stdout).data;
  const { lockConnectionId } = before[0];
  const body = JSON.stringify({ lockConnectionId, locksToAdd: 2 });
  assert.equal((await fetch(`${unloc.url}/_sandbox/vendor`, { method: 'POST', body })).status, 200);
  const dry = await inPipe(['doors', 'refresh', '--dry-run', '--json'], { env });
  const [{ method, path }] = JSON.parse(dry.stdout).data.wouldSend;
  assert.deepEqual([method, path.includes(lockConnectionId)], ['PUT', true]);
  const { code, screen } = await inTerminal(['doors', 'refresh'], { env, answers: [['Go ahead?', 'y\r']] });
  assert.equal(code, 0, screen);
  assert.match(plain(screen), new RegExp(`${before.length + 2} doors: 2 new, 0 gone\\.`));
  const again = await inPipe(['doors', 'refresh', 'Laundry', '--yes', '--json'], { env });
  assert.deepEqual([again.code, JSON.parse(again.stdout).data], [0, []]);
});

test('doors log: what happened at the door, the latest first, on its clock', async () => {
  const people = (await (await fetch(`${unloc.url}/_sandbox/doors`)).json()).doors;
  const { id } = await doorNamed('Parcel room');
  const { appUserId } = people.find(({ lockId }) => lockId === id).people.find(({ keyIds }) => keyIds.length > 0);
  await fetch(`${unloc.url}/_sandbox/open`, { method: 'POST', body: JSON.stringify({ lockId: id, appUserId }) });
  const { code, stdout } = await inPipe(['doors', 'log', 'Parcel room', '--json'], { env });
  assert.equal(code, 0);
  const { data } = JSON.parse(stdout);
  assert.deepEqual([data[0].appUserId, data[0].action, data[0].lockId], [appUserId, 'unlocked', id]);
  assert.deepEqual(
    [...data].sort((a, b) => Date.parse(b.created) - Date.parse(a.created)),
    data,
  );
  const shown = await inTerminal(['doors', 'log', 'Parcel room', '--since', '-1d', '--limit', '1'], { env });
  assert.equal(shown.code, 0);
  // The words and columns of `unloc log`.
  assert.match(plain(shown.screen), /^Time \(Europe\/Oslo\) +Event +Person +Number\n.* opened /);
  assert.equal((await inPipe(['doors', 'log', 'Parcel room', '--limit', '0'], { env })).code, 2);
});
