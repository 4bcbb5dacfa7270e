import type { PlatformSignal } from './options';
import { UnlocError } from './unloc-error';

/** What a token is needed for. */
export interface TokenNeed {
  /** Which API. */
  api: 'v1' | 'v2';
  /** The scope, where one is known. */
  scope?: string;
  /** The organisation whose data is asked for (API v2). */
  organizationId?: string;
  /** The project whose data is asked for (API v2). */
  projectId?: string;
  /** The lock holder whose data is asked for (API v1). */
  lockHolderId?: string;
  /** A token that the API has just refused: give another. */
  rejectedToken?: string;
  /** The call's signal. */
  signal?: PlatformSignal;
}

/** Something that gives tokens. */
export interface TokenSource {
  getToken(need: TokenNeed): string | { accessToken: string } | PromiseLike<string | { accessToken: string }>;
}

/** A token, or where one is to be had. */
export type TokenOption = string | ((need: TokenNeed) => string | PromiseLike<string>) | TokenSource;

/** The token for a need. Rejects with `token_error` if there is none, without the reason's own words. */
export async function tokenFor(option: TokenOption, need: TokenNeed, operation: string): Promise<string> {
  let token: unknown;
  try {
    const given = typeof option === 'string' ? option
      : typeof option === 'function' ? await option(need)
        : await option.getToken(need);
    token = typeof given === 'object' && given !== null ? given.accessToken : given;
  } catch (thrown) {
    if (thrown instanceof UnlocError) throw thrown;
    throw noToken(operation, 'the token option failed');
  }
  if (typeof token !== 'string') throw noToken(operation, `the token option gave ${token === null ? 'null' : typeof token} instead of a string`);
  return token;
}

function noToken(operation: string, what: string): UnlocError {
  const message = `${operation}: ${what}, so nothing was sent. Look at the function or provider that was given as "token".`;
  return new UnlocError({ message, code: 'token_error', operation, error: 'token_error', errorDescription: message, attempts: 0, safeToRetry: true });
}
