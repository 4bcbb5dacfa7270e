/** Keeps the ids of processed events: a `Set`, or a store that several processes share. */
export interface SeenEvents {
  /**
   * Whether the event was processed before.
   *
   * @param id the event's id.
   * @returns whether it was.
   */
  has(id: string): boolean | PromiseLike<boolean>;
  /**
   * Adds the id of a processed event. Its result is ignored.
   *
   * @param id the event's id.
   * @returns anything; a promise is awaited.
   */
  add(id: string): unknown;
}

/** Keeps the last ids in memory, for one process. */
export class LastSeen implements SeenEvents {
  private readonly ids = new Set<string>();

  constructor(private readonly limit: number) {}

  has(id: string): boolean {
    return this.ids.has(id);
  }

  add(id: string): void {
    this.ids.add(id);
    // A set is ordered by insertion.
    if (this.ids.size > this.limit) this.ids.delete(this.ids.values().next().value as string);
  }
}
