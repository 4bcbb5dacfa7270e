import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { inPipe, inTerminal, plain } from '../support/cli.mjs';
import { startAccount } from '../support/cli-account.mjs';
import { root } from '../support/root.mjs';

const bookings = join(root, 'cli', 'examples', 'bookings.csv');
let unloc;
let env;
before(async () => {
  unloc = await startAccount();
  ({ env } = unloc);
});
beforeEach(() => unloc.reset());
after(() => unloc.stop());

const given = async () => (await unloc.liveKeys()).filter(({ metadata }) => metadata?.accessOwner);

/** Plans and applies a list. */
async function applied(list, ...options) {
  const file = join(unloc.folder(), 'plan.json');
  const planned = await inPipe(['plan', list, '--out', file, ...options], { env });
  assert.equal(planned.code, 0, planned.stderr);
  const done = await inPipe(['apply', file, '--yes'], { env });
  assert.equal(done.code, 0, done.stdout + done.stderr);
  return file;
}

test('plan of the sample list: text, --exit-code, a file that only its owner can read and that is not overwritten', async () => {
  const file = join(unloc.folder(), 'plan.json');
  const { code, stdout, stderr } = await inPipe(['plan', bookings, '--out', file, '--exit-code'], { env });
  assert.equal(code, 8);
  assert.match(stdout, /^unloc: 16 doors, .* 9 to give, 0 keys stay\.$/m);
  assert.match(stderr, new RegExp(`Apply it with: unloc apply ${file}`));
  assert.doesNotMatch(stdout, /4477009005/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const whole = readFileSync(file, 'utf8');
  const again = await inPipe(['plan', bookings, '--out', file], { env });
  assert.deepEqual([again.code, readFileSync(file, 'utf8')], [2, whole]);
  assert.match(again.stderr, /exists already, and is not overwritten/);
  const { data } = await unloc.json(['plan', bookings]);
  assert.deepEqual([data.format, data.summary.give, data.scope.owner], ['unloc-plan/1', 9, 'unloc']);
  const shown = await inTerminal(['plan', bookings, '--numbers'], { env, columns: 100, rows: 60 });
  assert.equal(shown.code, 0);
  assert.match(plain(shown.screen), /\+ give +Laundry +\+447700900504/);
  const sample = await inPipe(['plan', '--sample'], { env });
  assert.deepEqual([sample.code, sample.stdout], [0, readFileSync(bookings, 'utf8')]);
  assert.equal((await inPipe(['plan'], { env })).code, 2);
  const csv = await inPipe(['plan', bookings, '--csv'], { env });
  assert.match(csv.stdout, /^do.kind.door.person.start.end.ref.keyId.because\r\ngive.give.Main entrance 12./);
  assert.equal(csv.stdout.trim().split('\n').length, 10);
  assert.deepEqual(await given(), []);
});

test('plan and apply in a terminal: the plan, a question, an outcome for each step; then there is nothing to do', async () => {
  const file = join(unloc.folder(), 'plan.json');
  assert.equal((await inTerminal(['plan', bookings, '--out', file], { env, rows: 60 })).code, 0);
  const unasked = await inPipe(['apply', file], { env });
  assert.deepEqual([unasked.code, unasked.stdout], [2, '']);
  const dry = await inPipe(['apply', file, '--dry-run', '--json'], { env });
  assert.deepEqual([dry.code, JSON.parse(dry.stdout).data.format], [0, 'unloc-plan/1']);
  const no = await inTerminal(['apply', file], { env, answers: [['Go ahead?', 'n\r']] });
  assert.equal(no.code, 3);
  assert.deepEqual([await given(), existsSync(`${file}.journal`)], [[], false]);
  const yes = await inTerminal(['apply', file], { env, rows: 60, answers: [['Go ahead?', 'y\r']] });
  assert.equal(yes.code, 0, yes.screen);
  assert.match(
    plain(yes.screen),
    /Fjordglimt Borettslag: 9 keys are given, for 4 people at Main entrance 12, .* \(Europe\/Oslo\)\. 9 messages/,
  );
  assert.equal(plain(yes.screen).match(/^done +\+44 •••• 050\d has a usable key to /gm).length, 9);
  assert.equal((await given()).length, 9);
  // Who reads the sentence again must not think that everything is sent a second time.
  const repeated = await inPipe(['apply', file], { env });
  assert.equal(repeated.code, 2);
  assert.match(repeated.stderr, /plan\.json\.journal exists: steps that are done are not repeated\./);
  assert.doesNotMatch(unasked.stderr, /journal/);
  assert.equal(statSync(`${file}.journal`).mode & 0o777, 0o600);
  const report = join(unloc.folder(), 'report.json');
  const again = await inPipe(['apply', file, '--yes', '--json', '--report', report], { env });
  const { outcomes, resumed } = JSON.parse(again.stdout).data;
  assert.deepEqual([again.code, resumed, outcomes.length], [0, true, 9]);
  assert.ok(outcomes.every(({ outcome }) => outcome === 'alreadySo'));
  assert.deepEqual(JSON.parse(readFileSync(report)), JSON.parse(again.stdout).data);
  const nothing = await inPipe(['plan', bookings, '--exit-code'], { env });
  assert.deepEqual([nothing.code, /Nothing to do\./.test(nothing.stdout)], [0, true]);
  assert.equal((await given()).length, 9);
});

test('a list that cannot be read ends with 2 and all its problems, with row and column, in the words of the options', async () => {
  const list = join(unloc.folder(), 'list.csv');
  writeFileSync(
    list,
    [
      'ref;phone;doors;from;to',
      'A;912 34 567;Laundry;2030-03-01;2030-03-02',
      'B;+447700900501;Cellar;2030-03-01;2030-03-02',
      'C;+447700900501;Laundry;03/04/2030;2030-05-02',
      'D;+447700900501;Laundry;2030-03-01;',
      '',
    ].join('\n'),
  );
  const { code, stdout, stderr } = await inPipe(['plan', list], { env });
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, /4 problems:/);
  for (const [row, column, option] of [
    [2, 'phone', '--country'],
    [3, 'doors', 'no door is called "Cellar"'],
    [4, 'from', '--dates'],
    [5, 'to', '--for-ever'],
  ])
    assert.match(stderr, new RegExp(`list\\.csv, row ${row}, ${column}: .*${option}`));
  assert.doesNotMatch(stderr, /91234567|447700900501/);
  const machine = await inPipe(['plan', list, '--json'], { env });
  assert.deepEqual([machine.code, machine.stdout], [2, '']);
  assert.deepEqual(
    JSON.parse(machine.stderr).error.problems.map(({ row, column }) => [row, column]),
    [
      [2, 'phone'],
      [3, 'doors'],
      [4, 'from'],
      [5, 'to'],
    ],
  );
  const shown = await inTerminal(['plan', list, '--country', 'NO', '--skip-bad-rows'], { env, rows: 60 });
  assert.equal(shown.code, 0);
  assert.match(plain(shown.screen), /Left out: .*row 3, doors/);
  assert.match(plain(shown.screen), /1 to give/);
});

test('a plan beyond a limit ends with 7, its rule, and the option that lifts it; only the exact number does', async () => {
  await applied(bookings);
  const list = join(unloc.folder(), 'list.csv');
  writeFileSync(list, readFileSync(bookings, 'utf8').split('\n').slice(0, 2).join('\n'));
  const words = ['plan', list, '--complete', '--owner', 'unloc', '--covers', '2030-03-01..2030-04-01'];
  const refused = await inPipe(words, { env });
  assert.deepEqual([refused.code, refused.stdout], [7, '']);
  assert.match(refused.stderr, /Refused by rule R17: 7 of 9 keys would be taken back.*: --allow-revocations 7\.$/m);
  const machine = await inPipe([...words, '--json'], { env });
  const { rule, flag, numbers, exitCode } = JSON.parse(machine.stderr).error;
  assert.deepEqual([rule, flag, numbers.planned, exitCode], ['R17', 'allowRevocations', 7, 7]);
  assert.equal((await inPipe([...words, '--allow-revocations', '8'], { env })).code, 7);
  const shown = await inTerminal([...words, '--allow-revocations', '7', '--exit-code'], { env, rows: 60 });
  assert.equal(shown.code, 8);
  assert.match(plain(shown.screen), /- take back/);
  const empty = join(unloc.folder(), 'empty.csv');
  writeFileSync(empty, 'ref;phone;doors;from;to\n');
  assert.match((await inPipe(['plan', empty], { env })).stderr, /Refused by rule R5/);
  // Whose keys a whole list takes back is not guessed.
  assert.equal((await inPipe(['plan', list, '--complete'], { env })).code, 2);
});

test('lists in JSON say themselves whose they are; a plan is no list, and a list is no plan', async () => {
  const list = join(unloc.folder(), 'list.json');
  const grants = [{ ref: 'J-1', appUserId: '+447700900601', doors: ['Laundry'], to: { local: '2030-03-02T12:00' } }];
  const covers = { from: '2030-01-01T00:00:00Z', to: '2031-01-01T00:00:00Z' };
  writeFileSync(list, JSON.stringify({ format: 'unloc-grants/1', owner: 'json', complete: true, covers, grants }));
  const { data } = await unloc.json(['plan', list]);
  assert.deepEqual([data.scope.owner, data.summary.give], ['json', 1]);
  assert.equal((await inPipe(['plan', list, '--owner', 'me'], { env })).code, 2);
  const file = await applied(list);
  assert.match((await inPipe(['plan', file], { env })).stderr, /is a plan already: `unloc apply /);
  assert.equal((await inPipe(['apply', list, '--yes'], { env })).code, 7);
  const other = (await unloc.json(['projects', 'list'])).data[1].id;
  const wrong = await inPipe(['apply', file, '--yes', '--project', other], { env });
  assert.match(wrong.stderr, /Refused by rule R22: the plan is for the project/);
  assert.equal(wrong.code, 7);
});

test('calendars: the map names feeds and contacts; a feed that fails ends with 2; the address of a feed is not printed', async () => {
  const feed = (events) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
  const stay = [
    'BEGIN:VEVENT',
    'UID:r-1@x',
    'DTSTART;VALUE=DATE:20300305',
    'DTEND;VALUE=DATE:20300307',
    'SUMMARY:Reserved',
    'END:VEVENT',
  ];
  const stayWithout = stay.map((line) =>
    line.replace('r-1@x', 'r-2@x').replace('0305', '0310').replace('0307', '0311'),
  );
  let status = 200;
  const server = createServer((_, response) => response.writeHead(status).end(feed([...stay, ...stayWithout])));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const folder = unloc.folder();
    const map = join(folder, 'calendars.json');
    const calendar = {
      name: 'Guest flat',
      doors: ['Guest flat 12 A', 'Main entrance 12'],
      checkIn: '15:00',
      checkOut: '11:00',
      contacts: 'contacts.csv',
      feed: `http://127.0.0.1:${server.address().port}/secret-of-the-feed.ics`,
    };
    writeFileSync(map, JSON.stringify({ format: 'unloc-calendars/1', calendars: [calendar] }));
    writeFileSync(join(folder, 'contacts.csv'), 'uid;phone\nr-1@x;+447700900701\n');
    const { code, stdout } = await inPipe(['plan', map, '--owner', 'flats'], { env });
    assert.equal(code, 0);
    assert.match(stdout, /2 to give/);
    assert.match(stdout, /1 grant waits: its phone number is not known \(r-2@x\)/);
    assert.equal(statSync(`${map}.memory`).mode & 0o777, 0o600);
    const shown = await inTerminal(['plan', map, '--owner', 'flats'], { env, rows: 60 });
    assert.equal(shown.code, 0);
    status = 503;
    const failed = await inPipe(['plan', map, '--owner', 'flats'], { env });
    assert.equal(failed.code, 2);
    assert.match(failed.stderr, /the server of the feed responded with 503/);
    assert.doesNotMatch(failed.stderr + stdout, /secret-of-the-feed/);
  } finally {
    server.close();
  }
});

test('a name of a door cannot move the cursor in a plan, its question and its outcomes', async () => {
  const evil = 'Laun\u001b[2Jdry\r\nGo ahead? [y/N] y';
  assert.equal((await inPipe(['doors', 'edit', 'Laundry', '--name', evil, '--yes'], { env })).code, 0);
  const file = join(unloc.folder(), 'plan.json');
  const list = join(unloc.folder(), 'list.csv');
  const { id } = (await unloc.json(['doors', 'list'])).data.find(({ name }) => name === evil);
  const old = join(unloc.folder(), 'old.ndjson');
  assert.equal((await inPipe(['snapshot', '--out', old], { env })).code, 0);
  writeFileSync(list, `ref;phone;doors;from;to\nA;+447700900801;${id};2030-03-01;2030-03-02\n`);
  assert.equal((await inPipe(['plan', list, '--out', file], { env })).code, 0);
  const asked = { env, rows: 60, answers: [['Go ahead?', 'y\r']] };
  const screens = [
    (await inTerminal(['plan', list, '--color', 'always'], { env, rows: 60 })).screen,
    (await inTerminal(['apply', file], asked)).screen,
    (await inTerminal(['compare', old], { env, rows: 60 })).screen,
    (await inTerminal(['access', 'calendar', id, '--from', '2030-03-01'], { env, rows: 60 })).screen,
    (await inTerminal(['access', 'who', id, '--at', '2030-03-01'], { env, rows: 60 })).screen,
  ];
  for (const screen of screens) {
    assert.match(screen, /Laun \[2Jdry/);
    assert.ok(!screen.includes('\u001b[2J'));
    assert.doesNotMatch(screen.replaceAll('\r', '\n'), /^Go ahead/m);
  }
});

test('snapshot, compare and budget: what is saved can be compared with another and with now', async () => {
  const folder = unloc.folder();
  const [old, young] = [join(folder, 'old.ndjson'), join(folder, 'young.ndjson')];
  const saved = await inPipe(['snapshot', '--out', old], { env });
  assert.deepEqual([saved.code, statSync(old).mode & 0o777], [0, 0o600]);
  const same = await inPipe(['compare', old, '--exit-code'], { env });
  assert.deepEqual([same.code, same.stdout], [0, 'Nothing is different.\n']);
  const file = await applied(bookings);
  const piped = await inPipe(['snapshot'], { env });
  writeFileSync(young, piped.stdout);
  assert.equal((await inTerminal(['snapshot', '--out', join(folder, 'third')], { env })).code, 0);
  const { data, code } = await unloc.json(['compare', old, young, '--exit-code'], 8);
  assert.deepEqual([code, data.appeared.length, data.gone.length], [8, 9, 0]);
  const csv = await inPipe(['compare', old, young, '--csv'], { env });
  assert.match(csv.stdout, /^change.door.person.*\r\nappeared.Main entrance 12./);
  const shown = await inTerminal(['compare', old, 'now'], { env, rows: 60 });
  assert.equal(shown.code, 0);
  assert.match(plain(shown.screen), /9 keys more\n {2}\+ \+447700900501 {2}Main entrance 12 {2}Tue 5 Mar 2030 15:00/);
  writeFileSync(young, piped.stdout.slice(0, -200));
  const torn = await inPipe(['compare', old, young], { env });
  assert.deepEqual([torn.code, /was cut off/.test(torn.stderr)], [2, true]);
  const cost = await unloc.json(['budget', file, '--pace', 'per-minute=10']);
  assert.deepEqual([cost.data.people, cost.data.messages, cost.data.limitedBy], [4, 9, 'perMinute']);
  const reading = await inTerminal(['budget'], { env });
  assert.deepEqual([reading.code, /Requests +2/.test(plain(reading.screen))], [0, true]);
  assert.equal((await unloc.json(['budget', '--doors', '1000', '--keys', '1000000'])).data.requests, 401);
});
