import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';

const project = '06c45d18-8009-454f-b88b-b8a8724c81ec';
const magnus = '+447700900101';
const yes = [['Go ahead? [y/N]', 'y\r']];
const no = [['Go ahead? [y/N]', 'n\r']];
let unloc;
let env;
let doors;
before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc, { UNLOC_PROJECT: project }));
  doors = data(await run('doors', 'list', '--json'));
});
after(() => unloc.stop());
beforeEach(() => control('faults', []));

const run = (...words) => inPipe(words, { env });
const data = ({ stdout }) => JSON.parse(stdout).data;
const doorId = (name) => doors.find((door) => door.name === name).id;
const state = async () => (await fetch(`${unloc.url}/_sandbox/state`)).json();
const control = (what, body) =>
  fetch(`${unloc.url}/_sandbox/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const mayShare = async (number, door) =>
  (await state()).roles.some(
    ({ userId, lockId, canShare }) => userId === number && lockId === doorId(door) && canShare,
  );

test('sharing list: who may share keys to which doors', async () => {
  const rights = data(await run('sharing', 'list', '--json'));
  const { roles, locks } = await state();
  const own = new Set(locks.filter((one) => one.lockHolderId === project).map(({ lock }) => lock.id));
  assert.equal(rights.length, roles.filter(({ lockId, canShare }) => canShare && own.has(lockId)).length);
  const one = data(await run('sharing', 'list', '--person', 'ingrid', '--door', 'main entrance 12', '--json'));
  assert.deepEqual(
    one.map(({ appUserId, lockId }) => [appUserId, lockId]),
    [['+447700900100', doorId('Main entrance 12')]],
  );
  const shown = await inTerminal(['sharing', 'list', '--door', 'Main entrance 12'], { env });
  assert.match(plain(shown.screen), /^Person .*Door +Shared.*\n(?:.*\n)*Ingrid Solheim .*Main entrance 12 +1/);
});

test('sharing allow: only what is not there is sent; stop ends exactly what was shown', async () => {
  const allow = ['sharing', 'allow', '--person', magnus, '--door', 'laundry', 'workshop'];
  assert.equal((await run(...allow)).code, 2);
  assert.equal((await inTerminal(allow, { env, answers: no })).code, 3);
  assert.equal(data(await run(...allow, '--dry-run', '--json')).wouldSend.length, 1);
  assert.equal(await mayShare(magnus, 'Laundry'), false);
  const allowed = await inTerminal(allow, { env, answers: yes });
  assert.equal(allowed.code, 0, allowed.screen);
  assert.deepEqual([await mayShare(magnus, 'Laundry'), await mayShare(magnus, 'Workshop')], [true, true]);
  // One more door: the API refuses all if one is there already.
  const more = await run('sharing', 'allow', '--person', magnus, '--door', 'laundry', 'garage gate', '--yes');
  assert.equal(more.code, 0, more.stderr);
  assert.match(more.stderr, /Left out: Magnus Eide may share keys to Laundry already/);
  assert.match((await run(...allow, '--yes')).stderr, /Nothing is left to allow/);

  const stop = ['sharing', 'stop', '--person', magnus, '--door', 'laundry', 'workshop'];
  assert.equal((await inTerminal(stop, { env, answers: no })).code, 3);
  assert.equal(await mayShare(magnus, 'Laundry'), true);
  await control('faults', [
    { method: 'DELETE', path: '/v2/projects/*/sharing-rights', after: 1, fault: { status: 400 } },
  ]);
  const partly = await run(...stop, '--yes');
  assert.equal(partly.code, 5, partly.stderr);
  assert.match(partly.stderr, /1 of 2 rights ended, then: .*400/);
  await control('faults', []);
  assert.equal((await run('sharing', 'allow', '--person', magnus, '--door', 'laundry', 'workshop', '--yes')).code, 0);
  const stopped = await run(...stop, '--yes', '--json');
  assert.equal(stopped.code, 0, stopped.stderr);
  assert.equal(data(stopped).length, 2);
  assert.deepEqual(
    [await mayShare(magnus, 'Laundry'), await mayShare(magnus, 'Workshop'), await mayShare(magnus, 'Garage gate')],
    [false, false, true],
  );
  assert.match((await run(...stop, '--yes')).stderr, /There are no such rights/);
  assert.equal((await run('sharing', 'stop', '--yes')).code, 2);
});

test('sharing revoke-shared: what somebody shared goes, and the sentence says that it is not listed', async () => {
  const shared = async () =>
    (await state()).sharedKeys.filter(({ sharedBy, key }) => sharedBy === '+447700900100' && key.state !== 'revoked')
      .length;
  const had = await shared();
  assert.ok(had > 0);
  const words = ['sharing', 'revoke-shared', '--person', 'ingrid'];
  const declined = await inTerminal(words, { env, answers: no });
  assert.equal(declined.code, 3);
  assert.match(
    plain(declined.screen).replaceAll('\n', ' '),
    /Ingrid Solheim shared in the app are taken back\. The API does not list them/,
  );
  assert.equal(await shared(), had);
  assert.equal((await run(...words, '--yes')).code, 0);
  assert.equal(await shared(), 0);
  assert.equal((await run('sharing', 'revoke-shared', '--yes')).code, 2);
});

test('groups: made, shown, changed, and people and doors put in and taken out with their keys', async () => {
  const before = (await state()).v2.accessGroups.length;
  const create = ['groups', 'create', 'Cleaners', '--person', 'magnus', '912 34 567', '--door', 'laundry', 'workshop'];
  const declined = await inTerminal(create, { env, answers: no });
  assert.equal(declined.code, 3);
  assert.match(
    plain(declined.screen).replaceAll('\n', ' '),
    /"Cleaners" is made, with Magnus Eide and \+4791234567, and Laundry and Workshop.*4 keys/,
  );
  assert.equal((await state()).v2.accessGroups.length, before);
  const made = await run(...create, '--hours', 'mon-fri 06:00-12:00', '--set', 'firm=Vask AS', '--yes', '--json');
  assert.equal(made.code, 0, made.stderr);
  const { id } = data(made);
  const group = async () =>
    (await state()).v2.accessGroups.map(({ accessGroup }) => accessGroup).find((one) => one.id === id);
  const keysOf = async (number) =>
    (await state()).keys.filter(({ key }) => key.toUser.id === number && key.state !== 'revoked').length;
  assert.equal(await keysOf('+4791234567'), 2);
  const shown = await inTerminal(['groups', 'show', 'cleaners'], { env });
  assert.match(plain(shown.screen), /Who +Magnus Eide +\+447700900101\n +\+4791234567/);
  assert.match(plain(shown.screen), /Only +mon-fri 06:00-12:00/);

  const listed = await inTerminal(['groups', 'list'], { env });
  assert.match(plain(listed.screen), /^Cleaners +2 +2 +mon-fri 06:00-12:00/m);
  for (const words of [
    ['edit', 'cleaners', '--all-hours'],
    ['add', 'cleaners', '--door', 'garage gate'],
  ]) {
    const asked = await inTerminal(['groups', ...words], { env, answers: no });
    assert.deepEqual([asked.code, (await group()).lockIds.length], [3, 2], asked.screen);
  }

  assert.equal((await run('groups', 'edit', 'cleaners', '--share', '--yes')).code, 2, 'not together with hours');
  assert.equal((await run('groups', 'edit', 'cleaners', '--yes')).code, 2);
  const edited = await run(
    'groups',
    'edit',
    'cleaners',
    '--all-hours',
    '--share',
    '--set',
    'floor=2',
    '--unset',
    'firm',
    '--description',
    'Who cleans',
    '--yes',
  );
  assert.equal(edited.code, 0, edited.stderr);
  const now = await group();
  assert.deepEqual(
    [now.allowKeySharing, now.recurrence ?? null, now.metadata, now.description],
    [true, null, { floor: '2' }, 'Who cleans'],
  );

  const add = await run(
    'groups',
    'add',
    'cleaners',
    '--person',
    'magnus',
    'ingrid',
    '--door',
    'garage gate',
    '--yes',
    '--json',
  );
  assert.match(add.stderr, /gets Ingrid Solheim and Garage gate: 5 keys are made/);
  assert.deepEqual([data(add).appUserIds.length, data(add).lockIds.length], [3, 3]);
  const remove = ['groups', 'remove', 'cleaners', '--person', '912 34 567'];
  const kept = await inTerminal(remove, { env, answers: no });
  assert.equal(kept.code, 3);
  assert.match(
    plain(kept.screen).replaceAll('\n', ' '),
    /loses \+4791234567: 3 keys are taken back, which cannot be undone/,
  );
  assert.equal(await keysOf('+4791234567'), 3);
  assert.equal((await inTerminal(remove, { env, answers: yes })).code, 0);
  assert.equal(await keysOf('+4791234567'), 0);
  assert.match((await run(...remove, '--yes')).stderr, /None of them is in the group/);

  // A key of a group goes with the group only: the old one stays, and no second one is left behind.
  const [key] = data(await run('keys', 'list', '--person', 'ingrid', '--door', 'garage gate', '--json'));
  const revoked = await run('keys', 'revoke', key.id, '--yes', '--json');
  assert.equal(revoked.code, 1, revoked.stderr);
  assert.match(data(revoked)[0].reason, /unloc groups remove/);
  const moved = await run('keys', 'move', key.id, '--until', '+30d', '--yes');
  assert.equal(moved.code, 1, moved.stderr);
  assert.match(moved.stderr, /nothing has changed/);
  assert.deepEqual(
    data(await run('keys', 'list', '--person', 'ingrid', '--door', 'garage gate', '--json')).map((one) => one.id),
    [key.id],
  );
});

test('subprojects: made, shown, and doors put in and taken out with the keys of it', async () => {
  const before = (await state()).v2.subprojects.length;
  const create = ['subprojects', 'create', 'Dental practice', '--door', 'laundry'];
  const declined = await inTerminal(create, { env, answers: no });
  assert.equal(declined.code, 3);
  assert.equal((await state()).v2.subprojects.length, before);
  const made = await run(...create, '--yes', '--json');
  assert.equal(made.code, 0, made.stderr);
  assert.deepEqual(data(made).lockIds, [doorId('Laundry')]);
  const listed = await inTerminal(['subprojects', 'list'], { env });
  assert.match(plain(listed.screen), /Dental practice +1/);
  const added = await inTerminal(['subprojects', 'add-doors', 'dental practice', 'workshop', 'laundry'], {
    env,
    answers: yes,
  });
  assert.equal(added.code, 0, added.screen);
  assert.deepEqual(data(await run('subprojects', 'show', 'dental practice', '--json')).lockIds.length, 2);
  const one = await inTerminal(['subprojects', 'show', 'dental practice'], { env });
  assert.match(plain(one.screen), /Where +(?:Laundry\n +Workshop|Workshop\n +Laundry)/);
  const removed = await run('subprojects', 'remove-doors', 'dental practice', 'laundry', '--yes', '--json');
  assert.match(removed.stderr, /loses Laundry: 0 keys of it are taken back/);
  assert.deepEqual(data(removed).lockIds, [doorId('Workshop')]);
  assert.match(
    (await run('subprojects', 'remove-doors', 'dental practice', 'laundry', '--yes')).stderr,
    /None of them/,
  );
  assert.equal((await run('subprojects', 'create', 'abc', '--yes')).code, 2);
});
