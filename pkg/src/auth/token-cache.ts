import { bounded, Unavailable, unavailable, type BoundedStore } from './bounded-store';
import { Flight } from './flight';
import { UnlocError } from './main-entry';
import { parseCachedToken, type CachedToken } from './token';

/** The cache holds at most so many tokens in memory. Refresh tokens that are nowhere else do not count. */
const maxEntries = 10_000;
/** After a failed background refresh the next one starts this many milliseconds later at the earliest. */
const backgroundRefreshPause = 5_000;
/** How long the store keeps a refresh token, in milliseconds: a year. */
const refreshTokenLifetime = 31_536_000_000;

/** Saves a new pair of tokens before any caller gets the access token. */
export type Persist = (token: CachedToken) => unknown;

/** How a token is requested when none is cached. */
export interface TokenFetcher {
  /** Requests a token. `before` is the last one, with its refresh token. */
  fetchToken(before: CachedToken | undefined): Promise<CachedToken>;
  /** Whether it is the token of a signed-in user: without store and lock it is not requested. */
  signedIn: boolean;
  persist?: Persist;
  /** How long a caller waits for another caller's request before it sends its own, in milliseconds. */
  patienceMs: number;
  /** Is handed each refresh that starts in the background. Without it there are none. */
  waitUntil?: (work: Promise<unknown>) => unknown;
}

interface CacheEntry {
  cached?: CachedToken;
  /** The access token that was rejected or invalidated: it is used no more, wherever it is found. */
  rejectedToken?: string;
  /** The pending request, shared by all callers. */
  flight?: Flight<CachedToken>;
  /** Whether `cached` could not be saved yet, in the store or by the caller's hook. */
  unpersisted?: boolean;
  /** No background refresh starts before. */
  nextRefreshAfter: number;
}

/** Tokens by cache key, in memory and in the caller's store. Providers that share a store share one cache. */
export class TokenCache {
  private readonly entries = new Map<string, CacheEntry>();

  /** @param timeoutMs how long a function of the caller's is waited for. */
  constructor(
    private readonly store: BoundedStore | undefined,
    private readonly timeoutMs: number,
    private readonly now: () => number,
  ) {}

  /**
   * The cached token if it is still usable; otherwise a new one, requested once for all callers. Near its expiry the cached
   * token is returned and a background refresh is started.
   *
   * @param rejected a token that the API rejected. If it is the cached one, it is used no more.
   */
  async token(key: string, fetcher: TokenFetcher, rejected: string | undefined): Promise<CachedToken> {
    const { cached: first } = this.entry(key);
    if (rejected !== undefined && first && first.accessToken === rejected) this.entry(key).rejectedToken = rejected;
    for (;;) {
      const entry = this.entry(key);
      const { cached, flight } = entry;
      const time = this.now();
      if (cached && !entry.unpersisted && cached.accessToken !== entry.rejectedToken && time < cached.usableUntil) {
        if (time >= cached.refreshAfter && time >= entry.nextRefreshAfter && !flight)
          this.refreshInBackground(key, entry, fetcher);
        return cached;
      }
      try {
        return await (flight ? flight.join(fetcher.patienceMs) : this.refresh(key, entry, fetcher).result);
      } catch (error) {
        // The pending request was invalidated; start a new one.
        if (error === cancelled) continue;
        // It stalled, or the platform says that it can never end: replace it.
        if (!flight || error instanceof UnlocError) throw error;
        if (entry.flight === flight) entry.flight = undefined;
      }
    }
  }

  private refreshInBackground(key: string, entry: CacheEntry, fetcher: TokenFetcher): void {
    const { waitUntil } = fetcher;
    if (!waitUntil) return;
    const work = this.refresh(key, entry, fetcher).result.then(
      () => undefined,
      () => {
        entry.nextRefreshAfter = this.now() + backgroundRefreshPause;
      },
    );
    try {
      waitUntil(work);
    } catch {
      // The platform takes no more work: then it may drop this, and the next caller asks anew.
    }
  }

  private refresh(key: string, entry: CacheEntry, fetcher: TokenFetcher): Flight<CachedToken> {
    const flight = new Flight<CachedToken>((own) => this.fly(key, entry, own, fetcher));
    entry.flight = flight;
    const land = (): void => {
      if (entry.flight === flight) entry.flight = undefined;
    };
    flight.result.then(land, () => {
      land();
      // Names that never get a token must not fill the memory.
      if (!entry.cached && !entry.flight && entry.rejectedToken === undefined && this.entries.get(key) === entry)
        this.entries.delete(key);
    });
    return flight;
  }

  /** One request, under the store's lock if it has one. The client's own token is requested also without it. */
  private async fly(
    key: string,
    entry: CacheEntry,
    flight: Flight<CachedToken>,
    fetcher: TokenFetcher,
  ): Promise<CachedToken> {
    const { store } = this;
    if (!store) return this.refreshToken(key, entry, flight, fetcher, undefined);
    try {
      return await store.locked(key, () => this.refreshToken(key, entry, flight, fetcher, store));
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      if (fetcher.signedIn) throw unavailable('getToken', error, withoutStore);
      // What did not answer is not waited for twice in one flight.
      return this.refreshToken(key, entry, flight, fetcher, undefined);
    }
  }

  private async refreshToken(
    key: string,
    entry: CacheEntry,
    flight: Flight<CachedToken>,
    fetcher: TokenFetcher,
    given: BoundedStore | undefined,
  ): Promise<CachedToken> {
    const { cached: own } = entry;
    // While the cached token is usable, only a fresher one is worth taking from the store.
    const hasUsableToken = own !== undefined && own.accessToken !== entry.rejectedToken && this.now() < own.usableUntil;
    const isUsable = (token: CachedToken | undefined): token is CachedToken =>
      token !== undefined
      && token.accessToken !== entry.rejectedToken
      && this.now() < (hasUsableToken ? token.refreshAfter : token.usableUntil);
    let store = given;
    let stored: CachedToken | undefined;
    try {
      stored = await storedToken(store, key);
    } catch (error) {
      if (fetcher.signedIn) throw unavailable('getToken', error, withoutStore);
      store = undefined;
    }
    // The store may have it already, but not the caller's hook.
    if (own && entry.unpersisted && !(stored && stored.expiresAt > own.expiresAt)) {
      await this.persist(key, entry, own, fetcher.persist, store);
      if (isUsable(own)) return own;
    }
    // Another process may have refreshed it.
    if (isUsable(stored) && flight.cancelled === undefined) {
      entry.cached = stored;
      entry.unpersisted = false;
      return stored;
    }
    let fetched: CachedToken;
    try {
      fetched = await fetcher.fetchToken(newest(own, stored));
    } catch (error) {
      throw flight.cancelled ? cancelled : error;
    }
    const { cancelled: invalidated } = flight;
    if (invalidated === 'all' || (invalidated && fetched.refreshToken === undefined)) throw cancelled;
    // The access token was invalidated, but its refresh token is the only one that is still valid.
    await this.keep(
      key,
      invalidated ? Object.assign({}, fetched, { refreshAfter: 0, usableUntil: 0 }) : fetched,
      fetcher.persist,
      store,
    );
    if (invalidated) throw cancelled;
    return fetched;
  }

  /** Caches a token, and persists it before any caller gets it. */
  set(key: string, token: CachedToken, persist: Persist | undefined): Promise<void> {
    return this.keep(key, token, persist, this.store);
  }

  private keep(
    key: string,
    token: CachedToken,
    persist: Persist | undefined,
    store: BoundedStore | undefined,
  ): Promise<void> {
    const entry = this.entry(key);
    entry.cached = token;
    entry.rejectedToken = undefined;
    entry.nextRefreshAfter = 0;
    return this.persist(key, entry, token, persist, store);
  }

  private async persist(
    key: string,
    entry: CacheEntry,
    token: CachedToken,
    persist: Persist | undefined,
    store: BoundedStore | undefined,
  ): Promise<void> {
    const isPair = token.refreshToken !== undefined;
    entry.unpersisted = isPair;
    try {
      if (store)
        await store.set(
          key,
          JSON.stringify(token),
          Math.max(1, isPair ? refreshTokenLifetime : token.expiresAt - this.now()),
        );
      if (persist && isPair) await bounded('the function "persist"', this.timeoutMs, () => persist(token));
    } catch (error) {
      // An access token is usable without the store; a refresh token that is not saved may be lost.
      if (isPair) {
        throw unavailable(
          'getToken',
          error,
          'so a new refresh token could not be saved. This process keeps the token, and the next call tries to save it again',
        );
      }
    }
    entry.unpersisted = false;
  }

  /** The stored token, if it has a refresh token other than the one that was rejected. */
  async newer(key: string, rejected: string): Promise<CachedToken | undefined> {
    let stored: CachedToken | undefined;
    try {
      stored = await storedToken(this.store, key);
    } catch (error) {
      throw unavailable('getToken', error, withoutStore);
    }
    return stored && stored.refreshToken !== undefined && stored.refreshToken !== rejected ? stored : undefined;
  }

  /** Invalidates an access token, cached or pending. A refresh token is kept. */
  async invalidate(key: string): Promise<void> {
    const entry = this.entry(key);
    const { flight } = entry;
    if (flight) flight.cancelled = flight.cancelled || 'token';
    // Another process may have requested it.
    const token = entry.cached || (await storedToken(this.store, key).catch(() => undefined));
    if (!token) return;
    entry.cached = token;
    entry.rejectedToken = token.accessToken;
    if (token.refreshToken === undefined) {
      entry.cached = undefined;
      await this.deleteStored(key);
    }
  }

  /**
   * Deletes a token and its refresh token.
   *
   * @param cancelPending whether a pending request is cancelled, too; not when that request itself deletes it.
   */
  async delete(key: string, cancelPending: boolean): Promise<void> {
    const entry = this.entry(key);
    if (entry.flight && cancelPending) entry.flight.cancelled = 'all';
    entry.cached = undefined;
    entry.unpersisted = false;
    await this.deleteStored(key);
  }

  private async deleteStored(key: string): Promise<void> {
    const { store } = this;
    if (!store) return;
    try {
      await store.set(key, '', 1);
    } catch (error) {
      throw unavailable('getToken', error, 'so a token could not be deleted');
    }
  }

  private entry(key: string): CacheEntry {
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = { nextRefreshAfter: 0 };
      this.entries.set(key, entry);
      this.evict(entry);
    }
    return entry;
  }

  private evict(newest: CacheEntry): void {
    for (const [key, entry] of this.entries) {
      if (this.entries.size <= maxEntries) return;
      const irreplaceable = entry.cached && entry.cached.refreshToken !== undefined && !this.store;
      if (entry !== newest && !entry.flight && !entry.unpersisted && !irreplaceable) this.entries.delete(key);
    }
  }
}

/** A pending request rejects with this when its result was invalidated. */
const cancelled = {};

async function storedToken(store: BoundedStore | undefined, key: string): Promise<CachedToken | undefined> {
  return store && parseCachedToken(await store.get(key));
}

const withoutStore =
  "and without the store a person's token is not refreshed: another process may have used the refresh token";

/** The token whose refresh token is the last one: the other may have been used. */
function newest(own: CachedToken | undefined, stored: CachedToken | undefined): CachedToken | undefined {
  if (!own || !stored) return own || stored;
  return own.refreshToken !== undefined && own.expiresAt > stored.expiresAt ? own : stored;
}
