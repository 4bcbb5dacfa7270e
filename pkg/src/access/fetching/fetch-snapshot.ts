import type { CallOptions, UnlocClient } from '../../index';
import { onAbort } from '../../core/abort-signal';
import { now } from '../../core/clock';
import { unsent, type UnlocError } from '../../core/unloc-error';
import { AccessError } from '../access-error';
import { load } from '../load';
import type { PageOf, Scope } from '../scope';
import { Snapshot, type AddedPage, type ReadingOptions } from '../snapshot/snapshot';
import { listsOf, type ListOf } from './lists';

/** How far reading is. The numbers are of all lists together. */
export interface SnapshotProgress {
  /** The list that a page was read of. */
  reading: PageOf;
  /** Pages that were read. */
  pages: number;
  /** Items on these pages. */
  items: number;
  /** Bytes of the pages. */
  bytes: number;
  /** Requests, without repeated attempts of one. */
  requests: number;
}

/** The options of {@link fetchSnapshot}. `deadlineMs` is that of all requests together. */
export interface FetchOptions extends CallOptions, ReadingOptions {
  /**
   * What is read. Locks and keys always are; the others unless left out, but the names of people (`managedUsers`) and the log
   * (`accessEvents`) only if asked for. What the account may not read is left out: see `blindSpots`.
   */
  parts?: PageOf[];
  /** Called after each page. It may return a promise: reading waits for it. What it throws ends the reading with that error. */
  onProgress?: (progress: SnapshotProgress) => void | Promise<void>;
}

/** A page that the reader refuses is asked for again so many times. */
const asksAgain = 2;
/** A list ends with an error after so many pages in a row that bring nothing. */
const maxBarrenPages = 100;

/**
 * Reads locks and keys of a project or lock holder, page by page, and seals the snapshot with the API's clock. Several lists
 * are read at the same time.
 *
 * @param client an `UnlocClient` whose token may read the project or lock holder.
 * @param of `{ projectId }` of API v2, with `subprojectId` if only that part is read, or `{ lockHolderId }` of API v1.
 * @param options what is read, and the limits of the requests.
 * @returns a promise of the sealed snapshot.
 * @throws UnlocError of the request that failed; `cursor_repeated` if pages repeat; `invalid_response` for a page that
 * cannot be read three times in a row.
 */
export async function fetchSnapshot(client: UnlocClient, of: Scope, options: FetchOptions = {}): Promise<Snapshot> {
  const { parts, zoneOf, onProgress, signal, deadlineMs, ...call } = options;
  const lists = listsOf(of, parts);
  await load();
  const snapshot = new Snapshot(of, { zoneOf });
  const reading = new Reading(client, of, snapshot, call, deadlineMs, onProgress);
  const stop = onAbort(signal, () => reading.stop());
  try {
    await reading.all(lists);
    snapshot.seal(reading.seen());
    return snapshot;
  } catch (thrown) {
    snapshot.free();
    throw thrown;
  } finally {
    stop();
  }
}

function inCircle({ operation }: ListOf): UnlocError {
  const what =
    'the pages repeat, or bring nothing new, and the API still promises more. The list was not read to its end.';
  return unsent('cursor_repeated', operation, what, false);
}

/** The reading of one snapshot. */
class Reading {
  private readonly begun = now();
  private readonly begunAt = Date.now();
  /** How far the API's clock is ahead, in milliseconds; by the first answer that told it. */
  private ahead = 0;
  private clockKnown = false;
  private readonly abort = typeof AbortController === 'function' ? new AbortController() : undefined;
  private stopped = false;
  private pages = 0;
  private items = 0;
  private bytes = 0;
  private requests = 0;

  constructor(
    private readonly client: UnlocClient,
    private readonly of: Scope,
    private readonly snapshot: Snapshot,
    private readonly call: CallOptions,
    private readonly deadlineMs: number | undefined,
    private readonly onProgress: FetchOptions['onProgress'],
  ) {}

  /** Ends the requests that are under way, and begins none. */
  stop(): void {
    this.stopped = true;
    if (this.abort) this.abort.abort();
  }

  /** Reads all lists at the same time. The first that fails ends the others. */
  async all(lists: ListOf[]): Promise<void> {
    const all = lists.map((list) =>
      this.list(list).catch((thrown) => {
        this.stop();
        throw thrown;
      }),
    );
    try {
      await Promise.all(all);
    } finally {
      // The snapshot is given back or freed only when nothing is added any more.
      await Promise.all(all.map((one) => one.catch(() => undefined)));
    }
  }

  /** From when to when it was read, by the API's clock. */
  seen(): { from: Date; to: Date } {
    const from = this.begunAt + this.ahead;
    return { from: new Date(from), to: new Date(from + Math.max(0, now() - this.begun)) };
  }

  private async list(list: ListOf): Promise<void> {
    const cursors = new Set<string>();
    let barren = 0;
    for (let cursor: string | undefined; ; ) {
      const page = await this.page(list, cursor);
      if (page === undefined || page.cursor === undefined) return;
      barren = page.items === 0 ? barren + 1 : 0;
      if (cursors.has(page.cursor) || barren === maxBarrenPages) throw inCircle(list);
      cursors.add(page.cursor);
      cursor = page.cursor;
    }
  }

  /** A page, added; nothing for a list that the account may not read. */
  private async page(list: ListOf, cursor: string | undefined): Promise<AddedPage | undefined> {
    for (let again = 0; ; again += 1) {
      let bytes: Uint8Array;
      try {
        bytes = await this.request(list, cursor);
      } catch (thrown) {
        const { status } = thrown as UnlocError;
        if (list.optional && cursor === undefined && (status === 403 || status === 404)) return undefined;
        throw thrown;
      }
      let added: AddedPage;
      try {
        added = this.snapshot.addPage(list.kind, bytes);
      } catch (thrown) {
        if (!(thrown instanceof AccessError)) throw thrown;
        if (thrown.code === 'cursorRepeated') throw inCircle(list);
        if (again < asksAgain) continue;
        throw unsent(
          'invalid_response',
          list.operation,
          `a page cannot be read, ${asksAgain + 1} times in a row. ${thrown.message}`,
          true,
        );
      }
      this.pages += 1;
      this.items += added.items;
      this.bytes += bytes.length;
      if (this.onProgress) {
        const { pages, items, requests } = this;
        await this.onProgress({ reading: list.kind, pages, items, bytes: this.bytes, requests });
      }
      return added;
    }
  }

  private async request(list: ListOf, cursor: string | undefined): Promise<Uint8Array> {
    if (this.stopped) throw unsent('aborted', list.operation, 'reading was ended before the list was complete.', false);
    const { projectId, lockHolderId } = this.of;
    const query = { ...list.query, ...(cursor === undefined ? undefined : { startAfterId: cursor }) };
    const options: CallOptions = { ...this.call };
    if (this.abort) options.signal = this.abort.signal as CallOptions['signal'];
    if (this.deadlineMs !== undefined) {
      options.deadlineMs = this.deadlineMs - (now() - this.begun);
      if (options.deadlineMs <= 0)
        throw unsent('deadline_exceeded', list.operation, 'not all lists were read within deadlineMs.', true);
    }
    this.requests += 1;
    const { bytes, headers } = await this.client.requestBytes(
      { method: 'GET', path: list.path, query, projectId, lockHolderId },
      options,
    );
    const date = Date.parse(String(headers.date));
    if (!this.clockKnown && !Number.isNaN(date)) {
      this.ahead = date - Date.now();
      this.clockKnown = true;
    }
    return bytes;
  }
}
