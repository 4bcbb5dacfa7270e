import type { Key } from '../../generated/model-v2';
import type { PlanItem } from '../plan/document';
import { oldestFirst } from './keys';
import type { Run } from './run';
import type { StepResult } from './store';
import { nameOf } from './work';
import type { Work } from './work';

/** One person of a plan, in a run. */
export class Person {
  readonly works: Work[];
  /** All keys of the person, as last listed. */
  keys: Key[] = [];
  /** Ids of the keys that were listed first. */
  first: ReadonlySet<string> | undefined;
  /** Whether something of the plan has been sent for this person: then it is brought to its end. */
  begun = false;
  /** Steps of others that it waits for. */
  waits = false;
  /** When a step was last sent again, by the monotonic clock: a twin may show up after it. */
  lastRepeat: number | undefined;

  constructor(
    readonly run: Run,
    readonly item: PlanItem,
    works: Work[],
  ) {
    this.works = works;
  }

  /** Lists the person's keys. */
  async list(): Promise<Key[]> {
    const { api, sender } = this.run;
    const keys = await sender.read((options) => api.list(this.item.item, options));
    this.keys = keys.slice().sort(oldestFirst);
    if (!this.first) this.first = new Set(keys.map(({ id }) => id));
    return this.keys;
  }

  /** `accessStep` of the steps of this person. */
  steps(): Set<string> {
    const steps = this.works.map(({ claim }) => (claim ? claim.step : ''));
    return new Set(steps.filter((step) => step !== ''));
  }

  /** Writes down what became of a step. */
  async settle(work: Work, outcome: StepResult['outcome'], keyIds: string[]): Promise<void> {
    const { run, item } = this;
    const result: StepResult = { outcome, keyIds, at: new Date(run.clock.wall()).toISOString() };
    await run.store.settle({ planId: run.plan.id, item: item.item, n: work.step.n }, result);
    if (work.claim) work.claim = { ...work.claim, settled: result };
    if (outcome === 'confirmed') run.confirmed.add(nameOf({ item: item.item, n: work.step.n }));
  }

  /** Claims a step. Whether this run may do it. */
  async claim(work: Work): Promise<boolean> {
    const { run, item } = this;
    const at = { planId: run.plan.id, item: item.item, n: work.step.n, epoch: run.epoch };
    work.claimedAt = run.clock.monotonic();
    work.claim = await run.store.claim(at);
    return work.claim.won;
  }

  /** Claims a step again. Whether this run may do it. */
  async again(work: Work, settleMs: number, gone?: string[]): Promise<boolean> {
    const { run, item } = this;
    const { attempt } = work.claim!;
    const at = { planId: run.plan.id, item: item.item, n: work.step.n, epoch: run.epoch, attempt, settleMs };
    const claimedAt = run.clock.monotonic();
    const claim = await run.store.again(gone ? { ...at, gone } : at);
    work.claim = claim;
    if (claim.won) work.claimedAt = claimedAt;
    return claim.won;
  }
}
