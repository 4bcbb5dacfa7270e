import type { AccessEvent } from '../generated/model-v2';
import type { SeenEvents } from './seen-events';
import { unsent } from '../core/unloc-error';

/** The options of {@link createWebhookHandler}. */
export interface WebhookHandlerOptions {
  /**
   * The secret part of the URL that you registered with Unloc, at least 8 characters, better 32: a segment
   * of its path (`https://example.com/unloc/<token>`) or its parameter `token` (`…?token=<token>`).
   * Unloc does not sign its requests, so only this token authenticates them.
   */
  token: string;
  /**
   * Processes an event, which has one form for API v1 and v2. Unloc waits for it: put long work
   * into a queue. If it throws, the response asks Unloc to send the event again.
   *
   * @param event the event.
   * @returns anything; a promise is awaited.
   */
  onEvent(event: AccessEvent): unknown;
  /**
   * Keeps the ids of processed events, so that an event that is sent twice is processed once: a `Set`,
   * or your own store that several processes share. Default: the last 10,000 in memory.
   */
  seen?: SeenEvents;
  /** Maximum length of a body. Default: 65,536 bytes. */
  maxBytes?: number;
  /**
   * How long `onEvent` may take, in milliseconds, and how long a body may take to arrive. Then the response asks Unloc
   * to send the event again. Default: 30,000, because few senders and proxies wait longer for a response.
   */
  timeoutMs?: number;
  /** How long `seen.has` and `seen.add` may take, each, in milliseconds. Default: 3,000. */
  storeTimeoutMs?: number;
  /**
   * Called with what `onEvent` or `seen` threw, and with what else went wrong here. Default: `console.error`.
   *
   * @param thrown the error.
   */
  onError?(thrown: unknown): void;
}

/** Returns the options, or throws `invalid_argument`. */
export function checked(options: WebhookHandlerOptions): WebhookHandlerOptions {
  const { token, onEvent, onError, maxBytes, seen, timeoutMs, storeTimeoutMs, ...others } = options || {};
  const [unknown] = Object.keys(others);
  const numbers = { maxBytes, timeoutMs, storeTimeoutMs };
  const number = (Object.keys(numbers) as Array<keyof typeof numbers>).find((name) => {
    const value = numbers[name];
    return value !== undefined && !(typeof value === 'number' && value > 0);
  });
  const wrong = !isToken(token)
    ? '"token" must be a string of at least 8 characters that nobody can guess'
    : unknown !== undefined
      ? `there is no option "${unknown}"`
      : typeof onEvent !== 'function'
        ? '"onEvent" must be a function'
        : seen !== undefined && (typeof seen.has !== 'function' || typeof seen.add !== 'function')
          ? '"seen" must have the functions has and add'
          : number !== undefined
            ? `"${number}" must be a number above 0`
            : onError !== undefined && typeof onError !== 'function'
              ? '"onError" must be a function'
              : undefined;
  if (wrong !== undefined) throw unsent('invalid_argument', 'createWebhookHandler', `${wrong}.`, false);
  return options;
}

/** Whether it is a secret text, and not what a template makes of a variable that is not set, or the line of a file. */
function isToken(token: unknown): boolean {
  return (
    typeof token === 'string' && token.length >= 8 && token.trim() === token && !/^(undefined$|\[object )/.test(token)
  );
}
