import type { AbortSignalLike, PlatformSignal } from '../core/options';
import { sharedSignal } from './abort-signal';
import { UnlocError, unsent } from '../core/unloc-error';

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

/** A token: bare, or with what is known of it. */
export type GivenToken = string | { accessToken: string };

/** Something that gives tokens: a `TokenProvider` of the entry `auth`, or yours. */
export interface TokenSource {
  getToken(need: TokenNeed): GivenToken | PromiseLike<GivenToken>;
}

/** A token, or where one is to be had. */
export type TokenOption = string | ((need: TokenNeed) => GivenToken | PromiseLike<GivenToken>) | TokenSource;

/** The token for a need. Rejects with `token_error` if there is none, without the reason's own words. */
export async function tokenFor(option: Exclude<TokenOption, string>, need: TokenNeed, operation: string): Promise<string> {
  let token: unknown;
  try {
    const given = typeof option === 'function' ? await option(need) : await option.getToken(need);
    token = typeof given === 'object' && given !== null ? given.accessToken : given;
  } catch (thrown) {
    if (thrown instanceof UnlocError) throw thrown;
    throw noToken(operation, 'the token option failed');
  }
  if (typeof token !== 'string') throw noToken(operation, `the token option gave ${token === null ? 'null' : typeof token} instead of a string`);
  return token;
}

/** What ends the wait for a token: the caller's signal, and the call's deadline. */
export class TokenBounds {
  private readonly ends: number;

  constructor(private readonly operation: string, private readonly signal: TokenNeed['signal'], deadlineMs: number) {
    this.ends = Date.now() + deadlineMs;
  }

  /** Milliseconds till the deadline, at least a little. */
  left(): number {
    return Math.max(1, this.ends - Date.now());
  }

  /** The token, unless something ends the wait before: then nothing was sent. */
  within(ask: () => Promise<string>): Promise<string> {
    const signal = sharedSignal(this.signal as AbortSignalLike | undefined);
    return new Promise((resolve, reject) => {
      // Whatever ends the wait, nothing of it stays.
      let done = (): void => undefined;
      const end = (code: 'aborted' | 'deadline_exceeded', what: string): void => {
        done();
        reject(unsent(code, this.operation, what, true));
      };
      const abort = (): void => end('aborted', "ended by the caller's signal while it waited for a token; nothing was sent.");
      if (signal && signal.aborted) return abort();
      const timer: unknown = setTimeout(() => end('deadline_exceeded', 'no token within deadlineMs; nothing was sent.'), Math.min(this.left(), 2_147_483_647));
      const { unref } = timer as { unref?: () => void };
      if (typeof unref === 'function') unref.call(timer);
      const listens = signal && typeof signal.addEventListener === 'function';
      if (signal && listens) signal.addEventListener('abort', abort);
      done = (): void => {
        clearTimeout(timer as number);
        if (signal && listens) signal.removeEventListener('abort', abort);
      };
      ask().then((value) => { done(); resolve(value); }, (reason) => { done(); reject(reason); });
    });
  }
}

function noToken(operation: string, what: string): UnlocError {
  return unsent('token_error', operation, `${what}, so the call did not go out. Look at the function or provider that was given as "token".`, true);
}
