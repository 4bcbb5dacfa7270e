import type { Key, SharingRight } from '../../generated/model-v2';
import type { V2OperationName } from '../../generated/operation-names';
import type { ProjectOrSubproject } from '../../generated/v2-nouns';
import type { CallOptions } from '../../core/options';
import { UnlocError, unsent } from '../../core/unloc-error';
import { isRecord, record } from '../operations';
import type { Calls, Parameters } from '../operations';
import { mendKey } from '../../normalize/v2';

/** Whose keys or rights are meant. Without `lockId` and `appUserId` it is all of them, and `everything` must say so. */
export type Filtered = ProjectOrSubproject & {
  /** Only those of this lock. */
  lockId?: string;
  /** Only those of this person: a phone number, E.164 (`+47…`). */
  appUserId?: string;
  /** Says that all are meant, where neither lock nor person is given. */
  everything?: true;
};

/** Shows what would go, and lets it be. */
export interface DryRun {
  dryRun: true;
}

/** What became of a key that was to be taken back. */
export interface RevokedKey {
  /** Whether it was taken back by this call; `false` if there was nothing to do because its time was over already. */
  revoked: boolean;
  /** The key as it is now, if the API said. */
  key?: Key;
}

/** Takes one key back. One that is over already is nothing to do, and no error. */
export async function revokeKey(calls: Calls, params: unknown, options: CallOptions | undefined): Promise<RevokedKey> {
  try {
    const key = await calls.perhaps<Key>('keys.revoke', params, options, 'key', mendKey);
    return key ? { revoked: true, key } : { revoked: true };
  } catch (thrown) {
    if (!(thrown instanceof UnlocError) || thrown.code !== 'conflict') throw thrown;
    // There are other conflicts: a key of an access group goes only with its group.
    const key = await calls.one<Key>('keys.get', params, options, 'key', mendKey).catch(() => undefined);
    if (!key || (key.state !== 'expired' && key.state !== 'revoked')) throw thrown;
    return { revoked: false, key };
  }
}

/** Takes back all that a filter means. */
export async function revokeAll(calls: Calls, name: V2OperationName, params: unknown, options: CallOptions | undefined): Promise<unknown> {
  return calls.asSent(name, checked(name, params), options);
}

/** The keys that {@link revokeAll} would take back. */
export async function keysThatWouldGo(calls: Calls, params: unknown, options: CallOptions | undefined): Promise<Key[]> {
  const found: Key[] = [];
  for await (const key of calls.list<Key>('keys.list', checked('keys.revokeAll', params), options, mendKey)) {
    if (key.state !== 'revoked' && key.state !== 'expired') found.push(key);
  }
  return found;
}

/** The rights that {@link revokeAll} would take back. */
export async function rightsThatWouldGo(calls: Calls, params: unknown, options: CallOptions | undefined): Promise<SharingRight[]> {
  const rights = await calls.list<SharingRight>('sharingRights.list', checked('sharingRights.revokeAll', params), options).toArray({ limit: Infinity });
  return rights.filter(({ source }) => source !== 'accessGroup');
}

/** Whether it is to be tried only. */
export function isDryRun(params: unknown): boolean {
  return isRecord(params) && params.dryRun === true;
}

/** The filter, if it can be trusted: a slip must not take everybody's keys back. */
function checked(name: V2OperationName, params: unknown): Parameters {
  const { everything, dryRun, ...filter } = record(name, params);
  for (const member of ['subprojectId', 'lockId', 'appUserId']) {
    if (member in filter && (filter[member] === undefined || filter[member] === null || filter[member] === '')) {
      throw unsent('invalid_argument', name, `"${member}" is there but has no value, so more would go than was meant. Nothing was sent. Leave it out if it shall not count.`, false);
    }
  }
  if (dryRun !== undefined && typeof dryRun !== 'boolean') throw unsent('invalid_argument', name, '"dryRun" must be true or false. Nothing was sent.', false);
  if (filter.lockId === undefined && filter.appUserId === undefined && everything !== true) {
    throw unsent('invalid_argument', name, 'without "lockId" or "appUserId" all of them would go. Nothing was sent. If that is meant, say { everything: true }.', false);
  }
  return filter;
}

