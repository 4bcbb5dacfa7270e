import type { Key } from '../../generated/model-v2';
import type { PlanDocument, PlanStep } from '../plan/document';
import { isOver, mark } from './keys';

/** What a step that takes back must know of its person. */
export interface Known {
  plan: PlanDocument;
  /** All keys of the person, as listed now. */
  keys: Key[];
  /** Ids of the keys that were listed before anything was done. */
  first: ReadonlySet<string>;
  /** `accessStep` of the steps of this plan. */
  steps: ReadonlySet<string>;
  /** Ids of keys that this plan made. */
  made: ReadonlySet<string>;
  /** Whether the API is known not to give metadata back. */
  metadataLost: boolean;
}

/**
 * The keys that go with a step that takes one back: that key, its twins of one POST, and every key of the person at the door with
 * the plan's owner and the step's reference that nobody knew of when the plan was checked. What was listed then, and is not
 * named, stays on purpose: the plan has seen it.
 */
export function whichKeysGo(step: PlanStep, known: Known): Key[] {
  const { plan, keys, first, steps, made, metadataLost } = known;
  const named = keys.find(({ id }) => id === step.keyId);
  const kept = new Set<string>();
  for (const { keyIds } of plan.keep) for (const id of keyIds) kept.add(id);
  const lockId = step.lockId || (named && named.lockId);
  const twinOf = named ? mark(named, 'accessStep') : '';
  return keys.filter((key) => {
    if (isOver(key)) return false;
    if (key.id === step.keyId) return true;
    if (metadataLost || kept.has(key.id) || made.has(key.id) || steps.has(mark(key, 'accessStep'))) return false;
    if (key.lockId !== lockId || mark(key, 'accessOwner') !== plan.scope.owner) return false;
    if (twinOf !== '' && mark(key, 'accessStep') === twinOf) return true;
    return step.ref !== '' && mark(key, 'accessRef') === step.ref && !first.has(key.id);
  });
}
