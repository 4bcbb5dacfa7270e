import type { FetchFunction } from '../core/options';
import type { TokenStore } from './store';

/** A new pair of tokens, to be kept before the old one is forgotten. */
export interface TokenPair {
  /** Whose it is, as `for({ subject })` said. */
  subject?: string;
  /** The access token. */
  accessToken: string;
  /** When it expires, in milliseconds since 1970. */
  expiresAt: number;
  /** The refresh token; the one before may be good for nothing now. */
  refreshToken: string;
}

/** What a `TokenProvider` is made of, beside its system. */
export interface TokenProviderOptions {
  /** The client's id. */
  clientId: string;
  /** The client's secret; a public client has none. Refused in a page, whose visitors could read it. */
  clientSecret?: string;
  /** Keeps tokens for longer than this process and shares them with others. */
  store?: TokenStore;
  /** Is given each new pair with a refresh token, and awaited, before anybody gets its access token. */
  persist?: (pair: TokenPair) => unknown;
  /** A refresh token from before, if the store has none. */
  refreshToken?: string;
  /** Whose tokens these are, where people sign in: an id of the person or of the session. */
  subject?: string;
  /** A `fetch` to use instead of the platform's. */
  fetch?: FetchFunction;
  /** The time in milliseconds since 1970; `Date.now` unless given. */
  now?: () => number;
  /** Further headers of the token requests. */
  headers?: { [name: string]: string | undefined };
  /** How long an attempt may take, in milliseconds. 15,000 unless said otherwise. */
  timeoutMs?: number;
  /** How long a token request may take with retries and waits, in milliseconds. 60,000 unless said otherwise. */
  deadlineMs?: number;
  /** How often a failed attempt is repeated where that is safe. 3 unless said otherwise. */
  maxRetries?: number;
  /** Allows a base URL of plain `http` to another machine. */
  allowInsecure?: boolean;
  /** Gives random bytes, where the platform has no `crypto.getRandomValues` (Node 18). */
  randomBytes?: (count: number) => Uint8Array;
  /** Allows a client secret in a page. Whoever opens the page can read it, and open every door with it. */
  dangerouslyAllowBrowser?: boolean;
}

/** What tokens of a provider are about: a resource, a scope, or a person. */
export interface TokenSubject {
  /** The scope to ask for. */
  scope?: string;
  /** The project (Unloc v2). */
  projectId?: string;
  /** The organization (Unloc v2). */
  organizationId?: string;
  /** The lock holder (Unloc v1). */
  lockHolderId?: string;
  /** The person, or the session, who signs in. */
  subject?: string;
  /** A refresh token from before, if the store has none. */
  refreshToken?: string;
}

/** How a sign-in begins. */
export interface SignInRequest {
  /** Where the browser is to come back to, exactly as it was registered. One per system is best. */
  redirectUri: string;
  /** The scopes, joined by spaces. */
  scope?: string;
  /** The server's own parameters, such as `prompt` or `nonce`. */
  parameters?: { [name: string]: string };
  /** `false` does without PKCE, where the system allows that. */
  pkce?: boolean;
}

/** What a client of Unloc v2 may ask for. */
export interface DiscoveredResources {
  /** Projects, each with the scope that it may be asked for. */
  projects: Array<{ projectId: string; scope: string }>;
  /** Organizations. */
  organizations: Array<{ organizationId: string; scope: string }>;
}
