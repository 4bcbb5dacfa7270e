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
  /** The document, as `plan` made it or `readPlan` read it. */
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
 * read right before their first write. If they have changed since the plan was made, the person is left alone. Every step is
 * in the journal before its request is sent, so a run may be killed at any instant and called again with the same plan and
 * store. New keys are usable before old ones are taken back.
 *
 * @param plan a plan of `plan`, `planMoveIn`, `planMoveOut`, `planStay` or `readPlan`.
 * @param options the store of the journal, and limits of time and pace.
 * @param client an `UnlocClient` of the plan's project or lock holder.
 * @returns what became of each step. Rejects only before the first write; what goes wrong later is in the report.
 * @throws PlanRefused (R22) if the plan was changed after it was made; `UnlocError` or the store's error if nothing could
 *   begin.
 */
export async function apply(client: UnlocClient, plan: Applicable, options: ApplyOptions): Promise<ApplyReport> {
  await loadAccess();
  return applyPlan(client, documentOf(plan), options, accessEngine);
}

/**
 * Applies one item of a plan, for the workers of a queue: call it for each item with the epoch that `store.begin` gave. It
 * is safe to call again, by anybody, at any time. When all items are done, `apply` the plan once: it looks for late second
 * keys, and closes the plan.
 *
 * @param client an `UnlocClient` of the plan's project or lock holder.
 * @param plan the plan that the store has begun.
 * @param options as for `apply`, with the epoch that `store.begin` returned.
 * @param item the item's name: the person's number.
 * @returns the outcomes of the item's steps, in the order of the plan.
 * @throws PlanRefused (R22) if the plan was changed; the error of the store, or of the API, if the item could not be worked
 *   on. Then call it again.
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
