/**
 * What a timeline draws. A key that opens later is `opens` as well; `over`, `takenBack` and `failed` open nothing.
 */
export type Look = 'opens' | 'making' | 'over' | 'takenBack' | 'failed';

/** A half-open time, in milliseconds since 1970; `to` is infinite for what has no end. */
export interface Time {
  from: number;
  to: number;
}

/** A key: a line of the table. */
export interface DrawnKey extends Time {
  look: Look;
  /** Its state in words. */
  says: string;
  /** Its weekly hours in words, if it has some. */
  hours?: string | undefined;
  /** Where it comes from. */
  origin?: string | undefined;
  /** Whether it is only thought of: drawn dashed. */
  preview?: boolean;
}

/** Something that happened at an instant, such as an opening. */
export interface Mark {
  at: number;
  says: string;
}

/** A row: a person at a door, or a door of a person. */
export interface Row {
  id: string;
  name: string;
  /** Where its name leads to. */
  href?: string | undefined;
  /** What stands below the name. */
  note?: string | undefined;
  keys: readonly DrawnKey[];
  /** The times for which the door can be opened, as the access engine says them. `preview` as of keys. */
  opens: readonly (Time & { preview?: boolean })[];
  marks: readonly Mark[];
}
