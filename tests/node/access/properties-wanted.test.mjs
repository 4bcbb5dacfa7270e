// Lists and feeds, whatever is in them: against csv-parse and ical.js, which share nothing with the engine.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { access } from '../../support/access.mjs';
import { bytesOf, doors } from '../../support/access-doors.mjs';

const { readCalendars, readGrantsCsv } = access;
const snapshot = doors();
const runs = Number(process.env.FUZZ_COUNT ?? 150);
const minute = 60_000;

// --- CSV

const odd = ['a', 'Z', '7', 'å', 'ø', 'Ö', '€', ' ', ';', ',', '\t', '"', "'", '=', '+', '-', '@', '|', '\n', '.', ':'];
const text = fc
  .array(fc.constantFrom(...odd), { maxLength: 12 })
  .map((letters) => letters.join('').trim())
  .filter((one) => !/^'*[\t\r\n]/.test(one));
const riskyText = fc.oneof(text, fc.constantFrom('=1+1', "'+447700900123", '@SUM(A1)', '-2', '+', "''=x", '""'));
const two = (number) => String(number).padStart(2, '0');
const day = fc
  .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 4, max: 9 }), fc.integer({ min: 0, max: 23 }))
  .map(([date, month, hour]) => `2027-${two(month)}-${two(date)} ${two(hour)}:30`);
const grant = fc.record({
  ref: riskyText,
  phone: fc.integer({ min: 10_000_000, max: 99_999_999 }).map((digits) => `+47${digits}`),
  doors: fc.subarray(['Front door', 'Room 4', 'l-b', 'Mews'], { minLength: 1 }),
  from: day,
  to: day.map((one) => one.replace('2027', '2028')),
  windows: fc.constantFrom('', 'mon-fri 08:00-16:00', 'sat 10:00-14:00, sun 00:00-24:00'),
  note: riskyText,
});
const form = fc.record({
  delimiter: fc.constantFrom(';', ',', '\t'),
  end: fc.constantFrom('\n', '\r\n'),
  encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be', 'windows-1252'),
  quoteAll: fc.boolean(),
  lastEnd: fc.boolean(),
});
const columns = ['ref', 'phone', 'doors', 'from', 'to', 'windows', 'note'];

const guarded = (cell) => (/^'*[=+\-@]/.test(cell) ? `'${cell}` : cell);
function written(rows, { delimiter, end, quoteAll, lastEnd }) {
  const cell = (value) =>
    quoteAll || /["\r\n]/.test(value) || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value;
  const lines = [columns, ...rows].map((row) => row.map(cell).join(delimiter));
  return lines.join(end) + (lastEnd ? end : '');
}

function encoded(content, encoding) {
  if (encoding === 'utf-8') return bytesOf(content);
  if (encoding === 'utf-8 with mark') return bytesOf(`\ufeff${content}`);
  if (encoding === 'windows-1252') {
    return Uint8Array.from(content, (letter) => (letter === '€' ? 0x80 : letter.charCodeAt(0)));
  }
  const wide = Buffer.from(`\ufeff${content}`, 'utf16le');
  return new Uint8Array(encoding === 'utf-16le' ? wide : wide.swap16());
}

const wallOf = (time) => `${time.replace(' ', 'T')}:00`;
const idOf = { 'Front door': 'l-front', 'Room 4': 'l-4', 'l-b': 'l-b', Mews: 'l-mews' };

test('P15: grants written as CSV are read as they were, in every delimiter, encoding and line end', () => {
  fc.assert(
    fc.property(fc.array(grant, { minLength: 1, maxLength: 8 }), form, (grants, how) => {
      const named = grants.map((one, index) => ({ ...one, ref: `${one.ref}${index}` }));
      const rows = named.map((one) =>
        columns.map((column) => guarded(column === 'doors' ? one.doors.join('|') : one[column])),
      );
      const content = written(rows, how);
      // The other reader must find what was written, or the test writes something else than CSV.
      const cells = parse(content, { delimiter: how.delimiter, record_delimiter: how.end });
      assert.deepEqual(cells.slice(1), rows);
      const encoding = how.encoding === 'windows-1252' ? 'windows-1252' : undefined;
      const options = { owner: 'o', doors: snapshot, encoding };
      const { wanted, problems } = readGrantsCsv(encoded(content, how.encoding), options);
      assert.deepEqual(problems, []);
      for (const [index, one] of named.entries()) {
        const read = wanted.grants[index];
        assert.equal(read.ref, one.ref);
        assert.equal(read.appUserId, one.phone);
        assert.deepEqual(
          read.doors,
          one.doors.map((name) => idOf[name]),
        );
        assert.deepEqual([read.from, read.to], [{ local: wallOf(one.from) }, { local: wallOf(one.to) }]);
        assert.equal(read.label ?? '', one.note);
        assert.equal((read.windows ?? []).length, { m: 5, s: 2 }[one.windows[0]] ?? 0);
      }
      assert.equal(wanted.grants.length, named.length);
    }),
    { numRuns: runs },
  );
});

test('whatever bytes a list has, it is read or its rows are named', () => {
  const pieces = ['ref;phone;doors;to\n', 'ref,phone,doors,to\r\n', '+4799887766', 'Front door', ';', ',', '"', '\n'];
  const bytes = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => bytesOf(parts.join(''))),
    fc.uint8Array({ maxLength: 200 }),
  );
  fc.assert(
    fc.property(bytes, (list) => {
      const { wanted, problems } = readGrantsCsv(list, { owner: 'o', doors: snapshot, complete: true });
      for (const { file, row, what, instead } of problems) {
        assert.ok(file === 'list' && row >= 0 && what && instead);
        assert.doesNotMatch(what + instead, /\{\w+\}/);
      }
      if (problems.length > 0) assert.equal(wanted.complete, false);
    }),
    { numRuns: runs },
  );
});

// --- Calendars

const map = {
  format: 'unloc-calendars/1',
  calendars: [{ name: 'Loft', doors: ['Front door'], checkIn: '15:00', checkOut: '11:00', contacts: 'c.csv' }],
};
const uids = ['r-1@example.com', 'r-2@example.com', 'r-3@example.com', 'r-4@example.com', 'r-5@example.com'];
const contacts = {
  'c.csv': bytesOf(['uid;phone', ...uids.map((uid, index) => `${uid};+4799887${index}00`)].join('\n')),
};
const start = Date.parse('2027-03-01T09:00:00Z');
const stamp = (ms) => new Date(ms).toISOString().replace(/[-:]|\.000/g, '');

const calendar = (events) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n${events.join('')}END:VCALENDAR\r\n`;
const eventOf = ({ uid, from, to }) =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:${stamp(from)}\r\nDTEND:${stamp(to)}\r\nSUMMARY:Reserved\r\nEND:VEVENT\r\n`;

/** Stays that begin between a day before the first read and a day after it. */
const stays = fc.tuple(
  ...uids.map((uid) =>
    fc
      .tuple(fc.integer({ min: -1440, max: 1440 }), fc.integer({ min: 30, max: 900 }))
      .map(([begin, length]) => ({ uid, from: start + begin * minute, to: start + (begin + length) * minute })),
  ),
);
const read = fc.record({
  after: fc.constantFrom(1, 5, 14, 15, 16, 40, 120),
  fails: fc.constantFrom('', '', '', '', 'status', 'torn', 'empty', 'lost'),
  cut: fc.nat(),
  there: fc.subarray(uids),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
});

test('P16: nothing is taken back that a feed may only have lost', () => {
  fc.assert(
    fc.property(stays, fc.array(read, { minLength: 20, maxLength: 20 }), (all, reads) => {
      let memory;
      let at = start;
      let firstWhole;
      // What is known of each stay, and since when whole reads lack it.
      const known = new Map();
      for (const { after, fails, cut, there, order } of reads) {
        at += after * minute;
        const listed = order.map((index) => all[index]).filter(({ uid }) => there.includes(uid));
        const whole = calendar(fails === 'empty' ? [] : listed.map(eventOf));
        const torn = fails === 'torn' || fails === 'lost';
        const body = torn ? whole.slice(0, cut % (whole.length - 2)) : whole;
        const status = fails === 'status' ? 503 : 200;
        const feed = { name: 'Loft', ics: bytesOf(body), status, at: new Date(at) };
        const result = readCalendars([feed], map, memory, { owner: 'o', doors: snapshot, contacts });
        memory = JSON.parse(JSON.stringify(result.memory));
        const refs = result.wanted.grants.map(({ ref }) => ref);
        const failed = fails !== '' || listed.length === 0;
        assert.equal(result.problems.length > 0, failed);
        if (!failed) {
          firstWhole ??= at;
          for (const stay of all) {
            if (listed.includes(stay)) known.set(stay.uid, { misses: 0 });
            else if (known.has(stay.uid)) {
              const one = known.get(stay.uid);
              one.since ??= at;
              one.misses += 1;
              const underWay = stay.from <= at && at < stay.to;
              if (!underWay && one.misses >= 2 && at - one.since >= 15 * minute) known.delete(stay.uid);
            }
          }
        }
        const expected = all.filter(({ uid, to }) => known.has(uid) && to > at).map(({ uid }) => uid);
        assert.deepEqual(refs.sort(), expected.sort());
        assert.equal(result.wanted.complete, !failed && at - firstWhole >= 15 * minute);
      }
    }),
    { numRuns: runs },
  );
});

/** Lines cut after so many characters, as RFC 5545 folds them. */
const folded = (line, length) => line.replace(new RegExp(`.{${length}}(?=.)`, 'gsu'), '$&\r\n ');
const summary = fc
  .array(fc.constantFrom('a', 'ø', '€', '😀', ' ', ',', ';', '\\', ':', '"', '\n', 'N'), {
    minLength: 1,
    maxLength: 20,
  })
  .map((letters) => letters.join(''));
const escaped = (value) => value.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');
const kinds = fc.constantFrom('date', 'utc', 'floating');
const randomEvent = fc.record({
  kind: kinds,
  from: fc.integer({ min: 0, max: 100_000 }).map((minutes) => start + minutes * minute),
  minutes: fc.integer({ min: 2880, max: 20_000 }),
  summary,
  length: fc.integer({ min: 4, max: 75 }),
  alarm: fc.boolean(),
});

test('calendars are read as ical.js reads them', () => {
  const value = { date: (ms) => stamp(ms).slice(0, 8), utc: stamp, floating: (ms) => stamp(ms).slice(0, -1) };
  fc.assert(
    fc.property(fc.array(randomEvent, { minLength: 1, maxLength: uids.length }), (events) => {
      const lines = events.flatMap((event, index) => {
        const parameter = event.kind === 'date' ? ';VALUE=DATE' : '';
        const time = (ms) => `${parameter}:${value[event.kind](ms)}`;
        const alarm = ['BEGIN:VALARM', 'UID:other', 'DTSTART:20200101T000000Z', 'END:VALARM'];
        return [
          'BEGIN:VEVENT',
          `SUMMARY;LANGUAGE="en":${escaped(event.summary)}`,
          `DTSTART${time(event.from)}`,
          ...(event.alarm ? alarm : []),
          `dtend${time(event.from + event.minutes * minute)}`,
          `UID:${uids[index]}`,
          'END:VEVENT',
        ].map((line) => folded(line, event.length));
      });
      const ics = calendar(lines.map((line) => `${line}\r\n`));
      const feed = { name: 'Loft', ics: bytesOf(ics), status: 200, at: new Date(start - 1440 * minute) };
      const options = { owner: 'o', doors: snapshot, contacts, gap: 'later' };
      const { wanted, problems } = readCalendars([feed], map, undefined, options);
      assert.deepEqual(problems, []);
      const theirs = new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent').map((component) => {
        const event = new ICAL.Event(component);
        const time = (at, clock) => {
          if (at.isDate) return `${at}T${clock}:00`;
          return at.zone === ICAL.Timezone.utcTimezone ? String(at) : String(at);
        };
        return [event.uid, event.summary, time(event.startDate, '15:00'), time(event.endDate, '11:00')];
      });
      const ours = wanted.grants.map(({ ref, label, from, to }) => [ref, label, from.local ?? from, to.local ?? to]);
      assert.deepEqual(ours, theirs);
    }),
    { numRuns: runs },
  );
});
