import type { Snapshot } from '../snapshot/snapshot';
import type { Grant, LocalOrMoment } from '../wanted/types';
import type { PlanOptions } from './options';
import type { Plan } from './plan-object';
import { ask } from './plan';

/**
 * A plan that gives one person what a grant says, beside what there is: nothing is taken back. The limits of lists do not apply.
 *
 * @param snapshot a sealed snapshot.
 * @param grant what the person gets, and the owner of the keys.
 * @param options the time (`now`), and what the plan may do.
 * @returns the plan.
 * @throws PlanRefused where a safety rule forbids it.
 */
export function planMoveIn(
  snapshot: Snapshot,
  { grant, owner }: { grant: Grant; owner: string },
  options: PlanOptions,
): Plan {
  const { forEver } = options;
  const wanted = { owner, covers: 'everything', complete: false, grants: [grant], ...(forEver && { forEver }) };
  return ask(snapshot, 'planMoveIn', { wanted }, options);
}

/** Whose keys go when a person moves out. */
export interface MoveOut {
  /** Phone number, E.164. */
  appUserId: string;
  /** When. Default: at once. */
  at?: LocalOrMoment;
  /** The owners whose keys go, or all keys of the person that the snapshot sees, whoever made them. */
  owners: string[] | 'any';
}

/**
 * A plan that takes back all keys of a person, at once or at a time: until then shorter keys take their place. What the person
 * shared in the app is not seen. The limits of lists do not apply.
 *
 * @param snapshot a sealed snapshot.
 * @param moveOut who moves out, when, and whose keys go.
 * @param options the time (`now`), and what the plan may do.
 * @returns the plan.
 * @throws PlanRefused where a safety rule forbids it.
 */
export function planMoveOut(snapshot: Snapshot, { appUserId, at, owners }: MoveOut, options: PlanOptions): Plan {
  if (typeof appUserId !== 'string' || !(owners === 'any' || (Array.isArray(owners) && owners.length > 0))) {
    throw new TypeError('A move-out needs "appUserId", and "owners": their names, or \'any\'.');
  }
  return ask(snapshot, 'planMoveOut', { appUserId, at, owners }, options);
}

/** What becomes of a stay. */
export type StayChange =
  | { extendTo: LocalOrMoment }
  | { endAt: LocalOrMoment }
  | { moveTo: string[]; at: LocalOrMoment };

/**
 * A plan that changes one stay: its end, or its doors from a time on. The stay is found by its owner and reference. Doors that
 * it left before stay left. The limits of lists do not apply.
 *
 * @param snapshot a sealed snapshot.
 * @param change the stay, by owner and reference, and one change: `extendTo`, `endAt`, or `moveTo` with `at`.
 * @param options the time (`now`), and what the plan may do.
 * @returns the plan.
 * @throws PlanRefused where a safety rule forbids it, and if there is no such stay.
 */
export function planStay(
  snapshot: Snapshot,
  change: { owner: string; ref: string } & StayChange,
  options: PlanOptions,
): Plan {
  const kinds = ['extendTo', 'endAt', 'moveTo'].filter(
    (kind) => (change as { [kind: string]: unknown })[kind] !== undefined,
  );
  if (kinds.length !== 1 || (kinds[0] === 'moveTo' && (change as { at?: unknown }).at === undefined)) {
    throw new TypeError('A stay changes by one of "extendTo", "endAt", and "moveTo" with "at".');
  }
  return ask(snapshot, 'planStay', { ...change }, options);
}
