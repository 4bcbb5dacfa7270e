import type { UnlocClient } from '../../index';
import { loadAccess } from '../../wasm/access-module';
import { idOf } from '../plan/canonical';
import type { PlanDocument } from '../plan/document';
import { PlanRefused } from '../plan/plan-refused';
import { applyItemOfPlan, applyPlan } from './apply';
import { accessEngine } from './engine';
import type { ApplyOptions, ApplyReport, ItemOutcome } from './options';

/** What can be applied: a plan. */
export interface Applicable {
  readonly document: PlanDocument;
}

/** The document of a plan, unless it is not as the plan was made. */
function documentOf({ document }: Applicable): PlanDocument {
  if (Object(document).format !== 'unloc-plan/1' || idOf(document) !== document.id)
    throw new PlanRefused({ code: 'planChanged', rule: 'R22' });
  return document;
}

/**
 * Applies a plan: gives and takes back keys, person by person, until the doors are as the plan says. Each person's keys are
 * looked at right before the first write, and left alone if they are not those that the plan was made from. Every intention is
 * in the journal before its request leaves, so a run may be killed at any instant and called again with the same plan and
 * store. New keys are usable before old ones go.
 *
 * @param client an `UnlocClient` of the plan's project or lock holder.
 * @returns what became of each step. Rejects only before the first write; what goes wrong later is in the report.
 */
export async function apply(client: UnlocClient, plan: Applicable, options: ApplyOptions): Promise<ApplyReport> {
  await loadAccess();
  return applyPlan(client, documentOf(plan), options, accessEngine);
}

/**
 * Applies one item of a plan, for the workers of a queue: call it for each item with the epoch that `store.begin` gave. It is
 * safe to call again, by anybody, at any time. When all items are done with, `apply` the plan once: it looks for late twins, and
 * closes the plan.
 *
 * @param item the item's name: the person's number.
 */
export async function applyItem(
  client: UnlocClient,
  plan: Applicable,
  item: string,
  options: Omit<ApplyOptions, 'only' | 'onProgress'> & { epoch: number },
): Promise<ItemOutcome[]> {
  await loadAccess();
  return applyItemOfPlan(client, documentOf(plan), item, options, accessEngine);
}
