import { attempt } from '../core/attempt';
import { onAbort } from '../core/abort-signal';
import { now } from '../core/clock';
import type { Signal } from '../core/abort-signal';
import { longestTimer, startTimer } from '../core/timer';

/** Why an attempt was cancelled, in the core's words. */
export type CancelReason = 'aborted' | 'timeout' | 'deadline';

/** What a cancelled wait rejects with. */
export const cancelled = { name: 'cancelled' };

interface Controller {
  readonly signal: unknown;
  abort(): void;
}

/** Ends the waits of one call: by the caller's signal, the timeout of an attempt and the deadline of the call. */
export class Timeouts {
  /** Why the current attempt was cancelled. An abort stays. */
  reason: CancelReason | undefined;
  private readonly deadline: number;
  private readonly stopListening: () => void;
  private reject: ((reason: unknown) => void) | undefined;
  private controller: Controller | undefined;
  private timer: unknown;
  /** What the end of the timer means, and how much longer than the timer the wait lasts, in milliseconds. */
  private meaning: CancelReason = 'deadline';
  private rest = 0;
  /** How much longer the deadline lasts than the timeout of the attempt, in milliseconds. */
  private spare = 0;
  private keepsProcess = false;

  /** @param deadlineMs milliseconds until the deadline. */
  constructor(signal: Signal | undefined, deadlineMs: number) {
    this.deadline = now() + deadlineMs;
    // The caller's abort counts also if a timeout was first by a moment.
    this.stopListening = onAbort(signal, () => this.cancel('aborted'));
  }

  /** Whether the caller has aborted the call. A stub without events is asked only before. */
  aborted(): boolean {
    return this.reason === 'aborted';
  }

  /** Milliseconds until the deadline. */
  timeLeft(): number {
    return this.deadline - now();
  }

  /** Begins an attempt. Returns the signal for `fetch`; `undefined` where the platform has no `AbortController`. */
  begin(timeoutMs: number): unknown {
    if (this.reason !== 'aborted') this.reason = undefined;
    const left = this.timeLeft();
    this.spare = left - timeoutMs;
    this.start(Math.min(left, timeoutMs), left <= timeoutMs ? 'deadline' : 'timeout', false);
    const { AbortController: Platform } = globalThis as unknown as { AbortController?: new () => Controller };
    this.controller = Platform && new Platform();
    return this.controller && this.controller.signal;
  }

  /** From the response's headers on only the deadline counts. The timer goes on when it fires. */
  headersArrived(): void {
    if (this.meaning !== 'timeout') return;
    this.meaning = 'deadline';
    this.rest += this.spare;
  }

  /** Resolves as the work does. Rejects with {@link cancelled} if something ends the attempt first. */
  within<T>(work: T | PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // `fetch` may have aborted its own caller. The work gets a listener all the same: its rejection would end the process.
      if (this.reason) reject(cancelled);
      else this.reject = reject;
      Promise.resolve(work).then(resolve, reject);
    });
  }

  /** Ends an attempt. */
  end(): void {
    this.clear();
    this.controller = undefined;
    this.reject = undefined;
  }

  /** Waits. Keeps the process alive, because a caller waits for it. Resolves to whether the caller ended the wait. */
  sleep(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.reject = () => resolve(this.reason === 'aborted');
      if (this.reason === 'aborted') return resolve(true);
      this.start(ms, 'timeout', true);
    });
  }

  /** Ends the call: no timer and no listener stays. */
  close(): void {
    this.end();
    this.stopListening();
  }

  private start(ms: number, meaning: CancelReason, keepsProcess: boolean): void {
    this.clear();
    this.meaning = meaning;
    this.keepsProcess = keepsProcess;
    this.setTimer(ms);
  }

  private setTimer(ms: number): void {
    const delay = Math.min(Math.max(ms, 0), longestTimer);
    this.rest = Math.max(ms, 0) - delay;
    this.timer = startTimer(this.fire, delay, this.keepsProcess);
  }

  private readonly fire = (): void => {
    this.timer = undefined;
    // The timer is believed, not a clock: under fake timers they disagree.
    if (this.rest > 0) this.setTimer(this.rest);
    else this.cancel(this.meaning);
  };

  /** Synchronous: after the caller's abort event the request is ended and no timer is left. */
  private cancel(reason: CancelReason): void {
    if (this.reason === undefined || reason === 'aborted') this.reason = reason;
    this.clear();
    const { controller, reject } = this;
    this.controller = undefined;
    this.reject = undefined;
    if (reject) reject(cancelled);
    if (controller) attempt(() => controller.abort());
  }

  private clear(): void {
    if (this.timer !== undefined) clearTimeout(this.timer as number);
    this.timer = undefined;
  }
}
