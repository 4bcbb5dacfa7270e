// Doors and people as nobody would name them: an id with a slash, a name that two have, control sequences, two time zones.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';

const project = '06c45d18-8009-454f-b88b-b8a8724c81ec';
const evil = 'Cellar\u001b[2J\u001b]0;owned\u0007\r\nGo ahead? [y/N] y\u202e';
const slash = 'stairs/b?c#d %2F';
let unloc;
let env;
let twins;
before(async () => {
  const demo = await startUnloc();
  const state = await (await fetch(`${demo.url}/_sandbox/state`)).json();
  await demo.stop();
  const named = (name) => state.locks.find(({ lock, lockHolderId }) => lockHolderId === project && lock.name === name);
  const [laundry, workshop, cellar, gate] = ['Laundry', 'Workshop', 'Bicycle room', 'Garage gate'].map(
    (name) => named(name) ?? assert.fail(`the demo has no ${name}`),
  );
  workshop.lock.name = 'Laundry';
  twins = [laundry.lock.id, workshop.lock.id];
  cellar.lock.name = evil;
  gate.timezone = 'Europe/London';
  // He gets it in the tests.
  state.keys = state.keys.filter(({ key }) => key.toUser.id !== '+447700900101' || key.lockId !== cellar.lock.id);
  const [person] = state.people.filter(({ userId }) => userId === '+447700900101');
  person.name = `Magnus ${evil}`;
  // An id goes everywhere where the state names it.
  const renamed = JSON.stringify(state).replaceAll(gate.lock.id, JSON.stringify(slash).slice(1, -1));
  const file = join(mkdtempSync(join(tmpdir(), 'unloc-nasty-')), 'state.json');
  writeFileSync(file, renamed);
  unloc = await startUnloc('--seed', file);
  ({ env } = user(unloc, { UNLOC_PROJECT: project }));
});
after(() => unloc.stop());

const run = (...words) => inPipe(words, { env });
const data = ({ stdout }) => JSON.parse(stdout).data;
const held = async (number) => {
  const { keys } = await (await fetch(`${unloc.url}/_sandbox/state`)).json();
  return keys.map(({ key }) => key).filter(({ toUser, state }) => toUser.id === number && state !== 'revoked');
};
/** Nothing of what a name holds may reach a terminal as a control sequence, or as a line of its own. */
const isSafe = (screen) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  assert.ok(!/\u001b\[2J|\u001b\]0;|\u0007|\u202e/.test(screen), JSON.stringify(screen));
  assert.ok(!/^Go ahead\? \[y\/N\] y/m.test(plain(screen).replaceAll('\r', '\n')), screen);
};

test('a name that two doors have is listed with ids, none is taken, and sentences tell them apart', async () => {
  const both = await run('keys', 'give', '--to', '+4790000001', '--door', 'laundry', '--for', '1d', '--yes');
  assert.equal(both.code, 2);
  for (const id of twins) assert.ok(both.stderr.includes(id), both.stderr);
  const one = await run('keys', 'give', '--to', '+4790000001', '--door', ...twins, '--for', '1d', '--yes');
  assert.equal(one.code, 0, one.stderr);
  for (const id of twins) assert.ok(one.stderr.includes(`Laundry (${id.slice(0, 8)})`), one.stderr);
  assert.deepEqual((await held('+4790000001')).map(({ lockId }) => lockId).toSorted(), twins.toSorted());
});

test('an id with a slash and other signs of URLs: given, listed, moved and taken back', async () => {
  const given = await run(
    'keys',
    'give',
    '--to',
    '+4790000002',
    '--door',
    slash,
    '--for',
    '2d',
    '--wait',
    '--yes',
    '--json',
  );
  assert.equal(given.code, 0, given.stderr);
  assert.equal(data(given)[0].lockId, slash);
  const listed = data(await run('keys', 'list', '--door', slash, '--person', '+4790000002', '--all', '--json'));
  assert.equal(listed.length, 1);
  assert.equal((await run('keys', 'move', listed[0].id, '--for', '1d', '--yes')).code, 0);
  assert.equal((await run('sharing', 'allow', '--person', '+4790000002', '--door', slash, '--yes')).code, 0);
  assert.equal((await run('sharing', 'stop', '--door', slash, '--person', '+4790000002', '--yes')).code, 0);
  assert.deepEqual(data(await run('sharing', 'list', '--person', '+4790000002', '--json')), []);
  const taken = await run('keys', 'revoke', '--door', slash, '--person', '+4790000002', '--yes', '--json');
  assert.deepEqual([taken.code, data(taken).length], [0, 1]);
  assert.deepEqual(await held('+4790000002'), []);
});

test('doors in two zones: each by its own clock, each in a sentence with its zone', async () => {
  const words = ['keys', 'give', '--to', '+4790000003', '--door', slash, twins[0]];
  const { code, stdout, stderr } = await run(
    ...words,
    '--from',
    '2027-03-05T15:00',
    '--until',
    '2027-03-07T11:00',
    '--yes',
    '--json',
  );
  assert.equal(code, 0, stderr);
  assert.equal(JSON.parse(stdout).data.length, 2);
  assert.match(stderr, /Garage gate, Fri 5 Mar 2027 15:00 – Sun 7 Mar 2027 11:00 \(Europe\/London\): 1 key/);
  assert.match(stderr, /Laundry \(\w+\), Fri 5 Mar 2027 15:00 – Sun 7 Mar 2027 11:00 \(Europe\/Oslo\): 1 key/);
  assert.match(stderr, /2 keys in all/);
  const starts = Object.fromEntries((await held('+4790000003')).map(({ lockId, start }) => [lockId, start]));
  assert.deepEqual(starts, { [slash]: '2027-03-05T15:00:00.000Z', [twins[0]]: '2027-03-05T14:00:00.000Z' });
});

test('control sequences in names of doors and people reach no terminal', async () => {
  const cellar = data(await run('doors', 'list', '--json')).find(({ name }) => name === evil);
  const [key] = data(await run('keys', 'list', '--person', '+447700900101', '--json'));
  const asked = { env, rows: 200, answers: [[/\n?.* Go ahead\? \[y\/N\] (?!y)/, 'n\r']] };
  const give = ['keys', 'give', '--to', '+447700900101', '--door', cellar.id, '--no-end'];
  for (const [words, options] of [
    [['keys', 'list', '--no-pager'], { env, rows: 500 }],
    [['keys', 'show', key.id], { env }],
    [[...give, '--dry-run'], { env }],
    [['keys', 'revoke', '--person', '+447700900101', '--dry-run'], { env }],
    [['keys', 'move', key.id, '--for', '1d', '--dry-run'], { env }],
    [['sharing', 'allow', '--person', '+447700900101', '--door', cellar.id, '--dry-run'], { env }],
    [['groups', 'create', 'Residents', '--person', '+447700900101', '--door', cellar.id, '--dry-run'], { env }],
    [['people', 'show', '+447700900101'], { env }],
    [['keys', 'give', '--to', '+447700900101', '--door', 'no such door', '--no-end'], { env }],
    [['people', 'show', 'm'], { env }],
    [['keys', 'watch', key.id, '--until-state', key.state], { env }],
    [give, asked],
    [[...give, '--yes'], { env }],
  ]) {
    const { code, screen } = await inTerminal(words, options);
    if (options === asked) assert.equal(code, 3, screen);
    isSafe(screen);
  }
  // CSV and JSON have the name as it is, for programs.
  assert.ok(data(await run('doors', 'list', '--json')).some(({ name }) => name === evil));
});

test('a key that is still being made counts as one that is there', async () => {
  await fetch(`${unloc.url}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ method: 'POST', path: '/v2/projects/*/keys', fault: { keySeconds: 7200 } }]),
  });
  const words = [
    'keys',
    'give',
    '--to',
    '+4790000004',
    '--door',
    twins[0],
    '--until',
    '2027-03-07T11:00',
    '--yes',
    '--json',
  ];
  const first = await run(...words);
  assert.equal(data(first)[0].state, 'creating');
  const again = await run(...words);
  assert.deepEqual([again.code, data(again)], [0, []]);
  assert.match(again.stderr, /for the whole time already/);
  // Neither is it moved before its new key is usable: the old one stays.
  const [{ keyId }] = data(first);
  const stopped = await run('keys', 'move', keyId, '--no-end', '--yes', '--timeout', '4s');
  assert.equal(stopped.code, 124, stopped.stderr);
  assert.match(stopped.stderr, new RegExp(`In progress: a new key of .*; the old one, ${keyId}, is still there`));
  assert.equal(
    (await held('+4790000004')).some(({ id }) => id === keyId),
    true,
  );
  const taken = await run('keys', 'revoke', '--person', '+4790000004', '--yes', '--json');
  assert.deepEqual([taken.code, data(taken).length], [0, 2]);
});
