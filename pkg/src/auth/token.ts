/** A token, as it is handed to callers. */
export interface Token {
  /** The access token. Not enumerable, so that printing the token does not print it. */
  readonly accessToken: string;
  /** When it expires, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** The scopes that it has, as the server says; those asked for, if it does not. */
  readonly scope: string[];
  /** The scopes that were asked for. */
  readonly requestedScope: string[];
  /** Whether the server did not say how long it lasts. */
  readonly lifetimeAssumed: boolean;
  /** The same as `accessToken`, for code that reads the server's own names. */
  readonly access_token: string;
  /** How it is sent. */
  readonly token_type: 'Bearer';
  /** Seconds till it expires, counted from now. */
  readonly expires_in: number;
  /** The lock holder of an identifier scope (Unloc v1). */
  readonly lock_holder_id?: string;
  /** The lock holders of admin scopes (Unloc v1). */
  readonly lock_holder_ids?: string[];
  /** The organization (Unloc v2). */
  readonly organization_id?: string;
  /** The project (Unloc v2). */
  readonly project_id?: string;
  /** Whatever else the server said. */
  readonly [member: string]: unknown;
}

/** A token, as it is kept. */
export interface Kept {
  accessToken: string;
  expiresAt: number;
  /** From then on it is used and replaced. */
  refreshFrom: number;
  /** From then on it is not used any more. */
  goodUntil: number;
  lifetimeAssumed: boolean;
  scope: string[];
  requestedScope: string[];
  refreshToken?: string;
  /** The server's answer as it came. */
  raw: { [member: string]: unknown };
}

/** Members of an answer whose values are as good as a key. */
const secret = ['accessToken', 'access_token', 'refresh_token', 'id_token'];

/** A token for a caller: its own copy, in which what is secret is read by name only. */
export function handedOut(kept: Kept, now: number): Token {
  const { accessToken, expiresAt, scope, requestedScope, lifetimeAssumed } = kept;
  const members: { [name: string]: unknown } = Object.assign({}, kept.raw, {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: Math.max(0, Math.floor((expiresAt - now) / 1000)),
    accessToken,
    expiresAt,
    scope: scope.slice(),
    requestedScope: requestedScope.slice(),
    lifetimeAssumed,
  });
  for (const name of secret) {
    if (name in members) Object.defineProperty(members, name, { enumerable: false });
  }
  return members as unknown as Token;
}

/** What a store gave back, if it is a token. */
export function keptFrom(text: unknown): Kept | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    const kept = JSON.parse(text) as Kept;
    const numbers = [kept.expiresAt, kept.refreshFrom, kept.goodUntil].every((number) => typeof number === 'number');
    const lists = Array.isArray(kept.scope) && Array.isArray(kept.requestedScope);
    return numbers && lists && typeof kept.accessToken === 'string' && typeof kept.raw === 'object' ? kept : undefined;
  } catch {
    return undefined;
  }
}
