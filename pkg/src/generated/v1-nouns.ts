// Generated from Rust by `npm run generate`: change the tables and the model there, not here.

import type { CallOptions } from '../core/options';
import { normalizeKey, normalizeKeys, normalizeLock, normalizeLocks, normalizeRole, normalizeRoles } from '../normalize/v1';
import type {
  CreateLockHolderOperationRequest,
  UpdateLockHolderOperationRequest,
  GetLocksOperationRequest,
  GetLockOperationRequest,
  UpdateLockOperationRequest,
  GetKeysOperationRequest,
  GetKeysForLockOperationRequest,
  CreateKeyOperationRequest,
  UpdateKeyOperationRequest,
  GetRolesOperationRequest,
  GetRolesForLockOperationRequest,
  CreateOrUpdateRoleOperationRequest,
  DeleteSharedKeysForUserOperationRequest,
  DeleteSharedKeysForLockOperationRequest,
  CreateVendorConnectionOperationRequest,
  GetVendorConnectionsOperationRequest,
  RefreshVendorConnectionOperationRequest,
  UpdateVendorConnectionPasswordOperationRequest,
  CreateVendorAccountOperationRequest,
  CreateKeyEventsWebhookOperationRequest,
  GetIntegratorOperationRequest,
} from './v1';
import type { V1OperationName } from './operation-names';
import type {
  Integrator,
  Key,
  Lock,
  LockHolder,
  Role,
  VendorConnection,
} from './model';

/** Makes a call; `within` is the member of the response that the caller gets. */
export type Invoke = <T>(name: V1OperationName, params: unknown, options: CallOptions | undefined, within?: string, normalize?: (data: object) => void) => Promise<T>;

/** API v1 by resources. Every method rejects with an `UnlocError` if it fails. */
export interface V1 {
  readonly lockHolders: {
    /** Lists the lock holders that the token may see: all of the integrator's with a token
     * without scope or with `integrator.admin`, at most one with a lock holder's token. */
    list(options?: CallOptions): Promise<LockHolder[]>;
    /** Creates a lock holder. Takes its members flat, under `createLockHolderRequest`, or with
     * the lock holder's own under `lockHolder`; they leave flat. Needs a token without scope
     * or with `integrator.admin`. */
    create(params: CreateLockHolderOperationRequest, options?: CallOptions): Promise<LockHolder>;
    /** Renames a lock holder. */
    update(params: UpdateLockHolderOperationRequest, options?: CallOptions): Promise<LockHolder>;
  };
  readonly locks: {
    /** Lists the locks of a lock holder. */
    list(params: GetLocksOperationRequest, options?: CallOptions): Promise<Lock[]>;
    /** Gets one lock. */
    get(params: GetLockOperationRequest, options?: CallOptions): Promise<Lock>;
    /** Changes a lock's name, picture or address. What is absent stays, `address: null` removes. */
    update(params: UpdateLockOperationRequest, options?: CallOptions): Promise<Lock>;
  };
  readonly keys: {
    /** Lists the keys of a lock holder that were made through the API, revoked ones too; keys
     * that people share in the app are not among them. */
    list(params: GetKeysOperationRequest, options?: CallOptions): Promise<Key[]>;
    /** Lists the keys to one lock that were made through the API, revoked ones too. */
    listForLock(params: GetKeysForLockOperationRequest, options?: CallOptions): Promise<Key[]>;
    /** Gives a person a key. It starts as `creating`: list keys until it is `active`,
     * `scheduled` or `error`. Without `lockId` beside the lock holder's id, the request must
     * hold it. */
    create(params: CreateKeyOperationRequest, options?: CallOptions): Promise<Key>;
    /** Changes a key: `{ state: 'revoked' }` takes it back. */
    update(params: UpdateKeyOperationRequest, options?: CallOptions): Promise<unknown>;
    /** Deletes the keys that a person shared, to all locks of a lock holder. `userId` is a
     * phone number, E.164. */
    deleteSharedForUser(params: DeleteSharedKeysForUserOperationRequest, options?: CallOptions): Promise<unknown>;
    /** Deletes the keys that a person shared to one lock. `userId` is a phone number, E.164.
     * The function is the original package's; its path is not documented and inferred here. */
    deleteSharedForLock(params: DeleteSharedKeysForLockOperationRequest, options?: CallOptions): Promise<unknown>;
  };
  readonly roles: {
    /** Lists who may share keys to the lock holder's locks. With `limit` (a number) in pages:
     * `data.startAfterId`, sent back, gets the next one. */
    list(params: GetRolesOperationRequest, options?: CallOptions): Promise<Role[] & { startAfterId?: string }>;
    /** Lists who may share keys to one lock. */
    listForLock(params: GetRolesForLockOperationRequest, options?: CallOptions): Promise<Role[]>;
    /** Gives a person the right to share keys to a lock, or takes it back (`canShare: false`).
     * `userId` is a phone number, E.164. */
    createOrUpdate(params: CreateOrUpdateRoleOperationRequest, options?: CallOptions): Promise<Role>;
  };
  readonly vendorConnections: {
    /** Connects a lock holder to a lock vendor's account, from which its locks come. It starts
     * as `connecting`. Vendor `virtual` brings locks to test with. */
    create(params: CreateVendorConnectionOperationRequest, options?: CallOptions): Promise<VendorConnection>;
    /** Lists a lock holder's vendor connections. */
    list(params: GetVendorConnectionsOperationRequest, options?: CallOptions): Promise<VendorConnection[]>;
    /** Asks the vendor for its locks again: new ones appear, removed ones disappear. */
    refresh(params: RefreshVendorConnectionOperationRequest, options?: CallOptions): Promise<unknown>;
    /** Tells Unloc the new password of a vendor account. */
    updatePassword(params: UpdateVendorConnectionPasswordOperationRequest, options?: CallOptions): Promise<unknown>;
    /** Makes an account with a lock vendor. */
    createAccount(params: CreateVendorAccountOperationRequest, options?: CallOptions): Promise<unknown>;
  };
  readonly webhooks: {
    /** Registers a URL that gets a POST for each event at a lock. */
    create(params: CreateKeyEventsWebhookOperationRequest, options?: CallOptions): Promise<unknown>;
  };
  readonly integrator: {
    /** Gets the integrator. The vendor prints this path without a slash at its end. */
    get(params: GetIntegratorOperationRequest, options?: CallOptions): Promise<Integrator>;
  };
}

/** The nouns, each of whose methods is a call through `invoke`. */
export function v1Nouns(invoke: Invoke): V1 {
  return {
    lockHolders: {
      list: (options) => invoke('getLockHolders', undefined, options, undefined),
      create: (params, options) => invoke('createLockHolder', params, options, 'lockHolder'),
      update: (params, options) => invoke('updateLockHolder', params, options, 'lockHolder'),
    },
    locks: {
      list: (params, options) => invoke('getLocks', params, options, undefined, normalizeLocks),
      get: (params, options) => invoke('getLock', params, options, 'lock', normalizeLock),
      update: (params, options) => invoke('updateLock', params, options, 'lock', normalizeLock),
    },
    keys: {
      list: (params, options) => invoke('getKeys', params, options, undefined, normalizeKeys),
      listForLock: (params, options) => invoke('getKeysForLock', params, options, undefined, normalizeKeys),
      create: (params, options) => invoke('createKey', params, options, 'key', normalizeKey),
      update: (params, options) => invoke('updateKey', params, options, undefined),
      deleteSharedForUser: (params, options) => invoke('deleteSharedKeysForUser', params, options, undefined),
      deleteSharedForLock: (params, options) => invoke('deleteSharedKeysForLock', params, options, undefined),
    },
    roles: {
      list: (params, options) => invoke('getRoles', params, options, undefined, normalizeRoles),
      listForLock: (params, options) => invoke('getRolesForLock', params, options, undefined, normalizeRoles),
      createOrUpdate: (params, options) => invoke('createOrUpdateRole', params, options, 'role', normalizeRole),
    },
    vendorConnections: {
      create: (params, options) => invoke('createVendorConnection', params, options, 'vendorConnection'),
      list: (params, options) => invoke('getVendorConnections', params, options, undefined),
      refresh: (params, options) => invoke('refreshVendorConnection', params, options, undefined),
      updatePassword: (params, options) => invoke('updateVendorConnectionPassword', params, options, undefined),
      createAccount: (params, options) => invoke('createVendorAccount', params, options, undefined),
    },
    webhooks: {
      create: (params, options) => invoke('createKeyEventsWebhook', params, options, undefined),
    },
    integrator: {
      get: (params, options) => invoke('getIntegrator', params, options, 'integrator'),
    },
  };
}
