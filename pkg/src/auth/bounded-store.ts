import { internal, type UnlocError } from './main-entry';
import type { TokenStore } from './store';

/** Why a function of the caller's gave nothing, as the beginning of a sentence. What it threw may contain secrets. */
export class Unavailable {
  constructor(readonly what: string) {}
}

/** The error of a method that needs what is unavailable. */
export function unavailable(operation: string, error: unknown, consequence: string): UnlocError {
  const { what } = error as Unavailable;
  return internal.unsent('token_error', operation, `${what}, ${consequence}.`, true);
}

/** Waits at most `ms` milliseconds for a function of the caller's. Rejects with {@link Unavailable}. */
export async function bounded<T>(name: string, ms: number, work: () => T | PromiseLike<T>): Promise<T> {
  try {
    return await internal.waitAtMost(work, ms, () => new Unavailable(`${name} ${unanswered(ms)}`));
  } catch (error) {
    throw error instanceof Unavailable ? error : new Unavailable(`${name} failed`);
  }
}

/** A store each of whose functions is waited for only so long. All reject with {@link Unavailable}. */
export class BoundedStore {
  constructor(
    private readonly store: TokenStore,
    readonly timeoutMs: number,
  ) {}

  get(name: string): Promise<string | null | undefined> {
    return bounded('the store\'s "get"', this.timeoutMs, () => this.store.get(name));
  }

  set(name: string, text: string, lifetimeMs: number): Promise<unknown> {
    return bounded('the store\'s "set"', this.timeoutMs, () => this.store.set(name, text, lifetimeMs));
  }

  /**
   * Runs work under the store's lock, if it has one. The bound is that of the wait for the lock: work that runs takes its time,
   * and its end is not kept waiting for the release. Work runs once; a lock that comes too late, or again, runs nothing.
   */
  async locked<T>(name: string, work: () => Promise<T>): Promise<T> {
    const { store, timeoutMs } = this;
    if (!store.lock) return work();
    let running = undefined as Promise<T> | undefined;
    let over = false;
    const nothing = (): undefined => undefined;
    const runOnce = (): Promise<undefined> => {
      if (!over && !running) running = work();
      return running ? running.then(nothing, nothing) : Promise.resolve(undefined);
    };
    const giveUp = (what: string): Unavailable => {
      over = true;
      return new Unavailable(`the store's "lock" ${what}`);
    };
    const grant = (): Promise<void> =>
      new Promise((granted, failed) => {
        const lock = new Promise((settle) => {
          settle(
            store.lock!(name, () => {
              const ended = runOnce();
              granted();
              return ended;
            }),
          );
        });
        lock.then(
          () => failed(giveUp('did not run the function passed to it')),
          () => failed(giveUp('failed')),
        );
      });
    await internal.waitAtMost(grant, timeoutMs, () => giveUp(unanswered(timeoutMs)));
    return running!;
  }
}

function unanswered(ms: number): string {
  return `did not answer within ${ms} ms (storeTimeoutMs)`;
}
