import type { UnlocClient } from '../../index';
import type { CreateKeyRequest, Key as KeyOfV1 } from '../../generated/model';
import type { Key, KeyInput } from '../../generated/model-v2';
import { recurrenceFromV2, recurrenceToV2 } from '../../normalize/recurrence';
import type { Scope } from '../scope';
import type { DoorApi } from './door-api';

/** API v1: it lists the keys of everybody, and makes one key at a time, without a job. */
export function doorApiV1(client: UnlocClient, scope: Scope): DoorApi {
  const lockHolderId = scope.lockHolderId as string;
  const list: DoorApi['list'] = async (person, options) =>
    (await client.v1.keys.list({ lockHolderId }, options))
      .filter(({ toUser }) => toUser && toUser.id === person)
      .map(toV2);
  return {
    keysPerPost: 1,
    list,
    make: async ([input], options) => {
      const { lockId } = input as KeyInput;
      await client.v1.keys.create({ lockHolderId, lockId, createKeyRequest: fromV2(input as KeyInput) }, options);
      return {};
    },
    job: async () => ({ over: true, failed: false, failedLocks: [] }),
    key: async (key, options) =>
      (await list((key.appUser && key.appUser.id) || '', options)).find(({ id }) => id === key.id),
    revoke: async ({ id, lockId }, options) => {
      await client.v1.keys.update({ lockHolderId, lockId, keyId: id, updateKeyRequest: { state: 'revoked' } }, options);
    },
    changeGroup: async () => {
      throw new Error('API v1 has no access groups.');
    },
  };
}

function toV2(key: KeyOfV1): Key {
  const { toUser, recurrence, created, ...same } = key;
  return {
    ...same,
    appUser: toUser,
    created: created || key.start,
    recurrence: recurrenceToV2(recurrence) as Key['recurrence'],
  };
}

function fromV2({ appUserId, start, end, recurrence, metadata }: KeyInput): CreateKeyRequest {
  return {
    userId: appUserId,
    start: start || null,
    end: end || null,
    ...(recurrence && { recurrence: recurrenceFromV2(recurrence) }),
    ...(metadata && { metadata }),
  };
}
