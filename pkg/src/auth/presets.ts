import { systems } from '../generated/systems';
import type { SystemPlace, TokenSystem } from './authorization-server';

/** Unloc, API v1: client credentials. `baseUrl` is `https://api.unloc.app` unless given. */
export function unlocV1(place?: SystemPlace): TokenSystem {
  return at(systems.unlocV1, place);
}

/** Unloc, API v2: client credentials, each token for one project or one organization. */
export function unlocV2(place?: SystemPlace): TokenSystem {
  return at(systems.unlocV2, place);
}

/** Unidy, which has a host per tenant: client credentials, sign-in with PKCE, rotated refresh tokens. */
export function unidy(place: { baseUrl: string; issuer?: string }): TokenSystem {
  return at(systems.unidy, place);
}

/** LockitNetwork: sign-in, refresh tokens. `baseUrl` is `https://api.lockitnetwork.com` unless given. */
export function lockit(place?: SystemPlace): TokenSystem {
  return at(systems.lockit, place);
}

function at(system: Omit<TokenSystem, 'baseUrl'> & { baseUrl?: string }, place: SystemPlace | undefined): TokenSystem {
  return Object.assign({}, system, place) as TokenSystem;
}
