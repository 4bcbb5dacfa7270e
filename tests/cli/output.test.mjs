// How data is written: tables of every width, CSV, lines of JSON, colours, the pager, progress, readers that go away.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { importFromCli } from '../../scripts/build/cli-tree.mjs';
import { command, inPipe, inTerminal, plain, startUnloc, user } from '../support/cli.mjs';

const { renderTable, Style, csvHead, csvRow, displayWidth, Progress, wantsColor } = await importFromCli(
  ...['table', 'style', 'csv', 'display-width', 'progress'].map((file) => `output/${file}`),
);
const style = new Style(false);
const column = (name, priority, more = {}) => ({ name, title: name, priority, value: (row) => row[name], ...more });

let unloc;
let env;
before(async () => {
  unloc = await startUnloc('--seed', 'large');
  ({ env } = user(unloc));
  const { stdout } = await inPipe(['projects', 'list', '--json'], { env });
  env.UNLOC_PROJECT = JSON.parse(stdout).data[0].id;
});
after(() => unloc.stop());

const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.stringMatching(/^[A-Z][a-z]{2,12}( [a-z]{2,9}){0,5} \d{1,4}$/),
  fc.constantFrom(
    'Ærlig Øst 12',
    '日本語のドア 3',
    'דלת ראשית',
    'المدخل',
    'e\u0301te\u0301',
    '👩‍👩‍👧 Familie',
    '\u001b[31mred\u0007',
    'a\tb\nc',
    '',
  ),
);
const row = fc.record({
  name,
  phone: fc.stringMatching(/^\+47\d{8}$/),
  id: fc.uuid(),
  when: fc.constantFrom('Fri 4 Dec 2026 16:00', 'Sat 31 Oct 2026 02:30', ''),
  keys: fc.nat(1_000_000),
  note: name,
});
const columns = [
  column('name', 1),
  column('phone', 1),
  column('id', 2),
  column('when', 3),
  column('keys', 4, { right: true }),
  column('note', 5),
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may reach a terminal.
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

test('a table is never wider than the terminal, and cuts no phone number, id, number or time', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.integer({ min: 40, max: 160 }), (rows, width) => {
      const text = renderTable(rows, columns, { width, style, all: false });
      assert.doesNotMatch(text, controls);
      const lines = text.trimEnd().split('\n');
      assert.equal(lines.length, rows.length + 1);
      for (const line of lines) assert.ok(displayWidth(line) <= width, `${displayWidth(line)} > ${width}: ${line}`);
      const titles = lines[0].split(/ {2,}/);
      assert.ok(titles.includes('phone') && titles.includes('name'));
      for (const [index, one] of rows.entries())
        for (const title of ['phone', 'id', 'when', 'keys'])
          if (titles.includes(title)) assert.ok(lines[index + 1].includes(String(one[title])), `${title}: ${text}`);
    }),
    { numRuns: 400 },
  );
});

test('columns are left out by priority, and in a pipe nothing is', () => {
  const rows = [
    { name: 'Main entrance', phone: '+4790000001', id: crypto.randomUUID(), when: '', keys: 3, note: 'x y' },
  ];
  const titles = (width, all = false) =>
    renderTable(rows, columns, { width, style, all }).split('\n')[0].split(/ {2,}/);
  assert.deepEqual(titles(Number.POSITIVE_INFINITY), ['name', 'phone', 'id', 'when', 'keys', 'note']);
  assert.deepEqual(titles(76), ['name', 'phone', 'id', 'when', 'keys']);
  assert.deepEqual(titles(70), ['name', 'phone', 'id', 'when']);
  assert.deepEqual(titles(66), ['name', 'phone', 'id']);
  assert.deepEqual(titles(40), ['name', 'phone']);
});

test('the number at the end of a name stays, and without room each row has lines of its own', () => {
  const rows = [101, 102].map((flat) => ({
    name: `The apartment at the end of the corridor ${flat}`,
    phone: '+4790000001',
  }));
  const shown = renderTable(rows, columns.slice(0, 2), { width: 36, style, all: false }).split('\n');
  assert.match(shown[1], /^The apart.*… 101 +\+4790000001$/);
  assert.match(shown[2], /… 102 +\+4790000001$/);
  const narrow = renderTable(rows, columns.slice(0, 2), { width: 15, style, all: false });
  // Half an address of a webhook leads nowhere.
  const hook = { name: 'https://example.com/unloc/secret', phone: 'a door with a long name' };
  assert.match(renderTable([hook], columns.slice(0, 2), { width: 42, style, all: false }), /unloc\/secret {2}\S/);
  assert.match(narrow, /^name {3}The apartment at the end of the corridor 101\nphone {2}\+4790000001\n\nname/);
});

test('a table of 200,000 rows is written', () => {
  const rows = Array.from({ length: 200_000 }, (_, keys) => ({ keys }));
  const text = renderTable(rows, [column('keys', 1, { right: true })], { width: 80, style, all: false });
  assert.equal(text.split('\n').length, 200_002);
});

/** What a spreadsheet would compute. */
const computed = /^[=+\-@\t\r\n\0＝＋－＠]/;
/** A cell as the access engine reads it again. */
const unguarded = (cell) =>
  cell.startsWith("'") && /^'*[=+\-@\t\r\n\0＝＋－＠]/.test(cell.slice(1)) ? cell.slice(1) : cell;

test('CSV: what is read again is what was written, and no cell is a formula', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.stringMatching(/^'{0,3}[=+\-@"',;\t\r\n]{0,3}[\w ]{0,5}$/),
    fc.constantFrom('+4790000001', '=1+1', "'=1+1", '-7', '@sum', '＝1', '"', ',', '\r\n', ''),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ a: text, b: text, n: fc.integer() }), { minLength: 1 }), (rows) => {
      const all = [column('a', 1), column('b', 1), column('n', 1)];
      const read = parse(csvHead(all) + rows.map((one) => csvRow(one, all)).join(''), {
        columns: true,
        recordDelimiter: '\r\n',
      });
      for (const { a, b } of read) for (const cell of [a, b]) assert.doesNotMatch(cell, computed);
      assert.deepEqual(
        read.map(({ a, b, n }) => ({ a: unguarded(a), b: unguarded(b), n: Number(n) })),
        rows.map((one) => ({ ...one })),
      );
    }),
    { numRuns: 500 },
  );
  const one = [column('a', 1)];
  assert.equal(csvRow({ a: '+4790000001' }, one), "'+4790000001\r\n", 'a phone number stays what it is');
  assert.equal(csvRow({ a: -7 }, one), '-7\r\n', 'a number is a number');
  assert.deepEqual(parse(csvHead(one) + csvRow({ a: '' }, one), { columns: true }), [{ a: '' }]);
});

test('CSV of the command is read by another reader, and has every column', async () => {
  const { code, stdout } = await inPipe(['doors', 'list', '--csv'], { env });
  const { stdout: json } = await inPipe(['doors', 'list', '--json'], { env });
  const doors = JSON.parse(json).data;
  assert.equal(code, 0);
  const read = parse(stdout, { columns: true });
  assert.deepEqual(
    read.map((one) => [one.id, unguarded(one.name)]),
    doors.map((one) => [one.id, one.name]),
  );
  const chosen = await inPipe(['doors', 'list', '--csv', '--columns', 'id, NAME'], { env });
  assert.match(chosen.stdout, /^id,name\r\n/);
  const unknown = await inPipe(['doors', 'list', '--columns', 'nope'], { env });
  assert.deepEqual([unknown.code, unknown.stdout], [2, '']);
  assert.match(unknown.stderr, /There is no column "nope"\. There are: name, id/);
});

/** Runs a line of bash; resolves to what it printed and to the codes of the pipe's commands. */
function inBash(line) {
  return new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-c', `${line}; echo "codes \${PIPESTATUS[*]}" >&2`], {
      env: { ...env, UNLOC: command },
    });
    let stdout = '';
    let stderr = '';
    shell.stdout.on('data', (text) => (stdout += text));
    shell.stderr.on('data', (text) => (stderr += text));
    shell.once('error', reject);
    shell.once('close', () => resolve({ stdout, stderr }));
  });
}

test('a reader that has seen enough ends the command silently with 0', async () => {
  const run = `'${process.execPath}' "$UNLOC" doors list`;
  for (const form of ['--json', '--ndjson', '--csv', '']) {
    // More than a pipe holds: the rest is written after `head` has gone.
    const { stdout, stderr } = await inBash(`${run} ${form} | { head -n 1; exec <&-; }`);
    assert.equal(stderr, 'codes 0 0\n', form);
    assert.equal(stdout.trim().split('\n').length, 1);
  }
  const { stderr } = await inBash(`${run} --project nowhere 2>&1 | true`);
  assert.match(stderr, /codes 2 0/);
});

test('lines of JSON are written while rows come, and no more are read when nobody reads them', async () => {
  const folder = join(env.HOME, 'rows');
  mkdirSync(folder);
  const { Output } = await importFromCli('output/output');
  const written = [];
  const original = process.stdout.write;
  let broken = false;
  process.stdout.write = (text, done) => {
    if (broken) done(Object.assign(new Error('gone'), { code: 'EPIPE' }));
    else {
      written.push(text);
      done();
    }
    return true;
  };
  let read = 0;
  let released = false;
  async function* endless() {
    try {
      for (;;) {
        read += 1;
        if (read === 3) {
          await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
          assert.equal(written.join(''), '{"read":1}\n{"read":2}\n', 'what is there is written before the next comes');
          broken = true;
        }
        yield { read };
      }
    } finally {
      released = true;
    }
  }
  const output = new Output({ format: 'ndjson', columns: undefined, pager: false, style, verbose: false });
  try {
    await assert.rejects(output.list(endless(), []), { message: /output is closed/ });
    await output.result({ done: true }, 'done');
  } finally {
    process.stdout.write = original;
  }
  assert.ok(released, 'the source is told');
  assert.ok(read < 20_000, String(read));
});

test('a million keys are written as they come: the first is there after one page', async () => {
  const run = `'${process.execPath}' "$UNLOC" keys list --ndjson --verbose`;
  const { stdout, stderr } = await inBash(`${run} | { head -n 1; exec <&-; }`);
  assert.ok(JSON.parse(stdout).id);
  assert.match(stderr, /codes 0 0\n$/);
  assert.ok(stderr.match(/\/keys|listKeys|keys\.list/g).length < 40, stderr);
});

test('colours: --color, NO_COLOR, FORCE_COLOR, TERM=dumb, in this order', async () => {
  const kept = { ...process.env };
  const seen = (option, variables, isTerminal) => {
    for (const one of ['NO_COLOR', 'FORCE_COLOR', 'TERM']) delete process.env[one];
    Object.assign(process.env, variables);
    return wantsColor(option, isTerminal);
  };
  try {
    assert.equal(seen(undefined, {}, true), true);
    assert.equal(seen(undefined, {}, false), false);
    assert.equal(seen('always', { NO_COLOR: '1', TERM: 'dumb' }, false), true);
    assert.equal(seen('never', { FORCE_COLOR: '1' }, true), false);
    assert.equal(seen('auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true), false);
    assert.equal(seen(undefined, { NO_COLOR: '' }, true), true);
    assert.equal(seen(undefined, { FORCE_COLOR: '1', TERM: 'dumb' }, false), true);
    assert.equal(seen(undefined, { FORCE_COLOR: '0' }, true), false);
    assert.equal(seen(undefined, { TERM: 'dumb' }, true), false);
  } finally {
    Object.assign(process.env, kept);
  }
  const colour = '\u001b[';
  const words = ['help', 'doors', 'list', '--no-pager'];
  assert.ok((await inTerminal(words, { env })).screen.includes(colour));
  assert.ok(!(await inTerminal(words, { env: { ...env, NO_COLOR: '1' } })).screen.includes(colour));
  assert.ok(!(await inTerminal(words, { env: { ...env, TERM: 'dumb' } })).screen.includes(colour));
  assert.ok((await inPipe(words, { env: { ...env, FORCE_COLOR: '1' } })).stdout.includes(colour));
  assert.ok(!(await inPipe(words, { env })).stdout.includes(colour));
});

test('the pager gets what is longer than the screen, on a terminal only', async () => {
  const pager = join(env.HOME, 'a pager');
  const seen = join(env.HOME, 'seen');
  writeFileSync(pager, `#!/bin/sh\necho "[pager $1]"\ntee '${seen}' | wc -l\n`);
  chmodSync(pager, 0o755);
  const withPager = { ...env, UNLOC_PAGER: `"${pager}" -x`, PAGER: 'false' };
  const long = await inTerminal(['doors', 'list'], { env: withPager, rows: 20 });
  assert.equal(long.code, 0);
  assert.match(plain(long.screen), /^\[pager -x\]\n\s*\d{3,}\n$/);
  assert.match(readFileSync(seen, 'utf8'), /Door/);
  const short = await inTerminal(['help', 'doors', 'list'], { env: withPager, rows: 60 });
  assert.doesNotMatch(short.screen, /\[pager/);
  const asked = await inTerminal(['doors', 'list', '--no-pager'], { env: withPager, rows: 20 });
  assert.doesNotMatch(asked.screen, /\[pager/);
  const piped = await inPipe(['doors', 'list'], { env: withPager });
  assert.doesNotMatch(piped.stdout, /\[pager/);
});

test('a pager that does not exist, fails, or is left early loses nothing and is no error', async () => {
  for (const UNLOC_PAGER of ['no-such-pager-anywhere', 'false', '', 'cat']) {
    const { code, screen } = await inTerminal(['help', 'errors'], { env: { ...env, UNLOC_PAGER }, rows: 20 });
    assert.equal(code, 0, UNLOC_PAGER);
    assert.match(plain(screen), /Exit codes:[\s\S]*internal/, UNLOC_PAGER);
  }
  const { code, screen } = await inTerminal(['doors', 'list'], { env: { ...env, UNLOC_PAGER: 'head -n 1' }, rows: 20 });
  assert.equal(code, 0);
  assert.equal(plain(screen).trim().split('\n').length, 1);
});

test('Ctrl-C in the pager belongs to the pager', async () => {
  const { code, screen } = await inTerminal(['doors', 'list'], {
    env: {
      ...env,
      UNLOC_PAGER: 'sh -c "trap \'\' INT; cat >/dev/null; echo ready; read answer </dev/tty; echo got $answer"',
    },
    rows: 20,
    answers: [
      ['ready', '\u0003'],
      [/\^C/, 'on\r'],
    ],
  });
  assert.equal(code, 0);
  assert.match(plain(screen), /got on/);
});

test('progress: a bar on a terminal, a line every 10 s elsewhere', () => {
  const make = (stream, time) => new Progress('Reading keys', { stream, now: () => time.now });
  const time = { now: 0 };
  const lines = [];
  const piped = make({ write: (text) => lines.push(text) }, time);
  for (let done = 0; done <= 60; done += 1) {
    time.now = done * 500;
    piped.at(done, 60);
  }
  piped.end();
  assert.deepEqual(lines, ['Reading keys: 20 of 60\n', 'Reading keys: 40 of 60\n', 'Reading keys: 60 of 60\n']);

  const screen = [];
  const clock = { now: 0 };
  const bar = make({ isTTY: true, columns: 30, write: (text) => screen.push(text) }, clock);
  for (let done = 0; done <= 1000; done += 1) {
    clock.now = done;
    bar.at(done, 1000);
  }
  bar.end();
  bar.end();
  assert.equal(screen.length, 12, 'not more often than ten times a second, and taken away once');
  assert.equal(screen.at(-1), '\r\u001b[K');
  for (const text of screen) assert.ok(displayWidth(text.replace('\r\u001b[K', '')) < 30, text);
  assert.equal(screen[5], `\r\u001b[KReading keys [${'#'.repeat(10)}....…`);
});
