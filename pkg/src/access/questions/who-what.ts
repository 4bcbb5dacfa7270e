import { toMs } from '../moment';
import type { Opening } from '../reason';
import type { Moment, Span } from '../scope';
import { heldBy } from '../snapshot/internals';
import type { Snapshot } from '../snapshot/snapshot';

/** A moment, or a span. */
export type AtOrSpan = { at: Moment } | Span;

/**
 * Who can open a door at a moment, or over a span; all locks that are that door count.
 *
 * @param snapshot the snapshot that is asked.
 * @param query the lock, and a time or a span.
 * @returns a row for each person and uninterrupted time.
 * @throws AccessError for a lock that is not in the snapshot, and for weekly hours at a door whose time zone is not known.
 */
export function whoCanOpen(snapshot: Snapshot, query: { lockId: string } & AtOrSpan): Opening[] {
  return openings(snapshot, 'whoCanOpen', { lockId: query.lockId }, query);
}

/**
 * Which doors somebody can open at a moment, or over a span.
 *
 * @param snapshot the snapshot that is asked.
 * @param query the person (E.164), and a time or a span.
 * @returns a row for each door and uninterrupted time.
 * @throws AccessError for weekly hours at a door whose time zone is not known.
 */
export function whatCanOpen(snapshot: Snapshot, query: { appUserId: string } & AtOrSpan): Opening[] {
  return openings(snapshot, 'whatCanOpen', { appUserId: query.appUserId }, query);
}

/**
 * The phone numbers of the people who can open a door at a moment. Fast, for many moments and doors. People whom the API
 * hides are left out.
 *
 * @param snapshot the snapshot that is asked.
 * @param query the lock and the time.
 * @returns phone numbers, E.164.
 * @throws AccessError as {@link whoCanOpen}.
 */
export function peopleWhoCanOpen(snapshot: Snapshot, query: { lockId: string; at: Moment }): string[] {
  const held = heldBy(snapshot);
  const { appUserIds } = held.names();
  const found = held.peopleAt(held.lockIndex(query.lockId), toMs(query.at, 'at'));
  const numbers: string[] = [];
  for (const person of found) if (appUserIds[person] !== undefined) numbers.push(appUserIds[person]!);
  return numbers;
}

function openings(snapshot: Snapshot, question: string, of: object, time: AtOrSpan): Opening[] {
  const held = heldBy(snapshot);
  if ('at' in time) {
    const at = toMs(time.at, 'at');
    held.knowZones(at, at);
    return held.ask(question, { ...of, at });
  }
  const { from, to } = { from: toMs(time.from, 'from'), to: toMs(time.to, 'to') };
  held.knowZones(from, to);
  return held.ask(question, { ...of, from, to });
}
