import type { KeyInput } from '../../generated/model-v2';
import { asUnlocError, fateOf } from './fate';
import type { Person } from './person';
import { failRun } from './run';
import type { Work } from './work';

/** So often a POST that had no effect is tried. */
const maxTries = 8;

/** An older start is left out of what is sent, in milliseconds: the API refuses one of more than an hour ago. */
const oldStartMs = 55 * 60_000;

/** Claims steps and sends their keys, in as few requests as may be. */
export async function post(person: Person, works: Work[]): Promise<void> {
  const { api } = person.run;
  for (let from = 0; from < works.length; from += api.keysPerPost) {
    await postTogether(person, works.slice(from, from + api.keysPerPost));
  }
}

async function postTogether(person: Person, works: Work[]): Promise<void> {
  const { run } = person;
  await run.sender.turn();
  if (run.isOver()) return;
  for (const work of works) {
    if (work.phase !== 'new') continue;
    if (await person.claim(work)) work.phase = 'unsent';
    else takeNote(person, work);
  }
  await sendClaimed(
    person,
    works.filter(({ phase, outcome }) => phase === 'unsent' && outcome === undefined),
  );
}

/** Somebody else has claimed the step. */
function takeNote({ run }: Person, work: Work): void {
  const { sentAt, settled } = work.claim!;
  work.since = run.clock.monotonic();
  if (settled && settled.outcome === 'confirmed') {
    work.outcome = 'alreadySo';
    work.keysMade = settled.keyIds;
  } else if (settled && settled.outcome === 'refused') work.outcome = 'refused';
  else if (settled) work.phase = 'arrived';
  else if (sentAt) work.phase = 'sent';
  else {
    work.outcome = 'skipped';
    work.because = 'takenOver';
  }
}

/** Sends the keys of claimed steps by one request. If the API refuses one of them, the others are sent again. */
async function sendClaimed(person: Person, works: Work[]): Promise<void> {
  const { run } = person;
  const { api, sender, clock } = run;
  const fresh: Work[] = [];
  for (const work of works) if (await isFresh(person, work)) fresh.push(work);
  if (fresh.length === 0 || run.isOver()) return;
  const keys = fresh.map((work) => keyOf(person, work));
  try {
    const { jobId } = await sender.once((options) => api.make(keys, options));
    await arrived(person, fresh, jobId);
  } catch (thrown) {
    const error = asUnlocError(thrown);
    const fate = fateOf(thrown);
    if (fate === 'arrived') await arrived(person, fresh, undefined);
    else if (fate === 'lost') {
      person.begun = true;
      for (const work of fresh) Object.assign(work, { phase: 'sent', since: clock.monotonic(), error });
    } else if (fate === 'refused') await sendWithoutRefused(person, fresh, thrown);
    else if (fate === 'end') {
      failRun(run, thrown);
      for (const work of fresh) Object.assign(work, { outcome: 'failed', because: 'ended', error });
    } else await tryLater(person, fresh, thrown);
  }
}

/**
 * A claim that is older than a quarter of the settling time is given back unsent: somebody else may already have looked for
 * its key and claimed it. Only who still holds it may stamp it anew.
 */
async function isFresh(person: Person, work: Work): Promise<boolean> {
  const { run } = person;
  if (run.clock.monotonic() - work.claimedAt <= run.settleMs / 4) return true;
  work.tries += 1;
  const won = work.tries <= maxTries && !run.isOver() && (await person.again(work, 0));
  if (!won) takeNote(person, work);
  // Stamping may have taken as long.
  return won && run.clock.monotonic() - work.claimedAt <= run.settleMs / 4;
}

/** The key as it is sent: with who owns it, what for, and the number of its step. */
function keyOf({ run, item }: Person, { step, claim }: Work): KeyInput {
  const { start, ...key } = step.key!;
  const isOld = start && Date.parse(start) < run.clock.wall() - oldStartMs;
  const marks = { accessOwner: run.plan.scope.owner, accessRef: step.ref };
  return {
    ...key,
    appUserId: item.item,
    ...(start && !isOld && { start }),
    metadata: { ...marks, ...key.metadata, accessStep: claim!.step },
  };
}

async function arrived(person: Person, works: Work[], jobId: string | undefined): Promise<void> {
  person.begun = true;
  for (const work of works) {
    work.phase = 'arrived';
    work.since = person.run.clock.monotonic();
    work.jobId = jobId;
    work.error = undefined;
  }
  for (const work of works) await person.settle(work, 'arrived', []);
}

/** After a refusal: the keys that it names fail. If it names none, each half is sent. */
async function sendWithoutRefused(person: Person, works: Work[], thrown: unknown): Promise<void> {
  const error = asUnlocError(thrown)!;
  const named = new Set<Work>();
  for (const { name } of error.invalidParams || []) {
    const work = works[indexIn(name, works.length)];
    if (work) named.add(work);
  }
  if (named.size > 0 || works.length === 1) {
    for (const work of works) {
      if (named.size > 0 && !named.has(work)) continue;
      await person.settle(work, 'refused', []);
      Object.assign(work, { outcome: 'refused', error });
    }
    const others = works.filter(({ outcome }) => outcome === undefined);
    if (others.length > 0) await sendClaimed(person, others);
    return;
  }
  const half = works.length >> 1;
  await sendClaimed(person, works.slice(0, half));
  await sendClaimed(person, works.slice(half));
}

/** The index of a key in a parameter's name: `keys.0.start`, `keys[0].start`, `/keys/0/start`. */
function indexIn(name: string, count: number): number {
  const [, digits] = /(?:^|\W)keys\W+(\d+)(?:\W|$)/.exec(name) || [];
  const index = digits === undefined ? -1 : Number(digits);
  return index < count ? index : -1;
}

async function tryLater(person: Person, works: Work[], thrown: unknown): Promise<void> {
  const { run } = person;
  const error = asUnlocError(thrown);
  for (const work of works) {
    work.tries += 1;
    work.error = error;
    if (work.tries < maxTries) continue;
    work.outcome = 'failed';
    work.because = 'triedTooOften';
  }
  if (fateOf(thrown) === 'unsent') await run.clock.sleep(run.sender.backoff(works[0]!.tries));
}
