import { type Signal, signal } from '@preact/signals';
import type { ApplyReport, Outcome, PlanDocument, Snapshot } from 'unloc-integrator-client/access';
import { connected } from '../../account/connection';
import { engine, snapshot } from '../../data/engine';
import { isOver } from '../../data/key-states';
import { data } from '../../data/project-data';
import { reread, rereadKeysOf } from '../../data/reread';
import { errorWords } from '../../format/error-words';
import type { RowState } from '../writes/row';
import { type Done, type Job, keepJob } from './job';
import { forgetPlans, journalStore } from './journal-store';

type Engine = typeof import('unloc-integrator-client/access');

/** How often what is left is planned anew. */
const rounds = 3;

/** How long what may have been sent is looked for, milliseconds. Taking back twice does no harm; giving twice does. */
const settle = { takeBack: 4_000, give: 30_000 };

const stateOf: { readonly [outcome in Outcome]: RowState } = {
  done: 'done',
  alreadySo: 'done',
  creating: 'making',
  stale: 'waits',
  refused: 'failed',
  failed: 'failed',
  unknown: 'unknown',
  skipped: 'waits',
};

/** The plan of a move-out, at once or on a day; none if there is nothing to do. */
export function planOf({ planMoveOut }: Engine, seen: Snapshot, person: string, day: string): PlanDocument | undefined {
  const at = day === '' ? {} : { at: { local: day } };
  const made = planMoveOut(seen, { appUserId: person, owners: 'any', ...at }, { now: new Date(connected().now()) });
  // As it will be kept: without its class.
  const plan = JSON.parse(JSON.stringify(made)) as PlanDocument;
  return plan.items.some(({ steps }) => steps.length > 0) ? plan : undefined;
}

/** The name of a step among those of all plans. */
export const stepName = (plan: PlanDocument, n: number): string => `${plan.id} ${n}`;

/** Somebody moves out: sharing first, then what they shared, then keys and groups, then it is read back. */
export class MoveOut {
  readonly running = signal(false);
  readonly job: Signal<Job>;
  private stop: AbortController | undefined;

  constructor(job: Job) {
    this.job = signal(job);
  }

  /** Ends the run before its next write. */
  pause(): void {
    this.stop?.abort();
  }

  /** Does what is not done yet. */
  async run(): Promise<void> {
    if (this.running.value) return;
    this.running.value = true;
    this.stop = new AbortController();
    const { signal: paused } = this.stop;
    try {
      await this.change({});
      if (this.job.value.day === '') {
        await this.part('sharing', (of) => connected().unloc.sharingRights.revokeAll(of));
        if (!paused.aborted) await this.part('shared', (of) => connected().unloc.sharedKeys.revokeAll(of));
      }
      if (!paused.aborted) await this.applyAll(paused);
      await this.readBack();
    } finally {
      this.running.value = false;
    }
  }

  private async applyAll(paused: AbortSignal): Promise<void> {
    for (let round = 0; round < rounds && !paused.aborted; round += 1) {
      const loaded = engine.value;
      const plan = this.job.value.plans.at(-1) ?? (await this.firstPlan());
      if (plan === undefined || loaded === undefined) return;
      const report = await this.apply(loaded, plan, paused);
      if (report === undefined || report.endedBy === 'signal') return;
      await this.readEverything();
      // What belonged to a group goes with it; a key of its own at the same door is seen only afterwards.
      const open = report.outcomes.some(
        ({ outcome }) => outcome === 'failed' || outcome === 'unknown' || outcome === 'creating',
      );
      const seen = snapshot.value;
      const next =
        open || seen === undefined || this.job.value.day !== ''
          ? undefined
          : planOf(loaded, seen, this.job.value.person, '');
      if (next === undefined || next.id === plan.id) return;
      await forgetPlans(report.outcomes.every(({ outcome }) => outcome === 'stale') ? [plan.id] : []);
      await this.change({ plans: [...this.job.value.plans, next] });
    }
  }

  /** The plan of a day that has come. */
  private async firstPlan(): Promise<PlanDocument | undefined> {
    await this.readEverything();
    const [loaded, seen] = [engine.value, snapshot.value];
    const plan = loaded && seen && planOf(loaded, seen, this.job.value.person, this.job.value.day);
    if (plan !== undefined) await this.change({ plans: [plan] });
    return plan;
  }

  private async apply(loaded: Engine, plan: PlanDocument, paused: AbortSignal): Promise<ApplyReport | undefined> {
    const of = (n: number, done: Done): { readonly [step: string]: Done } => ({
      [stepName(plan, n)]: { ...done, at: connected().now() },
    });
    const become = (n: number, done: Done): void => {
      void this.change({ steps: { ...this.job.value.steps, ...of(n, done) } });
    };
    const store = journalStore({
      sent: ({ n }) => become(n, { state: 'sent' }),
      settled({ n }, { outcome }) {
        if (outcome !== 'arrived') become(n, { state: outcome === 'confirmed' ? 'done' : 'failed' });
      },
    });
    try {
      const report = await loaded.apply(connected().unloc, loaded.readPlan(JSON.stringify(plan)), {
        store,
        signal: paused,
        settleMs: this.job.value.day === '' ? settle.takeBack : settle.give,
      });
      const told = report.outcomes.map(({ n, outcome, error, sentence }) => {
        const before = this.job.value.steps[stepName(plan, n)];
        if (before?.state === 'done') return {};
        const state = stateOf[outcome];
        const why =
          state === 'failed' || state === 'unknown' ? (error === undefined ? sentence : errorWords(error)) : undefined;
        return of(n, { state, ...(why !== undefined && { why }) });
      });
      await this.change({ steps: Object.assign({}, this.job.value.steps, ...told) });
      return report;
    } catch (error) {
      const all = plan.items.flatMap(({ steps }) =>
        steps.map(({ n }) => of(n, { state: 'failed', why: errorWords(error) })),
      );
      await this.change({ steps: Object.assign({}, ...all, this.job.value.steps) });
      return undefined;
    }
  }

  /** Stops sharing, or takes back what was shared: in bulk, as the API has it. Doing it twice does no harm. */
  private async part(
    name: 'sharing' | 'shared',
    revoke: (of: { projectId: string; appUserId: string }) => Promise<unknown>,
  ): Promise<void> {
    const { projectId, person, [name]: part } = this.job.value;
    if (part.state === 'done') return;
    const become = (done: Done): Promise<void> => this.change({ [name]: { ...part, why: '', ...done } });
    await become({ state: 'sent' });
    try {
      await revoke({ projectId, appUserId: person });
      await become({ state: 'done', at: connected().now() });
    } catch (error) {
      await become({ state: 'failed', why: errorWords(error) });
    }
  }

  private async readEverything(): Promise<void> {
    await Promise.all([rereadKeysOf([this.job.value.person]), reread('sharingRights', 'groups')]).catch(
      () => undefined,
    );
  }

  /** What is left is counted in what Unloc says, not in what was sent. */
  private async readBack(): Promise<void> {
    await this.readEverything();
    const { person, sharing, shared, day, plans, steps } = this.job.value;
    const left = (data.value?.keys ?? []).filter(
      (key) => key.appUser?.id === person && key.state !== 'error' && !isOver(key),
    ).length;
    const all = plans.flatMap((plan) =>
      plan.items.flatMap((item) => item.steps.map(({ n }) => steps[stepName(plan, n)]?.state)),
    );
    const finished =
      day === ''
      && left === 0
      && sharing.state === 'done'
      && shared.state === 'done'
      && all.every((state) => state === 'done');
    if (finished) await forgetPlans(plans.map(({ id }) => id));
    await this.change({ left, finished });
  }

  private async change(changes: Partial<Job>): Promise<void> {
    this.job.value = { ...this.job.value, ...changes };
    await keepJob(this.job.value);
  }
}
