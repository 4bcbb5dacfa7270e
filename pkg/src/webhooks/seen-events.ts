/** Remembers the ids of events that were dealt with: a `Set` will do, or a store that several processes share. */
export interface SeenEvents {
  /** Whether the event was dealt with before. */
  has(id: string): boolean | PromiseLike<boolean>;
  /** Remembers that it was. What it gives is not looked at. */
  add(id: string): unknown;
}

/** The last ids, in memory: enough for one process, and never more than `most`. */
export class LastSeen implements SeenEvents {
  private readonly ids = new Set<string>();

  constructor(private readonly most: number) {}

  has(id: string): boolean {
    return this.ids.has(id);
  }

  add(id: string): void {
    this.ids.add(id);
    // A set keeps the order in which its items came.
    if (this.ids.size > this.most) this.ids.delete(this.ids.values().next().value as string);
  }
}
