// Which keys to show.

/** Stands for every state but `revoked`: what was taken back is history. */
export const current = 'current';
/** Stands for every state. */
export const every = 'every';

/** A key with what is searched in it and shown of it. */
export function describedKeys(keys, locks) {
  const lockNames = new Map(locks.map(({ id, name }) => [id, name]));
  return keys
    .map((key) => ({ key, lockName: lockNames.get(key.lockId) ?? 'A door that is gone' }))
    .sort((one, other) => (other.key.created ?? '').localeCompare(one.key.created ?? ''));
}

/** Those in a state (or `current`, or `every`) in which all the words of `text` occur. */
export function filtered(described, { state, text }) {
  const wanted = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return described.filter((one) => isIn(one.key, state) && wanted.every((word) => searchedText(one).includes(word)));
}

/** How many keys there are in each state, and as `current` and `every`. */
export function counts(keys) {
  const result = new Map([
    [current, 0],
    [every, keys.length],
  ]);
  for (const key of keys) {
    result.set(key.state, (result.get(key.state) ?? 0) + 1);
    if (isIn(key, current)) result.set(current, result.get(current) + 1);
  }
  return result;
}

function isIn(key, state) {
  if (state === every) return true;
  return state === current ? key.state !== 'revoked' : key.state === state;
}

function searchedText({ key, lockName }) {
  return `${key.toUser.name ?? ''} ${key.toUser.id} ${lockName}`.toLocaleLowerCase();
}
