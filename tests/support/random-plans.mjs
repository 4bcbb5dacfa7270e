// Random plans with what the doors should say before and after them: nothing here comes from the planner.
import { give, hour, keyId, lockId, minute, people, seedKey } from './apply-world.mjs';

const kinds = ['keep', 'give', 'extend', 'shorten', 'move', 'takeBack'];

/**
 * Grants of several people, each kept, new, longer, shorter, in another room or gone.
 *
 * @param next a random number, 0 to 1.
 * @returns the keys before; the steps by person; `before` and `after`: who should open what when.
 */
export function randomWork(next, now, { grants = 6, doors = 5, persons = 3, exclusive = true } = {}) {
  const base = Math.floor(now / minute) * minute;
  const among = (count) => Math.floor(next() * count);
  const keys = [];
  const items = {};
  const before = [];
  const after = [];
  const keep = [];
  for (let index = 0; index < grants; index += 1) {
    const kind = kinds[among(kinds.length)];
    const person = people[among(persons)];
    const lock = 1 + among(doors);
    const from = base + (among(40) - 30) * hour;
    const to = Math.max(from, base) + (2 + among(60)) * hour;
    const ref = `B-${index}`;
    const start = Math.max(from, base);
    items[person] ??= [];
    const steps = items[person];
    const n = () => steps.length + 1;
    if (kind !== 'give') {
      keys.push(seedKey(keys.length + 1, { person, lock, ref, from, to, step: `old-${index}` }));
      before.push({ person, lock, from, to });
    }
    const number = keys.length;
    const takeOver = (toLock, until) => {
      const first = n();
      steps.push(give(first, toLock, ref, start, until, { kind }));
      steps.push({ n: n(), do: 'awaitUsable', kind, ref, because: 'x', after: [{ item: person, n: first }] });
      steps.push({
        n: n(),
        do: 'takeBack',
        kind,
        ref,
        because: 'x',
        lockId: lockId(lock),
        keyId: keyId(number),
        after: [{ item: person, n: n() - 1 }],
      });
    };
    if (kind === 'keep') {
      keep.push({ ref, keyIds: [keyId(number)], because: 'opens the same' });
      after.push({ person, lock, from, to });
    } else if (kind === 'give') {
      steps.push(give(n(), lock, ref, start, to));
      after.push({ person, lock, from: start, to });
    } else if (kind === 'extend') {
      const longer = to + (1 + among(20)) * hour;
      steps.push(give(n(), lock, ref, to, longer, { kind }));
      keep.push({ ref, keyIds: [keyId(number)], because: 'goes on' });
      after.push({ person, lock, from, to: longer });
    } else if (kind === 'shorten') {
      const shorter = Math.max(start + hour, to - (1 + among(20)) * hour);
      takeOver(lock, shorter);
      after.push({ person, lock, from: start, to: shorter });
    } else if (kind === 'move') {
      const other = 1 + (lock % doors);
      takeOver(other, to);
      after.push({ person, lock: other, from: start, to });
    } else steps.push({ n: n(), do: 'takeBack', kind, ref, because: 'x', lockId: lockId(lock), keyId: keyId(number) });
  }
  // Somebody waits for what somebody before them gives up.
  const order = Object.keys(items).filter((person) => items[person].length > 0);
  for (const person of Object.keys(items)) if (items[person].length === 0) delete items[person];
  for (const [index, person] of order.entries()) {
    const earlier = order
      .slice(0, index)
      .flatMap((item) => items[item].filter((step) => step.do === 'takeBack').map((step) => ({ item, n: step.n })));
    for (const step of items[person]) {
      if (exclusive && step.do === 'give' && earlier.length > 0 && next() < 0.3)
        step.after = [earlier[among(earlier.length)]];
    }
  }
  // Who waits stands first as often as not.
  const shuffled = Object.fromEntries(next() < 0.5 ? Object.entries(items) : Object.entries(items).reverse());
  return { keys, items: shuffled, before, after, keep, base };
}

/** The pairs of door and person that open at a moment. */
export const pairsAt = (spans, at) =>
  new Set(spans.filter(({ from, to }) => from <= at && at < to).map(({ lock, person }) => `${lockId(lock)} ${person}`));

/** The moments at which something may change, each with the minute before it, from now on. */
export function moments(spans, now) {
  const found = new Set([now]);
  for (const { from, to } of spans) for (const at of [from, to]) found.add(at).add(at - minute);
  return [...found].filter((at) => at >= now).sort((a, b) => a - b);
}
