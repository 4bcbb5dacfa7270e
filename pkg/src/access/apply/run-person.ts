import { changeGroup, takeBack } from './take-back';
import { fateOf, asUnlocError } from './fate';
import { give } from './give';
import type { Person } from './person';
import { endRun, isConfirmed } from './run';
import type { ApplyStore } from './store';
import type { Outcome } from './options';
import { mark } from './keys';
import { nameOf, obstacle } from './work';
import type { Work } from './work';

const open = ({ works }: Person): Work[] => works.filter(({ outcome }) => outcome === undefined);

/**
 * Does what can be done of a person's steps now. It is called again if the person waits for somebody else. Rejects if the
 * store fails.
 */
export async function runPerson(person: Person): Promise<void> {
  const { run } = person;
  person.waits = false;
  rememberSettled(person);
  if (open(person).length === 0) return;
  if (ready(person).length === 0) {
    blocked(person);
    return;
  }
  const begun = person.works.some(({ claim }) => claim && claim.sentAt);
  if (!begun) {
    if (run.isOver()) return;
    // What has not begun in time is not begun.
    if (run.clock.wall() > Date.parse(run.plan.validUntil)) return end(person, 'stale', 'R25', 'past');
  }
  try {
    if (!person.begun && !(await isAsPlanned(person))) return;
  } catch (thrown) {
    if (fateOf(thrown) === 'end' || !asUnlocError(thrown)) throw thrown;
    for (const work of open(person)) work.error = asUnlocError(thrown);
    return end(person, 'failed', undefined, 'unread');
  }
  await doSteps(person);
  blocked(person);
}

/** What earlier runs brought to an end. */
function rememberSettled({ run, item, works }: Person): void {
  for (const work of works) {
    const settled = work.claim && work.claim.settled;
    if (work.outcome !== undefined || !settled || settled.outcome === 'arrived') continue;
    work.outcome = settled.outcome === 'confirmed' ? 'alreadySo' : 'refused';
    if (work.step.do === 'give') work.keysMade = settled.keyIds;
    else work.keysRevoked = settled.keyIds;
    if (settled.outcome === 'confirmed') run.confirmed.add(nameOf({ item: item.item, n: work.step.n }));
  }
}

/** The steps that nothing stands in the way of. */
function ready({ run, item, works }: Person): Work[] {
  return works.filter((work) => work.outcome === undefined && !obstacle(item, works, work.step, isConfirmed(run)));
}

/** Looks at the person's keys before the first write. Whether they are those that the plan was made from. */
async function isAsPlanned(person: Person): Promise<boolean> {
  const { run, item } = person;
  const keys = await person.list();
  // A claim is durable before its key can be there, so what this reads explains every key that the plan made.
  await refreshClaims(person, run.store);
  const steps = person.steps();
  const began = person.works.some(
    ({ step, claim }) => claim && claim.sentAt && (step.do !== 'give' || claim.settled !== undefined),
  );
  person.begun = began || keys.some((key) => steps.has(mark(key, 'accessStep')));
  if (changedZone(person)) {
    end(person, 'stale', 'R53', 'zone');
    return false;
  }
  if (person.begun) return true;
  if (run.engine.print(run.plan, item, keys) === item.print) return true;
  await settleIntentions(person);
  if (person.begun) return true;
  end(person, 'stale', 'R23');
  if (run.onStale === 'stop')
    endRun(run, {
      by: 'error',
      error: new Error('The keys of a person have changed since the plan was made, and onStale is "stop".'),
    });
  return false;
}

/** Reads the journal of the person again. */
export async function refreshClaims(person: Person, store: ApplyStore): Promise<void> {
  for (const { n, claim } of await store.read(person.run.plan.id, person.item.item)) {
    const work = person.works.find(({ step }) => step.n === n);
    if (work && work.outcome === undefined) work.claim = claim;
  }
  rememberSettled(person);
}

/** Somebody's keys have changed, and a POST for them may be on its way: it is looked for, and not sent again. */
async function settleIntentions(person: Person): Promise<void> {
  const { run, item } = person;
  const intended = person.works.filter(
    ({ step, claim, outcome }) => step.do === 'give' && claim && claim.sentAt && !outcome,
  );
  const until = Math.max(...intended.map(({ claim }) => Date.parse(claim!.sentAt!))) + run.settleMs;
  while (intended.length > 0 && run.clock.wall() < until) {
    await run.clock.sleep(Math.max(1, Math.min(5_000, until - run.clock.wall())));
    const keys = await person.list();
    const steps = person.steps();
    person.begun = keys.some((key) => steps.has(mark(key, 'accessStep')));
    if (person.begun) return;
    if (run.engine.print(run.plan, item, keys) === item.print) {
      person.begun = true;
      return;
    }
  }
}

/** Whether one of the person's doors is in a zone whose rules changed. */
function changedZone({ run, item, keys }: Person): boolean {
  if (run.changedZones.size === 0) return false;
  const locks = new Set<string | undefined>();
  for (const { lockId, key, keyId } of item.steps) {
    locks.add(lockId || (key && key.lockId));
    const known = keys.find(({ id }) => id === keyId);
    if (known) locks.add(known.lockId);
  }
  return run.plan.doors.some(
    ({ lockId, zone }) => locks.has(lockId) && zone !== undefined && run.changedZones.has(zone),
  );
}

/** Everything that gives first, together; then, one by one, what takes away. */
async function doSteps(person: Person): Promise<void> {
  const { run } = person;
  for (let steps = ready(person); steps.length > 0; steps = ready(person)) {
    const waiting = steps.filter(({ step }) => step.do === 'awaitUsable');
    const giving = steps.filter(({ step }) => step.do === 'give');
    const [next] = steps.filter(({ step }) => step.do === 'takeBack' || step.do === 'changeGroup');
    // A give is over only when its key is usable.
    for (const work of waiting) await confirmWait(person, work);
    if (waiting.length > 0) continue;
    if (giving.length > 0) await give(person, giving);
    else if (next) await (next.step.do === 'takeBack' ? takeBack(person, next) : changeGroup(person, next));
    if (run.isOver() && ready(person).some((work) => steps.indexOf(work) >= 0)) return;
  }
}

async function confirmWait({ run, item }: Person, work: Work): Promise<void> {
  work.outcome = 'done';
  run.confirmed.add(nameOf({ item: item.item, n: work.step.n }));
}

/** What stands in the way of the steps that are left. */
function blocked(person: Person): void {
  const { run, item, works } = person;
  for (const work of open(person)) {
    const found = obstacle(item, works, work.step, isConfirmed(run));
    if (found && found.other) person.waits = true;
    if (found && found.own && found.own.outcome === 'creating') {
      work.outcome = 'creating';
      work.rule = 'R31';
    }
  }
}

/** Gives every step without an outcome the same one. */
export function end(person: Person, outcome: Outcome, rule?: string, because?: string): void {
  for (const work of open(person)) Object.assign(work, { outcome, rule, because });
}
