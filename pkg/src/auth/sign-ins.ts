import { Unavailable, unavailable, type BoundedStore } from './bounded-store';
import type { Flight } from './flight';
import type { CachedToken } from './token';

/** How long a pending sign-in is kept, in milliseconds: an hour. */
const signInLifetime = 3_600_000;

/** Sign-ins: those that wait for their callback, and those that are being finished. */
export class SignIns {
  /** Sign-ins that are being finished, by name, each with the callback that finishes it. */
  readonly finishing = new Map<string, { callback: string; flight: Flight<CachedToken> }>();

  constructor(private readonly store: BoundedStore) {}

  /** Keeps a pending sign-in for an hour. */
  async keep(name: string, text: string): Promise<void> {
    try {
      await this.store.set(name, text, signInLifetime);
    } catch (error) {
      throw unavailable('authorizationUrl', error, 'so the sign-in cannot start');
    }
  }

  /** Remembers for an hour that a sign-in is finished, if the store does. */
  async keepFinished(name: string, text: string): Promise<void> {
    await this.store.set(name, text, signInLifetime).catch(() => undefined);
  }

  /**
   * The text of a sign-in. It is deleted if it `isPending`, so that it is taken once by all processes if the store has a lock;
   * also if that throws.
   */
  async take(name: string, isPending: (text: string) => boolean): Promise<string | undefined> {
    const { store } = this;
    const take = async (): Promise<string | undefined> => {
      const text = await store.get(name);
      if (!text) return undefined;
      let taken = true;
      try {
        taken = isPending(text);
      } finally {
        if (taken) await store.set(name, '', 1);
      }
      return text;
    };
    try {
      return await store.locked(name, take);
    } catch (error) {
      throw error instanceof Unavailable ? unavailable('finish', error, 'so the sign-in cannot be finished') : error;
    }
  }
}
