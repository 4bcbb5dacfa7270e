/**
 * Keeps tokens for longer than a process and shares them between processes. The texts are secrets: a token
 * opens doors until it expires.
 */
export interface TokenStore {
  /**
   * The text that was set for a name, if any. It may have outlived its lifetime: that is checked.
   *
   * @param name the cache key.
   * @returns the text, or `null` or `undefined` if there is none.
   */
  get(name: string): string | null | undefined | PromiseLike<string | null | undefined>;
  /**
   * Sets the text of a name. After `lifetimeMs` milliseconds it may be deleted. An empty text with a
   * lifetime of 1 deletes it.
   *
   * @param name the cache key.
   * @param text the text, a secret.
   * @param lifetimeMs milliseconds, 1 or more.
   * @returns anything; a promise is awaited.
   */
  set(name: string, text: string, lifetimeMs: number): unknown;
  /**
   * Runs `work` while no other process runs work under the same name. Without it
   * two processes may request a token at the same time. If both use a single-use refresh token, one of them
   * loses its sign-in.
   *
   * @param name the cache key.
   * @param work what runs under the lock.
   * @returns what `work` resolves to.
   */
  lock?<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** A store in memory holds at most so many texts; the oldest are dropped. */
const maxTexts = 5_000;

/** A store in memory for texts of one lifetime, which deletes them when they expire. */
export function memoryStore(now: () => number): TokenStore {
  // In the order in which they were set, which is that in which they expire.
  const texts = new Map<string, { text: string; until: number }>();
  return {
    get: (name) => {
      const found = texts.get(name);
      return found && now() < found.until ? found.text : undefined;
    },
    set: (name, text, lifetimeMs) => {
      const time = now();
      texts.delete(name);
      if (text !== '') texts.set(name, { text, until: time + lifetimeMs });
      for (const [oldest, { until }] of texts) {
        if (until > time && texts.size <= maxTexts) break;
        texts.delete(oldest);
      }
    },
  };
}

interface PageStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** A store in the page's `sessionStorage`, which survives a redirect to another page and back, and ends with the tab. */
export function pageStore(): TokenStore | undefined {
  let storage: PageStorage | undefined;
  try {
    storage = (globalThis as { sessionStorage?: PageStorage }).sessionStorage;
  } catch {
    // Access throws in a page without cookies.
  }
  if (!storage) return undefined;
  const { getItem, setItem, removeItem } = storage;
  return {
    get: (name) => getItem.call(storage, name),
    set: (name, text) => {
      text === '' ? removeItem.call(storage, name) : setItem.call(storage, name, text);
    },
  };
}
