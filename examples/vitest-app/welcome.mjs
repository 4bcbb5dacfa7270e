// The app: a guest gets a key to each door of the stay, and the desk sees whether it opens.

/** What the desk is told. `mayBeThere`: nobody knows whether keys were made. Welcoming the guest again finds out. */
export class CannotWelcome extends Error {
  constructor(message, mayBeThere, options) {
    super(message, options);
    this.mayBeThere = mayBeThere;
  }
}

/**
 * Gives the keys that the guest does not have yet, so it may be called again at any time.
 *
 * @param stay `{ id, phone, doors, from, to }`: its doors are ids of locks.
 * @param options `settleMs`: how long to look for keys whose answer was lost, before they are asked for once more.
 */
export async function welcomeGuest(unloc, projectId, stay, { settleMs = 30_000 } = {}) {
  const given = await liveKeysOf(unloc, projectId, stay);
  const missing = stay.doors.filter((door) => !given.some(({ lockId }) => lockId === door));
  if (missing.length === 0) return;
  const keys = missing.map((lockId) => ({
    lockId,
    appUserId: stay.phone,
    start: stay.from,
    end: stay.to,
    metadata: { stay: stay.id },
  }));
  const { failed } = await makeKeys(unloc, { projectId, keys }, settleMs);
  if (failed.length === 0) return;
  const reasons = failed.map(({ index, reason }) => `${keys[index].lockId}: ${reason}`);
  throw new CannotWelcome(
    `Unloc made no key to ${failed.length} of ${keys.length} doors. ${reasons.join('; ')}`,
    false,
  );
}

async function makeKeys(unloc, params, settleMs) {
  try {
    const creation = await unloc.keys.create(params, { settleMs });
    return await creation.wait({ timeoutMs: 30_000 });
  } catch (error) {
    const mayBeThere = ['outcome_unknown', 'job_timeout'].includes(error.code);
    const what = mayBeThere ? 'It is not known yet whether the guest has keys.' : 'The guest got no key.';
    throw new CannotWelcome(`${what} Try it again later.`, mayBeThere, { cause: error });
  }
}

/** What the desk says of a key. Of two keys to a door, the one that is further counts. */
const words = [
  ['active', 'opens'],
  ['scheduled', 'opens later'],
  ['creating', 'is being made'],
  ['error', 'does not work'],
];

/** What the desk says of each door of the stay, in its order. */
export async function doorsOfStay(unloc, projectId, stay) {
  const keys = await keysOf(unloc, projectId, stay);
  return stay.doors.map((door) => {
    const toDoor = keys.filter(({ lockId }) => lockId === door);
    const [, word] = words.find(([state]) => toDoor.some((key) => key.state === state)) ?? [];
    return word ?? 'has no key';
  });
}

async function keysOf(unloc, projectId, { id, phone }) {
  const keys = [];
  for await (const key of unloc.keys.list({ projectId, appUserId: phone }))
    if (key.metadata?.stay === id) keys.push(key);
  return keys;
}

async function liveKeysOf(unloc, projectId, stay) {
  const keys = await keysOf(unloc, projectId, stay);
  return keys.filter(({ state }) => !['revoked', 'expired', 'error'].includes(state));
}
