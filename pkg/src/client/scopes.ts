import { synchronously } from '../wasm/call-sync';

/** The members of a lock holder that name it in a scope. */
export interface LockHolderIdentity {
  /** Country, ISO 3166-1 alpha-2. */
  countryIso: string;
  /** The organisation's identifier. */
  organizationId: string;
  /** Tells lock holders of one organisation apart; may be empty, null or absent. */
  organizationIdSuffix?: string | null;
}

/**
 * The scope to ask a token for one lock holder with:
 * `lockHolder.identifier:<countryIso>.<organizationId>.<suffix>`, the last dot also without suffix.
 *
 * @throws UnlocError `invalid_argument` if it is no lock holder, `internal` if the wasm cannot run.
 */
export function lockHolderScope(lockHolder: LockHolderIdentity): string {
  return synchronously('lockHolderScope', lockHolder);
}

/**
 * The newer scope for the same, by the lock holder's id: `lockHolder.admin:<id>`.
 *
 * @throws UnlocError `invalid_argument` if it is no id, `internal` if the wasm cannot run.
 */
export function lockHolderAdminScope(lockHolderId: string): string {
  return synchronously('lockHolderAdminScope', lockHolderId);
}
