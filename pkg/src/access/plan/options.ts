import type * as V2 from '../../generated/model-v2';
import { toMs } from '../moment';
import type { Moment } from '../scope';
import type { Limits } from './document';

/** How a plan is made. */
export interface PlanOptions {
  /** Now, by the clock of the API where an answer told it. */
  now: Moment;
  /** Whether anything may be taken back. Default: what the list allows. */
  revoke?: boolean;
  /** What lifts limits, each by its exact number. */
  limits?: Limits;
  /** Owners, or ids of keys, that are the plan's from now on: it may take them back. */
  takeOver?: string[];
  /** Ids of keys that a journal says are the owner's, where the API does not give metadata back. */
  ownKeys?: string[];
  /** Whether what opens the same already counts, whoever made it. Default: `exact`, it does. */
  adopt?: 'exact' | 'never';
  /**
   * How a stay gets longer: by a second key from the old end on; by a new key, after which the old one goes; or the old one
   * goes first, which leaves a gap. Default: `append`.
   */
  extend?: 'append' | 'replace' | 'takeFirst';
  /** Doors that are one person's at a time. */
  exclusive?: (lock: V2.Lock) => boolean;
  /** How long such a door should be free between two people, minutes. Default: 0. */
  turnoverMinutes?: number;
  /** How long a grant that waits since a known time keeps what it has, minutes. Default: until it ends. */
  graceMinutes?: number;
  /** How long the plan may be begun, and how old the snapshot may be, minutes. Default: 60. */
  validForMinutes?: number;
  /** Whether keys without an end may be made, for grants that say `to: 'forEver'`. */
  forEver?: true;
}

interface PlanLock {
  lockId: string;
  name: string;
  zone?: string;
  door: string;
}

/** The part of a snapshot in the engine that is asked here. Its own type would bring the engine into the declarations. */
interface Asked {
  ask<T>(question: string): T;
}

/** The options as the engine reads them. */
export function toEngine(options: PlanOptions, held: Asked): { [name: string]: unknown } {
  const { exclusive, now, limits, ...rest } = options;
  for (const name of ['turnoverMinutes', 'graceMinutes', 'validForMinutes'] as const) {
    amount(rest[name], name, Number.MAX_SAFE_INTEGER);
  }
  const { revokeShare, allowRevocations, allowEmptyDoors, allowCreations } = limits || {};
  amount(revokeShare, 'limits.revokeShare', 1);
  for (const [name, number] of Object.entries({ allowRevocations, allowEmptyDoors, allowCreations })) {
    amount(number, `limits.${name}`, Number.MAX_SAFE_INTEGER);
    if (number !== undefined && !Number.isInteger(number))
      throw new TypeError(`"limits.${name}" must be a whole number.`);
  }
  return {
    ...rest,
    limits,
    now: toMs(now, 'now'),
    exclusive: exclusive === undefined ? [] : exclusiveLocks(exclusive, held),
  };
}

function amount(given: number | undefined, name: string, most: number): void {
  if (given !== undefined && !(typeof given === 'number' && given >= 0 && given <= most)) {
    throw new TypeError(`"${name}" must be a number of 0 or more${most === 1 ? ', at most 1' : ''}.`);
  }
}

/** The locks that a caller's function names. It gets what the snapshot keeps of a lock: id, name, zone and door. */
function exclusiveLocks(exclusive: NonNullable<PlanOptions['exclusive']>, held: Asked): string[] {
  const locks = held.ask<PlanLock[]>('planLocks');
  return locks
    .filter(({ lockId, name, zone, door }) =>
      exclusive({ id: lockId, name, timezone: zone, physicalLockId: door } as unknown as V2.Lock),
    )
    .map(({ lockId }) => lockId);
}
