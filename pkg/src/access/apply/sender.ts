import type { CallOptions, PlatformSignal } from '../../core/options';
import type { Clock } from './clock';
import { asksForPatience, asUnlocError, isTransient } from './fate';
import type { Pace } from '../plan/budget';

const readTries = 8;

/**
 * Sends every request of a run, at its pace. The client's own retries are off: here one `Retry-After` slows all of the run,
 * and a write that is tried again without its journal would be a second key.
 */
export class Sender {
  /** How many requests were sent. */
  requests = 0;
  private pausedUntil = -Infinity;
  private nextTurn = -Infinity;
  private patience = 0;

  /**
   * @param callMs the deadline of one request.
   * @param isOver whether nothing new should be sent; ends a wait for a turn.
   */
  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
    private readonly callMs: number,
    private readonly signal: PlatformSignal | undefined,
    private readonly isOver: () => boolean,
  ) {}

  /** Waits until a request may be sent. Writes wait here before they are claimed. */
  async turn(): Promise<void> {
    const { perMinute, reserve = 0 } = this.pace;
    if (perMinute !== undefined) {
      const gap = 60_000 / Math.max(1, perMinute - reserve);
      const at = Math.max(this.nextTurn, this.clock.monotonic());
      this.nextTurn = at + gap;
      await this.until(() => at);
    }
    await this.until(() => this.pausedUntil);
  }

  /** Reads, and again if that fails in passing. */
  async read<T>(call: (options: CallOptions) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      await this.turn();
      try {
        return await this.once(call);
      } catch (thrown) {
        if (tries >= readTries || !isTransient(thrown)) throw thrown;
        if (!asksForPatience(thrown)) await this.clock.sleep(this.backoff(tries));
      }
    }
  }

  /** Sends one request, once. */
  async once<T>(call: (options: CallOptions) => Promise<T>): Promise<T> {
    this.requests += 1;
    try {
      const result = await call({ maxRetries: 0, deadlineMs: this.callMs });
      this.patience = 0;
      return result;
    } catch (thrown) {
      if (asksForPatience(thrown)) this.slowDown(thrown);
      throw thrown;
    }
  }

  /** A wait before a further try. */
  backoff(tries: number): number {
    return Math.min(8_000, 250 * 2 ** tries) * (0.5 + this.clock.random() / 2);
  }

  private slowDown(thrown: unknown): void {
    this.patience += 1;
    const { retryAfterMs } = asUnlocError(thrown) || { retryAfterMs: undefined };
    const pause = retryAfterMs === undefined ? this.backoff(this.patience + 1) : retryAfterMs;
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.monotonic() + pause);
  }

  /** What was begun before the run ended is still read, but no wait is longer than a request may take. */
  private async until(moment: () => number): Promise<void> {
    for (let left = moment() - this.clock.monotonic(); left > 0; left = moment() - this.clock.monotonic()) {
      const over = this.isOver();
      await this.clock.sleep(over ? Math.min(left, this.callMs) : left, over ? undefined : this.signal);
      if (over) return;
    }
  }
}
