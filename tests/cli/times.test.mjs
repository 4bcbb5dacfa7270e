// Times and durations as they are typed, against Intl, which knows the zones by itself. No test reads the real clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { importFromCli } from '../../scripts/build/cli-tree.mjs';

const { readDuration, readTime, timeForms } = await importFromCli('input/time', 'input/duration', 'input/time-forms');

// Half hours, quarter hours, changes at midnight (Havana, Santiago, Beirut), by half an hour (Lord Howe), and a skipped day (Apia).
const zones = [
  'Europe/Oslo',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Havana',
  'America/Santiago',
  'Asia/Beirut',
  'Pacific/Apia',
  'Africa/Casablanca',
  'UTC',
];
const formats = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }),
  ]),
);

/** What the clock of a zone shows: `2026-12-04`, `16:00`, `Fri`. */
function wall(instant, zone) {
  const parts = Object.fromEntries(
    formats
      .get(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    weekday: parts.weekday,
  };
}

const minute = 60_000;
const day = 1440 * minute;
/** Every minute at which the clock of a zone shows a date and a time. */
function moments(date, time, zone) {
  const about = Date.parse(`${date}T${time ?? '00:00'}Z`);
  const found = [];
  for (let at = about - 16 * 60 * minute; at <= about + 16 * 60 * minute; at += 15 * minute) {
    const shown = wall(at, zone);
    if (shown.date === date && shown.time === time) found.push(at);
  }
  return found;
}
const dateAfter = (date, days) => new Date(Date.parse(`${date}T00:00Z`) + days * day).toISOString().slice(0, 10);
const read = (text, zone, now = 0) => readTime(text, { option: '--at', zone, now }).getTime();
const refused = (text, zone, now = 0) => {
  try {
    return assert.fail(`${text} is ${new Date(read(text, zone, now)).toISOString()}`);
  } catch (error) {
    if (error.exitCode !== 2) throw error;
    return error.message;
  }
};

const anyZone = fc.constantFrom(...zones);
const anyNow = fc
  .integer({ min: Date.parse('2009-01-01') / minute, max: Date.parse('2035-01-01') / minute })
  .map((n) => n * minute);
const quarter = fc
  .tuple(fc.nat(23), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minutes]) => `${String(hour).padStart(2, '0')}:${minutes}`);
const anyDate = fc.integer({ min: 0, max: 26 * 365 }).map((days) => dateAfter('2009-01-01', days));
/** Dates at which the clocks change somewhere here. */
const changes = zones.flatMap((zone) => {
  const found = [];
  for (let at = Date.parse('2010-01-01'); at < Date.parse('2013-01-01'); at += day) {
    const offset = (instant) => Date.parse(`${wall(instant, zone).date}T${wall(instant, zone).time}Z`) - instant;
    if (offset(at) !== offset(at + day)) found.push({ zone, date: wall(at + day / 2, zone).date });
  }
  return found;
});
const somewhere = fc.oneof(fc.record({ zone: anyZone, date: anyDate }), fc.constantFrom(...changes));
const runs = (numRuns) => ({ numRuns, seed: Number(process.env.FC_SEED) || undefined });

/** Checks a text that means a date and a time against what the clock shows. */
function same(text, date, time, zone, now = 0) {
  const expected = moments(date, time, zone);
  if (expected.length === 1) return assert.equal(read(text, zone, now), expected[0]);
  const sentence = refused(text, zone, now);
  if (expected.length === 0) return assert.match(sentence, /does not exist in .* set forward/);
  const [, earlier, later] = /write (\S+) or (\S+)\. Times/.exec(sentence);
  return assert.deepEqual(
    [earlier, later].map((one) => read(one, zone)),
    expected,
  );
}

test('there are enough changes of clocks to mean something', () => {
  assert.ok(changes.length > 30, String(changes.length));
});

test('a date and a time: the only moment at which the clock shows it; what never or twice comes is refused', () => {
  fc.assert(
    fc.property(somewhere, quarter, fc.constantFrom('T', ' ', 't', '  '), ({ zone, date }, time, between) => {
      same(`${date}${between}${time}`, date, time, zone);
    }),
    runs(400),
  );
});

test('a date: the first moment of the day, also where midnight is skipped or comes twice', () => {
  fc.assert(
    fc.property(somewhere, ({ zone, date }) => {
      const expected = [];
      const about = Date.parse(`${date}T00:00Z`);
      for (let at = about - 15 * 60 * minute; at <= about + 15 * 60 * minute; at += 15 * minute)
        if (wall(at, zone).date === date) expected.push(at);
      // Samoa had no 30 December 2011.
      fc.pre(expected.length > 0);
      assert.equal(read(date, zone), expected[0]);
    }),
    runs(150),
  );
});

test('a time, today, tomorrow and yesterday: by the day that the door has now', () => {
  const words = { '': 0, 'today ': 0, 'tomorrow ': 1, 'yesterday ': -1, 'TOMORROW  ': 1 };
  fc.assert(
    fc.property(anyZone, anyNow, quarter, fc.constantFrom(...Object.keys(words)), (zone, now, time, word) => {
      same(`${word}${time}`, dateAfter(wall(now, zone).date, words[word]), time, zone, now);
    }),
    runs(300),
  );
});

test('a weekday: the next one whose time is still to come', () => {
  const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  fc.assert(
    fc.property(
      anyZone,
      anyNow,
      quarter,
      fc.constantFrom(...names),
      fc.integer({ min: 3, max: 9 }),
      (zone, now, time, name, length) => {
        const word = name.slice(0, length);
        const today = wall(now, zone).date;
        const wanted = Array.from({ length: 8 }, (_, days) => dateAfter(today, days))
          .filter((date) => new Date(`${date}T00:00Z`).getUTCDay() === (names.indexOf(name) + 1) % 7)
          .find(
            (date) =>
              date !== today
              || moments(date, time, zone).some((at) => at > now)
              || (moments(date, time, zone).length === 0 && wall(now, zone).time < time),
          );
        same(`${word} ${time}`, wanted, time, zone, now);
      },
    ),
    runs(300),
  );
});

test('a weekday is today only while its time is still to come, also when the clock shows it twice', () => {
  const oslo = (text, now) => new Date(read(text, 'Europe/Oslo', Date.parse(now))).toISOString();
  assert.equal(oslo('sat 16:00', '2026-11-28T14:59:00Z'), '2026-11-28T15:00:00.000Z');
  assert.equal(oslo('sat 16:00', '2026-11-28T15:00:00Z'), '2026-12-05T15:00:00.000Z');
  assert.equal(oslo('sat', '2026-11-28T00:00:00Z'), '2026-12-04T23:00:00.000Z');
  // On 25 October the clock shows 02:30 at 00:30 and at 01:30 UTC.
  assert.match(refused('sun 02:30', 'Europe/Oslo', Date.parse('2026-10-25T00:45:00Z')), /occurs twice/);
  assert.equal(oslo('sun 02:30', '2026-10-25T01:45:00Z'), '2026-11-01T01:30:00.000Z');
});

test('minutes and hours from now are exact; days and weeks keep the clock', () => {
  fc.assert(
    fc.property(
      anyZone,
      anyNow,
      fc.constantFrom('+', '-'),
      fc.nat(400),
      fc.constantFrom('m', 'h', 'd', 'w'),
      (zone, now, sign, amount, unit) => {
        const count = sign === '-' ? -amount : amount;
        const found = read(`${sign}${amount}${unit}`, zone, now);
        if (unit === 'm' || unit === 'h')
          return assert.equal(found, now + count * (unit === 'm' ? minute : 60 * minute));
        const before = wall(now, zone);
        const date = dateAfter(before.date, unit === 'w' ? count * 7 : count);
        const after = wall(found, zone);
        // A skipped time moves on by the change, as clocks do: never by more.
        const moved = Date.parse(`${after.date}T${after.time}Z`) - Date.parse(`${date}T${before.time}Z`);
        return assert.ok(moved === 0 || (moved > 0 && moved <= day), `${found} ${moved}`);
      },
    ),
    runs(300),
  );
});

test('an instant is itself in every zone, also in one that nobody knows', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyZone, fc.constant('Mars/Olympus')),
      anyNow,
      fc.constantFrom('T', ' '),
      (zone, at, between) => {
        const text = new Date(at).toISOString().replace('T', between);
        assert.equal(read(text, zone), at);
        assert.equal(read(text.replace('Z', '+00:00'), zone), at);
        assert.equal(read(text.replace('.000Z', '+0200'), zone), at - 120 * minute);
        assert.equal(read(text.replace(':00.000Z', '-05'), zone), at + 300 * minute);
      },
    ),
    runs(100),
  );
});

test('every form of the help is read', () => {
  const now = Date.parse('2026-11-28T09:00:00Z');
  for (const [form] of timeForms) assert.ok(read(form.replaceAll('"', ''), 'Europe/Oslo', now) > 0, form);
  assert.equal(read('now', 'Europe/Oslo', now + 123), now + 123);
  assert.equal(read('fri 16:00', 'Europe/Oslo', now), Date.parse('2026-12-04T15:00:00Z'));
});

test('what is no time is refused with a sentence, never with a guess', () => {
  const words = [
    '',
    ' ',
    'never',
    'mo',
    'monkey',
    'sunset',
    'fridays',
    'today16:00',
    'fri 1600',
    '16',
    '24:00',
    '16:60',
    '7:5',
    '25:00',
    '7d',
    '+1y',
    '+d',
    '+1.5h',
    '-',
    '+',
    '20261204',
    '2026-12-4',
    '2026-13-01',
    '2026-02-30',
    '2026-12-04T16',
    '2026-12-04T1600',
    '2026-12-04T16:00:60',
    '2026-12-04T16:00[Europe/Paris]',
    '2026-12-04T16:00Z[Europe/Paris]',
    '+002026-12-04',
    '2026-W49',
    '2026-12-04Z',
    '12/04/2026',
    '1',
    '1795843429000',
    'constructor',
    '__proto__',
    '+999999w',
    '9999-12-31T23:59-12:00',
  ];
  for (const text of words) assert.match(refused(text, 'Europe/Oslo', Date.parse('2026-11-28')), /^--at "/, text);
  assert.match(refused('7d', 'UTC'), /write \+7d from now, or -7d before now/);
  assert.match(refused('16:00', 'Mars/Olympus'), /time zone "Mars\/Olympus" is not known/);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), anyZone, anyNow, (text, zone, now) => {
      try {
        assert.ok(Number.isFinite(read(text, zone, now)));
      } catch (error) {
        assert.equal(error.exitCode, 2);
      }
    }),
    runs(500),
  );
});

test('durations: an amount and a unit, and nothing else', () => {
  const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
  fc.assert(
    fc.property(fc.nat(99_999), fc.constantFrom(...Object.keys(units)), (amount, unit) => {
      assert.equal(readDuration(`${amount}${unit}`, '--timeout'), amount * units[unit]);
      assert.equal(
        readDuration(` ${amount}.5${unit.toUpperCase()} `, '--timeout'),
        Math.round((amount + 0.5) * units[unit]),
      );
    }),
  );
  for (const text of [
    '',
    '5',
    's',
    '-5s',
    '+5s',
    '5 s',
    '5y',
    '1e3s',
    '5s5m',
    '.5s',
    '5.s',
    'Infinitys',
    '0x5s',
    '١s',
    '9999999999s',
    'constructor',
  ])
    assert.throws(
      () => readDuration(text, '--timeout'),
      { exitCode: 2, message: /--timeout must be a duration/ },
      text,
    );
});
