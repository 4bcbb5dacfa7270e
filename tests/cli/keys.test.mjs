import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { inPipe, inTerminal, plain, start, startUnloc, user } from '../support/cli.mjs';

const project = '06c45d18-8009-454f-b88b-b8a8724c81ec';
const [magnus, ingrid] = ['+447700900101', '+447700900100'];
let unloc;
let env;
let doors;
before(async () => {
  unloc = await startUnloc();
  ({ env } = user(unloc, { UNLOC_PROJECT: project }));
  doors = JSON.parse((await run('doors', 'list', '--json')).stdout).data;
});
after(() => unloc.stop());
beforeEach(() => control('faults', []));

const run = (...words) => inPipe(words, { env });
const control = (what, body) =>
  fetch(`${unloc.url}/_sandbox/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const doorId = (name) => doors.find((door) => door.name === name).id;
/** The keys that the embedded Unloc holds, of a person to a door. */
const held = async (number, door) => {
  const state = await (await fetch(`${unloc.url}/_sandbox/state`)).json();
  return state.keys
    .map(({ key }) => key)
    .filter(({ lockId, toUser }) => toUser.id === number && lockId === doorId(door));
};
const live = async (number, door) =>
  (await held(number, door)).filter(({ state }) => !['revoked', 'expired'].includes(state));
const countOfKeys = async () => (await (await fetch(`${unloc.url}/_sandbox/state`)).json()).keys.length;
const give = (...words) => run('keys', 'give', ...words);
const data = ({ stdout }) => JSON.parse(stdout).data;

test('keys list: by door, person and state, with the API’s own shape as JSON', async () => {
  const all = data(await run('keys', 'list', '--json'));
  assert.ok(all.length > 50 && all.every(({ state }) => state !== 'revoked' && state !== 'expired'));
  const own = data(await run('keys', 'list', '--person', 'magnus', '--json'));
  assert.deepEqual(
    own,
    all.filter(({ appUser }) => appUser.id === magnus),
  );
  const ended = data(await run('keys', 'list', '--all', '--door', 'laundry', '--json'));
  assert.ok(ended.length > 0 && ended.every(({ lockId }) => lockId === doorId('Laundry')));
  const creating = data(await run('keys', 'list', '--state', 'creating', '--json'));
  assert.ok(creating.length > 0 && creating.every(({ state }) => state === 'creating'));
  assert.equal((await run('keys', 'list', '--state', 'usable')).code, 2);

  const shown = await inTerminal(['keys', 'list', '--person', 'magnus'], { env, columns: 80 });
  const lines = plain(shown.screen).trim().split('\n');
  assert.equal(lines.length, own.length + 2);
  assert.ok(lines.every((line) => line.length <= 80) && lines[0].startsWith('Person'));
  assert.equal(lines.at(-1), 'Times are by the clock of the doors: Europe/Oslo.');
  const csv = (await run('keys', 'list', '--person', 'magnus', '--csv')).stdout.trim().split('\r\n');
  assert.equal(csv.length, own.length + 1);
  assert.ok(csv[1].includes(own[0].start), 'CSV has the API’s times');
});

test('keys give says whom, which doors, when by their clock and how many, and asks', async () => {
  const words = ['keys', 'give', '--to', 'magnus', '--door', 'laundry', 'garage gate'];
  const times = ['--from', '2026-12-04T16:00', '--until', 'sun 12:00'];
  const said = /Magnus Eide gets Laundry and Garage gate, Fri 4 Dec 16:00 – Sun 6 Dec 12:00 \(Europe\/Oslo\): 2 keys\./;
  const before_ = await countOfKeys();
  const unasked = await run('keys', 'give', '--to', 'magnus', '--door', 'garage gate', ...times);
  assert.equal(unasked.code, 2);
  assert.match(unasked.stderr, /Repeat the command with --yes/);
  assert.equal(await countOfKeys(), before_);
  // Magnus has the laundry, by his access group: it is left out, and one key remains.
  const declined = await inTerminal([...words, ...times], { env, answers: [['Go ahead? [y/N]', 'n\r']] });
  assert.equal(declined.code, 3);
  const screen = plain(declined.screen).replaceAll('\n', ' ');
  assert.match(screen, /Left out: Magnus Eide has Laundry for the whole time already\./);
  assert.match(screen, /Eide gets Garage gate, Fri 4 Dec 16:00 – Sun 6 Dec 12:00 \(Europe\/Oslo\): 1 key\./);
  assert.doesNotMatch(screen, said);
  assert.equal(await countOfKeys(), before_);

  const dry = await run(...words, ...times, '--dry-run', '--json');
  assert.equal(dry.code, 0);
  assert.equal(data(dry).wouldSend.length, 1);
  assert.equal(await countOfKeys(), before_);

  const done = await inTerminal([...words, ...times], { env, answers: [['Go ahead? [y/N]', 'y\r']] });
  assert.equal(done.code, 0, done.screen);
  const [key, ...more] = await live(magnus, 'Garage gate');
  assert.equal(more.length, 0);
  assert.deepEqual([key.start, key.end], ['2026-12-04T15:00:00.000Z', '2026-12-06T11:00:00.000Z']);

  // The same again is nothing to do.
  const again = await run(...words, ...times, '--yes', '--json');
  assert.deepEqual([again.code, data(again)], [0, []]);
  assert.equal((await live(magnus, 'Garage gate')).length, 1);
});

test('keys give: hours, a booking, somebody new by a national number; usable with --wait', async () => {
  const given = await give(
    ...[
      '--to',
      '912 34 567',
      '--door',
      doorId('Laundry'),
      '--for',
      '3w',
      '--hours',
      'mon-fri 08:00-16:00, sat 10:00-14:00',
    ],
    ...['--booking', 'B-1001', '--wait', '--yes', '--json'],
  );
  assert.equal(given.code, 0, given.stderr);
  const [row] = data(given);
  assert.deepEqual([row.appUserId, row.outcome], ['+4791234567', 'given']);
  assert.ok(['active', 'inactive'].includes(row.state), row.state);
  const shown = data(await run('keys', 'show', row.keyId.slice(0, 10), '--json'));
  assert.deepEqual(shown.metadata, { booking: 'B-1001' });
  assert.equal(shown.recurrence.timeSpans.length, 6);
  const table = await inTerminal(['keys', 'show', row.keyId], { env });
  assert.match(plain(table.screen), /Only\s+mon-fri 08:00-16:00; sat 10:00-14:00/);
  assert.match(plain(table.screen), /Metadata\s+booking=B-1001/);
});

test('keys give asks for what is missing in a terminal only, and a key without an end must be meant', async () => {
  const shown = await inTerminal(['keys', 'give'], {
    env,
    rows: 100,
    answers: [
      ['Number: ', '3\r'],
      ['Number: ', '1\r'],
      ['Until when?', 'no end\r'],
      ['Go ahead? [y/N]', 'n\r'],
    ],
  });
  assert.equal(shown.code, 3);
  assert.match(
    plain(shown.screen).replaceAll('\n', ' '),
    /Astrid Nygård gets .*, from now on, without an end: 1 key\./,
  );
  for (const [words, option] of [
    [['--door', 'laundry', '--no-end'], '--to'],
    [['--to', 'magnus', '--no-end'], '--door'],
    [['--to', 'magnus', '--door', 'laundry'], '--until'],
  ]) {
    const { code, stderr } = await give(...words, '--yes');
    assert.equal(code, 2);
    assert.ok(stderr.includes(option), stderr);
  }
});

test('keys give refuses what cannot be meant, before anything is sent', async () => {
  const before_ = await countOfKeys();
  const base = ['--to', 'magnus', '--door', 'laundry'];
  for (const [words, why] of [
    [[...base, '--until', '+2d', '--for', '2d'], /cannot be used together/],
    [[...base, '--until', '+2d', '--no-end'], /cannot be used together/],
    [[...base, '--from', '-2h', '--for', '1d'], /more than an hour ago/],
    [[...base, '--from', '+3d', '--until', '+2d'], /is before the start/],
    [[...base, '--for', '2d', '--hours', 'mon 22:00-06:00'], /two windows/],
    [[...base, '--for', '2d', '--hours', 'mon 08:00-10:00; mon 12:00-14:00'], /one per day/],
    [['--to', 'nobody', '--door', 'laundry', '--for', '2d'], /phone number/],
    [['--to', '12', '--door', 'laundry', '--for', '2d'], /Nobody in this project/],
    [['--to', '9123', '--door', 'laundry', '--for', '2d'], /not a phone number of NO/],
    [['--to', 'magnus', '--door', 'no such door', '--for', '2d'], /no door/],
  ]) {
    const { code, stderr } = await give(...words, '--yes');
    assert.equal(code, 2, `${words.join(' ')}: ${stderr}`);
    assert.match(stderr, why);
  }
  assert.equal(await countOfKeys(), before_);
});

test('keys give warns of hours that never fall into the period', async () => {
  const { code, stderr } = await give(
    ...['--to', 'magnus', '--door', 'workshop', '--from', '2026-12-07T08:00', '--until', '2026-12-11T20:00'],
    ...['--hours', 'sat,sun 10:00-12:00', '--dry-run'],
  );
  assert.equal(code, 0);
  assert.match(stderr, /Warning: sat-sun 10:00-12:00 never falls into this period/);
});

test('people from a file: every row that cannot be read is named by row and column; the others are given keys', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unloc-people-'));
  const file = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const bad = file('bad.csv', 'Name;Phone\nKari Nordmann;4,79E+09\n;\nMagnus;\nHa;\n"Per; junior";+4790000\n');
  const refused = await give('--file', bad, '--door', 'laundry', '--for', '2d', '--yes');
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /bad\.csv, row 2, Phone: .*spreadsheet/);
  assert.match(refused.stderr, /bad\.csv, row 5, Name: 3 people are called "Ha"/);
  assert.doesNotMatch(refused.stderr, /row 3|row 4|row 6/);

  const good = file(
    'good.csv',
    '\ufeffnavn,mobil\r\nKari Nordmann,\'+4790000011\r\n"Nordmann, Per",90 00 00 12\r\nmagnus eide,\r\n',
  );
  const done = await give('--file', good, '--door', 'storage rooms', '--for', '2d', '--yes', '--json');
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stderr, /Kari Nordmann, Nordmann, Per and Magnus Eide get Storage rooms/);
  assert.deepEqual(
    data(done).map(({ appUserId }) => appUserId),
    ['+4790000011', '+4790000012', magnus],
  );
  assert.equal((await live('+4790000012', 'Storage rooms')).length, 1);
});

test('the API fails in the middle of five people: each key has an outcome, and a second run gives the rest', async () => {
  const people = ['+4790000021', '+4790000022', '+4790000023', '+4790000024', '+4790000025'];
  const words = [
    '--to',
    ...people,
    '--door',
    'laundry',
    '--until',
    '2026-12-24T12:00',
    '--settle',
    '1s',
    '--yes',
    '--json',
  ];
  await control('faults', [{ method: 'POST', path: '/v2/projects/*/keys', after: 3, fault: { status: 503 } }]);
  const first = await give(...words);
  const outcomes = data(first);
  assert.deepEqual(
    outcomes.map(({ appUserId }) => appUserId),
    people,
  );
  const given = outcomes.filter(({ outcome }) => outcome === 'given');
  assert.equal(given.length, 3);
  for (const { appUserId, reason } of outcomes.filter(({ outcome }) => outcome !== 'given')) {
    assert.match(reason, /503/);
    assert.equal((await live(appUserId, 'Laundry')).length, 0);
  }
  assert.equal(first.code, 6, first.stderr);
  assert.match(first.stderr, /3 keys given, 2 not known/);

  await control('faults', []);
  const second = await give(...words);
  assert.equal(second.code, 0, second.stderr);
  assert.equal(data(second).length, 2);
  for (const number of people) assert.equal((await live(number, 'Laundry')).length, 1, number);
});

test('a key that its lock refuses is one row that failed, and exit 5', async () => {
  await control('faults', [{ method: 'POST', path: '/v2/projects/*/keys', count: 1, fault: { failKeys: 1 } }]);
  const { code, stdout, stderr } = await give(
    '--to',
    ingrid,
    '--door',
    'laundry',
    'workshop',
    '--until',
    '2026-12-24T12:00',
    '--yes',
    '--json',
  );
  assert.equal(code, 5, stderr);
  assert.deepEqual(
    JSON.parse(stdout).data.map(({ outcome }) => outcome),
    ['failed', 'given'],
  );
  assert.match(stderr, /1 key given, 1 failed\. Run the same command again/);
});

test('credentials that may not give keys end it: exit 4, and nothing more is sent', async () => {
  const people = Array.from({ length: 12 }, (_, index) => `+47900001${String(index).padStart(2, '0')}`);
  await control('faults', [{ method: 'POST', path: '/v2/projects/*/keys', fault: { status: 403 } }]);
  const { code, stdout } = await give('--to', ...people, '--door', 'laundry', '--for', '1d', '--yes', '--json');
  assert.equal(code, 4);
  const outcomes = JSON.parse(stdout).data.map(({ outcome }) => outcome);
  assert.equal(outcomes.length, 12);
  assert.ok(
    outcomes.includes('failed') && outcomes.includes('notSent') && !outcomes.includes('given'),
    String(outcomes),
  );
});

test('a revocation that is answered with success but not done has failed', async () => {
  const [key] = data(await give('--to', '+4790000042', '--door', 'laundry', '--for', '1d', '--yes', '--json'));
  await control('faults', [{ method: 'DELETE', path: '/v2/projects/*/keys/*', fault: { status: 204 } }]);
  const { code, stdout, stderr } = await run('keys', 'revoke', key.keyId, '--yes', '--json');
  assert.equal(code, 1, stderr);
  assert.match(JSON.parse(stdout).data[0].reason, /still (creating|active)/);
  assert.match(stderr, /1 still opens/);
});

test('Ctrl-C while the job runs: 130, the outcome so far, and what was under way by name', async () => {
  await control('faults', [{ method: 'GET', path: '/v2/projects/*/jobs/*', fault: { delayMs: 20_000 } }]);
  const words = ['keys', 'give', '--to', 'magnus', '--door', 'workshop', '--no-end', '--yes'];
  const { code, stdout, stderr } = await inPipe(words, {
    env,
    signalAfter: async (child) => {
      while ((await live(magnus, 'Workshop')).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      child.kill('SIGINT');
    },
  });
  assert.equal(code, 130, stderr);
  assert.match(stderr, /In progress: keys of Magnus Eide to Workshop; done with 0 of 1 person\./);
  assert.match(stdout, /not known +Magnus Eide/);

  // The same by the key of the keyboard, with two people under way.
  const typed = await inTerminal(
    ['keys', 'give', '--to', '+4790000061', '+4790000062', '--door', 'laundry', '--no-end', '--yes'],
    {
      env,
      answers: [['Giving keys', '\u0003']],
    },
  );
  assert.equal(typed.code, 130, typed.screen);
  assert.match(
    plain(typed.screen).replaceAll('\n', ' '),
    /Stopped\. In progress: keys of \+4790000061 and \+4790000062 to Laundry/,
  );
});

test('keys move: the new key is usable before the old one is taken back', async () => {
  const [old] = data(
    await give(
      '--to',
      '+4790000031',
      '--door',
      'laundry',
      '--until',
      '2026-12-24T12:00',
      '--booking',
      'B-7',
      '--yes',
      '--json',
    ),
  );
  const move = ['keys', 'move', old.keyId, '--until', '2026-12-20T12:00'];
  const dry = data(await run(...move, '--dry-run', '--json'));
  assert.deepEqual(
    dry.wouldSend.map(({ method }) => method),
    ['POST', 'DELETE'],
  );
  const declined = await inTerminal(move, { env, answers: [['Go ahead? [y/N]', 'n\r']] });
  assert.equal(declined.code, 3);
  assert.equal((await live('+4790000031', 'Laundry')).length, 1);

  const done = await inTerminal(move, { env, answers: [['Go ahead? [y/N]', 'y\r']] });
  assert.equal(done.code, 0, done.screen);
  const [now, ...more] = await live('+4790000031', 'Laundry');
  assert.equal(more.length, 0);
  assert.notEqual(now.id, old.keyId);
  assert.equal(now.end, '2026-12-20T11:00:00.000Z');
  assert.deepEqual(data(await run('keys', 'show', now.id, '--json')).metadata, { booking: 'B-7' });
  const same = await run('keys', 'move', now.id, '--until', '2026-12-20T12:00', '--yes');
  assert.match(same.stderr, /has these times already/);
  assert.equal((await run('keys', 'move', old.keyId, '--no-end', '--yes')).code, 2);
});

test('keys move: a new key that fails leaves the old one; an old one that stays is exit 9', async () => {
  const [old] = data(
    await give('--to', '+4790000032', '--door', 'laundry', '--until', '2026-12-24T12:00', '--yes', '--json'),
  );
  const move = ['keys', 'move', old.keyId, '--no-end', '--yes'];
  await control('faults', [{ method: 'POST', path: '/v2/projects/*/keys', count: 1, fault: { failKeys: 1 } }]);
  const failed = await run(...move);
  assert.equal(failed.code, 1, failed.stderr);
  assert.deepEqual(
    (await live('+4790000032', 'Laundry')).map(({ id }) => id),
    [old.keyId],
  );

  await control('faults', [{ method: 'DELETE', path: '/v2/projects/*/keys/*', fault: { status: 400 } }]);
  const both = await run(...move);
  assert.equal(both.code, 9, both.stderr);
  assert.match(both.stderr, new RegExp(`Both open now.*unloc keys revoke ${old.keyId}`));
  assert.equal((await live('+4790000032', 'Laundry')).length, 2);
});

test('keys revoke: what goes is said first; one that fails is named, and a second run takes the rest', async () => {
  const number = '+4790000041';
  await give('--to', number, '--door', 'laundry', 'workshop', 'garage gate', '--until', '2026-12-24T12:00', '--yes');
  const dry = await run('keys', 'revoke', '--person', number, '--dry-run', '--json');
  assert.equal(data(dry).wouldSend.length, 3);
  assert.match(dry.stderr, /3 keys are taken back/);
  assert.equal((await run('keys', 'revoke', '--person', number)).code, 2);
  assert.equal((await run('keys', 'revoke')).code, 2);
  assert.equal((await live(number, 'Laundry')).length, 1);

  const one = await inTerminal(['keys', 'revoke', '--person', number, '--door', 'laundry'], {
    env,
    answers: [['Go ahead? [y/N]', 'y\r']],
  });
  assert.equal(one.code, 0, one.screen);
  assert.deepEqual([(await live(number, 'Laundry')).length, (await live(number, 'Workshop')).length], [0, 1]);

  await control('faults', [{ method: 'DELETE', path: '/v2/projects/*/keys/*', count: 1, fault: { status: 400 } }]);
  const partly = await run('keys', 'revoke', '--person', number, '--yes', '--json');
  assert.equal(partly.code, 5, partly.stderr);
  assert.deepEqual(
    data(partly)
      .map(({ outcome }) => outcome)
      .toSorted(),
    ['failed', 'revoked'],
  );
  const rest = await run('keys', 'revoke', '--person', number, '--yes', '--json');
  assert.deepEqual([rest.code, data(rest).length], [0, 1]);
  assert.match((await run('keys', 'revoke', '--person', number, '--yes')).stderr, /There are no such keys/);
});

test('keys watch: a line for each change until the key is usable', async () => {
  await control('faults', [{ method: 'POST', path: '/v2/projects/*/keys', fault: { keySeconds: 3600 } }]);
  const [key] = data(await give('--to', '+4790000051', '--door', 'laundry', '--for', '5w', '--yes', '--json'));
  assert.equal(key.state, 'creating');
  const watched = await inPipe(['keys', 'watch', key.keyId, '--ndjson'], {
    env,
    signalAfter: async (_child, said) => {
      while (!said().includes('creating')) await new Promise((resolve) => setTimeout(resolve, 50));
      await control('clock', { advanceSeconds: 3600 });
    },
  });
  assert.equal(watched.code, 0, watched.stderr);
  const lines = watched.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ from, state }) => [from, state]),
    [
      [null, 'creating'],
      ['creating', 'active'],
    ],
  );
  const shown = await inTerminal(['keys', 'watch', key.keyId.slice(0, 8)], { env });
  assert.equal(shown.code, 0);
  assert.match(plain(shown.screen), /\+4790000051, Laundry: active/);
  // However busy the machine is: it is ended when it has said what it saw.
  const until = start(['keys', 'watch', key.keyId, '--until-state', 'expired'], { env });
  await until.line(/Laundry: active/);
  const { code: ended, stderr } = await until.stop();
  assert.equal(ended, 130);
  assert.match(stderr.join('\n'), new RegExp(`watching ${key.keyId} \\(active\\)`));
});

test('keys link: for the holder, for all keys, and signed; the secret is no argument', async () => {
  const [key] = data(await run('keys', 'list', '--person', 'magnus', '--json'));
  const link = async (...words) => new URL((await run('keys', 'link', ...words)).stdout.trim());
  const url = await link(key.id, '--redirect', 'https://example.com/a?b=c');
  assert.deepEqual(
    [...url.searchParams],
    [
      ['id', key.id],
      ['userid', magnus],
      ['redirect', 'https://example.com/a?b=c'],
    ],
  );
  assert.match((await link('--prefetch', '--redirect', 'app://x')).href, /prefetch-keys\?returnUrl=app%3A%2F%2Fx/);
  const work = ['keys', 'link', key.id, '--work', '--redirect', 'https://example.com', '--partner-id', 'p1'];
  assert.equal((await run(...work)).code, 2);
  const signed = await inPipe(work, { env: { ...env, UNLOC_WORK_SECRET: 'hush' } });
  assert.match(signed.stdout, /^ai\.unloc\.pro:\/\/use-key\?/);
  const asked = await inTerminal(work, { env, answers: [['Secret of Unloc Work:', 'hush\r']] });
  assert.ok(plain(asked.screen).includes(signed.stdout.trim()));
  assert.ok(!asked.screen.includes('hush'));
});
