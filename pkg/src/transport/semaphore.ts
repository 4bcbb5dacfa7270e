/** A place in the queue: `admit` opens it, `left` says that its owner has gone. */
interface Place {
  admit: () => void;
  left: boolean;
}

/** Lets so many calls through at once; the others wait in the order they came. */
export class Gate {
  /** How many at once. */
  most: number;
  private inside = 0;
  private queue: Place[] = [];
  private first = 0;

  /** @param most how many at once; infinity lets all through. */
  constructor(most: number) {
    this.most = most;
  }

  /** Enters if there is room and nobody waits: then nothing has to be awaited. */
  tryEnter(): boolean {
    if (this.inside >= this.most || this.first < this.queue.length) return false;
    this.inside += 1;
    return true;
  }

  /**
   * Waits for a place and enters.
   *
   * @param onAbort is given what to call when the wait shall end; returns how to stop listening.
   * @returns whether it entered; if not, there is nothing to leave.
   */
  enter(onAbort: (leave: () => void) => () => void): Promise<boolean> {
    return new Promise((resolve) => {
      let stopListening = (): void => undefined;
      const place: Place = {
        left: false,
        admit: () => {
          stopListening();
          resolve(true);
        },
      };
      this.queue.push(place);
      stopListening = onAbort(() => {
        if (place.left) return;
        place.left = true;
        stopListening();
        resolve(false);
      });
    });
  }

  /** Leaves, and lets the next one in. */
  leave(): void {
    this.inside -= 1;
    while (this.first < this.queue.length && this.inside < this.most) {
      const place = this.queue[this.first]!;
      this.first += 1;
      if (place.left) continue;
      // From here on its abort is the call's own to see.
      place.left = true;
      this.inside += 1;
      place.admit();
    }
    // Now and then the part of the queue that is served goes.
    if (this.first > 1024 && this.first * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.first);
      this.first = 0;
    }
  }
}
