import { toMs } from '../moment';
import { heldBy, type Held } from '../snapshot/internals';
import type { Snapshot } from '../snapshot/snapshot';
import type { Wanted } from '../wanted/types';
import { makeDocument, type RawPlan } from './make-document';
import { toEngine, type PlanOptions } from './options';
import { Plan } from './plan-object';
import { planned } from './plan-refused';

/**
 * What must change for the doors to match a list. Pure: the same arguments give the same plan, with the same id. It sends
 * nothing, and the plan cannot send either: `apply` takes it.
 *
 * @throws PlanRefused where a safety rule forbids it, with the rule, the numbers and what would lift it.
 */
export function plan(snapshot: Snapshot, wanted: Wanted, options: PlanOptions): Plan {
  return ask(snapshot, 'plan', { wanted: withForEver(wanted, options) }, options);
}

/** Asks the engine for a plan. The zones of the doors are told to it first. */
export function ask(snapshot: Snapshot, question: string, given: object, options: PlanOptions): Plan {
  const held: Held = heldBy(snapshot);
  const nowMs = toMs(options.now, 'now');
  return planned(() => {
    held.knowZones(nowMs, nowMs);
    const raw = held.ask<RawPlan>(question, { ...given, options: toEngine(options, held) });
    return new Plan(makeDocument(raw, held, options, nowMs));
  });
}

function withForEver(wanted: Wanted, { forEver }: PlanOptions): Wanted {
  return forEver ? { ...wanted, forEver } : wanted;
}
