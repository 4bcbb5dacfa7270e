/** An access token. */
export interface Token {
  /** The access token. Not enumerable, so that printing the token does not print it. */
  readonly accessToken: string;
  /** When it expires, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** The scopes that the server granted; the requested scopes if it does not say. */
  readonly scope: string[];
  /** The requested scopes. */
  readonly requestedScope: string[];
  /** Whether the lifetime is an assumption, because the server did not send one. */
  readonly lifetimeAssumed: boolean;
  /** The same as `accessToken`, under the server's name. */
  readonly access_token: string;
  /** The token type. */
  readonly token_type: 'Bearer';
  /** Seconds until it expires, from the moment it was returned. */
  readonly expires_in: number;
  /** The lock holder of an identifier scope (Unloc v1). */
  readonly lock_holder_id?: string;
  /** The lock holders of admin scopes (Unloc v1). */
  readonly lock_holder_ids?: string[];
  /** The organization (Unloc v2). */
  readonly organization_id?: string;
  /** The project (Unloc v2). */
  readonly project_id?: string;
  /** Other members of the server's response. */
  readonly [member: string]: unknown;
}

/** A token in the cache and in the store. */
export interface CachedToken {
  accessToken: string;
  expiresAt: number;
  /** From this time on a background refresh is started. */
  refreshAfter: number;
  /** From this time on it is not used any more. */
  usableUntil: number;
  lifetimeAssumed: boolean;
  scope: string[];
  requestedScope: string[];
  refreshToken?: string;
  /** The server's response, unchanged. */
  raw: { [member: string]: unknown };
}

/** Members whose values are secrets. */
const secretMembers = ['accessToken', 'access_token', 'refresh_token', 'id_token'];

/** A copy of a token for a caller. Its secret members are not enumerable. */
export function toPublicToken(token: CachedToken, now: number): Token {
  const { accessToken, expiresAt, scope, requestedScope, lifetimeAssumed } = token;
  const members: { [name: string]: unknown } = Object.assign({}, token.raw, {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: Math.max(0, Math.floor((expiresAt - now) / 1000)),
    accessToken,
    expiresAt,
    scope: scope.slice(),
    requestedScope: requestedScope.slice(),
    lifetimeAssumed,
  });
  for (const name of secretMembers) {
    if (name in members) Object.defineProperty(members, name, { enumerable: false });
  }
  return members as unknown as Token;
}

/** Parses a stored token; `undefined` if it is not one. */
export function parseCachedToken(text: unknown): CachedToken | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    const token = JSON.parse(text) as CachedToken;
    const numbers = [token.expiresAt, token.refreshAfter, token.usableUntil].every(
      (number) => typeof number === 'number',
    );
    const lists = Array.isArray(token.scope) && Array.isArray(token.requestedScope);
    return numbers && lists && typeof token.accessToken === 'string' && typeof token.raw === 'object'
      ? token
      : undefined;
  } catch {
    return undefined;
  }
}
