import type { V2 } from 'unloc-integrator-client';
import type { Account } from '../account/account';
import { findNamed, isId } from './named';

/** All states of a key. */
export const keyStates = ['creating', 'scheduled', 'active', 'inactive', 'expired', 'error', 'revoked'] as const;

/** States in which a key does not open any more, and will not. */
export const endedStates: readonly V2.KeyState[] = ['expired', 'revoked'];

/** States in which a key was taken by its lock: it opens within its time and hours. */
export const usableStates: readonly V2.KeyState[] = ['active', 'scheduled', 'inactive'];

/** States that a key does not leave by itself, and in which it does not open. */
export const finalStates: readonly V2.KeyState[] = [...endedStates, 'error'];

/** Which keys are read. */
export interface KeyFilter {
  lockId?: string | undefined;
  appUserId?: string | undefined;
  /** Also those that are expired or revoked. */
  ended?: boolean | undefined;
}

/** Keys of the project, page by page while they are asked for. */
export async function keysInPages(account: Account, signal: AbortSignal, filter: KeyFilter = {}) {
  const { lockId, appUserId, ended = false } = filter;
  const unloc = await account.client();
  return unloc.keys.list(
    {
      projectId: await account.projectId(),
      ...(lockId !== undefined && { lockId }),
      ...(appUserId !== undefined && { appUserId }),
      ...(!ended && { excludeStates: [...endedStates] }),
    },
    { signal },
  );
}

/** All keys of the project. */
export async function allKeys(account: Account, signal: AbortSignal, filter: KeyFilter = {}): Promise<V2.Key[]> {
  return (await keysInPages(account, signal, filter)).toArray({ limit: Infinity });
}

/** Keys by id, or by the beginning of one. All keys are read only for the latter. */
export async function findKeys(account: Account, wanted: readonly string[], signal: AbortSignal): Promise<V2.Key[]> {
  const unloc = await account.client();
  const projectId = await account.projectId();
  let all: Promise<V2.Key[]> | undefined;
  const found: V2.Key[] = [];
  for (const one of wanted) {
    if (isId(one)) {
      found.push(await unloc.keys.get({ projectId, keyId: one }, { signal }));
      continue;
    }
    all ??= allKeys(account, signal, { ended: true });
    found.push(findNamed(await all, one, 'key'));
  }
  return [...new Map(found.map((key) => [key.id, key])).values()];
}
