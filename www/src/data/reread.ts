import type { V2 } from 'unloc-integrator-client';
import { connected } from '../account/connection';
import { change, data, projectId } from './project-data';
import { tellOtherTabs } from './other-tabs';

const all = { limit: Number.POSITIVE_INFINITY };

/** For more people than this, all keys are read again instead of each person's. */
const fewPeople = 8;

/** Reads the keys of some people again, after a write. */
export async function rereadKeysOf(people: Iterable<string>): Promise<void> {
  const wanted = new Set(people);
  const id = projectId.value;
  if (id === undefined || wanted.size === 0) return;
  const { keys } = connected().unloc;
  // Whom a door's privacy policy hides cannot be asked for.
  if (wanted.size > fewPeople || wanted.has('')) {
    change(id, { keys: await keys.list({ projectId: id }).toArray(all) });
  } else {
    const lists = [...wanted].map((appUserId) => keys.list({ projectId: id, appUserId }).toArray(all));
    const found = new Map<string, V2.Key>();
    for (const list of await Promise.all(lists)) for (const key of list) found.set(key.id, key);
    replaceKeys(id, found, (key) => key.appUser !== null && wanted.has(key.appUser.id));
  }
  tellOtherTabs(id);
}

/** Puts what was read of some keys in their places; what is new goes first, and what `mine` says and was not found goes. */
export function replaceKeys(
  id: string,
  found: ReadonlyMap<string, V2.Key>,
  mine: (key: V2.Key) => boolean = () => false,
): void {
  const before = data.value?.keys ?? [];
  const known = new Set(before.map((key) => key.id));
  const fresh = [...found.values()].filter((key) => !known.has(key.id));
  const kept = before.filter((key) => found.has(key.id) || !mine(key)).map((key) => found.get(key.id) ?? key);
  change(id, { keys: [...fresh, ...kept] });
}

/** What can be read again by itself. */
export type Part = 'doors' | 'keys' | 'managedUsers' | 'sharingRights' | 'groups' | 'parts' | 'connections';

/** Reads some of the project again, after a write. */
export async function reread(...parts: readonly Part[]): Promise<void> {
  const id = projectId.value;
  if (id === undefined) return;
  const { unloc } = connected();
  const scope = { projectId: id };
  const lists: { readonly [part in Part]: () => Promise<readonly object[]> } = {
    doors: () => unloc.locks.list(scope).toArray(all),
    keys: () => unloc.keys.list(scope).toArray(all),
    managedUsers: () => unloc.managedUsers.list(scope).toArray(all),
    sharingRights: () => unloc.sharingRights.list(scope).toArray(all),
    groups: () => unloc.accessGroups.list(scope).toArray(all),
    parts: () => unloc.subprojects.list(scope).toArray(all),
    connections: () => unloc.lockConnections.list(scope).toArray(all),
  };
  const read = await Promise.all(parts.map(async (part) => [part, await lists[part]()] as const));
  change(id, Object.fromEntries(read));
  tellOtherTabs(id);
}
