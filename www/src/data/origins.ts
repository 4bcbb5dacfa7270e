import type { Reason } from 'unloc-integrator-client/access';
import { words } from '../words/words';
import { engine, snapshot } from './engine';
import { owner } from './owner';
import { data, groupsById, people } from './project-data';

/** Where somebody's keys come from, by the ids of the keys, in words: given by itself, or by a group. */
export function originsOf(appUserId: string): ReadonlyMap<string, string> {
  const [access, seen, read] = [engine.value, snapshot.value, data.value];
  if (access === undefined || seen === undefined || read === undefined) return new Map();
  const at = new Date(read.asOf);
  const doors = new Set((people.value.get(appUserId)?.keys ?? []).map(({ lockId }) => lockId));
  const reasons = [...doors].flatMap((lockId) => {
    const { because, butNot } = access.canOpen(seen, { appUserId, lockId, at });
    return [...because, ...butNot.map(({ reason }) => reason)];
  });
  return new Map(reasons.map((reason) => [reason.keyId, originWords(reason)]));
}

/** Where a key comes from, in words. */
export function originWords({ via, certain, ref, accessGroupId, keyId, owner: by }: Reason): string {
  const { origin } = words.value;
  if (via !== 'accessGroup' || accessGroupId === undefined) {
    const booking = data.value?.keys.find(({ id }) => id === keyId)?.metadata?.booking;
    // The references of this page's own keys mean nothing to people.
    return origin.key(booking ?? (by === owner ? undefined : ref));
  }
  const name = groupsById.value.get(accessGroupId)?.name ?? accessGroupId;
  return certain ? origin.group(name) : origin.perhaps(name);
}
