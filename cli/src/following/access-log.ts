import { setTimeout as delay } from 'node:timers/promises';
import type { List, V2 } from 'unloc-integrator-client';
import { passesByItself } from '../command/failure';

/** So many events before the newest are read again each time: an app that was offline tells later what it opened. */
const overlap = 200;

const longestWaitMs = 60_000;

/** Reads an access log again and again, each event once. */
export class AccessLog {
  readonly #list: (limit?: number) => List<V2.AccessEvent>;
  /** The newest events, as many as overlap. */
  #recent: V2.AccessEvent[] = [];
  #seen = new Set<string>();
  /** Unloc does not document the order; what the first page shows counts. */
  #newestFirst: boolean | undefined;

  /** @param list the list of events, in pages of at most `limit`. */
  constructor(list: (limit?: number) => List<V2.AccessEvent>) {
    this.#list = list;
  }

  /** The events that no earlier call gave, oldest first, page by page. What has been given is kept if a later page fails. */
  async *next(): AsyncGenerator<V2.AccessEvent[]> {
    if (this.#newestFirst) yield await this.#fromTheTop();
    else yield* this.#fromTheEnd();
  }

  /** Newest first: pages are read until one brings nothing new. Nothing is kept before all of them are there. */
  async #fromTheTop(): Promise<V2.AccessEvent[]> {
    const found: V2.AccessEvent[] = [];
    for await (const { items } of this.#list(this.#recent.length > 0 ? overlap : undefined).pages()) {
      const fresh = this.#fresh(items);
      if (fresh.length === 0) break;
      found.push(...fresh);
    }
    found.sort((a, b) => Date.parse(a.created) - Date.parse(b.created));
    this.#keep(found);
    return found;
  }

  /** Oldest first: the pages after an event that is as far back as the overlap. */
  async *#fromTheEnd(): AsyncGenerator<V2.AccessEvent[]> {
    const [begin] = this.#recent.length < overlap ? [] : this.#recent;
    try {
      yield* this.#pagesFrom(begin?.id);
    } catch (error) {
      // The event may be too old by now, or its door has become private.
      if (begin === undefined || (error as { code?: unknown }).code !== 'bad_request') throw error;
      yield* this.#pagesFrom(undefined);
    }
  }

  async *#pagesFrom(cursor: string | undefined): AsyncGenerator<V2.AccessEvent[]> {
    for await (const { items } of this.#list().pages(cursor === undefined ? {} : { cursor })) {
      const [first, last] = [items[0], items.at(-1)];
      if (
        this.#newestFirst === undefined
        && first !== undefined
        && last !== undefined
        && first.created !== last.created
      ) {
        this.#newestFirst = Date.parse(first.created) > Date.parse(last.created);
        if (this.#newestFirst) {
          yield await this.#fromTheTop();
          return;
        }
      }
      const fresh = this.#fresh(items);
      this.#keep(fresh);
      yield fresh;
    }
  }

  /** What is not known. If as many as overlap are kept, what is not newer than the oldest was there before. */
  #fresh(events: readonly V2.AccessEvent[]): V2.AccessEvent[] {
    const [oldest] = this.#recent.length < overlap ? [] : this.#recent;
    const bound = oldest === undefined ? Number.NEGATIVE_INFINITY : Date.parse(oldest.created);
    return events.filter(({ id, created }) => !this.#seen.has(id) && !(Date.parse(created) <= bound));
  }

  #keep(events: readonly V2.AccessEvent[]): void {
    this.#recent = [...this.#recent, ...events].slice(-overlap);
    this.#seen = new Set(this.#recent.map(({ id }) => id));
  }
}

/** How a log is followed. */
export interface FollowOptions {
  everyMs: number;
  signal: AbortSignal;
  /** Says that the log cannot be read, and that it can again. */
  say(sentence: string): void;
}

/**
 * Follows a log without end. A failure that may pass is said once, and the log is read again until it can be: nothing is
 * lost, because reading goes on where it stopped.
 */
export async function* follow(log: AccessLog, { everyMs, signal, say }: FollowOptions): AsyncGenerator<V2.AccessEvent> {
  let waitMs = everyMs;
  let failing = false;
  for (;;) {
    try {
      for await (const events of log.next()) yield* events;
      if (failing) say('The access log can be read again.');
      failing = false;
      waitMs = everyMs;
    } catch (error) {
      const { message } = error as { message?: unknown };
      if (signal.aborted || !passesByItself(error)) throw error;
      if (!failing) say(`The access log cannot be read. unloc tries again until it can. ${message}`);
      failing = true;
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    }
    await delay(waitMs, undefined, { signal });
  }
}
