import { bindMethods } from '../core/bind-methods';
import { now } from '../core/clock';
import { unsent } from '../core/unloc-error';
import { ask, core, json } from '../wasm/core';
import type { PageCursor } from '../wasm/core-functions';

/** A page of a list. */
export interface Page<T> {
  /** The items of the page. */
  items: T[];
  /** The cursor of the next page; none on the last page. Keep it to continue later. */
  cursor?: string;
}

/** Fetches the page after a cursor, within `deadlineMs` if given. The array also has the next cursor as a property. */
export type PageFetcher<T> = (
  cursor: unknown,
  limit: number | undefined,
  deadlineMs: number | undefined,
) => Promise<T[] & { startAfterId?: unknown }>;

interface Source<T> {
  operation: string;
  fetch: PageFetcher<T>;
  /** Deadline of a whole walk, as the caller gave it. */
  deadlineMs: unknown;
}

/** A walk ends after so many pages in a row with nothing new on them. */
const maxBarrenPages = 100;

/** Kept out of the list, because it contains the caller's parameters. */
const sources = new WeakMap<object, Source<unknown>>();

/**
 * A paginated list. It is fetched page by page while it is iterated: nothing is sent before the first item or page is read,
 * and only one page is kept in memory, so a list may have any length. Each iteration starts at the beginning.
 *
 * The call's `signal` and `deadlineMs` are those of a whole iteration. Only the time in which pages are fetched counts for
 * the deadline, not the time that your code takes between them. Without `deadlineMs` each page has the client's.
 *
 * ```js
 * for await (const key of client.keys.list({ projectId })) console.log(key.id);
 * ```
 */
export class List<T> implements AsyncIterable<T> {
  /** @internal */
  constructor(operation: string, fetch: PageFetcher<T>, deadlineMs?: unknown) {
    sources.set(this, { operation, fetch, deadlineMs });
    bindMethods(this);
  }

  /**
   * Iterates over the items. Rejects with an `UnlocError` if a page cannot be fetched.
   *
   * @returns an iterator over the items.
   */
  async *[Symbol.asyncIterator](): AsyncIterableIterator<T> {
    for await (const page of this.pages()) yield* page.items;
  }

  /**
   * Iterates over the pages.
   *
   * @param from `cursor`: the cursor of the page to start after, from an earlier iteration.
   * @returns an iterator over the pages.
   * @throws UnlocError `cursor_repeated` if pages repeat, or bring nothing new a hundred times in a row; `deadline_exceeded`
   * after the call's `deadlineMs`; otherwise as every call.
   */
  async *pages(from?: { cursor?: string }): AsyncIterableIterator<Page<T>> {
    const walk = new Walk(sourceOf(this), from && from.cursor);
    do yield await walk.next();
    while (!walk.ended);
  }

  /**
   * Fetches one page.
   *
   * @param cursor the cursor of the page before it. Default: the first page.
   * @returns a promise of the page.
   */
  async page(cursor?: string): Promise<Page<T>> {
    return new Walk(sourceOf(this), cursor).next();
  }

  /**
   * Fetches the items into an array.
   *
   * @param options `limit`: maximum number of items, `Infinity` for all. Required, because a list may be larger than the memory.
   * @returns a promise of the items.
   * @throws UnlocError `invalid_argument` without a limit; otherwise as `pages`.
   */
  async toArray(options: { limit: number }): Promise<T[]> {
    const limit: unknown = options && options.limit;
    if (typeof limit !== 'number' || !(limit >= 0)) {
      throw unsent(
        'invalid_argument',
        sourceOf(this).operation,
        'toArray() requires options.limit (maximum number of items, Infinity for all). A list may be larger than memory.',
        false,
      );
    }
    const found: T[] = [];
    const walk = new Walk(sourceOf(this));
    while (found.length < limit && !walk.ended) {
      const { items } = await walk.next(limit - found.length);
      // Not by spreading: a page may have more items than a function may have arguments.
      for (const item of items) if (found.length < limit) found.push(item);
    }
    return found;
  }
}

function sourceOf<T>(list: List<T>): Source<T> {
  return sources.get(list) as Source<T>;
}

/** One walk over the pages of a list. */
class Walk<T> {
  /** Whether the last page was fetched. */
  ended = false;
  private position: PageCursor | undefined;
  /** Milliseconds that may still be spent on fetching. */
  private left: number;
  private barren = 0;
  /** What the items of the last page are known by. */
  private seen = new Set<string>();

  /** @param cursor that of the page to start after. */
  constructor(
    private readonly source: Source<T>,
    cursor?: string | null,
  ) {
    this.position = cursor === undefined || cursor === null ? undefined : { cursor };
    const { deadlineMs } = source;
    // What is no time is refused with the first page.
    this.left = typeof deadlineMs === 'number' && deadlineMs > 0 ? deadlineMs : Infinity;
  }

  /** Fetches the next page, of at most `limit` items if the API agrees. */
  async next(limit?: number): Promise<Page<T>> {
    const { operation, fetch } = this.source;
    if (this.left <= 0) throw this.unfinished();
    const begun = now();
    const items = await fetch(
      this.position && this.position.cursor,
      limit,
      this.left < Infinity ? this.left : undefined,
    );
    this.left -= now() - begun;
    const given = { operation, before: this.position, cursor: items.startAfterId };
    this.position = ask(await core(operation), operation, 'advanceCursor', given) || undefined;
    // The page has its own member `cursor`.
    delete items.startAfterId;
    if (this.position === undefined) {
      this.ended = true;
      return { items };
    }
    this.expectNew(items);
    return { items, cursor: this.position.cursor };
  }

  /** Ends a walk whose pages are empty, or repeat the items before them under cursors that are always new. */
  private expectNew(items: T[]): void {
    const names = items.map(nameOf);
    this.barren = names.every((name) => this.seen.has(name)) ? this.barren + 1 : 0;
    if (names.length > 0) this.seen = new Set(names);
    if (this.barren < maxBarrenPages) return;
    const what = `${maxBarrenPages} pages in a row brought nothing new, and the API still promised more. All items before them have been read.`;
    throw unsent('cursor_repeated', this.source.operation, what, false);
  }

  private unfinished(): Error {
    const what =
      'the list was not read to its end within deadlineMs, which covers all pages. Go on with pages({ cursor }), or allow more time.';
    return unsent('deadline_exceeded', this.source.operation, what, true);
  }
}

/** A text that tells an item from others: its id, or all of it. */
function nameOf(item: unknown): string {
  const { id } = Object(item) as { id?: unknown };
  return typeof id === 'string' ? id : json(item);
}
