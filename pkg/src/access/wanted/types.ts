import type { Metadata, TimeSpan } from '../../generated/model-v2';
import type { Moment } from '../scope';

/** A moment, or the wall clock of the door: `{ local: '2027-03-05T15:00' }`, or a day alone. */
export type LocalOrMoment = Moment | WallClock;

/** A time on the wall clock of the door. */
export interface WallClock {
  /** `2027-03-05T15:00`; a day alone is its first instant, or as an end its last. */
  local: string;
  /** How to read a time that the clocks skip. Default: it is refused. */
  gap?: 'earlier' | 'later';
}

/** A row of a list: one reservation, membership or tenancy of one person. */
export interface Grant {
  /** The list's own name of the grant, the same in every read. Two people of one booking have two. */
  ref: string;
  /** Phone number, E.164. */
  appUserId: string;
  /** Ids of locks. Names that fit one lock each are understood, too. */
  doors: string[];
  /** When it begins. Default: when the plan is made. */
  from?: LocalOrMoment;
  /** When it ends. A grant without one is refused. */
  to?: LocalOrMoment | 'forEver';
  /** Weekly hours. Default: at all hours. */
  windows?: TimeSpan[] | string;
  /** A day may have two windows, each of which is a key of its own. */
  twoKeys?: boolean;
  /** A note for people. */
  label?: string;
  /** Metadata of the keys, at most 17 pairs: three are ours. */
  metadata?: Metadata;
  /** The file and row that it was read from. */
  where?: string;
}

/** Who should be able to open what. */
export interface Wanted {
  /** Whose keys these are. The keys that a plan makes are marked with it, and only such keys are taken back. */
  owner: string;
  /** The time that the list covers. Keys wholly outside it are left as they are. */
  covers: { from: Moment; to: Moment } | 'everything';
  /** Whether the list has everybody. Only then may a plan take keys back. */
  complete: boolean;
  /** The grants. */
  grants: Grant[];
  /** References of stays whose guest is in. */
  checkedIn?: string[];
  /** Grants that wait for a phone number. Their keys stay. */
  waiting?: Waiting[];
  /** The run said that grants may have no end. */
  forEver?: boolean;
  /** Rows that could not be read. As long as there are any, no plan is made. */
  problems?: Array<Pick<RowProblem, 'file' | 'row' | 'column'>>;
}

/** Something that waits for a phone number. */
export interface Waiting {
  /** The grant's name. */
  ref: string;
  /** Why, in words. */
  why: string;
}

/** A row that could not be read. It holds no phone number. */
export interface RowProblem {
  /** The name of the file, or of the feed. */
  file: string;
  /** The row, as a spreadsheet numbers it; of a calendar the line, of JSON the grant, from 1 on; 0 is the file as a whole. */
  row: number;
  /** The column, as the file calls it. */
  column?: string;
  /** What is wrong. */
  what: string;
  /** What to do instead. */
  instead: string;
}

/** Something that was read, and should be known. */
export interface RowNote {
  /** The name of the file, or of the feed. */
  file: string;
  /** The grant's name. */
  ref: string;
  /** The note in words. */
  sentence: string;
}

/** A list that was read. */
export interface ReadResult {
  /** What was read, for `plan`. */
  wanted: Wanted;
  /** Rows that could not be read. */
  problems: RowProblem[];
  /** Headers of columns that were not read. */
  ignored: string[];
  /** What should be looked at. */
  notes: RowNote[];
}

/** A column of a list. */
export type ColumnName = 'ref' | 'phone' | 'doors' | 'room' | 'from' | 'to' | 'windows' | 'label' | 'status';
