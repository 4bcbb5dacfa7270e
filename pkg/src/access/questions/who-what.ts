import { toMs } from '../moment';
import type { Opening } from '../reason';
import type { Moment, Span } from '../scope';
import { heldBy } from '../snapshot/internals';
import type { Snapshot } from '../snapshot/snapshot';

/** A moment, or a span. */
export type AtOrSpan = { at: Moment } | Span;

/** Who can open a door at a moment, or over a span; all locks that are that door count. */
export function whoCanOpen(snapshot: Snapshot, query: { lockId: string } & AtOrSpan): Opening[] {
  return openings(snapshot, 'whoCanOpen', { lockId: query.lockId }, query);
}

/** Which doors somebody can open at a moment, or over a span. */
export function whatCanOpen(snapshot: Snapshot, query: { appUserId: string } & AtOrSpan): Opening[] {
  return openings(snapshot, 'whatCanOpen', { appUserId: query.appUserId }, query);
}

/**
 * The phone numbers of those who can open a door at a moment, and nothing else: for many moments, at many doors. People whom
 * the API hides are not among them.
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
