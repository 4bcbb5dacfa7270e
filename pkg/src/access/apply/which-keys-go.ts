import type { Key } from '../../generated/model-v2';
import type { PlanDocument, PlanItem, PlanStep } from '../plan/document';
import { isOver, mark } from './keys';

/** What a step that takes back must know of its person. */
export interface Known {
  plan: PlanDocument;
  item: PlanItem;
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
 * The keys that go with a step that takes one back: that key, its twins of one POST, and every other key of the person at the
 * door with the plan's owner and the step's reference. What the plan keeps or made stays. Where the plan keeps or makes
 * something for the reference, what it has seen and did not name stays, too.
 */
export function whichKeysGo(step: PlanStep, known: Known): Key[] {
  const { plan, item, keys, first, steps, made, metadataLost } = known;
  const named = keys.find(({ id }) => id === step.keyId);
  const kept = new Set<string>();
  let mixed = item.steps.some((other) => other.do === 'give' && other.ref === step.ref);
  for (const { ref, keyIds } of plan.keep) {
    if (ref === step.ref) mixed = true;
    for (const id of keyIds) kept.add(id);
  }
  const lockId = step.lockId || (named && named.lockId);
  const twinOf = named ? mark(named, 'accessStep') : '';
  return keys.filter((key) => {
    if (isOver(key)) return false;
    if (key.id === step.keyId) return true;
    if (metadataLost || kept.has(key.id) || made.has(key.id) || steps.has(mark(key, 'accessStep'))) return false;
    if (key.lockId !== lockId || mark(key, 'accessOwner') !== plan.scope.owner) return false;
    if (twinOf !== '' && mark(key, 'accessStep') === twinOf) return true;
    if (step.ref === '' || mark(key, 'accessRef') !== step.ref) return false;
    return !mixed || !first.has(key.id);
  });
}
