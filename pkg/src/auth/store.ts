/**
 * Where tokens are kept for longer than a process, and shared between several. What is handed to it
 * is secret: it opens doors until it expires.
 */
export interface TokenStore {
  /** What was kept under a name; nothing if there is none. It may be older than its lifetime: that is checked. */
  get(name: string): string | null | undefined | PromiseLike<string | null | undefined>;
  /**
   * Keeps a text under a name, for so many milliseconds; later it may go. An empty text with a
   * lifetime of 1 says that what was kept is to be forgotten.
   */
  set(name: string, text: string, lifetimeMs: number): unknown;
  /**
   * Does `work` while nobody else does work under the same name, in whichever process. Without it
   * two processes may ask for a token at the same moment, and of two that use a refresh token which
   * is good once, one has to be signed in again.
   */
  lock?<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** A store that ends with the process, and forgets in time. */
export function memoryStore(now: () => number): TokenStore {
  const kept = new Map<string, { text: string; until: number }>();
  return {
    get: (name) => {
      const found = kept.get(name);
      return found && now() < found.until ? found.text : undefined;
    },
    set: (name, text, lifetimeMs) => {
      const time = now();
      kept.forEach(({ until }, other) => { if (until <= time) kept.delete(other); });
      kept.delete(name);
      if (text !== '') kept.set(name, { text, until: time + lifetimeMs });
    },
  };
}

interface PageStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** A page's own storage, which survives its way to another page and back, and ends with the tab. */
export function pageStore(): TokenStore | undefined {
  let storage: PageStorage | undefined;
  try {
    storage = (globalThis as { sessionStorage?: PageStorage }).sessionStorage;
  } catch {
    // A page without cookies may not even ask.
  }
  if (!storage) return undefined;
  const { getItem, setItem, removeItem } = storage;
  return {
    get: (name) => getItem.call(storage, name),
    set: (name, text) => { text === '' ? removeItem.call(storage, name) : setItem.call(storage, name, text); },
  };
}
