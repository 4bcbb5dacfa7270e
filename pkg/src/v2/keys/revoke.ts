import type { Key, SharingRight } from '../../generated/model-v2';
import type { V2OperationName } from '../../generated/operation-names';
import type { ProjectOrSubproject } from '../../generated/v2-nouns';
import type { CallOptions } from '../../core/options';
import { UnlocError, unsent } from '../../core/unloc-error';
import { isRecord, record } from '../operations';
import type { Calls, Parameters } from '../operations';
import { normalizeKey } from '../../normalize/v2';

/** Which keys or rights to revoke. To revoke all of them, without `lockId` and `appUserId`, set `everything`. */
export type Filtered = ProjectOrSubproject & {
  /** Only those of this lock. */
  lockId?: string;
  /** Only those of this person: a phone number, E.164 (`+47…`). */
  appUserId?: string;
  /** Required to revoke all, if neither `lockId` nor `appUserId` is given. */
  everything?: true;
};

/** Lists what would be revoked, and revokes nothing. */
export interface DryRun {
  /** Nothing is revoked. */
  dryRun: true;
}

/** The result of revoking a key. */
export interface RevokedKey {
  /** Whether this call revoked it; `false` if the key was expired or revoked already. */
  revoked: boolean;
  /** The key as it is now, if the API returned it. */
  key?: Key;
}

/** Revokes a key. An expired or revoked key is not an error. */
export async function revokeKey(calls: Calls, params: unknown, options: CallOptions | undefined): Promise<RevokedKey> {
  try {
    const key = await calls.entityOrJob<Key>('keys.revoke', params, options, 'key', normalizeKey);
    return key ? { revoked: true, key } : { revoked: true };
  } catch (thrown) {
    if (!(thrown instanceof UnlocError) || thrown.code !== 'conflict') throw thrown;
    // There are other conflicts: a key of an access group is revoked only with its group.
    const key = await calls.one<Key>('keys.get', params, options, 'key', normalizeKey).catch(() => undefined);
    if (!key || (key.state !== 'expired' && key.state !== 'revoked')) throw thrown;
    return { revoked: false, key };
  }
}

/** Revokes everything that matches a filter. */
export async function revokeAll(
  calls: Calls,
  name: V2OperationName,
  params: unknown,
  options: CallOptions | undefined,
): Promise<unknown> {
  return calls.asSent(name, checked(name, params), options);
}

/** The keys that {@link revokeAll} would revoke. */
export async function previewRevokeKeys(
  calls: Calls,
  params: unknown,
  options: CallOptions | undefined,
): Promise<Key[]> {
  const found: Key[] = [];
  for await (const key of calls.list<Key>('keys.list', checked('keys.revokeAll', params), options, normalizeKey)) {
    if (key.state !== 'revoked' && key.state !== 'expired') found.push(key);
  }
  return found;
}

/** The rights that {@link revokeAll} would revoke. */
export async function previewRevokeRights(
  calls: Calls,
  params: unknown,
  options: CallOptions | undefined,
): Promise<SharingRight[]> {
  const rights = await calls
    .list<SharingRight>('sharingRights.list', checked('sharingRights.revokeAll', params), options)
    .toArray({ limit: Infinity });
  return rights.filter(({ source }) => source !== 'accessGroup');
}

/** Whether `dryRun` is set. */
export function isDryRun(params: unknown): boolean {
  return isRecord(params) && params.dryRun === true;
}

/** Checks a filter, so that a mistake cannot revoke everybody's keys. */
function checked(name: V2OperationName, params: unknown): Parameters {
  const { everything, dryRun, ...filter } = record(name, params);
  for (const member of ['subprojectId', 'lockId', 'appUserId']) {
    if (member in filter && (filter[member] === undefined || filter[member] === null || filter[member] === '')) {
      throw unsent(
        'invalid_argument',
        name,
        `"${member}" has no value, so more would be revoked than intended. Nothing was sent. Pass a value, or omit "${member}".`,
        false,
      );
    }
  }
  if (dryRun !== undefined && typeof dryRun !== 'boolean')
    throw unsent('invalid_argument', name, '"dryRun" must be true or false. Nothing was sent.', false);
  if (filter.lockId === undefined && filter.appUserId === undefined && everything !== true) {
    throw unsent(
      'invalid_argument',
      name,
      'without "lockId" or "appUserId" everything would be revoked. Nothing was sent. If you mean everything, pass { everything: true }.',
      false,
    );
  }
  return filter;
}
