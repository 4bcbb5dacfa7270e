import { toMs } from '../moment';
import { heldBy, type Held } from '../snapshot/internals';
import type { Snapshot } from '../snapshot/snapshot';
import type { Wanted } from '../wanted/types';
import { makeDocument, type RawPlan } from './make-document';
import { toEngine, type PlanOptions } from './options';
import { Plan } from './plan-object';
import { planned } from './plan-refused';

/**
 * Computes what must change for the doors to match a list. Pure: the same arguments give the same plan, with the same id.
 * Nothing is sent; `apply` carries out the plan.
 *
 * @param snapshot a sealed snapshot.
 * @param wanted the list: `wanted` of `readGrantsCsv`, `readGrantsJson` or `readCalendars`, or an object of your own.
 * @param options the time (`now`), and what the plan may do.
 * @returns the plan.
 * @throws PlanRefused if a safety rule forbids the plan, with the rule, the numbers, and the option that allows it.
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
