import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';

let unloc;
let env;
const project = '06c45d18-8009-454f-b88b-b8a8724c81ec';
before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc, { UNLOC_PROJECT: project }));
});
after(() => unloc.stop());

const state = async () => (await fetch(`${unloc.url}/_sandbox/state`)).json();
const recordOf = async (number) =>
  (await state()).v2.managedUsers.find(
    ({ projectId, managedUser }) => projectId === project && managedUser.appUserId === number,
  )?.managedUser;
const run = (...words) => inPipe(words, { env });

test('people list: everybody who has a key or a record, once, and as a table in a terminal', async () => {
  const { code, stdout, stderr } = await run('people', 'list', '--json');
  assert.deepEqual([code, stderr], [0, '']);
  const { data } = JSON.parse(stdout);
  const numbers = data.map(({ appUserId }) => appUserId);
  assert.equal(new Set(numbers).size, numbers.length);
  const { v2, keys, locks } = await state();
  const own = new Set(locks.filter((one) => one.lockHolderId === project).map(({ lock }) => lock.id));
  const holders = keys
    .filter(({ key }) => own.has(key.lockId) && !['revoked', 'expired'].includes(key.state))
    .map(({ key }) => key.toUser.id);
  const records = v2.managedUsers
    .filter(({ projectId }) => projectId === project)
    .map(({ managedUser }) => managedUser.appUserId);
  assert.deepEqual(numbers.toSorted(), [...new Set([...holders, ...records])].toSorted());

  const shown = await inTerminal(['people', 'list'], { env, columns: 70, rows: 100 });
  assert.equal(shown.code, 0);
  const [header, ...lines] = plain(shown.screen).trim().split('\n');
  assert.match(header, /^Person +Number +Keys/);
  assert.equal(lines.length, data.length);
  assert.ok(lines.every((line) => line.length <= 70));
});

test('people show: by a name without its letters, by number, in words of the door’s clock', async () => {
  const shown = await inTerminal(['people', 'show', 'astrid nygard'], { env });
  assert.equal(shown.code, 0);
  assert.match(plain(shown.screen), /Person\s+Astrid Nygård\nNumber\s+\+447700900102/);
  assert.match(plain(shown.screen), /\(Europe\/Oslo\)/);
  for (const form of ['+44 7700 900102', '0044-7700-900102', '(+44)7700 900102']) {
    const { code, stdout } = await run('people', 'show', form, '--json');
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).data.name, 'Astrid Nygård');
  }
});

test('a name that several have is listed and none is taken; nobody is said with advice', async () => {
  const several = await run('people', 'show', 'ha');
  assert.equal(several.code, 2);
  assert.equal(several.stdout, '');
  for (const name of ['Håkon Lie', 'Hanne Røed', 'Lars Haugland']) assert.ok(several.stderr.includes(name), name);
  const none = await run('people', 'show', 'xyz');
  assert.equal(none.code, 2);
  assert.match(none.stderr, /Nobody in this project is called "xyz".*unloc people list/);
  assert.equal((await run('people', 'show', '+47123')).code, 2);
});

test('people edit: a record that is there is changed, a new one is made, and --dry-run sends nothing', async () => {
  const edit = [
    'people',
    'edit',
    'magnus eide',
    '--last-name',
    'Eide-Vik',
    '--first-name',
    'Magnus',
    '--set',
    'flat=207',
  ];
  const before = await recordOf('+447700900101');
  const dry = await run(...edit, '--dry-run', '--json');
  assert.equal(dry.code, 0);
  assert.equal(JSON.parse(dry.stdout).data.wouldSend[0].method, 'PATCH');
  const unasked = await run(...edit);
  assert.equal(unasked.code, 2);
  assert.match(unasked.stderr, /Magnus Eide.*"Eide-Vik".*--yes/s);
  const declined = await inTerminal(edit, { env, answers: [['Go ahead? [y/N]', 'n\r']] });
  assert.equal(declined.code, 3);
  assert.deepEqual(await recordOf('+447700900101'), before);

  const done = await inTerminal(edit, { env, answers: [['Go ahead? [y/N]', 'y\r']] });
  assert.equal(done.code, 0);
  const { firstName, lastName, metadata } = await recordOf('+447700900101');
  assert.deepEqual([firstName, lastName, metadata], ['Magnus', 'Eide-Vik', { ...before.metadata, flat: '207' }]);
  assert.equal((await run('people', 'edit', '+447700900101', '--unset', 'flat', '--last-name', '', '--yes')).code, 0);
  const after = await recordOf('+447700900101');
  assert.deepEqual([after.lastName ?? null, after.metadata ?? {}], [null, before.metadata ?? {}]);

  // The doors are in Norway, so that its numbers need no +47.
  const made = await run('people', 'edit', '912 34 567', '--first-name', 'Kari', '--yes');
  assert.equal(made.code, 0);
  assert.equal((await recordOf('+4791234567')).firstName, 'Kari');
  assert.equal((await run('people', 'edit', 'magnus', '--yes')).code, 2);
  assert.equal((await run('people', 'edit', 'magnus', '--set', 'unlocThing=1', '--yes')).code, 2);
});

test('a name with control sequences and a line of its own reaches no terminal as they are', async () => {
  const name = 'Eve\u001b[2J\u001b]0;x\u0007\nGo ahead? [y/N] y';
  assert.equal((await run('people', 'edit', '+4790000001', '--first-name', name, '--yes')).code, 0);
  assert.equal((await recordOf('+4790000001')).firstName, name);
  const screens = [
    await inTerminal(['people', 'list', '--no-pager'], { env, rows: 200 }),
    await inTerminal(['people', 'show', '+4790000001'], { env }),
    await inTerminal(['people', 'edit', '+4790000001', '--set', 'a=b', '--yes'], { env }),
    await inTerminal(['people', 'edit', '+4790000001', '--set', 'a=b'], {
      env,
      answers: [['gets a=b. Go ahead? [y/N]', 'n\r']],
    }),
  ];
  for (const { screen } of screens) {
    assert.ok(screen.includes('Eve'), screen);
    assert.ok(!screen.includes('\u001b[2J') && !screen.includes('\u0007'), JSON.stringify(screen));
    assert.ok(!/^Go ahead/m.test(plain(screen).replaceAll('\r', '')), screen);
  }
});
