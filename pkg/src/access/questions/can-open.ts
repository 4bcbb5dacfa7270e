import { toMs } from '../moment';
import type { BlindSpot, Moment } from '../scope';
import { heldBy } from '../snapshot/internals';
import type { Snapshot } from '../snapshot/snapshot';
import { canOpenSentence } from '../sentences/can-open';
import type { Answer } from './answer';

/** What {@link canOpen} is asked. */
export interface CanOpenQuery {
  /** Phone number, E.164. */
  appUserId: string;
  /** The lock; asked is its door, also where several locks are one. */
  lockId: string;
  /** When. */
  at: Moment;
}

/**
 * Whether somebody can open a door at a moment, by which keys, and until when.
 *
 * @param snapshot the snapshot that is asked.
 * @param query the person, the lock and the time.
 * @returns the answer, with reasons and a sentence.
 * @throws AccessError for a lock that is not in the snapshot, and for weekly hours at a door whose time zone is not known.
 */
export function canOpen(snapshot: Snapshot, query: CanOpenQuery): Answer {
  const held = heldBy(snapshot);
  const { appUserId, lockId } = query;
  const at = toMs(query.at, 'at');
  held.knowZones(at, at);
  const found = held.ask<Pick<Answer, 'opens' | 'because' | 'butNot' | 'next'>>('canOpen', { appUserId, lockId, at });
  const blindSpots = held.about().blindSpots as BlindSpot[];
  const sentence = canOpenSentence(found, held.describe(lockId, appUserId), at, blindSpots);
  return { ...found, blindSpots, sentence };
}
