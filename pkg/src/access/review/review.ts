import { toMs } from '../moment';
import type { Finding, FindingKind } from '../finding';
import type { Opening } from '../reason';
import type { Span } from '../scope';
import { findingSentence } from '../sentences/findings';
import { heldBy, type Held } from '../snapshot/internals';
import type { Snapshot } from '../snapshot/snapshot';

/** What a review is of. */
export interface ReviewQuery extends Span {
  /** These locks only. */
  lockIds?: string[];
  /** These people only, E.164. */
  appUserIds?: string[];
  /** Whether locks that are one door are one. */
  mergeDoors?: boolean;
}

/**
 * A review in columns, a row for each time that somebody can open a door without interruption; sorted by lock, person and time.
 */
export interface ReviewColumns {
  /** Indices into {@link lockIds}. */
  lock: Uint32Array;
  /** Indices into {@link appUserIds}; 4294967295 for people whom the API hides. */
  person: Uint32Array;
  /** Milliseconds since 1970. */
  from: Float64Array;
  /** Milliseconds since 1970: the end of the span for what is open longer. */
  to: Float64Array;
  /** Ids of locks. */
  lockIds: string[];
  /** Phone numbers, E.164. */
  appUserIds: string[];
}

/** How a review is written as CSV. Every cell is safe in a spreadsheet. */
export interface CsvOptions {
  /** Between cells. Default: `;`. */
  delimiter?: ',' | ';' | '\t';
  /** Begins with a byte order mark, by which Excel knows UTF-8. */
  bom?: boolean;
  /** On the wall clock of the door, or in UTC. Default: `door`. */
  times?: 'door' | 'utc';
  /**
   * Of `door`, `lockId`, `doorId`, `person`, `name`, `from`, `to`, `why`, `key`, `owner`, `ref`, `windows`, `state`,
   * `accessGroupId`. Default: door, person, from, to, why, key.
   */
  columns?: string[];
  /** Hides the middle of phone numbers. */
  masked?: boolean;
  /** `grants`: rows as `readGrantsCsv` reads them. Default: `openings`. */
  rows?: 'openings' | 'grants';
}

/** What findings are looked for. */
export interface FindingOptions {
  /** Locks that are for one person at a time. */
  exclusive?: string[];
  /** How long one of those is to be empty between two people. */
  turnoverMinutes?: number;
  /** These kinds only. */
  kinds?: FindingKind[];
}

/** Who can open what over a span. Iterating gives the rows with their reasons, made door by door. */
export interface Review extends Iterable<Opening> {
  /** How many rows there are. */
  readonly rows: number;
  /**
   * The rows as typed arrays, for many rows.
   *
   * @returns the columns.
   */
  columns(): ReviewColumns;
  /**
   * CSV in pieces, UTF-8: each is made when it is asked for.
   *
   * @param options columns, delimiter, and how times and numbers are written.
   * @returns the pieces, in order.
   */
  csv(options?: CsvOptions): IterableIterator<Uint8Array>;
  /**
   * What somebody should look at.
   *
   * @param options the kinds, and which doors are for one person at a time.
   * @returns the findings, with a sentence each.
   */
  findings(options?: FindingOptions): Finding[];
}

const bytesPerRow = 24;
const lastPiece = 0xffffffff;

/**
 * Who can open what over a span.
 *
 * @param snapshot the snapshot that is asked.
 * @param query the span, and which locks and people.
 * @returns the review. Rows are made when they are read.
 * @throws AccessError for a lock that is not in the snapshot, and for weekly hours at a door whose time zone is not known.
 */
export function review(snapshot: Snapshot, query: ReviewQuery): Review {
  const held = heldBy(snapshot);
  const { lockIds, appUserIds, mergeDoors } = query;
  const given = { from: toMs(query.from, 'from'), to: toMs(query.to, 'to'), lockIds, appUserIds, mergeDoors };
  held.knowZones(given.from, given.to);
  // What is wrong with the query is said now.
  const bytes = held.bytes('reviewColumns', given);
  const rows = bytes.length / bytesPerRow;
  const columns = columnsOf(bytes, rows);
  return {
    rows,
    columns: () => ({ ...columns, ...held.names() }),
    csv: (options = {}) => pieces(held, { ...given, ...options }),
    findings: (options = {}) =>
      held.ask<Finding[]>('findings', { ...given, ...options }).map((finding) => ({
        ...finding,
        sentence: findingSentence(finding, (lockId, appUserId) => held.describe(lockId, appUserId), given.from),
      })),
    [Symbol.iterator]: () => openings(held, given, columns.lock),
  };
}

function columnsOf(bytes: Uint8Array, rows: number): Pick<ReviewColumns, 'lock' | 'person' | 'from' | 'to'> {
  // A copy, since columns of eight bytes begin at multiples of eight only.
  const whole = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const at = (place: number): number => whole.byteOffset + place * rows;
  return {
    from: new Float64Array(whole.buffer as ArrayBuffer, at(0), rows),
    to: new Float64Array(whole.buffer as ArrayBuffer, at(8), rows),
    lock: new Uint32Array(whole.buffer as ArrayBuffer, at(16), rows),
    person: new Uint32Array(whole.buffer as ArrayBuffer, at(20), rows),
  };
}

function* openings(held: Held, given: object, locks: Uint32Array): IterableIterator<Opening> {
  const { lockIds: ids } = held.names();
  let before = -1;
  for (const lock of locks) {
    if (lock === before) continue;
    before = lock;
    yield* held.ask<Opening[]>('reviewOpenings', { ...given, lockId: ids[lock] });
  }
}

function* pieces(held: Held, given: object): IterableIterator<Uint8Array> {
  for (let at = 0; ; ) {
    const piece = held.bytes('reviewCsv', { ...given, at });
    at = new DataView(piece.buffer, piece.byteOffset).getUint32(0, true);
    if (piece.length > 4) yield piece.subarray(4);
    if (at === lastPiece) return;
  }
}
