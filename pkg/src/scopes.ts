import { failure } from './call';
import { clientNow } from './loading/client';
import type { ClientExports } from './loading/exports';
import { UnlocError } from './unloc-error';
import type { UnlocErrorMembers } from './unloc-error';

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
  return scope('lockHolderScope', lockHolder);
}

/**
 * The newer scope for the same, by the lock holder's id: `lockHolder.admin:<id>`.
 *
 * @throws UnlocError `invalid_argument` if it is no id, `internal` if the wasm cannot run.
 */
export function lockHolderAdminScope(lockHolderId: string): string {
  return scope('lockHolderAdminScope', lockHolderId);
}

function scope(name: 'lockHolderScope' | 'lockHolderAdminScope', argument: unknown): string {
  let client: ClientExports;
  try {
    client = clientNow();
  } catch (thrown) {
    throw failure(name, thrown);
  }
  try {
    return client[name](argument);
  } catch (thrown) {
    throw isOurs(thrown) ? new UnlocError(thrown) : failure(name, thrown);
  }
}

function isOurs(thrown: unknown): thrown is UnlocErrorMembers {
  return typeof (thrown as { code?: unknown } | null)?.code === 'string';
}
