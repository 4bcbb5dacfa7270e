import type { FetchFunction } from '../core/options';
import type { TokenStore } from './store';

/** A new pair of tokens, to be saved before the old pair is deleted. */
export interface TokenPair {
  /** The user, as passed to `for({ subject })`. */
  subject?: string;
  /** The access token. */
  accessToken: string;
  /** When it expires, in milliseconds since 1970. */
  expiresAt: number;
  /** The refresh token. The previous one may be invalid now. */
  refreshToken: string;
}

/** The options of a `TokenProvider`. */
export interface TokenProviderOptions {
  /** The client's id. */
  clientId: string;
  /** The client's secret; a public client has none. Rejected in a browser, where every visitor could read it. */
  clientSecret?: string;
  /** Keeps tokens for longer than this process and shares them between processes. */
  store?: TokenStore;
  /**
   * How long a function of the store, and `persist`, is waited for. Then the client's own tokens are requested without the store;
   * a person's call rejects with `token_error`. Providers with the same store have that of the first. Default: 3,000 ms.
   */
  storeTimeoutMs?: number;
  /** Saves each new pair with a refresh token. It is awaited before any caller gets the access token. */
  persist?: (pair: TokenPair) => unknown;
  /** An existing refresh token, used if the store has none. */
  refreshToken?: string;
  /** The user whose tokens these are, where people sign in: an id of the person or of the session. */
  subject?: string;
  /** A `fetch` to use instead of the platform's. */
  fetch?: FetchFunction;
  /** The current time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /**
   * Is handed each refresh that is started in the background, so that the platform lets it end: `waitUntil` of
   * `cloudflare:workers` or of your platform. On Cloudflare Workers nothing is refreshed in the background without it.
   */
  waitUntil?: (work: Promise<unknown>) => unknown;
  /** Additional headers of the token requests. */
  headers?: { [name: string]: string | undefined };
  /** Timeout per attempt. Default: 15,000 ms. */
  timeoutMs?: number;
  /** Deadline of a token request, with retries and waits. Default: 60,000 ms. */
  deadlineMs?: number;
  /** Maximum number of retries of a failed attempt, where a retry is safe. Default: 3. */
  maxRetries?: number;
  /** Allows a base URL of plain `http` to another machine. */
  allowInsecure?: boolean;
  /** Returns random bytes, for platforms without `crypto.getRandomValues` (Node 18). */
  randomBytes?: (count: number) => Uint8Array;
  /** Allows a client secret in a browser. Every visitor can read it and open every door with it. */
  dangerouslyAllowBrowser?: boolean;
}

/**
 * What the tokens of a provider are for: a resource, a scope, or a user. A member that is there must be a text that holds
 * something: leave out what you do not mean.
 */
export interface TokenSubject {
  /** The scope to request; several are joined by spaces. */
  scope?: string;
  /** Id of the project (Unloc v2). */
  projectId?: string;
  /** Id of the organization (Unloc v2). */
  organizationId?: string;
  /** Id of the lock holder (Unloc v1). */
  lockHolderId?: string;
  /** The user who signs in: an id of the person or of the session. */
  subject?: string;
  /** An existing refresh token of the subject, used if the store has none. */
  refreshToken?: string;
}

/** The parameters of a sign-in. */
export interface SignInRequest {
  /** The redirect URI, exactly as registered: absolute, without a fragment. Use a different one for each authorization server. */
  redirectUri: string;
  /** The scopes, joined by spaces. */
  scope?: string;
  /** Additional parameters of the authorization request, such as `prompt` or `nonce`. */
  parameters?: { [name: string]: string };
  /** Set to `false` to omit PKCE, if the server allows it. */
  pkce?: boolean;
}

/** The resources that a client of Unloc v2 has access to. */
export interface DiscoveredResources {
  /** Projects, each with the scope of its tokens. */
  projects: Array<{ projectId: string; scope: string }>;
  /** Organizations, each with the scope of its tokens. */
  organizations: Array<{ organizationId: string; scope: string }>;
}
