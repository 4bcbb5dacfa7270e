interface Waiter {
  resolve: () => void;
  /** Whether it waits no more: it was admitted, or its owner gave up. */
  cancelled: boolean;
}

/** Limits how many calls run at once. The others wait in the order in which they came. */
export class Semaphore {
  /** How many calls may run at once. */
  limit: number;
  private active = 0;
  private queue: Waiter[] = [];
  private first = 0;

  /** @param limit how many calls may run at once; `Infinity` for no limit. */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Acquires a slot if one is free and nobody waits, so that nothing has to be awaited. */
  tryAcquire(): boolean {
    if (this.active >= this.limit || this.first < this.queue.length) return false;
    this.active += 1;
    return true;
  }

  /**
   * Waits for a slot and acquires it.
   *
   * @param onAbort gets a function that ends the wait; returns how to stop listening.
   * @returns whether a slot was acquired; if not, there is nothing to release.
   */
  acquire(onAbort: (cancel: () => void) => () => void): Promise<boolean> {
    return new Promise((settle) => {
      let stopListening = (): void => undefined;
      const waiter: Waiter = {
        cancelled: false,
        resolve: () => {
          stopListening();
          settle(true);
        },
      };
      this.queue.push(waiter);
      stopListening = onAbort(() => {
        if (waiter.cancelled) return;
        waiter.cancelled = true;
        stopListening();
        settle(false);
      });
    });
  }

  /** Releases a slot and admits the next waiter. */
  release(): void {
    this.active -= 1;
    while (this.first < this.queue.length && this.active < this.limit) {
      const waiter = this.queue[this.first]!;
      this.first += 1;
      if (waiter.cancelled) continue;
      // From now on the call itself handles its abort.
      waiter.cancelled = true;
      this.active += 1;
      waiter.resolve();
    }
    // Drops the served part of the queue from time to time.
    if (this.first > 1024 && this.first * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.first);
      this.first = 0;
    }
  }
}
