import { now } from '../core/clock';
import { startTimer } from '../core/timer';
import { isWorkerd } from '../platform/is-workerd';

/** How often a call in workerd looks whether it was admitted, in milliseconds. */
const pollInterval = 20;

/** A place of a call that runs. Nobody waits for it longer than until then, by {@link now}. */
export interface Place {
  readonly until: number;
}

interface Waiter {
  readonly holdMs: number;
  admit: (place: Place) => void;
  /** Whether it waits no more: it was admitted, or its owner gave up. */
  done: boolean;
}

/**
 * Limits how many calls run at once. The others wait in the order in which they came. A place is free again when its call
 * has released it, or when the call's deadline is over: a platform may drop a call and whatever would have ended it.
 */
export class Semaphore {
  /** How many calls may run at once. */
  limit: number;
  private readonly places = new Set<Place>();
  private queue: Waiter[] = [];
  private first = 0;

  /** @param limit how many calls may run at once; `Infinity` for no limit. */
  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * Acquires a place if one is free and nobody waits, so that nothing has to be awaited.
   *
   * @param holdMs how long the call may take, in milliseconds.
   */
  tryAcquire(holdMs: number): Place | undefined {
    if (this.places.size >= this.limit) this.reclaim();
    if (this.places.size >= this.limit || this.first < this.queue.length) return undefined;
    return this.take(holdMs);
  }

  /**
   * Waits for a place and acquires it.
   *
   * @param onAbort gets a function that ends the wait; returns how to stop listening.
   * @returns the place to release; `undefined` if the wait was ended.
   */
  acquire(holdMs: number, onAbort: (cancel: () => void) => () => void): Promise<Place | undefined> {
    return new Promise((resolve) => {
      // In workerd a call cannot be woken by another request: what that resolves runs on its behalf, and throws.
      const polls = isWorkerd();
      let admitted: Place | undefined;
      let stopListening = (): void => undefined;
      let timer: unknown;
      const settle = (place: Place | undefined): void => {
        waiter.done = true;
        clearTimeout(timer as number);
        stopListening();
        resolve(place);
      };
      const admit = (place: Place): void => {
        admitted = place;
        if (!polls) settle(place);
      };
      const waiter: Waiter = { holdMs, admit, done: false };
      // A timer of its own: that of another call may have been dropped with the call.
      const watch = (): void => {
        this.reclaim();
        if (polls && admitted && !waiter.done) settle(admitted);
        if (waiter.done) return;
        const next = polls ? now() + pollInterval : Math.min(...Array.from(this.places, ({ until }) => until));
        if (next < Infinity) timer = startTimer(watch, Math.max(1, next - now()), false);
      };
      this.queue.push(waiter);
      stopListening = onAbort(() => waiter.done || settle(admitted));
      if (!waiter.done) watch();
    });
  }

  /** Releases a place and admits the next waiter. */
  release(place: Place): void {
    this.places.delete(place);
    this.admit();
  }

  private take(holdMs: number): Place {
    const place = { until: now() + holdMs };
    this.places.add(place);
    return place;
  }

  /** Takes back the places of calls whose deadline is over. */
  private reclaim(): void {
    const time = now();
    this.places.forEach((place) => {
      if (place.until <= time) this.places.delete(place);
    });
    this.admit();
  }

  private admit(): void {
    while (this.first < this.queue.length && this.places.size < this.limit) {
      const waiter = this.queue[this.first]!;
      this.first += 1;
      // From now on the call itself handles its abort.
      if (!waiter.done) waiter.admit(this.take(waiter.holdMs));
    }
    // Drops the served part of the queue from time to time.
    if (this.first > 1024 && this.first * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.first);
      this.first = 0;
    }
  }
}
