import { systems } from '../generated/systems';
import type { AuthorizationServer, SystemPlace } from './authorization-server';

/**
 * Unloc, API v1: client credentials. Default `baseUrl`: `https://api.unloc.app`.
 *
 * @param place another base URL, for a test host or a proxy.
 * @returns the description, for `new TokenProvider`.
 */
export function unlocV1(place?: SystemPlace): AuthorizationServer {
  return at(systems.unlocV1, place);
}

/**
 * Unloc, API v2: client credentials, each token for one project or one organization.
 *
 * @param place another base URL. Default: `https://api.unloc.app`.
 * @returns the description, for `new TokenProvider`.
 */
export function unlocV2(place?: SystemPlace): AuthorizationServer {
  return at(systems.unlocV2, place);
}

/**
 * Unidy, which has a host per tenant: client credentials, sign-in with PKCE, rotated refresh tokens.
 *
 * @param place the base URL of the tenant, and its issuer if that is another.
 * @returns the description, for `new TokenProvider`.
 */
export function unidy(place: { baseUrl: string; issuer?: string }): AuthorizationServer {
  return at(systems.unidy, place);
}

/**
 * LockitNetwork: sign-in, refresh tokens. Default `baseUrl`: `https://api.lockitnetwork.com`.
 *
 * @param place another base URL.
 * @returns the description, for `new TokenProvider`.
 */
export function lockit(place?: SystemPlace): AuthorizationServer {
  return at(systems.lockit, place);
}

function at(
  system: Omit<AuthorizationServer, 'baseUrl'> & { baseUrl?: string },
  place: SystemPlace | undefined,
): AuthorizationServer {
  return Object.assign({}, system, place) as AuthorizationServer;
}
