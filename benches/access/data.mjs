// Invented doors and keys as the API sends them, the same at every call: 1,000 doors in 5 zones, 100,000 people, one key
// in twenty with weekly hours, each with the metadata that the access engine writes.

const minute = 60_000;
const day = 1440 * minute;

/** The week that is looked at: Europe changes to summer time at its end. */
export const week = { from: Date.UTC(2027, 2, 22), to: Date.UTC(2027, 2, 29) };
/** When the pages were seen. */
export const seen = Date.UTC(2027, 2, 24, 9);

export const zones = ['Europe/Oslo', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const hex = (number, digits) => number.toString(16).padStart(digits, '0');

/** The identity of thing number `index` of a kind, in the form of a UUID. */
function identity(kind, index) {
  const mixed = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  return `${hex(mixed, 8)}-${hex(index & 0xffff, 4)}-4${hex(kind, 3)}-9a3c-${hex(index, 12)}`;
}

export const lockId = (index) => identity(1, index);
export const personNumber = (index) => `+4479${String(index).padStart(8, '0')}`;
const iso = (ms) => new Date(ms).toISOString();

/** Weekly hours, of which there are forty. */
function recurrence(random) {
  const kind = Math.floor(random() * 40);
  const first = kind % 5;
  const startHour = 6 + (kind % 8);
  const days = weekdays.slice(first, first + 2 + (kind % 2));
  const spans = days.map(
    (weekday) =>
      `{"weekday":"${weekday}","startHour":${startHour},"startMinute":30,"endHour":${startHour + 6},"endMinute":0}`,
  );
  return `,"recurrence":{"timeSpans":[${spans.join(',')}]}`;
}

function stateOf(random, start, end) {
  const chance = random();
  if (chance < 0.04) return 'revoked';
  if (chance < 0.045) return 'creating';
  if (chance < 0.048) return 'error';
  if (end !== null && end <= seen) return 'expired';
  return start > seen ? 'scheduled' : 'active';
}

function key(index, random, { doors, people }) {
  const start = seen - day + Math.floor((random() - 0.85) * 400 * 1440) * minute;
  const length = random();
  const end = length < 0.3 ? null : start + Math.ceil(length * length * 500 * 1440) * minute;
  const hours = random() < 0.05 ? recurrence(random) : '';
  const state = stateOf(random, start, end);
  const lock = lockId(Math.floor(random() * doors));
  const person = personNumber(Math.floor(random() * people));
  const step = `${hex(Math.floor(random() * 2 ** 32), 8)}-0000-4000-8000-${hex(index, 12)}`;
  return (
    `{"id":"${identity(2, index)}","lockId":"${lock}","appUser":{"id":"${person}"},"start":"${iso(start)}",`
    + `"end":${end === null ? 'null' : `"${iso(end)}"`},"created":"${iso(start - day)}","state":"${state}"${hours},`
    + `"metadata":{"accessOwner":"rentals","accessRef":"B-${100_000 + (index % 400_000)}","accessStep":"${step}"}}`
  );
}

/** A page of all doors. */
export function locksPage(doors) {
  const locks = Array.from({ length: doors }, (_, index) => ({
    id: lockId(index),
    name: `Door ${index}`,
    note: null,
    vendor: 'virtual',
    vendorType: 'virtual',
    physicalLockId: identity(3, index),
    lockConnectionId: identity(4, 0),
    created: '2025-11-03T09:15:00.000Z',
    updated: '2025-12-20T06:00:00.000Z',
    canBeLocked: true,
    duplicateLock: false,
    timezone: zones[index % zones.length],
    privacyPolicy: 'public',
    address: null,
    batteryStatus: null,
    location: null,
    locationGuess: null,
  }));
  return Buffer.from(JSON.stringify({ locks }));
}

/**
 * Pages of 2,500 keys, as bytes.
 *
 * @param of.keys how many keys there are. With `of.changed`, every so many of them ends a day later.
 */
export function* keyPages({ keys, doors = 1000, people = 100_000, seed = 20_270_322, changed = 0 }) {
  const random = randomFrom(seed);
  for (let first = 0; first < keys; first += 2500) {
    const items = [];
    for (let index = first; index < Math.min(first + 2500, keys); index += 1) {
      const text = key(index, random, { doors, people });
      items.push(changed && index % changed === 0 ? text.replace(/"end":"(\d{4})/, '"end":"2028') : text);
    }
    const cursor = first + 2500 < keys ? `,"startAfterId":"${identity(2, first + 2499)}"` : '';
    yield Buffer.from(`{"keys":[${items.join(',')}]${cursor}}`);
  }
}

/** The 10,000 questions: who can open a door at a moment of the week. */
export function questions({ doors = 1000, count = 10_000 }) {
  const random = randomFrom(7);
  return Array.from({ length: count }, () => ({
    lock: Math.floor(random() * doors),
    at: week.from + Math.floor(random() * 7 * 1440) * minute,
  }));
}
