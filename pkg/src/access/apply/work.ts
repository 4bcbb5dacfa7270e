import type { PlanItem, PlanStep, StepAt } from '../plan/document';
import type { UnlocError } from '../../core/unloc-error';
import type { Outcome } from './options';
import type { StepClaim } from './store';

/**
 * How far a step is that makes a key. `unsent`: it is claimed, and nothing was sent. `sent`: it may have arrived. `arrived`:
 * it has, and its key is looked for. `made`: its key was seen.
 */
export type Phase = 'new' | 'unsent' | 'sent' | 'arrived' | 'made';

/** A step, and how far it is in this run. */
export interface Work {
  readonly step: PlanStep;
  claim?: StepClaim;
  phase: Phase;
  /** When the claim was asked for, by the monotonic clock; it is not sent if that is long ago. */
  claimedAt: number;
  /** When it was sent, or when the looking for it began, by the monotonic clock. */
  since: number;
  /** How often it was tried without an effect. */
  tries: number;
  /** Its job, while it runs. */
  jobId?: string;
  /** The job says that it could not make it. */
  failedInJob?: boolean;
  /** Its key. */
  keyId?: string;
  outcome?: Outcome;
  /** The name of its sentence, if the outcome's own does not fit. */
  because?: string;
  rule?: string;
  error?: UnlocError;
  keysMade: string[];
  keysRevoked: string[];
  surplus: string[];
}

/** A step before it is done. */
export const workOf = (step: PlanStep, claim: StepClaim | undefined): Work => ({
  step,
  claim,
  phase: 'new',
  claimedAt: 0,
  since: 0,
  tries: 0,
  keysMade: [],
  keysRevoked: [],
  surplus: [],
});

/** The name of a step in a run. */
export const nameOf = ({ item, n }: StepAt): string => `${n} ${item}`;

const isThere = ({ outcome }: Work): boolean => outcome === 'done' || outcome === 'alreadySo';

/** Whether a step is, by the plan's own words, after another of its item, directly or not. */
function comesAfter(item: PlanItem, step: PlanStep, other: PlanStep, depth = 0): boolean {
  return (step.after || []).some((before) => {
    if (before.item !== item.item || depth > item.steps.length) return false;
    if (before.n === other.n) return true;
    const between = item.steps.find(({ n }) => n === before.n);
    return between !== undefined && comesAfter(item, between, other, depth + 1);
  });
}

/**
 * The steps that must be confirmed before a step. Those that the plan names, and for one that takes away: everything that
 * gives at its door or for its reference, unless the plan has it the other way round.
 */
export function before(item: PlanItem, step: PlanStep): StepAt[] {
  const named = step.after || [];
  const takes = step.do === 'takeBack' || step.do === 'changeGroup';
  const gives = item.steps.filter((other) => {
    if (other.do !== 'give') return false;
    if (step.do === 'awaitUsable') return named.length === 0 && other.n < step.n && other.ref === step.ref;
    if (!takes || comesAfter(item, other, step)) return false;
    return (
      (other.ref === step.ref && step.ref !== '')
      || (step.lockId !== undefined && other.key !== undefined && other.key.lockId === step.lockId)
    );
  });
  return [...named, ...gives.map(({ n }) => ({ item: item.item, n }))];
}

/** What stands in the way of a step: `undefined` if nothing does; the steps of this item; or those of others. */
export function obstacle(
  item: PlanItem,
  works: Work[],
  step: PlanStep,
  isConfirmed: (at: StepAt) => boolean,
): { own?: Work; other?: StepAt } | undefined {
  for (const at of before(item, step)) {
    if (at.item !== item.item) {
      if (!isConfirmed(at)) return { other: at };
      continue;
    }
    const own = works.find(({ step: { n } }) => n === at.n);
    if (own && !isThere(own)) return { own };
  }
  return undefined;
}
