import { bindMethods } from '../core/bind-methods';
import { unsent } from '../core/unloc-error';
import { ask, core } from '../wasm/core';
import type { PageCursor } from '../wasm/core-functions';

/** A page of a list. */
export interface Page<T> {
  /** The items of the page. */
  items: T[];
  /** The cursor of the next page; none on the last page. Keep it to continue later. */
  cursor?: string;
}

/** Fetches the page after a cursor. The array also has the next cursor as a property. */
export type PageFetcher<T> = (cursor: unknown, limit: number | undefined) => Promise<T[] & { startAfterId?: unknown }>;

interface Source<T> {
  operation: string;
  fetch: PageFetcher<T>;
}

/** Kept out of the list, because it contains the caller's parameters. */
const sources = new WeakMap<object, Source<unknown>>();

/**
 * A paginated list. It is fetched page by page while it is iterated: nothing is sent before the first item or page is read,
 * and only one page is kept in memory, so a list may have any length. Each iteration starts at the beginning.
 *
 * ```js
 * for await (const key of client.keys.list({ projectId })) console.log(key.id);
 * ```
 */
export class List<T> implements AsyncIterable<T> {
  /** @internal */
  constructor(operation: string, fetch: PageFetcher<T>) {
    sources.set(this, { operation, fetch });
    bindMethods(this);
  }

  /** Iterates over the items. Rejects with an `UnlocError` if a page cannot be fetched. */
  async *[Symbol.asyncIterator](): AsyncIterableIterator<T> {
    for await (const page of this.pages()) yield* page.items;
  }

  /**
   * Iterates over the pages.
   *
   * @param from `cursor`: the cursor of the page to start after, from an earlier iteration.
   * @throws UnlocError `cursor_repeated` if pages repeat; otherwise as every call.
   */
  async *pages(from?: { cursor?: string }): AsyncIterableIterator<Page<T>> {
    let position: PageCursor | undefined =
      from && from.cursor !== undefined && from.cursor !== null ? { cursor: from.cursor } : undefined;
    do {
      const { page, next } = await fetchPage(this, position, undefined);
      position = next;
      yield page;
    } while (position !== undefined);
  }

  /**
   * Fetches one page.
   *
   * @param cursor the cursor of the page before it. Default: the first page.
   */
  async page(cursor?: string): Promise<Page<T>> {
    const { page } = await fetchPage(this, cursor === undefined || cursor === null ? undefined : { cursor }, undefined);
    return page;
  }

  /**
   * Fetches the items into an array.
   *
   * @param options `limit`: maximum number of items, `Infinity` for all. Required, because a list may be larger than the memory.
   * @throws UnlocError `invalid_argument` without a limit; otherwise as every call.
   */
  async toArray(options: { limit: number }): Promise<T[]> {
    const limit: unknown = options && options.limit;
    if (typeof limit !== 'number' || !(limit >= 0)) {
      throw unsent(
        'invalid_argument',
        sourceOf(this).operation,
        'toArray() requires options.limit (maximum number of items, Infinity for all). A list may be larger than the memory.',
        false,
      );
    }
    const found: T[] = [];
    let position: PageCursor | undefined;
    while (found.length < limit) {
      const { page, next }: FetchedPage<T> = await fetchPage(this, position, limit - found.length);
      // Not by spreading: a page may have more items than a function may have arguments.
      for (const item of page.items) if (found.length < limit) found.push(item);
      position = next;
      if (position === undefined) break;
    }
    return found;
  }
}

interface FetchedPage<T> {
  page: Page<T>;
  next: PageCursor | undefined;
}

function sourceOf<T>(list: List<T>): Source<T> {
  return sources.get(list) as Source<T>;
}

/** Fetches the page after a position, and determines the next position. */
async function fetchPage<T>(
  list: List<T>,
  position: PageCursor | undefined,
  limit: number | undefined,
): Promise<FetchedPage<T>> {
  const { operation, fetch } = sourceOf(list);
  const items = await fetch(position && position.cursor, limit);
  const given = { operation, before: position, cursor: items.startAfterId };
  const next = ask(await core(operation), operation, 'advanceCursor', given) || undefined;
  // The page has its own member `cursor`.
  delete items.startAfterId;
  return { page: next === undefined ? { items } : { items, cursor: next.cursor }, next };
}
