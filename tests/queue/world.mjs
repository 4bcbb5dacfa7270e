// A project with many people, and the list that its doors shall match: each person is of one of nine kinds.
const minute = 60_000;
const day = 86_400_000;
const owner = 'rentals';

const idOf = (kind, number) => `00000000-0000-4000-${kind}-${String(number).padStart(12, '0')}`;
const iso = (ms) => new Date(ms).toISOString();
const projectId = idOf('8000', 1);
const lockId = (number) => idOf('9000', number + 1);

/**
 * The seed of the embedded Unloc, the list, and how many keys it makes and revokes. Of ten people four are new, of whom two
 * get two doors; two must go; one stays longer, one shorter; one moves to another door; and one is left alone.
 */
export function worldOf(people, now = Date.now()) {
  const doors = Math.max(10, Math.ceil(people / 25));
  const today = Math.floor(now / minute) * minute;
  const [from, soon, later] = [today - day, today + 2 * day, today + 5 * day];
  const keys = [];
  const grants = [];
  const wanted = { creations: 0, revocations: 0, items: 0 };
  const has = (number, lock, end) => {
    const toUser = { id: phoneOf(number) };
    const metadata = { accessOwner: owner, accessRef: `B-${number}` };
    const key = { id: idOf('a000', keys.length + 1), lockId: lock, toUser, start: iso(from), end: iso(end) };
    keys.push({ readyAt: iso(from), key: { ...key, created: iso(from), state: 'active', metadata } });
  };
  const wants = (number, locks, to) =>
    grants.push({ ref: `B-${number}`, appUserId: phoneOf(number), doors: locks, from: iso(from), to: iso(to) });
  const counts = (item, made, revoked) => {
    wanted.items += item;
    wanted.creations += made;
    wanted.revocations += revoked;
  };
  for (let number = 0; number < people; number += 1) {
    const [here, there] = [lockId(number % doors), lockId((number + 7) % doors)];
    const kind = number % 10;
    if (kind < 2) {
      wants(number, [here], soon);
      counts(1, 1, 0);
    } else if (kind < 4) {
      wants(number, [here, there], soon);
      counts(1, 2, 0);
    } else if (kind < 6) {
      has(number, here, soon);
      counts(1, 0, 1);
    } else if (kind === 6) {
      has(number, here, soon);
      wants(number, [here], later);
      counts(1, 1, 0);
    } else if (kind === 7) {
      has(number, here, later);
      wants(number, [here], soon);
      counts(1, 1, 1);
    } else if (kind === 8) {
      has(number, here, soon);
      wants(number, [there], soon);
      counts(1, 1, 1);
    } else {
      has(number, here, soon);
      wants(number, [here], soon);
    }
  }
  // Who looks after the house can open every door at all times: no door is left that nobody can open.
  for (let lock = 0; lock < doors; lock += 1) {
    has(people, lockId(lock), today + 30 * day);
  }
  wants(
    people,
    Array.from({ length: doors }, (_, lock) => lockId(lock)),
    today + 30 * day,
  );
  const covers = { from: iso(today - 10 * day), to: iso(today + 60 * day) };
  return {
    projectId,
    seed: seedOf(doors, keys),
    list: { format: 'unloc-grants/1', owner, complete: true, covers, grants },
    ...wanted,
    /** Instants to come at which the doors are looked at: who can open which is then what the list says. */
    instants: [soon - minute, soon, later - minute, later].map(iso),
  };
}

/** Numbers of no country: nobody is called. */
function phoneOf(number) {
  return `+99910${String(number).padStart(8, '0')}`;
}

function seedOf(doors, keys) {
  const lockHolders = [{ id: projectId, name: 'Storgata', countryIso: 'NO', organizationId: 'QUEUE-1' }];
  const locks = Array.from({ length: doors }, (_, number) => ({
    lockHolderId: projectId,
    timezone: 'Europe/Oslo',
    lock: { id: lockId(number), name: `Door ${number + 1}`, vendor: 'virtual', auth: {} },
  }));
  return { version: 1, lockHolders, locks, keys };
}

/** What the list says who can open at an instant: `phone lock`, sorted. */
export function expectedAt({ list }, instant) {
  const at = Date.parse(instant);
  const open = list.grants.filter(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to));
  return open.flatMap(({ appUserId, doors }) => doors.map((door) => `${appUserId} ${door}`)).sort();
}
