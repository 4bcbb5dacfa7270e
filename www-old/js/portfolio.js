// What the page asks of Unloc. Each function resolves to the data, or throws the client's error.
import { createKey, getKeys, getKeysForLock, getLocks, getRoles, updateKey } from 'unloc-integrator-client';
import { tokenOf } from './session.js';

/** The locks, keys and roles of a lock holder, asked for at the same time. */
export async function portfolioOf(lockHolder, { signal }) {
  const token = await tokenOf(lockHolder);
  const which = { lockHolderId: lockHolder.id };
  const [locks, keys, roles] = await Promise.all([
    getLocks(token, which, { signal }),
    getKeys(token, which, { signal }),
    getRoles(token, which, { signal }),
  ]);
  return { locks: dataOf(locks), keys: dataOf(keys), roles: dataOf(roles) };
}

/** All keys to one lock. */
export async function keysToLock(lockHolder, lockId, { signal }) {
  const token = await tokenOf(lockHolder);
  return dataOf(await getKeysForLock(token, { lockHolderId: lockHolder.id, lockId }, { signal }));
}

/** Gives a key; `start` null means now, `end` null means for ever. */
export async function giveKey(lockHolder, { lockId, userId, start, end }) {
  const token = await tokenOf(lockHolder);
  const request = { lockHolderId: lockHolder.id, lockId, createKeyRequest: { userId, start, end } };
  return dataOf(await createKey(token, request)).key;
}

/** Takes a key back. */
export async function takeBackKey(lockHolder, { id, lockId }) {
  const token = await tokenOf(lockHolder);
  const request = { lockHolderId: lockHolder.id, lockId, keyId: id, updateKeyRequest: { state: 'revoked' } };
  dataOf(await updateKey(token, request));
}

function dataOf({ data, error }) {
  if (error) throw error;
  return data;
}
