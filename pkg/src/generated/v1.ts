// Generated from Rust by `npm run generate`: change the tables and the model there, not here.

import { call } from '../client/call';
import { normalizeKey, normalizeKeys, normalizeLock, normalizeLocks, normalizeRole, normalizeRoles } from '../normalize/v1';
import type { CallOptions } from '../core/options';
import type { ApiResult } from '../core/result';
import type {
  CreateKeyEventsWebhookRequest,
  CreateKeyRequest,
  CreateLockHolderRequest,
  CreateOrUpdateRoleRequest,
  CreateVendorAccountRequest,
  CreateVendorConnectionRequest,
  Integrator,
  Key,
  Lock,
  LockHolder,
  Role,
  UpdateKeyRequest,
  UpdateLockHolderRequest,
  UpdateLockRequest,
  UpdateVendorConnectionPasswordRequest,
  VendorConnection,
} from './model';

/**
 * Lists the lock holders that the token may see: all of the integrator's with a token
 * without scope or with `integrator.admin`, at most one with a lock holder's token.
 *
 * `GET /integrators/v1/lock-holders/`
 *
 * @param token access token, without `Bearer`.
 * @param params none: omit it, or pass `null` before `options`.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function getLockHolders(token: string, params?: { [name: string]: never } | null, options?: CallOptions): Promise<ApiResult<LockHolder[] & { lockHolders: LockHolder[] }>> {
  return call('getLockHolders', token, params, options);
}

/** What {@link createLockHolder} takes. */
export type CreateLockHolderOperationRequest =
  | CreateLockHolderRequest
  | { createLockHolderRequest: CreateLockHolderRequest }
  | ({ lockHolder: Pick<CreateLockHolderRequest, 'name' | 'countryIso' | 'organizationId' | 'organizationIdSuffix'> } & Pick<CreateLockHolderRequest, 'createVendorAccount' | 'vendor' | 'email' | 'password'>);

/**
 * Creates a lock holder. Takes its members flat, under `createLockHolderRequest`, or with
 * the lock holder's own under `lockHolder`; they leave flat. Needs a token without scope
 * or with `integrator.admin`.
 *
 * `POST /integrators/v1/lock-holders/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function createLockHolder(token: string, params: CreateLockHolderOperationRequest, options?: CallOptions): Promise<ApiResult<{ lockHolder: LockHolder }>> {
  return call('createLockHolder', token, params, options);
}

/** What {@link updateLockHolder} takes. */
export interface UpdateLockHolderOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** The request's body. */
  updateLockHolderRequest: UpdateLockHolderRequest;
}

/**
 * Renames a lock holder.
 *
 * `PATCH /integrators/v1/lock-holders/{lockHolderId}/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function updateLockHolder(token: string, params: UpdateLockHolderOperationRequest, options?: CallOptions): Promise<ApiResult<{ lockHolder: LockHolder }>> {
  return call('updateLockHolder', token, params, options);
}

/** What {@link getLocks} takes. */
export interface GetLocksOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
}

/**
 * Lists the locks of a lock holder.
 *
 * `GET /integrators/v1/lock-holders/{lockHolderId}/locks/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function getLocks(token: string, params: GetLocksOperationRequest, options?: CallOptions): Promise<ApiResult<Lock[] & { locks: Lock[] }>> {
  return call('getLocks', token, params, options, normalizeLocks);
}

/** What {@link getLock} takes. */
export interface GetLockOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the lock. */
  lockId: string;
}

/**
 * Gets one lock.
 *
 * `GET /integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function getLock(token: string, params: GetLockOperationRequest, options?: CallOptions): Promise<ApiResult<{ lock: Lock }>> {
  return call('getLock', token, params, options, normalizeLock);
}

/** What {@link updateLock} takes. */
export interface UpdateLockOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the lock. */
  lockId: string;
  /** The request's body. */
  updateLockRequest: UpdateLockRequest;
}

/**
 * Changes a lock's name, picture or address. What is absent stays, `address: null` removes.
 *
 * `PATCH /integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function updateLock(token: string, params: UpdateLockOperationRequest, options?: CallOptions): Promise<ApiResult<{ lock: Lock }>> {
  return call('updateLock', token, params, options, normalizeLock);
}

/** What {@link getKeys} takes. */
export interface GetKeysOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
}

/**
 * Lists the keys of a lock holder that were made through the API, revoked ones too; keys
 * that people share in the app are not among them.
 *
 * `GET /integrators/v1/lock-holders/{lockHolderId}/keys/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function getKeys(token: string, params: GetKeysOperationRequest, options?: CallOptions): Promise<ApiResult<Key[] & { keys: Key[] }>> {
  return call('getKeys', token, params, options, normalizeKeys);
}

/** What {@link getKeysForLock} takes. */
export interface GetKeysForLockOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the lock. */
  lockId: string;
}

/**
 * Lists the keys to one lock that were made through the API, revoked ones too.
 *
 * `GET /integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/keys/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function getKeysForLock(token: string, params: GetKeysForLockOperationRequest, options?: CallOptions): Promise<ApiResult<Key[] & { keys: Key[] }>> {
  return call('getKeysForLock', token, params, options, normalizeKeys);
}

/** What {@link createKey} takes. */
export interface CreateKeyOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the lock; without it the request must hold it. */
  lockId?: string;
  /** The request's body. */
  createKeyRequest: CreateKeyRequest;
}

/**
 * Gives a person a key. It starts as `creating`: list keys until it is `active`,
 * `scheduled` or `error`. Without `lockId` beside the lock holder's id, the request must
 * hold it.
 *
 * `POST /integrators/v1/lock-holders/{lockHolderId}[/locks/{lockId}]/keys/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function createKey(token: string, params: CreateKeyOperationRequest, options?: CallOptions): Promise<ApiResult<{ key: Key }>> {
  return call('createKey', token, params, options, normalizeKey);
}

/** What {@link updateKey} takes. */
export interface UpdateKeyOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the lock. */
  lockId: string;
  /** Id of the key. */
  keyId: string;
  /** The request's body. */
  updateKeyRequest: UpdateKeyRequest;
}

/**
 * Changes a key: `{ state: 'revoked' }` takes it back.
 *
 * `PUT /integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/keys/{keyId}/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function updateKey(token: string, params: UpdateKeyOperationRequest, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('updateKey', token, params, options);
}

/** What {@link getRoles} takes. */
export interface GetRolesOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** How many at most in one answer; then `startAfterId` comes with it. */
  limit?: number;
  /** Where the last answer ended, as it said. */
  startAfterId?: string;
}

/**
 * Lists who may share keys to the lock holder's locks. With `limit` (a number) in pages:
 * `data.startAfterId`, sent back, gets the next one.
 *
 * `GET /integrators/v1/lock-holders/{lockHolderId}/roles/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function getRoles(token: string, params: GetRolesOperationRequest, options?: CallOptions): Promise<ApiResult<Role[] & { roles: Role[]; startAfterId?: string }>> {
  return call('getRoles', token, params, options, normalizeRoles);
}

/** What {@link getRolesForLock} takes. */
export interface GetRolesForLockOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the lock. */
  lockId: string;
}

/**
 * Lists who may share keys to one lock.
 *
 * `GET /integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/roles/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function getRolesForLock(token: string, params: GetRolesForLockOperationRequest, options?: CallOptions): Promise<ApiResult<Role[] & { roles: Role[] }>> {
  return call('getRolesForLock', token, params, options, normalizeRoles);
}

/** What {@link createOrUpdateRole} takes. */
export interface CreateOrUpdateRoleOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the lock. */
  lockId: string;
  /** Phone number of the person, E.164 (`+47…`). */
  userId: string;
  /** The request's body. */
  createOrUpdateRoleRequest: CreateOrUpdateRoleRequest;
}

/**
 * Gives a person the right to share keys to a lock, or takes it back (`canShare: false`).
 * `userId` is a phone number, E.164.
 *
 * `PUT /integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/roles/{userId}/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function createOrUpdateRole(token: string, params: CreateOrUpdateRoleOperationRequest, options?: CallOptions): Promise<ApiResult<{ role: Role }>> {
  return call('createOrUpdateRole', token, params, options, normalizeRole);
}

/** What {@link deleteSharedKeysForUser} takes. */
export interface DeleteSharedKeysForUserOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Phone number of the person, E.164 (`+47…`). */
  userId: string;
}

/**
 * Deletes the keys that a person shared, to all locks of a lock holder. `userId` is a
 * phone number, E.164.
 *
 * `DELETE /integrators/v1/lock-holders/{lockHolderId}/users/{userId}/shared-keys/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function deleteSharedKeysForUser(token: string, params: DeleteSharedKeysForUserOperationRequest, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('deleteSharedKeysForUser', token, params, options);
}

/** What {@link deleteSharedKeysForLock} takes. */
export interface DeleteSharedKeysForLockOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the lock. */
  lockId: string;
  /** Phone number of the person, E.164 (`+47…`). */
  userId: string;
}

/**
 * Deletes the keys that a person shared to one lock. `userId` is a phone number, E.164.
 * The function is the original package's; its path is not documented and inferred here.
 *
 * `DELETE /integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/users/{userId}/shared-keys/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function deleteSharedKeysForLock(token: string, params: DeleteSharedKeysForLockOperationRequest, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('deleteSharedKeysForLock', token, params, options);
}

/** What {@link createVendorConnection} takes. */
export interface CreateVendorConnectionOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** The request's body. */
  createVendorConnectionRequest: CreateVendorConnectionRequest;
}

/**
 * Connects a lock holder to a lock vendor's account, from which its locks come. It starts
 * as `connecting`. Vendor `virtual` brings locks to test with.
 *
 * `POST /integrators/v1/lock-holders/{lockHolderId}/vendor-connections/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function createVendorConnection(token: string, params: CreateVendorConnectionOperationRequest, options?: CallOptions): Promise<ApiResult<{ vendorConnection: VendorConnection }>> {
  return call('createVendorConnection', token, params, options);
}

/** What {@link getVendorConnections} takes. */
export interface GetVendorConnectionsOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
}

/**
 * Lists a lock holder's vendor connections.
 *
 * `GET /integrators/v1/lock-holders/{lockHolderId}/vendor-connections/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function getVendorConnections(token: string, params: GetVendorConnectionsOperationRequest, options?: CallOptions): Promise<ApiResult<VendorConnection[] & { vendorConnections: VendorConnection[] }>> {
  return call('getVendorConnections', token, params, options);
}

/** What {@link refreshVendorConnection} takes. */
export interface RefreshVendorConnectionOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the vendor connection. */
  vendorConnectionId: string;
}

/**
 * Asks the vendor for its locks again: new ones appear, removed ones disappear.
 *
 * `PUT /integrators/v1/lock-holders/{lockHolderId}/vendor-connections/{vendorConnectionId}/refresh/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function refreshVendorConnection(token: string, params: RefreshVendorConnectionOperationRequest, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('refreshVendorConnection', token, params, options);
}

/** What {@link updateVendorConnectionPassword} takes. */
export interface UpdateVendorConnectionPasswordOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the vendor connection. */
  vendorConnectionId: string;
  /** The request's body. */
  updateVendorConnectionPasswordRequest: UpdateVendorConnectionPasswordRequest;
}

/**
 * Tells Unloc the new password of a vendor account.
 *
 * `PUT /integrators/v1/lock-holders/{lockHolderId}/vendor-connections/{vendorConnectionId}/update-password/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function updateVendorConnectionPassword(token: string, params: UpdateVendorConnectionPasswordOperationRequest, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('updateVendorConnectionPassword', token, params, options);
}

/** What {@link createVendorAccount} takes. */
export interface CreateVendorAccountOperationRequest {
  /** The request's body. */
  createVendorAccountRequest: CreateVendorAccountRequest;
}

/**
 * Makes an account with a lock vendor.
 *
 * `POST /integrators/v1/lock-vendors/account/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function createVendorAccount(token: string, params: CreateVendorAccountOperationRequest, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('createVendorAccount', token, params, options);
}

/** What {@link createKeyEventsWebhook} takes. */
export interface CreateKeyEventsWebhookOperationRequest {
  /** Id of the lock holder. */
  lockHolderId: string;
  /** Id of the lock. */
  lockId: string;
  /** The request's body. */
  createKeyEventsWebhookRequest: CreateKeyEventsWebhookRequest;
}

/**
 * Registers a URL that gets a POST for each event at a lock.
 *
 * `POST /integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/key-events/webhooks/`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function createKeyEventsWebhook(token: string, params: CreateKeyEventsWebhookOperationRequest, options?: CallOptions): Promise<ApiResult<unknown>> {
  return call('createKeyEventsWebhook', token, params, options);
}

/** What {@link getIntegrator} takes. */
export interface GetIntegratorOperationRequest {
  /** Id of the integrator. */
  integratorId: string;
}

/**
 * Gets the integrator. The vendor prints this path without a slash at its end.
 *
 * `GET /integrators/v1/integrator/{integratorId}`
 *
 * @param token access token, without `Bearer`.
 * @param params the ids in the path, the query and the body.
 * @param options options of this call, over those of `init`.
 * @returns a promise that never rejects: of `data` and `error` exactly one is set.
 */
export function getIntegrator(token: string, params: GetIntegratorOperationRequest, options?: CallOptions): Promise<ApiResult<{ integrator: Integrator }>> {
  return call('getIntegrator', token, params, options);
}
