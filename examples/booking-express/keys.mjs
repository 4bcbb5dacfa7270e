// One key for a booking, however often and over however many connections the booking is sent.
//
// The key carries the booking in its metadata: the keys themselves are the record, and no database is needed. Two processes
// do not wait for each other, though. Run one, or insert a row with the booking as its unique key before `keys.create`.
import { Refused } from './booking.mjs';

/** Nobody knows yet what became of a request. It is safe to send it again later, and no key is made before that is known. */
export class NotKnownYet extends Error {}

/**
 * @param settleMs how long a new key may take to be listed.
 * @param waitMs how long a new key may take until it can be used.
 */
export function bookingKeys(unloc, { projectId, settleMs = 15_000, waitMs = 20_000 }) {
  const inTurn = oneAtATime();
  /** For a booking whose key may not be listed yet: the key, or `undefined` if nobody knows whether there is one. */
  const unlisted = new Map();

  function remember(booking, key) {
    unlisted.set(booking, key);
    setTimeout(() => unlisted.delete(booking), settleMs * 4).unref();
  }

  async function keysOf(booking) {
    const keys = [];
    for await (const key of unloc.keys.list({ projectId })) if (key.metadata?.booking === booking) keys.push(key);
    const made = unlisted.get(booking);
    if (made ? keys.some(({ id }) => id === made.id) : keys.some(isThere)) unlisted.delete(booking);
    if (!unlisted.has(booking)) return keys;
    if (made === undefined) throw new NotKnownYet();
    return [...keys, made];
  }

  async function give({ booking, guest, from, to }, door, { start, end }) {
    const there = (await keysOf(booking)).filter(isThere);
    const same = there.find(
      ({ lockId, appUser, metadata }) =>
        lockId === door.id && (appUser?.id ?? guest) === guest && metadata.from === from && metadata.to === to,
    );
    if (same) return { key: same, isNew: false };
    if (there.length > 0) throw new Refused(409, 'This booking has another door, guest or time: cancel it first.');
    const asked = { lockId: door.id, appUserId: guest, start, end, metadata: { booking, from, to } };
    let isTaken = false;
    try {
      // If the answer is lost, the client looks for the key, and asks once more only if there is nothing like it.
      const creation = await unloc.keys.create({ projectId, keys: [asked] }, { settleMs, deadlineMs: settleMs * 3 });
      isTaken = true;
      const { created, failed } = await creation.wait({ until: 'usable', timeoutMs: waitMs });
      if (failed[0]?.code === 'unknown') throw new NotKnownYet();
      if (failed.length > 0) throw new Refused(502, `Unloc could not make the key: ${failed[0].reason}.`);
      const [{ id, state }] = created;
      const key = { ...asked, id, state, appUser: { id: guest } };
      remember(booking, key);
      return { key, isNew: true };
    } catch (error) {
      // There may be a key. Otherwise it is certain that there is none, and the next request may ask for one at once.
      if (isTaken ? !(error instanceof Refused) : error.code === 'outcome_unknown') remember(booking, undefined);
      throw error;
    }
  }

  async function takeBack(booking) {
    const keys = await keysOf(booking);
    if (keys.length === 0) throw new Refused(404, 'This booking has no key.');
    for (const { id: keyId } of keys.filter(isThere)) await unloc.keys.revoke({ projectId, keyId });
    unlisted.delete(booking);
  }

  return {
    give: (booking, door, stay) => inTurn(booking.booking, () => give(booking, door, stay)),
    takeBack: (booking) => inTurn(booking, () => takeBack(booking)),
  };
}

const isThere = ({ state }) => !['revoked', 'expired', 'error'].includes(state);

/** Does one piece of work for a name at a time: of two equal requests the second finds the key of the first. */
function oneAtATime() {
  const last = new Map();
  return async (name, work) => {
    const mine = Promise.resolve(last.get(name)).then(work, work);
    last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (last.get(name) === mine) last.delete(name);
    }
  };
}
