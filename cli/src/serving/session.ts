import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const secret = (): string => randomBytes(32).toString('base64url');

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Who may use the page: the browser that opened the address first. The key in the address is exchanged for a cookie, and
 * is nothing after that.
 */
export class Session {
  /** Everything lies below this path, and the cookie is for it: other servers of this machine do not get the cookie. */
  readonly base = `/${randomBytes(16).toString('base64url')}/`;
  readonly #cookie = secret();
  #key: string | undefined = secret();

  /** The address that opens the page, once. */
  address(origin: string): string {
    return `${origin}${this.base}?key=${this.#key ?? ''}`;
  }

  /** Uses the key. Whether it was the right one, and was not used before. */
  open(key: string): boolean {
    if (this.#key === undefined || !same(key, this.#key)) return false;
    this.#key = undefined;
    return true;
  }

  /** The cookie, as it is set. A page of another site does not send it, and no script reads it. */
  get cookie(): string {
    return `unloc=${this.#cookie}; HttpOnly; SameSite=Strict; Path=${this.base}`;
  }

  /** Whether a request has the cookie. */
  holds({ headers }: IncomingMessage): boolean {
    const cookies = (headers.cookie ?? '').split(';').map((one) => one.trim());
    return cookies.some((one) => one.startsWith('unloc=') && same(one.slice('unloc='.length), this.#cookie));
  }
}
