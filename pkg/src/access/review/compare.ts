import type * as V2 from '../../generated/model-v2';
import { toMs } from '../moment';
import type { Opening } from '../reason';
import type { Span } from '../scope';
import { heldBy } from '../snapshot/internals';
import type { Snapshot } from '../snapshot/snapshot';

/** A key as the API sends it, without what a snapshot does not keep. */
export type SeenKey = Omit<V2.Key, 'created'>;

/** A key that is in both snapshots and not the same. */
export interface KeyChange {
  /** Id of the key. */
  keyId: string;
  /** As the first snapshot has it. */
  before: SeenKey;
  /** As the second snapshot has it. */
  after: SeenKey;
  /** The members that differ. */
  members: string[];
}

/** What is different between two snapshots. */
export interface Difference {
  /** Keys of the second that the first has not. */
  appeared: SeenKey[];
  /** Keys of the first that the second has not. */
  gone: SeenKey[];
  /** Keys that both have, with differences. */
  changed: KeyChange[];
  /** What somebody can open after, and could not before. */
  opensMore: Opening[];
  /** What somebody could open before, and cannot after. */
  opensLess: Opening[];
}

const fourWeeks = 28 * 86_400_000;

/**
 * What changed between two snapshots of the same project, in either direction.
 *
 * @param before the first snapshot.
 * @param after the second snapshot, of the same project.
 * @param query the time over which it is said who can open more or less. Default: four weeks from when the second was
 *   read.
 * @returns the differences.
 * @throws AccessError unless both are sealed.
 */
export function compare(before: Snapshot, after: Snapshot, query?: Span): Difference {
  const [first, second] = [heldBy(before), heldBy(after)];
  const given = query === undefined ? {} : { from: toMs(query.from, 'from'), to: toMs(query.to, 'to') };
  const { from = second.about().seenFrom || 0, to = from + fourWeeks } = given as { from?: number; to?: number };
  first.knowZones(from, to);
  second.knowZones(from, to);
  return first.compare(second, given);
}
