import type { V2 } from 'unloc-integrator-client';
import type { Finding, PlanOptions, Snapshot, Wanted } from 'unloc-integrator-client/access';
import { owner } from '../../data/owner';
import type { Draft } from './draft';

type Engine = typeof import('unloc-integrator-client/access');

/** Somebody and a door. */
export interface Pair {
  person: string;
  lockId: string;
}

/** What the engine is asked of a draft. */
export type Asked = Pick<Draft, 'people' | 'doors' | 'from' | 'until' | 'hours'>;

/** What would be given, as the access engine sees it. */
export interface Intended {
  keys: readonly V2.KeyInput[];
  /** Who has it already, for the whole time. */
  leftOut: readonly Pair[];
  /** Exclusive doors that somebody else has at that time. */
  taken: readonly (Pair & { from: string; to: string | null })[];
  findings: readonly Finding[];
  /** Why nothing can be given: a word of the engine, and its sentence. */
  problem?: { code: string; sentence: string };
}

const nothing: Intended = { keys: [], leftOut: [], taken: [], findings: [] };

/** A stable name of what is given now; the same for all tries of one dialog. */
export function newReference(booking: string): string {
  const random = crypto.getRandomValues(new Uint32Array(2)).reduce((text, word) => text + word.toString(36), '');
  return [booking.trim().slice(0, 64), random].filter(Boolean).join(' ');
}

/** Asks the access engine what a draft would give: what is open already is left out, what can never open is refused. */
export function intended(
  { plan, whoCanOpen }: Engine,
  snapshot: Snapshot,
  draft: Asked,
  { now, reference, exclusive }: { now: number; reference: string; exclusive(door: V2.Lock): boolean },
  doors: ReadonlyMap<string, V2.Lock>,
): Intended {
  if (draft.people.length === 0 || draft.doors.length === 0) return nothing;
  const endless = draft.until === '';
  const wanted: Wanted = {
    owner,
    covers: 'everything',
    complete: false,
    ...(endless && { forEver: true }),
    grants: draft.people.map(({ number }, index) => ({
      ref: index === 0 ? reference : `${reference} ${index + 1}`,
      appUserId: number,
      doors: [...draft.doors],
      ...(draft.from !== '' && { from: { local: draft.from } }),
      to: endless ? 'forEver' : { local: draft.until },
      ...(draft.hours.length > 0 && { windows: [...draft.hours] }),
    })),
  };
  const options: PlanOptions = { now: new Date(now), revoke: false, ...(endless && { forEver: true as const }) };
  try {
    const { items, findings } = planned(plan, snapshot, wanted, options).document;
    const keys = items.flatMap(({ steps }) => steps.flatMap(({ key }) => key ?? []));
    const given = new Set(keys.map(({ appUserId, lockId }) => `${appUserId} ${lockId}`));
    const pairs = draft.people.flatMap(({ number }) => draft.doors.map((lockId) => ({ person: number, lockId })));
    const taken = keys.flatMap(({ lockId, appUserId, start, end }) => {
      const door = doors.get(lockId);
      if (door === undefined || !exclusive(door)) return [];
      // Far enough for what has no end.
      const span = { from: new Date(start ?? now), to: new Date(end ?? now + 3.2e11) };
      return whoCanOpen(snapshot, { lockId, ...span })
        .filter((opening) => opening.appUserId !== null && opening.appUserId !== appUserId)
        .map(({ appUserId: other, from, to }) => ({ person: other ?? '', lockId, from, to }));
    });
    const firsts = new Map(taken.toReversed().map((one) => [`${one.person} ${one.lockId}`, one]));
    return {
      keys,
      leftOut: pairs.filter(({ person, lockId }) => !given.has(`${person} ${lockId}`)),
      taken: [...firsts.values()].reverse(),
      findings: findings.filter(({ kind }) => kind === 'windowSkipped' || kind === 'startInGap'),
    };
  } catch (error) {
    const { code = '', message = String(error) } = error as { code?: string; message?: string };
    return { ...nothing, problem: { code, sentence: message } };
  }
}

/** A plan of many keys needs its number said: here a person reads it on the button. */
function planned(plan: Engine['plan'], snapshot: Snapshot, wanted: Wanted, options: PlanOptions) {
  try {
    return plan(snapshot, wanted, options);
  } catch (error) {
    const { flag, numbers } = error as { flag?: string; numbers?: { planned: number } };
    if (flag !== 'allowCreations' || numbers === undefined) throw error;
    return plan(snapshot, wanted, { ...options, limits: { allowCreations: numbers.planned } });
  }
}

/** Keys with what somebody wrote down about them. */
export function noted(keys: readonly V2.KeyInput[], { booking, note }: Pick<Draft, 'booking' | 'note'>): V2.KeyInput[] {
  const said = Object.fromEntries(
    Object.entries({ booking: booking.trim(), note: note.trim() }).filter(([, value]) => value !== ''),
  );
  return keys.map((key) => ({ ...key, metadata: { ...said, ...key.metadata } }));
}
