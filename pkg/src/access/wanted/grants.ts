import { heldBy } from '../snapshot/internals';
import { asGiven, type ReadingDoors, type ReadOptions } from './options';
import { resultOf, type Read } from './problems';
import type { ReadResult } from './types';

/** How a CSV file is read. */
export interface CsvReadOptions extends ReadOptions {
  /** `;`, `,` or a tab. Default: what the header has. */
  delimiter?: string;
  /** `windows-1252` for old files. Default: UTF-8, or UTF-16 with a byte order mark. */
  encoding?: string;
}

/**
 * Reads a list of who should be able to open what from CSV: `ref;phone;doors;from;to;windows;note`, in many words and
 * languages (docs/access-formats.md).
 *
 * A row that cannot be read does not throw: it is in `problems`. As long as there are problems, no plan is made from the
 * list.
 *
 * @param options the owner, the doors, and how cells are read.
 * @param bytes at most 64 MB.
 * @returns the list, and the rows that could not be read.
 * @throws AccessError for an invalid option.
 */
export function readGrantsCsv(bytes: Uint8Array, options: CsvReadOptions): ReadResult {
  return resultOf(heldBy(options.doors).read<Read>('csv', bytes, asGiven(options)));
}

/**
 * Reads a list of who should be able to open what from JSON, `unloc-grants/1` (docs/access-formats.md). Unknown members are
 * an error: a misspelt `windows` would open a door all week.
 *
 * @param options the doors, and how times are read.
 * @param bytes UTF-8, at most 64 MB.
 * @returns the list, and the rows that could not be read.
 * @throws AccessError for an invalid option.
 */
export function readGrantsJson(bytes: Uint8Array, options: ReadingDoors): ReadResult {
  return resultOf(heldBy(options.doors).read<Read>('json', bytes, asGiven(options)));
}
