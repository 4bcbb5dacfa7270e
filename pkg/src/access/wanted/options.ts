import { toIso, toMs } from '../moment';
import type { Snapshot } from '../snapshot/snapshot';
import type { ColumnName, Wanted } from './types';

/** What every reader can be told. */
export interface ReadingDoors {
  /** The doors that names and ids are looked up in. */
  doors: Snapshot;
  /** How to read a time that the clock of a door skips. Default: its row is refused. */
  gap?: 'reject' | 'earlier' | 'later';
  /** Whether grants may have no end. Without it, a row without an end cannot be read. */
  forEver?: true;
  /** Leaves out rows that cannot be read. The list is not complete then, so nothing is taken back. */
  skipBadRows?: true;
  /** The name of the file in problems. Default: `list`. */
  file?: string;
}

/** How a list is read. */
export interface ReadOptions extends ReadingDoors {
  /** Whose keys these are, see {@link Wanted.owner}. */
  owner: string;
  /** See {@link Wanted.covers}. Default: everything. */
  covers?: Wanted['covers'];
  /** See {@link Wanted.complete}. Default: `false`; of calendars, whether all feeds came whole. */
  complete?: boolean;
  /** Rooms and their doors, for the column `room`: the document `unloc-doors/1`, or its member `rooms`. */
  rooms?: { [room: string]: string[] } | DoorMap;
  /** The file's own headers, where they are not known words. */
  columns?: { [column in ColumnName]?: string };
  /** The country of numbers without a calling code, such as `NO`. Default: such a number is refused. */
  country?: string;
  /** The order of day and month in `03/05/2027`. Default: such a date is refused. */
  dates?: 'dmy' | 'mdy';
  /** Values of the column `status` that count as wanted. Required if there is such a column. */
  statuses?: string[];
  /** A day may have two windows, each of which is a key of its own. */
  twoKeys?: true;
}

/** Rooms and their doors. */
export interface DoorMap {
  /** The format and its version. */
  format: 'unloc-doors/1';
  /** Names or ids of doors by the name of a room. */
  rooms: { [room: string]: string[] };
  /** Doors that one person at a time has. */
  exclusive?: string[];
}

/** The options as the engine reads them. */
export function asGiven(options: object): { [name: string]: unknown } {
  const { doors: _, covers, ...rest } = options as ReadOptions;
  return { ...rest, covers: spanGiven(covers) };
}

function spanGiven(covers: ReadOptions['covers']): unknown {
  if (typeof covers !== 'object') return covers;
  return { from: toIso(toMs(covers.from, 'covers.from')), to: toIso(toMs(covers.to, 'covers.to')) };
}
