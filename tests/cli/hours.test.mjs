// Weekly hours, periods, numbers and files of people as the command line reads them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { importFromCli } from '../../scripts/build/cli-tree.mjs';

const {
  readHours,
  hoursInWords,
  everOpens,
  sameHours,
  readPeriod,
  internationalNumber,
  nationalNumbers,
  fold,
  readCsv,
  joined,
  periodInWords,
} = await importFromCli(
  'input/hours',
  'input/period',
  'input/phone',
  'input/fold',
  'input/people-file',
  'output/words',
  'output/time',
);

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const minutes = fc
  .tuple(fc.integer({ min: 0, max: 24 * 60 - 1 }), fc.integer({ min: 1, max: 24 * 60 }))
  .filter(([start, end]) => start < end);
const span = ([weekday, [start, end]]) => ({
  weekday,
  startHour: Math.floor(start / 60),
  startMinute: start % 60,
  endHour: Math.floor(end / 60),
  endMinute: end % 60,
});
/** Weeks in which few different hours occur, so that days share them. */
const week = fc
  .tuple(
    fc.subarray(days, { minLength: 1 }),
    fc.array(minutes, { minLength: 1, maxLength: 3 }),
    fc.array(fc.nat(2), { minLength: 7, maxLength: 7 }),
  )
  .map(([chosen, hours, which]) => ({
    timeSpans: chosen.map((day, index) => span([day, hours[which[index] % hours.length]])),
  }));

test('hours that are written are read as they were', () => {
  fc.assert(
    fc.property(week, (recurrence) => {
      const text = hoursInWords(recurrence);
      assert.deepEqual(readHours(text, '--hours'), recurrence, text);
      assert.ok(sameHours(recurrence, { timeSpans: recurrence.timeSpans.toReversed() }));
    }),
    { numRuns: 500 },
  );
});

test('hours in other spellings', () => {
  const read = (text) => hoursInWords(readHours(text, '--hours'));
  assert.equal(read('mon-fri 08:00-16:00; sat,sun 10:00-14:00'), 'mon-fri 08:00-16:00; sat-sun 10:00-14:00');
  assert.equal(read('Monday - Friday 8:00 – 16:00, Sat 10:00-14:00'), 'mon-fri 08:00-16:00; sat 10:00-14:00');
  assert.equal(read('daily 00:00-24:00'), 'mon-sun 00:00-24:00');
  assert.equal(read('sat-mon 10:00-12:00'), 'mon,sat-sun 10:00-12:00');
  assert.equal(read(' ;wed 09:30-10:15; '), 'wed 09:30-10:15');
});

test('hours that the API cannot have are refused with a reason', () => {
  for (const [text, why] of [
    ['', /no hours/],
    ['mon', /cannot be read/],
    ['mon 8-16', /cannot be read/],
    ['08:00-16:00', /cannot be read/],
    ['xyz 08:00-16:00', /cannot be read/],
    ['mon 24:00-24:00', /a time that does not exist/],
    ['mon 08:60-09:00', /a time that does not exist/],
    ['mon 08:00-25:00', /a time that does not exist/],
    ['mon 08:00-24:01', /a time that does not exist/],
    ['fri 22:00-02:00', /over midnight are two windows/],
    ['mon 08:00-08:00', /ends before it begins/],
    ['mon-wed 08:00-09:00; tue 10:00-11:00', /two windows on tue/],
  ])
    assert.throws(
      () => readHours(text, '--hours'),
      (error) => error.exitCode === 2 && why.test(error.message),
      text,
    );
});

test('whether hours ever fall into a period: as a look at each minute says', () => {
  const minute = 60_000;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Oslo',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const opensAt = ({ timeSpans }, instant) => {
    const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
    const now = Number(parts.hour) * 60 + Number(parts.minute);
    return timeSpans.some(
      ({ weekday, startHour, startMinute, endHour, endMinute }) =>
        weekday === parts.weekday.toLowerCase()
        && startHour * 60 + startMinute <= now
        && now < endHour * 60 + endMinute,
    );
  };
  // Around the day on which the clocks are set back.
  const begin = Date.UTC(2026, 9, 23);
  fc.assert(
    fc.property(
      week,
      fc.integer({ min: 0, max: 5 * 1440 }),
      fc.integer({ min: 1, max: 600 }),
      (recurrence, from, length) => {
        const start = begin + from * minute;
        const looked = Array.from({ length }, (_, index) => start + index * minute).some((at) =>
          opensAt(recurrence, at),
        );
        assert.equal(everOpens(recurrence, new Date(start), new Date(start + length * minute), 'Europe/Oslo'), looked);
      },
    ),
    { numRuns: 200 },
  );
  assert.ok(everOpens(readHours('mon 08:00-09:00', ''), new Date(begin), undefined, 'Europe/Oslo'));
});

test('an end follows its start; days are those of the door’s clock', () => {
  const now = Date.parse('2026-10-23T10:00:00Z');
  const read = (options) => {
    const { start, end } = readPeriod(options, 'Europe/Oslo', now);
    return [start?.toISOString(), end?.toISOString()];
  };
  assert.deepEqual(read({ from: 'sat 16:00', until: 'sun 12:00' }), [
    '2026-10-24T14:00:00.000Z',
    '2026-10-25T11:00:00.000Z',
  ]);
  assert.deepEqual(read({ from: 'mon 16:00', until: 'sun 12:00' }), [
    '2026-10-26T15:00:00.000Z',
    '2026-11-01T11:00:00.000Z',
  ]);
  assert.deepEqual(read({ from: 'tomorrow 14:00', until: '16:00' }), [
    '2026-10-24T12:00:00.000Z',
    '2026-10-24T14:00:00.000Z',
  ]);
  // The clocks are set back in between: the same time of day, and an hour more.
  assert.deepEqual(read({ from: 'sat 12:00', for: '1d' }), ['2026-10-24T10:00:00.000Z', '2026-10-25T11:00:00.000Z']);
  assert.deepEqual(read({ from: 'now', for: '2h' }), [undefined, '2026-10-23T12:00:00.000Z']);
  assert.deepEqual(read({ until: '+2d' }), [undefined, '2026-10-25T11:00:00.000Z']);
  assert.deepEqual(read({ end: false }), [undefined, undefined]);
  for (const options of [
    { from: '-2h', for: '3h' },
    { until: '-1d' },
    { for: '2 days' },
    { from: '+2d', until: '+1d' },
  ])
    assert.throws(
      () => read(options),
      (error) => error.exitCode === 2,
      JSON.stringify(options),
    );
});

test('a period in words: the year where it is another one, and the zone', () => {
  const now = new Date('2026-11-28T12:00:00Z');
  const words = (start, end, zone) => periodInWords(start && new Date(start), end && new Date(end), zone, now);
  assert.equal(
    words('2026-12-04T15:00Z', '2026-12-06T11:00Z', 'Europe/Oslo'),
    'Fri 4 Dec 16:00 – Sun 6 Dec 12:00 (Europe/Oslo)',
  );
  assert.equal(words(undefined, '2027-01-06T11:00Z', undefined), 'from now until Wed 6 Jan 2027 11:00 (UTC)');
  assert.equal(
    words('2026-12-04T15:00Z', undefined, 'Asia/Tokyo'),
    'from Sat 5 Dec 00:00 (Asia/Tokyo) on, without an end',
  );
  assert.equal(words(undefined, undefined, 'Asia/Tokyo'), 'from now on, without an end');
});

test('numbers: with a country, and as they are written at home', async () => {
  for (const text of ['+47 912 34 567', '004791234567', '(+47) 912-34-567', '+47\u00a0912\u201134\u2011567'])
    assert.equal(internationalNumber(text), '+4791234567', text);
  for (const text of ['91234567', '+47', '+0123456789', '+47912345671234567', 'nygard'])
    assert.equal(internationalNumber(text), undefined, text);
  const at = (text, ...countries) => nationalNumbers(text, countries);
  assert.deepEqual(await at('912 34 567', 'NO'), ['+4791234567']);
  assert.deepEqual(await at('070-174 06 23', 'SE'), ['+46701740623']);
  assert.deepEqual(await at('07700 900123', 'GB'), ['+447700900123']);
  assert.deepEqual(await at('06 1234 5678', 'IT'), ['+390612345678']);
  assert.deepEqual(await at('9123', 'NO', 'XX'), []);
  assert.deepEqual(await at('20 12 34 56', 'NO', 'DK'), ['+4720123456', '+4520123456']);
});

test('letters that keyboards lack, capitals and accents do not count', () => {
  for (const [a, b] of [
    ['Nygård', 'nygard'],
    ['SØRLI', 'sorli'],
    ['Müller', 'muller'],
    ['Ærø', 'aero'],
    ['Łódź', 'lodz'],
    ['Straße', 'STRASSE'],
    ['  a   b ', 'A B'],
  ])
    assert.equal(fold(a), fold(b));
  assert.notEqual(fold('Per'), fold('Pär2'));
});

test('CSV is read as another reader reads it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ø', '"', ',', ';', ' ', '\n', '1'), maxLength: 6 });
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(table, fc.constantFrom(';', ',', '\t'), fc.constantFrom('\n', '\r\n'), (rows, separator, end) => {
      const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
      // The header names columns, so that the separator is found there.
      const header = rows[0].map((_, index) => `column${index}`);
      const text = [header, ...rows].map((row) => row.map(quoted).join(separator)).join(end) + end;
      const options = { delimiter: separator, relax_column_count: true, skip_empty_lines: false };
      if (header.length === 1 && separator !== ',') return;
      assert.deepEqual(readCsv(text), parse(text, options));
    }),
    { numRuns: 300 },
  );
});

test('names in a sentence', () => {
  assert.equal(joined(['A']), 'A');
  assert.equal(joined(['A', 'B']), 'A and B');
  assert.equal(joined(['A', 'B', 'C']), 'A, B and C');
  assert.equal(joined(['A', 'B', 'C', 'D'], 3), 'A, B and 2 more');
  assert.equal(joined(['A\u001b[2J\n']), 'A [2J ');
  assert.equal(joined([]), '');
});
