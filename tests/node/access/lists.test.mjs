// Lists of wanted access as JavaScript sees them: sentences, schemas, and the adapters of docs/access-formats.md.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';
import { exampleIn } from '../../../scripts/start/readme-example.mjs';
import { access } from '../../support/access.mjs';
import { bytesOf, doors } from '../../support/access-doors.mjs';
import { root } from '../../support/root.mjs';

const { AccessError, readCalendars, readGrantsCsv, readGrantsJson } = access;
const guide = readFileSync(join(root, 'docs', 'access-formats.md'), 'utf8');
const snapshot = doors();
const header = 'ref;phone;doors;from;to;windows;note\n';
const csv = (rows, options) =>
  readGrantsCsv(bytesOf(header + rows), { owner: 'rentals', doors: snapshot, file: 'list.csv', ...options });
const json = (list, options) => readGrantsJson(bytesOf(JSON.stringify(list)), { doors: snapshot, ...options });

test('a row that cannot be read is named with what is wrong and what to do instead', () => {
  const row = 'B-1;447700900123;Store;2027-03-28 02:30;03/07/2027;mon-fri;x\n';
  const { problems, wanted } = csv(row);
  assert.deepEqual(
    problems.map(({ file, row: number, column }) => [file, number, column]),
    [
      ['list.csv', 2, 'phone'],
      ['list.csv', 2, 'doors'],
      ['list.csv', 2, 'to'],
      ['list.csv', 2, 'windows'],
    ],
  );
  assert.deepEqual(problems[0], {
    file: 'list.csv',
    row: 2,
    column: 'phone',
    what: 'the number has no plus and no country code',
    instead:
      'format the column as text and write +47…, or set the country of all such numbers with the option "country"',
  });
  assert.equal(problems[1].what, '2 doors are called "Store"');
  assert.equal(problems[2].what, '"03/07/2027" may mean two different days');
  assert.deepEqual(
    wanted.problems,
    problems.map(({ file, row: number, column }) => ({ file, row: number, column })),
  );
  const gap = csv('B-1;+447700900123;Room 4;2027-03-28 02:30;2027-03-29;;\n').problems[0];
  assert.equal(
    gap.what,
    'the clocks of Europe/Oslo skip 2027-03-28T02:30:00: 2027-03-28T01:59:00 is the last minute before, '
      + '2027-03-28T03:00:00 the first after',
  );
  const columns = readGrantsCsv(bytesOf('ref;phone;x\n'), { owner: 'o', doors: snapshot }).problems[0];
  assert.deepEqual(columns, {
    file: 'list',
    row: 1,
    column: 'to',
    what: 'no column means "to"; the header has: ref, phone, x',
    instead: 'add one, or choose one with the option "columns"',
  });
});

test('no problem shows a phone number', () => {
  const numbers = ['447700900123', '+4477009001234567890', '07700900123', '0047x99887766', '+47 (0) 99887766'];
  for (const number of numbers) {
    for (const country of [undefined, 'NO', 'SE']) {
      const { problems } = csv(`B-1;${number};Room 4;2027-03-05;2027-03-07;;\n`, { country });
      assert.equal(problems.length, 1);
      assert.doesNotMatch(JSON.stringify(problems), /\d{5}/);
    }
  }
});

test('an option that means nothing is an error', () => {
  for (const options of [{ country: 'XX' }, { dates: 'ymd' }, { gap: 'x' }, { covers: { from: 1 } }]) {
    assert.throws(
      () => csv('', options),
      (error) => error instanceof AccessError || error instanceof TypeError,
    );
  }
  assert.throws(() => csv('', { doors: {} }), TypeError);
});

test('zones that are needed are told, for the years that are needed', () => {
  const far = csv('B-1;+447700900123;Room 4;2049-07-01 12:00;2049-07-02;mon-sun 08:00-09:00;\n');
  assert.deepEqual(far.problems, []);
  const event = 'BEGIN:VEVENT\nUID:r-1\nDTSTART;TZID=ZONE:20270705T150000\nDTEND:20270707T110000Z\nEND:VEVENT\n';
  const read = (zone) => {
    const ics = `BEGIN:VCALENDAR\n${event.replace('ZONE', zone)}END:VCALENDAR\n`;
    const map = {
      format: 'unloc-calendars/1',
      calendars: [{ name: 'Loft', doors: ['l-4'], checkIn: '15:00', checkOut: '11:00', contacts: 'c' }],
    };
    const feed = { name: 'Loft', ics: bytesOf(ics), status: 200, at: '2027-03-01T09:00:00Z' };
    const contacts = { c: bytesOf('uid;phone\nr-1;+4799887766\n') };
    return readCalendars([feed], map, undefined, { owner: 'o', doors: snapshot, contacts });
  };
  assert.equal(read('America/New_York').wanted.grants[0].from, '2027-07-05T19:00:00Z');
  assert.equal(
    read('W. Europe Standard Time').problems[0].what,
    'the time zone W. Europe Standard Time is not known here',
  );
});

test('a plan knows the zones of the years that its list is about', () => {
  const { wanted } = csv('B-1;+447700900123;Room 4;2035-07-01 12:00;2035-07-02 12:00;;\n');
  const { document } = access.plan(snapshot, wanted, { now: '2027-03-01T09:00:00Z' });
  assert.equal(document.items[0].steps[0].key.end, '2035-07-02T10:00:00Z');
});

test('a time that comes twice is taken so that no less is given, with a note', () => {
  const { notes } = csv('B-1;+447700900123;Room 4;2027-10-31 02:30;2027-11-02;;\n');
  assert.match(notes[0].sentence, /^A time of B-1 occurs twice/);
});

test('100,000 rows are read in a time that grows with them', () => {
  const rows = (count) =>
    Array.from(
      { length: count },
      (_, index) =>
        `B-${index};+4799${100_000 + index};Front door|Room 4;2027-03-05 15:00;2027-03-07 11:00;mon-fri 08:00-16:00;\n`,
    ).join('');
  const time = (count) => {
    const list = rows(count);
    const start = performance.now();
    assert.equal(csv(list).wanted.grants.length, count);
    return performance.now() - start;
  };
  time(1_000);
  const [some, many] = [time(10_000), time(100_000)];
  assert.ok(many < 25 * some + 500, `${some} ms, ${many} ms`);
});

// --- What is documented

const schema = (name) => JSON.parse(readFileSync(join(root, 'docs', 'schemas', `${name}.schema.json`), 'utf8'));
const validator = (name) => new Ajv({ allErrors: true }).compile(schema(name));
const inGuide = (format) =>
  JSON.parse(
    [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text).find((text) => text.includes(format)),
  );

const grants = () => inGuide('unloc-grants/1');
const changed = (change) => {
  const list = grants();
  change(list.grants[0], list);
  return list;
};

test('the schema of grants takes what the reader takes', () => {
  const valid = validator('unloc-grants-1');
  const days = { weekday: 'mon', startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 };
  const pairs = (count) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, 'x']));
  const lists = [
    [true, changed(() => {})],
    [true, changed((grant) => (grant.to = '2027-03-08T10:00:00Z'))],
    [true, changed((grant) => (grant.to = 'forEver'))],
    [true, changed((grant) => (grant.to = { local: '2027-03-08' }))],
    [true, changed((grant) => (grant.from = { local: '2027-03-28T02:30', gap: 'later' }), 0)],
    [true, changed((grant) => (grant.windows = 'sat-sun 08:00-09:00'))],
    [true, changed((grant) => (grant.windows = [{ ...days, weekday: 'sat' }]))],
    [true, changed((grant) => (grant.metadata = pairs(17)))],
    [true, changed((_, list) => (list.covers = 'everything'))],
    [true, changed((_, list) => delete list.complete)],
    [true, changed((_, list) => (list.waiting = [{ ref: 'x', why: 'y' }]))],
    [false, changed((grant) => (grant.window = 'mon'))],
    [false, changed((grant) => (grant.windows = []))],
    [false, changed((grant) => (grant.windows = ''))],
    [false, changed((grant) => (grant.windows = [{ ...days, weekday: 'day' }]))],
    [false, changed((grant) => (grant.windows = [{ ...days, startHour: 25 }]))],
    [false, changed((grant) => (grant.to = null))],
    [false, changed((grant) => (grant.to = ''))],
    [false, changed((grant) => (grant.to = '2027-03-08T10:00'))],
    [false, changed((grant) => delete grant.to)],
    [false, changed((grant) => (grant.doors = []))],
    [false, changed((grant) => (grant.appUserId = '99887766'))],
    [false, changed((grant) => (grant.metadata = pairs(18)))],
    [false, changed((grant) => (grant.metadata = { accessRef: 'x' }))],
    [false, changed((grant) => (grant.metadata = { n: 'x'.repeat(257) }))],
    [false, changed((grant) => (grant.ref = ''))],
    [false, changed((_, list) => (list.complet = true))],
    [false, changed((_, list) => (list.format = 'unloc-grants/2'))],
    [false, changed((_, list) => (list.covers = {}))],
    [false, changed((_, list) => delete list.owner)],
  ];
  for (const [good, list] of lists) {
    const text = JSON.stringify(list);
    assert.equal(valid(list), good, text);
    if (list.grants[0].from?.gap) list.grants[0].to = { local: '2027-03-29' };
    assert.equal(json(list, { forEver: true }).problems.length === 0, good, text);
  }
});

test('the schemas of calendars and rooms take what the reader takes', () => {
  const ofCalendars = validator('unloc-calendars-1');
  const map = inGuide('unloc-calendars/1');
  const contacts = { 'contacts.csv': bytesOf('uid;phone\nr-1;+4799887766\n') };
  const ics = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:r-1\nDTSTART;VALUE=DATE:20270305\nEND:VEVENT\nEND:VCALENDAR\n';
  const feeds = [{ name: 'Loft', ics: bytesOf(ics), status: 200, at: '2027-03-01T09:00:00Z' }];
  const wrong = [
    [true, {}],
    [true, { beforeMinutes: 0, afterMinutes: 10080 }],
    [false, { doors: [] }],
    [false, { checkIn: '24:00' }],
    [false, { checkOut: '11' }],
    [false, { afterMinutes: -1 }],
    [false, { afterMinutes: 1.5 }],
    [false, { afterMinutes: 10081 }],
    [false, { after: 1 }],
    [false, { ignore: 'x' }],
  ];
  for (const [good, change] of wrong) {
    const [calendar] = map.calendars;
    const other = { ...map, calendars: [{ ...calendar, ...change }] };
    assert.equal(ofCalendars(other), good, JSON.stringify(change));
    const { problems } = readCalendars(feeds, other, undefined, { owner: 'o', doors: snapshot, contacts });
    assert.equal(problems.length === 0, good, JSON.stringify({ change, problems }));
  }
  const ofDoors = validator('unloc-doors-1');
  const rooms = inGuide('unloc-doors/1');
  const read = (given) =>
    readGrantsCsv(bytesOf('id;phone;room;to\nB;+4799887766;4401;2027-03-07\n'), {
      owner: 'o',
      doors: snapshot,
      rooms: given,
    });
  assert.deepEqual(read(rooms).wanted.grants[0].doors, ['l-front', 'l-b']);
  assert.deepEqual(read(rooms.rooms).wanted.grants[0].doors, ['l-front', 'l-b']);
  assert.equal(ofDoors(rooms), true);
  for (const change of [{ format: 'unloc-doors/2' }, { room: {} }, { rooms: { 4401: 'Front door' } }]) {
    assert.equal(ofDoors({ ...rooms, ...change }), false);
    assert.throws(() => read({ ...rooms, ...change }), AccessError);
  }
});

test('the columns of the documentation are those of the reader', () => {
  for (const [, name, words] of guide.matchAll(/^\| `(\w+)`(?:, required)? \| ([^|]*?)(?::[^|]*)? \|$/gm)) {
    for (const word of [name, ...words.split(', ')]) {
      const others = { ref: 'ref', phone: 'phone', doors: 'doors', to: 'to' };
      delete others[name];
      if (name === 'room') delete others.doors;
      const list = `${[...Object.values(others), word].join(';')}\n`;
      const options = { owner: 'o', doors: snapshot, statuses: ['x'] };
      const { problems, ignored } = readGrantsCsv(bytesOf(list), options);
      assert.deepEqual([problems, ignored], [[], []], `${name}: ${word}`);
    }
  }
});

test('the sample of the documentation is read', () => {
  const [, sample] = /```csv\n(ref;[\s\S]*?)```/.exec(guide);
  const { wanted, problems } = readGrantsCsv(bytesOf(sample), { owner: 'o', doors: snapshot, forEver: true });
  assert.deepEqual(problems, []);
  assert.equal(wanted.grants.length, 3);
});

test('the adapters of the documentation give grants', async () => {
  const names = ['access-hostaway', 'access-mews', 'access-guesty', 'access-apaleo'];
  const source = names.map((name) => exampleIn(guide, name)).join('\n');
  const adapters = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const rooms = { 4401: ['Front door', 'Room 4'], 4402: ['Stair B'] };
  const times = { from: '2027-03-05T14:00:00Z', to: '2027-03-07T10:00:00Z' };
  const stay = {
    listingMapId: 4401,
    arrivalDate: '2027-03-05',
    departureDate: '2027-03-07',
    checkInTime: 15,
    checkOutTime: 9,
    phone: '+447700900123',
    status: 'new',
    reservationId: '99001',
  };
  const mews = {
    Id: 'm-1',
    State: 'Confirmed',
    AccountId: 'a',
    AssignedResourceId: 4401,
    StartUtc: times.from,
    EndUtc: times.to,
  };
  const guesty = {
    _id: 'g-1',
    status: 'confirmed',
    listingId: 4402,
    guest: { phone: '+447700900123' },
    checkIn: times.from,
    checkOut: times.to,
  };
  const apaleo = {
    id: 'p-1',
    status: 'InHouse',
    primaryGuest: { phone: '+447700900123' },
    timeSlices: [
      { from: '2027-03-05T15:00:00+01:00', to: '2027-03-06T11:00:00+01:00', unit: { id: 4401 } },
      { from: '2027-03-06T11:00:00+01:00', to: '2027-03-07T11:00:00+01:00', unit: { id: 4402 } },
      { from: '2027-03-07T11:00:00+01:00', to: '2027-03-08T11:00:00+01:00' },
    ],
  };
  const list = [
    adapters.fromHostaway(stay, rooms),
    adapters.fromMews(mews, { a: '+447700900123' }, rooms),
    adapters.fromGuesty(guesty, rooms),
    ...adapters.fromApaleo(apaleo, rooms),
  ];
  const { wanted, problems } = json({ ...grants(), grants: list });
  assert.deepEqual(problems, []);
  assert.deepEqual(
    wanted.grants.map(({ ref, doors: opened }) => [ref, opened.length]),
    [
      ['99001', 2],
      ['m-1', 2],
      ['g-1', 1],
      ['p-1/1', 2],
      ['p-1/2', 1],
    ],
  );
  assert.deepEqual(wanted.grants[0].to, { local: '2027-03-07T09:00:00' });
  assert.equal(adapters.fromHostaway({ ...stay, status: 'cancelled' }, rooms), undefined);
  assert.equal(adapters.fromMews({ ...mews, State: 'Canceled' }, {}, rooms), undefined);
  assert.equal(adapters.fromGuesty({ ...guesty, status: 'inquiry' }, rooms), undefined);
  assert.deepEqual(adapters.fromApaleo({ ...apaleo, status: 'Canceled' }, rooms), []);
});
