import { isWorkerd } from '../platform/is-workerd';
import { internal } from './main-entry';

/** How often a request of workerd looks whether the work of another one has ended, in milliseconds. */
const pollInterval = 50;

/** {@link Flight.join} rejects with this when it has waited long enough. */
export const stalled = {};

/** Work that one caller began and that others wait for. */
export class Flight<T> {
  /** What of its result was invalidated meanwhile: its access token, or all of it. */
  cancelled?: 'token' | 'all';
  /** What it came to. Only the caller that began it waits for it directly. */
  readonly result: Promise<T>;
  private outcome?: { value: T } | { error: unknown };

  constructor(work: (flight: Flight<T>) => Promise<T>) {
    this.result = work(this);
    this.result.then(
      (value) => {
        this.outcome = { value };
      },
      (error) => {
        this.outcome = { error };
      },
    );
  }

  /**
   * Waits for it at most `ms` milliseconds, by a timer of the caller's own: the caller that began it may be gone, and its work
   * with it. Then it rejects with {@link stalled}.
   */
  join(ms: number): Promise<T> {
    return isWorkerd()
      ? this.poll(ms)
      : internal.waitAtMost(
          () => this.result,
          ms,
          () => stalled,
        );
  }

  /** In workerd, a request cannot rely on a promise of another one: it may never settle there, or throw. */
  private async poll(ms: number): Promise<T> {
    for (let waited = 0; this.outcome === undefined; waited += pollInterval) {
      if (waited >= ms) throw stalled;
      await new Promise((resolve) => {
        setTimeout(resolve, pollInterval);
      });
    }
    if ('error' in this.outcome) throw this.outcome.error;
    return this.outcome.value;
  }
}
