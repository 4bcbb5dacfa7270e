import { internal } from './main-entry';
import { refusal } from './token-request';
import type { TokenStore } from './store';
import { parseCachedToken, type CachedToken } from './token';

/** The cache holds at most so many tokens in memory. Refresh tokens that are nowhere else do not count. */
const maxEntries = 10_000;
/** After a failed background refresh the next one starts this many milliseconds later at the earliest. */
const backgroundRefreshPause = 5_000;
/** How long the store keeps a refresh token, in milliseconds: a year. */
const refreshTokenLifetime = 31_536_000_000;
/** How long a pending sign-in is kept, in milliseconds: an hour. */
const signInLifetime = 3_600_000;

/** Saves a new pair of tokens before any caller gets the access token. */
export type Persist = (token: CachedToken) => unknown;

/** How a token is requested when none is cached. */
export interface TokenFetcher {
  /** Requests a token. `before` is the last one, with its refresh token. */
  fetchToken(before: CachedToken | undefined): Promise<CachedToken>;
  /** Whether it is the token of a signed-in user: then it cannot be requested without a cached refresh token. */
  signedIn: boolean;
  persist?: Persist;
}

interface CacheEntry {
  cached?: CachedToken;
  /** The access token that was rejected or invalidated: it is used no more, wherever it is found. */
  rejectedToken?: string;
  /** The pending request, shared by all callers. */
  pending?: Promise<CachedToken>;
  /** What of the pending request's result was invalidated: its access token, or all of it. */
  cancelled?: 'token' | 'all';
  /** Whether `cached` could not be saved yet, in the store or by the caller's hook. */
  unpersisted?: boolean;
  /** No background refresh starts before. */
  nextRefreshAfter: number;
}

/** Tokens by cache key, in memory and in the caller's store. Providers that share a store share one cache. */
export class TokenCache {
  private readonly entries = new Map<string, CacheEntry>();
  /** Where a pending sign-in waits for its callback. */
  private readonly signIns: TokenStore;
  /** Sign-ins that are being finished. */
  private readonly finishing = new Set<string>();

  /** @param signIns where pending sign-ins are kept if there is no store. */
  constructor(
    private readonly store: TokenStore | undefined,
    private readonly now: () => number,
    signIns: TokenStore,
  ) {
    this.signIns = store || signIns;
  }

  /**
   * The cached token if it is still usable; otherwise a new one, requested once for all callers. Near its expiry the cached
   * token is returned and a background refresh is started.
   *
   * @param rejected a token that the API rejected. If it is the cached one, it is used no more.
   */
  async token(key: string, fetcher: TokenFetcher, rejected: string | undefined): Promise<CachedToken> {
    const entry = this.entry(key);
    if (rejected !== undefined && entry.cached && entry.cached.accessToken === rejected) entry.rejectedToken = rejected;
    for (;;) {
      const { cached, pending } = entry;
      const time = this.now();
      if (cached && !entry.unpersisted && cached.accessToken !== entry.rejectedToken && time < cached.usableUntil) {
        if (time >= cached.refreshAfter && time >= entry.nextRefreshAfter && !pending) {
          this.refresh(key, entry, fetcher).catch(() => {
            entry.nextRefreshAfter = this.now() + backgroundRefreshPause;
          });
        }
        return cached;
      }
      try {
        return await (pending || this.refresh(key, entry, fetcher));
      } catch (error) {
        // The pending request was invalidated; start a new one.
        if (error !== cancelled) throw error;
      }
    }
  }

  private refresh(key: string, entry: CacheEntry, fetcher: TokenFetcher): Promise<CachedToken> {
    const { store } = this;
    entry.cancelled = undefined;
    const work = (): Promise<CachedToken> => this.refreshToken(key, entry, fetcher);
    const clearPending = (): void => {
      entry.pending = undefined;
    };
    const pending = store && store.lock ? locked(store, key, work) : work();
    entry.pending = pending;
    pending.then(clearPending, clearPending);
    return pending;
  }

  private async refreshToken(key: string, entry: CacheEntry, fetcher: TokenFetcher): Promise<CachedToken> {
    const { cached: own } = entry;
    // While the cached token is usable, only a fresher one is worth taking from the store.
    const hasUsableToken = own !== undefined && own.accessToken !== entry.rejectedToken && this.now() < own.usableUntil;
    const isUsable = (token: CachedToken | undefined): token is CachedToken =>
      token !== undefined
      && token.accessToken !== entry.rejectedToken
      && this.now() < (hasUsableToken ? token.refreshAfter : token.usableUntil);
    const stored = await this.stored(key, fetcher.signedIn && own === undefined);
    // Another process may have refreshed it.
    if (isUsable(stored) && entry.cancelled === undefined) {
      entry.cached = stored;
      return stored;
    }
    if (own && entry.unpersisted) {
      await this.persist(key, entry, own, fetcher.persist);
      if (isUsable(own)) return own;
    }
    let fetched: CachedToken;
    try {
      // A token that could not be persisted is newer than the stored one.
      fetched = await fetcher.fetchToken(own && own.refreshToken !== undefined && !stored ? own : stored || own);
    } catch (error) {
      throw entry.cancelled ? cancelled : error;
    }
    const { cancelled: invalidated } = entry;
    if (invalidated === 'all' || (invalidated && fetched.refreshToken === undefined)) throw cancelled;
    // The access token was invalidated, but its refresh token is the only one that is still valid.
    await this.set(
      key,
      invalidated ? Object.assign({}, fetched, { refreshAfter: 0, usableUntil: 0 }) : fetched,
      fetcher.persist,
    );
    if (invalidated) throw cancelled;
    return fetched;
  }

  /** Caches a token, and persists it before any caller gets it. */
  async set(key: string, token: CachedToken, persist: Persist | undefined): Promise<void> {
    const entry = this.entry(key);
    entry.cached = token;
    entry.rejectedToken = undefined;
    entry.nextRefreshAfter = 0;
    await this.persist(key, entry, token, persist);
    this.evict();
  }

  private async persist(
    key: string,
    entry: CacheEntry,
    token: CachedToken,
    persist: Persist | undefined,
  ): Promise<void> {
    const isPair = token.refreshToken !== undefined;
    entry.unpersisted = isPair;
    const { store } = this;
    try {
      if (store)
        await store.set(
          key,
          JSON.stringify(token),
          Math.max(1, isPair ? refreshTokenLifetime : token.expiresAt - this.now()),
        );
      if (persist && isPair) await persist(token);
    } catch {
      // An access token is usable without the store; a refresh token that is not saved may be lost.
      if (isPair)
        throw failed(
          'a new refresh token could not be saved: the store or the function "persist" failed. It is kept in this process; the next call tries again to save it',
        );
    }
    entry.unpersisted = false;
  }

  /** The stored token. A failure of the store matters only if the token cannot be requested otherwise. */
  private async stored(key: string, required: boolean): Promise<CachedToken | undefined> {
    const { store } = this;
    if (!store) return undefined;
    try {
      return parseCachedToken(await store.get(key));
    } catch {
      if (required) throw failed("the store failed, and nothing else has this person's tokens");
      return undefined;
    }
  }

  /** The stored token, if it has a refresh token other than the one that was rejected. */
  async newer(key: string, rejected: string): Promise<CachedToken | undefined> {
    const stored = await this.stored(key, false);
    return stored && stored.refreshToken !== undefined && stored.refreshToken !== rejected ? stored : undefined;
  }

  /** Invalidates an access token, cached or pending. A refresh token is kept. */
  async invalidate(key: string): Promise<void> {
    const entry = this.entry(key);
    if (entry.pending) entry.cancelled = entry.cancelled || 'token';
    // Another process may have requested it.
    const token = entry.cached || (await this.stored(key, false));
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
    if (entry.pending && cancelPending) entry.cancelled = 'all';
    entry.cached = undefined;
    entry.unpersisted = false;
    await this.deleteStored(key);
  }

  private async deleteStored(key: string): Promise<void> {
    const { store } = this;
    if (!store) return;
    try {
      await store.set(key, '', 1);
    } catch {
      throw failed('the store failed to delete a token');
    }
  }

  private entry(key: string): CacheEntry {
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = { nextRefreshAfter: 0 };
      this.entries.set(key, entry);
    }
    return entry;
  }

  private evict(): void {
    if (this.entries.size <= maxEntries) return;
    this.entries.forEach((entry, key) => {
      const irreplaceable = entry.cached && entry.cached.refreshToken !== undefined && !this.store;
      if (this.entries.size > maxEntries && !entry.pending && !entry.unpersisted && !irreplaceable)
        this.entries.delete(key);
    });
  }

  /** Removes a pending sign-in and returns it: only once, also if several callbacks arrive. */
  async takeSignIn(key: string): Promise<string | undefined> {
    const { signIns } = this;
    if (this.finishing.has(key)) return undefined;
    this.finishing.add(key);
    const take = async (): Promise<string | undefined> => {
      const text = await signIns.get(key);
      if (text) await signIns.set(key, '', 1);
      return text || undefined;
    };
    try {
      return await (signIns.lock ? signIns.lock(key, take) : take());
    } catch {
      throw failed('the store failed, so the sign-in cannot be finished', 'finish');
    } finally {
      this.finishing.delete(key);
    }
  }

  /** Keeps a pending sign-in for an hour. */
  async keepSignIn(key: string, text: string): Promise<void> {
    try {
      await this.signIns.set(key, text, signInLifetime);
    } catch {
      throw failed('the store failed, so the sign-in cannot begin', 'authorizationUrl');
    }
  }
}

/** A pending request rejects with this when its result was invalidated. */
const cancelled = {};

async function locked(store: TokenStore, key: string, work: () => Promise<CachedToken>): Promise<CachedToken> {
  let failure: { error: unknown } | undefined;
  let outcome: CachedToken | undefined;
  try {
    await store.lock!(key, async () => {
      try {
        outcome = await work();
      } catch (error) {
        failure = { error };
      }
    });
  } catch {
    // The error of a caller's function may contain secrets.
    if (!failure && !outcome) throw failed("the store's lock failed");
  }
  if (failure) throw failure.error;
  if (!outcome) throw refusal('getToken', "the store's lock did not run the function that it was given.");
  return outcome;
}

function failed(what: string, operation = 'getToken'): Error {
  return internal.unsent('token_error', operation, `${what}.`, true);
}
