import type { AbortSignalLike, PlatformSignal } from '../core/options';
import { onAbort, sharedSignal } from '../core/abort-signal';
import { startTimer } from '../core/timer';
import { UnlocError, unsent } from '../core/unloc-error';

/** What a token is needed for. */
export interface TokenNeed {
  /** Which API. */
  api: 'v1' | 'v2';
  /** The scope, where one is known. */
  scope?: string;
  /** Id of the organization, for API v2. */
  organizationId?: string;
  /** Id of the project, for API v2. */
  projectId?: string;
  /** Id of the lock holder, for API v1. */
  lockHolderId?: string;
  /** A token that the API has just rejected: return another. */
  rejectedToken?: string;
  /** The call's signal. */
  signal?: PlatformSignal;
}

/** A token: the text, or an object that contains it. */
export type GivenToken = string | { accessToken: string };

/** A source of tokens: a `TokenProvider` of the entry `auth`, or your own. */
export interface TokenSource {
  /**
   * Returns an access token for a call.
   *
   * @param need what the call needs the token for.
   * @returns the token, or an object with `accessToken`.
   */
  getToken(need: TokenNeed): GivenToken | PromiseLike<GivenToken>;
}

/** An access token, a function that returns one, or a token source. */
export type TokenOption = string | ((need: TokenNeed) => GivenToken | PromiseLike<GivenToken>) | TokenSource;

/** Gets the token for a need. Rejects with `token_error` if there is none; its message does not contain what the function threw. */
export async function tokenFor(
  option: Exclude<TokenOption, string>,
  need: TokenNeed,
  operation: string,
): Promise<string> {
  let token: unknown;
  try {
    const given = typeof option === 'function' ? await option(need) : await option.getToken(need);
    token = typeof given === 'object' && given !== null ? given.accessToken : given;
  } catch (thrown) {
    if (thrown instanceof UnlocError) throw thrown;
    throw noToken(operation, 'the token option failed');
  }
  if (typeof token !== 'string')
    throw noToken(operation, `the token option returned ${token === null ? 'null' : typeof token} instead of a string`);
  return token;
}

/** Limits the wait for a token by the caller's signal and the call's deadline. */
export class TokenBounds {
  private readonly ends: number;

  constructor(
    private readonly operation: string,
    private readonly signal: TokenNeed['signal'],
    deadlineMs: number,
  ) {
    this.ends = Date.now() + deadlineMs;
  }

  /** Milliseconds until the deadline, at least 1. */
  left(): number {
    return Math.max(1, this.ends - Date.now());
  }

  /** The token. Rejects when the signal or the deadline ends the wait; then nothing was sent. */
  within(ask: () => Promise<string>): Promise<string> {
    const signal = sharedSignal(this.signal as AbortSignalLike | undefined);
    return new Promise((resolve, reject) => {
      let ended = false;
      let done = (): void => undefined;
      const end = (code: 'aborted' | 'deadline_exceeded', what: string): void => {
        ended = true;
        done();
        reject(unsent(code, this.operation, what, true));
      };
      const stopListening = onAbort(signal, () =>
        end('aborted', "ended by the caller's signal while waiting for a token; nothing was sent."),
      );
      if (ended) return;
      const timer = startTimer(
        () => end('deadline_exceeded', 'no token within deadlineMs; nothing was sent.'),
        this.left(),
        false,
      );
      done = (): void => {
        clearTimeout(timer as number);
        stopListening();
      };
      ask().then(
        (value) => {
          done();
          resolve(value);
        },
        (reason) => {
          done();
          reject(reason);
        },
      );
    });
  }
}

function noToken(operation: string, what: string): UnlocError {
  return unsent(
    'token_error',
    operation,
    `${what}, so the call was not sent. Check the function or provider passed as "token".`,
    true,
  );
}
