import { inside } from './main-entry';
import { refusal } from './token-request';
import type { TokenStore } from './store';
import { keptFrom, type Kept } from './token';

/** More tokens than that are not kept in memory, unless a refresh token would be lost with them. */
const most = 10_000;
/** After a failure behind somebody's back, so many milliseconds pass before the next try. */
const pause = 5_000;
/** How long a refresh token is kept, in milliseconds: a year. */
const longest = 31_536_000_000;

/** What a caller does with a new pair of tokens before anybody gets it. */
export type Persist = (kept: Kept) => unknown;

/** How a token is had when none is kept. */
export interface Renewal {
  /** Asks for one. `before` is the last one, with its refresh token. */
  renew(before: Kept | undefined): Promise<Kept>;
  /** Whether it is somebody's who signed in: then it cannot be had without what is kept. */
  signedIn: boolean;
  persist?: Persist;
}

/** What is kept under one name. */
interface Place {
  kept?: Kept;
  /** The access token that was refused or taken back: whatever says that it is good is out of date. */
  spent?: string;
  /** The request under way, one for all who wait. */
  flight?: Promise<Kept>;
  /** Whether what the flight brings is no longer wanted: only its access token, or all of it. */
  dropped?: 'token' | 'all';
  /** Whether `kept` could not be handed to the store or the caller's hook yet. */
  unsaved?: boolean;
  /** No try behind somebody's back before. */
  notBefore: number;
}

/** Tokens by name, in memory and in a caller's store. One for all providers that share a store. */
export class Keeping {
  private readonly places = new Map<string, Place>();
  /** Where a sign-in that has begun waits for its callback. */
  private readonly begun: TokenStore;
  /** Sign-ins that are being finished. */
  private readonly taken = new Set<string>();

  /** @param begun where a sign-in waits if there is no store. */
  constructor(private readonly store: TokenStore | undefined, private readonly now: () => number, begun: TokenStore) {
    this.begun = store || begun;
  }

  /**
   * The token of a name: a kept one while it is good, else one that is asked for, once for all who wait.
   *
   * @param rejected one that was refused; if it is still the kept one, it is given to nobody any more.
   */
  async token(name: string, renewal: Renewal, rejected: string | undefined): Promise<Kept> {
    const place = this.place(name);
    if (rejected !== undefined && place.kept && place.kept.accessToken === rejected) place.spent = rejected;
    for (;;) {
      const { kept, flight } = place;
      const time = this.now();
      if (kept && !place.unsaved && kept.accessToken !== place.spent && time < kept.goodUntil) {
        if (time >= kept.refreshFrom && time >= place.notBefore && !flight) {
          this.fly(name, place, renewal).catch(() => { place.notBefore = this.now() + pause; });
        }
        return kept;
      }
      try {
        return await (flight || this.fly(name, place, renewal));
      } catch (error) {
        // What was taken back while it was under way is not what this caller asked for.
        if (error !== dropped) throw error;
      }
    }
  }

  private fly(name: string, place: Place, renewal: Renewal): Promise<Kept> {
    const { store } = this;
    place.dropped = undefined;
    const work = (): Promise<Kept> => this.renewed(name, place, renewal);
    const landed = (): void => { place.flight = undefined; };
    const flight = store && store.lock ? locked(store, name, work) : work();
    place.flight = flight;
    flight.then(landed, landed);
    return flight;
  }

  private async renewed(name: string, place: Place, renewal: Renewal): Promise<Kept> {
    const { kept: own } = place;
    // Whoever has a good one wants one that is fresh.
    const inHand = own !== undefined && own.accessToken !== place.spent && this.now() < own.goodUntil;
    const good = (kept: Kept | undefined): kept is Kept =>
      kept !== undefined && kept.accessToken !== place.spent && this.now() < (inHand ? kept.refreshFrom : kept.goodUntil);
    const fromStore = await this.stored(name, renewal.signedIn && own === undefined);
    // Somebody else may have been faster.
    if (good(fromStore) && place.dropped === undefined) {
      place.kept = fromStore;
      return fromStore;
    }
    if (own && place.unsaved) {
      await this.save(name, place, own, renewal.persist);
      if (good(own)) return own;
    }
    let brought: Kept;
    try {
      // What could not be saved is newer than what the store has.
      brought = await renewal.renew(own && own.refreshToken !== undefined && !fromStore ? own : fromStore || own);
    } catch (error) {
      throw place.dropped ? dropped : error;
    }
    const { dropped: unwanted } = place;
    if (unwanted === 'all' || (unwanted && brought.refreshToken === undefined)) throw dropped;
    // The access token is taken back, the refresh token is the only one that is still good.
    await this.keep(name, unwanted ? Object.assign({}, brought, { refreshFrom: 0, goodUntil: 0 }) : brought, renewal.persist);
    if (unwanted) throw dropped;
    return brought;
  }

  /** Keeps a token, and hands it to whoever keeps it for longer, before anybody gets it. */
  async keep(name: string, kept: Kept, persist: Persist | undefined): Promise<void> {
    const place = this.place(name);
    place.kept = kept;
    place.spent = undefined;
    place.notBefore = 0;
    await this.save(name, place, kept, persist);
    this.makeRoom();
  }

  private async save(name: string, place: Place, kept: Kept, persist: Persist | undefined): Promise<void> {
    const isPair = kept.refreshToken !== undefined;
    place.unsaved = isPair;
    const { store } = this;
    try {
      if (store) await store.set(name, JSON.stringify(kept), Math.max(1, isPair ? longest : kept.expiresAt - this.now()));
      if (persist && isPair) await persist(kept);
    } catch {
      // A token that is not shared is good all the same; a refresh token that is not saved may be lost.
      if (isPair) throw failed('a new refresh token could not be saved: the store or the function "persist" failed. It is kept in this process; the next call tries again to save it');
    }
    place.unsaved = false;
  }

  /** What the store has. If it fails, that matters only where there is no other way. */
  private async stored(name: string, matters: boolean): Promise<Kept | undefined> {
    const { store } = this;
    if (!store) return undefined;
    try {
      return keptFrom(await store.get(name));
    } catch {
      if (matters) throw failed("the store failed, and nothing else knows this person's tokens");
      return undefined;
    }
  }

  /** The refresh token that the store has now, if it is another than one that was refused. */
  async newer(name: string, refused: string): Promise<Kept | undefined> {
    const kept = await this.stored(name, false);
    return kept && kept.refreshToken !== undefined && kept.refreshToken !== refused ? kept : undefined;
  }

  /** Takes an access token back; one that is under way is dropped when it comes. A refresh token stays. */
  async invalidate(name: string): Promise<void> {
    const place = this.place(name);
    if (place.flight) place.dropped = place.dropped || 'token';
    // Another process may have got it.
    const kept = place.kept || (await this.stored(name, false));
    if (!kept) return;
    place.kept = kept;
    place.spent = kept.accessToken;
    if (kept.refreshToken === undefined) {
      place.kept = undefined;
      await this.forgetStored(name);
    }
  }

  /** Forgets everything under a name, and what is under way for it, unless it is that which found it useless. */
  async forget(name: string, underWay: boolean): Promise<void> {
    const place = this.place(name);
    if (place.flight && underWay) place.dropped = 'all';
    place.kept = undefined;
    place.unsaved = false;
    await this.forgetStored(name);
  }

  private async forgetStored(name: string): Promise<void> {
    const { store } = this;
    if (!store) return;
    try {
      await store.set(name, '', 1);
    } catch {
      throw failed('the store failed to forget a token');
    }
  }

  private place(name: string): Place {
    let place = this.places.get(name);
    if (place === undefined) {
      place = { notBefore: 0 };
      this.places.set(name, place);
    }
    return place;
  }

  private makeRoom(): void {
    if (this.places.size <= most) return;
    this.places.forEach((place, name) => {
      const lasts = place.kept && place.kept.refreshToken !== undefined && !this.store;
      if (this.places.size > most && !place.flight && !place.unsaved && !lasts) this.places.delete(name);
    });
  }

  /** What a sign-in that is finished now began with: once, and never again. */
  async takeBegun(name: string): Promise<string | undefined> {
    const { begun } = this;
    if (this.taken.has(name)) return undefined;
    this.taken.add(name);
    const take = async (): Promise<string | undefined> => {
      const text = await begun.get(name);
      if (text) await begun.set(name, '', 1);
      return text || undefined;
    };
    try {
      return await (begun.lock ? begun.lock(name, take) : take());
    } catch {
      throw failed('the store failed, so the sign-in cannot be finished', 'finish');
    } finally {
      this.taken.delete(name);
    }
  }

  /** Keeps what a sign-in begins with, for an hour. */
  async keepBegun(name: string, text: string): Promise<void> {
    try {
      await this.begun.set(name, text, 3_600_000);
    } catch {
      throw failed('the store failed, so the sign-in cannot begin', 'authorizationUrl');
    }
  }
}

/** What a flight ends with whose result is not wanted any more. */
const dropped = {};

async function locked(store: TokenStore, name: string, work: () => Promise<Kept>): Promise<Kept> {
  let failure: { error: unknown } | undefined;
  let outcome: Kept | undefined;
  try {
    await store.lock!(name, async () => {
      try {
        outcome = await work();
      } catch (error) {
        failure = { error };
      }
    });
  } catch {
    // What a caller's function throws may hold anything.
    if (!failure && !outcome) throw failed('the store\'s lock failed');
  }
  if (failure) throw failure.error;
  if (!outcome) throw refusal('getToken', 'the store\'s lock did not do the work that it was given.');
  return outcome;
}

function failed(what: string, operation = 'getToken'): Error {
  return inside.unsent('token_error', operation, `${what}.`, true);
}
