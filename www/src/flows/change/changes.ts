import type { V2 } from 'unloc-integrator-client';
import { doorsById } from '../../data/project-data';
import { daysLater, instantOf, wallClock } from '../../format/wall-clock';

/** What becomes of some keys. Times are on the clock of each door. */
export type Change =
  | { kind: 'until'; until: string }
  | { kind: 'shift'; days: number }
  | { kind: 'pause'; from: string; until: string };

/** A key, and those that take its place: none if it only goes. */
export interface Replaced {
  old: V2.Key;
  fresh: readonly V2.KeyInput[];
}

/** A time, in milliseconds since 1970; infinite for no end. */
interface Time {
  from: number;
  to: number;
}

/**
 * Which keys take the place of others. The API cannot change a key: the new one is given first, and the old one goes when
 * that is usable. Keys that stay as they are, and keys of people whom the API hides, are not among them.
 */
export function replaced(
  keys: readonly V2.Key[],
  change: Change,
  { now, owner, reference }: { now: number; owner: string; reference: string },
): readonly Replaced[] {
  let count = 0;
  return keys.flatMap((old) => {
    const { appUser, lockId, recurrence } = old;
    if (appUser === null) return [];
    const before: Time = {
      from: Date.parse(old.start),
      to: old.end === null ? Number.POSITIVE_INFINITY : Date.parse(old.end),
    };
    const times = after(before, change, doorsById.value.get(lockId)?.timezone).filter(
      ({ from, to }) => to > Math.max(from, now),
    );
    const [only] = times;
    if (times.length === 1 && only?.from === before.from && only.to === before.to) return [];
    // The journal's number of the first key is not the second's.
    const { accessStep: _, ...kept } = old.metadata ?? {};
    const fresh = times.map(({ from, to }) => {
      count += 1;
      return {
        lockId,
        appUserId: appUser.id,
        ...(from > now && { start: new Date(from).toISOString() }),
        ...(to !== Number.POSITIVE_INFINITY && { end: new Date(to).toISOString() }),
        ...(recurrence && { recurrence }),
        metadata: { ...kept, accessOwner: owner, accessRef: `${reference} ${count}` },
      };
    });
    return [{ old, fresh }];
  });
}

/** For which times a key opens afterwards. */
function after(before: Time, change: Change, zone: string | undefined): readonly Time[] {
  if (change.kind === 'until') {
    const to = change.until === '' ? Number.POSITIVE_INFINITY : instantOf(change.until, zone);
    return [{ from: before.from, to }];
  }
  if (change.kind === 'shift') {
    const moved = (instant: number): number =>
      instant === Number.POSITIVE_INFINITY
        ? instant
        : instantOf(daysLater(wallClock(instant, zone), change.days), zone);
    return [{ from: moved(before.from), to: moved(before.to) }];
  }
  const [from, to] = [instantOf(change.from, zone), instantOf(change.until, zone)];
  if (to <= before.from || from >= before.to) return [before];
  return [
    { from: before.from, to: Math.min(before.to, from) },
    { from: Math.max(before.from, to), to: before.to },
  ];
}
