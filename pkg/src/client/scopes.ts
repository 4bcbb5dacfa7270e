import { callSync } from '../wasm/call-sync';

/** The members of a lock holder that its scope contains. */
export interface LockHolderIdentity {
  /** Country, ISO 3166-1 alpha-2. */
  countryIso: string;
  /** The organization's identifier. */
  organizationId: string;
  /** Distinguishes lock holders of one organization; may be empty, null or absent. */
  organizationIdSuffix?: string | null;
}

/**
 * The scope of a token for one lock holder:
 * `lockHolder.identifier:<countryIso>.<organizationId>.<suffix>`, with the last dot even without a suffix.
 *
 * @param lockHolder a lock holder, or its three members.
 * @returns the scope.
 * @throws UnlocError `invalid_argument` if it is not a lock holder, `wasm_unavailable` or `internal` if the wasm cannot run.
 */
export function lockHolderScope(lockHolder: LockHolderIdentity): string {
  return callSync('lockHolderScope', lockHolder);
}

/**
 * The newer form of that scope, by the lock holder's id: `lockHolder.admin:<id>`.
 *
 * @param lockHolderId the id.
 * @returns the scope.
 * @throws UnlocError `invalid_argument` if it is not an id, `wasm_unavailable` or `internal` if the wasm cannot run.
 */
export function lockHolderAdminScope(lockHolderId: string): string {
  return callSync('lockHolderAdminScope', lockHolderId);
}
