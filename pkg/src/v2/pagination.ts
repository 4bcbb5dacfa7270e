import { unsent } from '../core/unloc-error';
import { core } from '../wasm/core';
import { toUnlocError } from '../wasm/errors';
import type { PageCursor } from '../wasm/client-exports';

/** A part of a list. */
export interface Page<T> {
  /** What is on it. */
  items: T[];
  /** What the next page is asked for with; none on the last page. Keep it to go on later. */
  cursor?: string;
}

/** Fetches the page that begins after a cursor. The array also carries the next cursor. */
export type FetchPage<T> = (cursor: unknown, limit: number | undefined) => Promise<T[] & { startAfterId?: unknown }>;

/** What a list is made of; out of reach of inspection, for it holds the caller's parameters. */
interface Source<T> {
  operation: string;
  fetch: FetchPage<T>;
}

const sources = new WeakMap<object, Source<unknown>>();

/**
 * A list that is fetched while it is walked, a page at a time. Nothing is asked of the API before the
 * first item or page is wanted, and no more than one page is kept, so a list of any length can be
 * walked. Each walk begins anew.
 *
 * ```js
 * for await (const key of client.keys.list({ projectId })) console.log(key.id);
 * ```
 */
export class List<T> implements AsyncIterable<T> {
  /** @internal */
  constructor(operation: string, fetch: FetchPage<T>) {
    sources.set(this, { operation, fetch });
  }

  /** Walks over the items. Rejects with an `UnlocError` when a page cannot be had. */
  async *[Symbol.asyncIterator](): AsyncIterableIterator<T> {
    for await (const page of this.pages()) yield* page.items;
  }

  /**
   * Walks over the pages.
   *
   * @param from `cursor`: the cursor of the page after which to begin, as an earlier walk gave it.
   * @throws UnlocError `cursor_repeated` if the API's pages go in a circle; else as every call.
   */
  async *pages(from?: { cursor?: string }): AsyncIterableIterator<Page<T>> {
    let walk: PageCursor | undefined = from && from.cursor !== undefined && from.cursor !== null ? [from.cursor] : undefined;
    do {
      const { page, next } = await turn(this, walk, undefined);
      walk = next;
      yield page;
    } while (walk !== undefined);
  }

  /**
   * Fetches one page.
   *
   * @param cursor the cursor of the page before it; the first page without.
   */
  async page(cursor?: string): Promise<Page<T>> {
    const { page } = await turn(this, cursor === undefined || cursor === null ? undefined : [cursor], undefined);
    return page;
  }

  /**
   * Fetches the items into an array.
   *
   * @param options `limit`: how many at most, `Infinity` for all. It must be given, for a list may be larger than the memory.
   * @throws UnlocError `invalid_argument` without a limit; else as every call.
   */
  async toArray(options: { limit: number }): Promise<T[]> {
    const limit: unknown = options && options.limit;
    if (typeof limit !== 'number' || !(limit >= 0)) {
      throw unsent('invalid_argument', sourceOf(this).operation, 'toArray wants { limit }: how many items at most, Infinity for all. A list may be larger than the memory.', false);
    }
    const found: T[] = [];
    let walk: PageCursor | undefined;
    while (found.length < limit) {
      const { page, next }: Turned<T> = await turn(this, walk, limit - found.length);
      // Not by spreading: a page may have more items than a function may have arguments.
      for (const item of page.items) if (found.length < limit) found.push(item);
      walk = next;
      if (walk === undefined) break;
    }
    return found;
  }
}

interface Turned<T> {
  page: Page<T>;
  next: PageCursor | undefined;
}

function sourceOf<T>(list: List<T>): Source<T> {
  return sources.get(list) as Source<T>;
}

/** Fetches a page and finds out whether there is a next one. */
async function turn<T>(list: List<T>, walk: PageCursor | undefined, wanted: number | undefined): Promise<Turned<T>> {
  const { operation, fetch } = sourceOf(list);
  const items = await fetch(walk && walk[0], wanted);
  const client = await core(operation);
  let next: PageCursor | undefined;
  try {
    next = client.followCursor(operation, walk, items.startAfterId);
  } catch (thrown) {
    throw toUnlocError(operation, thrown);
  }
  // What a page carries beside its items is told by `cursor`.
  delete items.startAfterId;
  return { page: next === undefined ? { items } : { items, cursor: next[0] as string }, next };
}
