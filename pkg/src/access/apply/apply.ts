import type { UnlocClient } from '../../index';
import type { PlanDocument, PlanItem } from '../plan/document';
import { platformClock } from './clock';
import type { Clock } from './clock';
import { doorApiV1 } from './door-api-v1';
import { doorApiV2 } from './door-api-v2';
import { removeTwinsOf } from './give';
import { isLive, mark } from './keys';
import type { ApplyOptions, ApplyReport, ItemOutcome } from './options';
import { Person } from './person';
import { blindSpots, endRun, failRun } from './run';
import type { Engine, Run } from './run';
import { refreshClaims, runPerson } from './run-person';
import { Sender } from './sender';
import { sentenceOf } from './sentences';
import type { ApplyStore, StepClaim } from './store';
import { nameOf, workOf } from './work';
import type { Work } from './work';

/** The longest that one request may take, in milliseconds; a shorter settling time shortens it. */
const callMs = 30_000;

/** Applies a plan. Rejects only before the first write. */
export async function applyPlan(
  client: UnlocClient,
  plan: PlanDocument,
  options: ApplyOptions,
  engine: Engine,
  clock: Clock = platformClock,
): Promise<ApplyReport> {
  const { store, only } = options;
  checkTimes(options);
  const { epoch } = await store.begin(plan);
  try {
    const claims = await store.read(plan.id);
    const run = newRun(client, plan, options, engine, clock, epoch);
    const byItem = claimsByItem(run, claims);
    const people = plan.items.map((item) => new Person(run, item, worksOf(item, byItem)));
    const names = only && new Set(only);
    const isChosen = ({ item }: Person): boolean => !names || names.has(item.item);
    const chosen = people.filter(isChosen);
    await runAll(run, chosen, options);
    if (!run.ending) await guarded(run, () => sweep(run, chosen));
    const outcomes = flat(people.map((person) => outcomesOf(person, !isChosen(person))));
    if (!run.ending && chosen.length === people.length) await guarded(run, () => closeIfSettled(run, people));
    return {
      planId: plan.id,
      outcomes,
      stillOpen: [...run.stillOpen.values()],
      requests: run.sender.requests,
      resumed: claims.length > 0,
      endedBy: run.ending ? run.ending.by : 'end',
      ...(run.ending && run.ending.error && { error: run.ending.error }),
      blindSpots: blindSpots(run),
    };
  } finally {
    if (store.release) await store.release().catch(() => undefined);
  }
}

/**
 * Applies one item of a plan that was begun. Rejects if the store fails or the API lets nobody in: then it may be tried again.
 * Called for an item that is done, it looks for twins of keys whose request was sent twice.
 */
export async function applyItemOfPlan(
  client: UnlocClient,
  plan: PlanDocument,
  item: string,
  options: ApplyOptions & { epoch: number },
  engine: Engine,
  clock: Clock = platformClock,
): Promise<ItemOutcome[]> {
  const found = plan.items.find((one) => one.item === item);
  if (!found) throw new Error('The plan has no item for this person.');
  checkTimes(options);
  const run = newRun(client, plan, options, engine, clock, options.epoch);
  const claims = await claimsAround(found, plan, options.store);
  const person = new Person(run, found, worksOf(found, claimsByItem(run, claims)));
  await guarded(run, () => runPerson(person));
  if (!run.ending) await guarded(run, () => sweep(run, [person]));
  const isStale = person.works.every(({ outcome }) => outcome === 'stale');
  if (run.ending && run.ending.error && !isStale) throw run.ending.error;
  return outcomesOf(person, false);
}

/** The claims of an item, and of those that its steps come after. */
async function claimsAround(item: PlanItem, plan: PlanDocument, store: ApplyStore): Promise<Claims> {
  const names = new Set([item.item]);
  for (const { after = [] } of item.steps) for (const { item: name } of after) names.add(name);
  const claims: Claims = [];
  for (const name of names) claims.push(...(await store.read(plan.id, name)));
  return claims;
}

function newRun(
  client: UnlocClient,
  plan: PlanDocument,
  options: ApplyOptions,
  engine: Engine,
  clock: Clock,
  epoch: number,
): Run {
  const {
    store,
    signal,
    deadlineMs = Number.POSITIVE_INFINITY,
    pace = {},
    settleMs = 60_000,
    usableMs = 120_000,
  } = options;
  const begun = clock.monotonic();
  const run: Run = {
    plan,
    epoch,
    store,
    clock,
    engine,
    settleMs,
    usableMs,
    onStale: options.onStale,
    api:
      plan.scope.api === 'v1'
        ? doorApiV1(client, plan.scope)
        : doorApiV2(client, plan.scope, Math.max(1, pace.keysPerPost || 50)),
    sender: new Sender(clock, pace, Math.min(callMs, settleMs / 2), signal, () => run.isOver()),
    changedZones: new Set(engine.changedZones(plan)),
    confirmed: new Set(),
    stillOpen: new Map(),
    isOver: () => {
      if (signal && signal.aborted) endRun(run, { by: 'signal' });
      else if (clock.monotonic() - begun >= deadlineMs) endRun(run, { by: 'deadline' });
      return run.ending !== undefined;
    },
  };
  return run;
}

type Claims = Array<{ item: string; n: number; claim: StepClaim }>;

/** The claims by item. Steps that are confirmed already are noted. */
function claimsByItem(run: Run, claims: Claims): Map<string, Claims> {
  const byItem = new Map<string, Claims>();
  for (const one of claims) {
    const { item, n, claim } = one;
    if (claim.settled && claim.settled.outcome === 'confirmed') run.confirmed.add(nameOf({ item, n }));
    const own = byItem.get(item);
    if (own) own.push(one);
    else byItem.set(item, [one]);
  }
  return byItem;
}

function worksOf({ item, steps }: PlanItem, byItem: Map<string, Claims>): Work[] {
  const own = byItem.get(item) || [];
  return steps.map((step) => {
    const found = own.find(({ n }) => n === step.n);
    return workOf(step, found && found.claim);
  });
}

/** A time that is no number would never be over. */
function checkTimes({ settleMs, usableMs, deadlineMs }: Omit<ApplyOptions, 'store'>): void {
  for (const [name, ms] of Object.entries({ settleMs, usableMs, deadlineMs })) {
    if (ms !== undefined && !(typeof ms === 'number' && ms >= 0))
      throw new TypeError(`"${name}" must be a number of milliseconds.`);
  }
}

/** Several people at once. Who waits for somebody else comes again, as long as that helps. */
async function runAll(run: Run, people: Person[], { pace = {}, onProgress }: ApplyOptions): Promise<void> {
  let queue = people.slice();
  let done = 0;
  const tell = (person: Person): void => {
    const last = person.works.filter(({ outcome }) => outcome !== undefined).pop();
    const { requests, seconds } = run.plan.summary;
    try {
      if (onProgress)
        onProgress({
          done,
          of: people.length,
          item: person.item.item,
          outcome: last && last.outcome,
          requests: run.sender.requests,
          budget: { requests, seconds },
        });
    } catch {
      // A listener cannot stop the run.
    }
  };
  const worker = async (): Promise<void> => {
    for (let person = queue.shift(); person; person = queue.shift()) {
      const one = person;
      await guarded(run, () => runPerson(one));
      if (!one.waits) done += 1;
      tell(one);
    }
  };
  for (;;) {
    const before = run.confirmed.size;
    const count = Math.max(1, Math.min(pace.concurrent || 4, queue.length));
    await Promise.all(Array.from({ length: count }, worker));
    queue = people.filter(({ waits }) => waits);
    if (queue.length === 0 || run.confirmed.size === before || run.isOver()) return;
  }
}

/** Ends the run by what is thrown: the store cannot write, or nobody may send. */
async function guarded(run: Run, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    failRun(run, thrown);
  }
}

/** Looks once more, a settling time after it, at everybody for whom a POST was sent twice: its twin may have come late. */
async function sweep(run: Run, people: Person[]): Promise<void> {
  for (const person of people) {
    const twice = person.works.filter(
      ({ step, claim, outcome }) => step.do === 'give' && claim && claim.attempt > 1 && outcome !== 'unknown',
    );
    if (twice.length === 0) continue;
    const wait = (person.lastRepeat || -Infinity) + run.settleMs - run.clock.monotonic();
    if (wait > 0) await run.clock.sleep(wait);
    if (run.isOver()) return;
    const keys = await person.list();
    for (const work of twice) {
      const own = keys.filter((key) => isLive(key) && mark(key, 'accessStep') === work.claim!.step);
      const kept = own.find(({ id }) => work.keysMade.indexOf(id) >= 0) || own[0];
      const twins = own.filter((key) => key !== kept);
      if (twins.length > 0) await removeTwinsOf(person, work, twins);
    }
  }
}

/** A plan of which nothing is under way or unconfirmed is closed. */
async function closeIfSettled(run: Run, people: Person[]): Promise<void> {
  if (!run.store.close || run.stillOpen.size > 0) return;
  for (const person of people) await refreshClaims(person, run.store);
  const isSettled = ({ claim, outcome }: Work): boolean =>
    outcome !== 'creating'
    && (!claim || !claim.sentAt || Boolean(claim.settled && claim.settled.outcome !== 'arrived'));
  if (people.every(({ works }) => works.every(isSettled))) await run.store.close(run.plan.id);
}

function outcomesOf(person: Person, notChosen: boolean): ItemOutcome[] {
  const { run, item } = person;
  return person.works.map((work) => {
    const { step, rule, error, keysMade, keysRevoked, surplus } = work;
    const outcome = work.outcome || 'skipped';
    if (work.outcome === undefined && !work.because) {
      if (notChosen) work.because = 'notChosen';
      else if (person.waits) work.because = 'waits';
    }
    const lockId = step.lockId || (step.key && step.key.lockId);
    return {
      item: item.item,
      n: step.n,
      do: step.do,
      ref: step.ref,
      ...(lockId !== undefined && { lockId }),
      outcome,
      keysMade,
      keysRevoked,
      surplus,
      ...((rule || work.because === 'waits') && { rule: rule || 'R30' }),
      ...(error && outcome !== 'done' && { error }),
      ...(notChosen && { notChosen: true as const }),
      sentence: sentenceOf(run.plan, item.item, work, outcome),
    };
  });
}

function flat<T>(lists: T[][]): T[] {
  const all: T[] = [];
  for (const list of lists) for (const one of list) all.push(one);
  return all;
}
