import type { Key } from '../../generated/model-v2';
import { isLive, isOver, isUsable, mark, meansTheSame } from './keys';
import type { Person } from './person';
import { post } from './post';
import { removeKeys } from './remove-keys';
import type { Work } from './work';

/** A step is sent at most so often. */
const maxAttempts = 5;

/** The wait before a further look, in milliseconds. */
const lookDelay = (round: number): number => Math.min(5_000, 400 * 1.6 ** round);

/** Makes keys of a person, and waits until they are usable. Each of the steps ends with an outcome, unless the run is over. */
export async function give(person: Person, works: Work[]): Promise<void> {
  const { run } = person;
  const open = (): Work[] => works.filter(({ outcome }) => outcome === undefined);
  for (const work of works) recall(person, work);
  for (let round = 0; ; round += 1) {
    await post(
      person,
      open().filter(({ phase }) => phase === 'new' || phase === 'unsent'),
    );
    const looked = open().filter(({ phase }) => phase !== 'new' && phase !== 'unsent');
    if (looked.length === 0 && (run.isOver() || open().length === 0)) return;
    if (round > 0) await run.clock.sleep(lookDelay(round));
    if (looked.length === 0) continue;
    await readJobs(person, looked);
    // A job that was lost is as good as one that is over.
    if (looked.every(({ jobId }) => jobId !== undefined) && !looked.some((work) => isLate(person, work))) continue;
    const keys = await person.list();
    for (const work of looked) await judge(person, work, keys, works);
    await removeTwins(person, works);
    for (const work of open()) await giveUp(person, work);
  }
}

/** What the journal says of a step that is taken up again. */
function recall(person: Person, work: Work): void {
  const { claim } = work;
  if (work.phase !== 'new' || !claim || !claim.sentAt) return;
  const { run } = person;
  work.phase = claim.settled && claim.settled.outcome === 'arrived' ? 'arrived' : 'sent';
  const since = Date.parse((claim.settled && claim.settled.at) || claim.sentAt);
  // How long ago that is, as far as two clocks can tell.
  const ago = Math.max(0, Math.min(run.settleMs, run.clock.wall() - since)) || 0;
  work.since = run.clock.monotonic() - ago;
  if (claim.attempt > 1) person.lastRepeat = Math.max(person.lastRepeat || -Infinity, work.since);
}

/** Reads the jobs that still run. */
async function readJobs(person: Person, works: Work[]): Promise<void> {
  const { api, sender, clock } = person.run;
  const jobs = new Set(works.map(({ jobId }) => jobId));
  for (const id of jobs) {
    if (id === undefined) continue;
    const ofJob = works.filter(({ jobId }) => jobId === id);
    const end = await sender
      .read((options) => api.job(id, options))
      // What the job would have said is seen by the keys.
      .catch(() => ({ over: true, failed: false, failedLocks: [] as string[] }));
    if (!end.over) continue;
    for (const work of ofJob) {
      work.jobId = undefined;
      work.since = clock.monotonic();
      work.failedInJob = end.failed || end.failedLocks.indexOf(work.step.key!.lockId) >= 0;
    }
  }
}

/** Whether a step has waited for its key for as long as it may. */
function isLate({ run }: Person, { phase, since, jobId }: Work): boolean {
  const waited = run.clock.monotonic() - since;
  // A run that is to end waits for no lock for longer than for an answer.
  const usableMs = run.isOver() ? Math.min(run.usableMs, run.settleMs) : run.usableMs;
  return waited >= (phase === 'made' || jobId !== undefined ? usableMs : run.settleMs);
}

/** Finds a step's key among the person's, and what became of it. */
async function judge(person: Person, work: Work, keys: Key[], works: Work[]): Promise<void> {
  const { run } = person;
  const { claim } = work;
  const gone = claim!.gone || [];
  const mine = keys.filter((key) => mark(key, 'accessStep') === claim!.step && gone.indexOf(key.id) < 0);
  if (mine.length > 0) run.metadataKept = true;
  const known = (claim!.settled && claim!.settled.keyIds) || [];
  const live = mine.filter(isLive);
  let key =
    live.find(({ id }) => id === work.keyId || known.indexOf(id) >= 0)
    || live[0]
    || mine.find(({ state }) => state === 'error')
    || mine[0];
  if (!key && run.metadataKept !== true) {
    const taken = new Set(works.map(({ keyId }) => keyId));
    key = keys.find(
      (one) =>
        !isOver(one)
        && mark(one, 'accessStep') === ''
        && (one.id === work.keyId || !taken.has(one.id))
        && meansTheSame(work.step.key!, one),
    );
    if (key && work.phase === 'arrived') run.metadataKept = false;
  }
  if (!key) return;
  if (work.phase !== 'made') {
    work.phase = 'made';
    work.since = run.clock.monotonic();
    work.jobId = undefined;
  }
  work.keyId = key.id;
  work.keysMade = [key.id];
  person.begun = true;
  if (key.state === 'error') await makeOnceMore(person, work, key);
  else if (isUsable(key) || key.state === 'expired') {
    await person.settle(work, 'confirmed', work.keysMade);
    work.outcome = 'done';
  } else if (key.state === 'revoked') {
    await person.settle(work, 'refused', work.keysMade);
    work.outcome = 'failed';
    work.because = 'takenAway';
  } else if (!claim!.settled || claim!.settled.keyIds.length === 0) await person.settle(work, 'arrived', work.keysMade);
}

/** A key that the lock did not take counts as not there: it is taken back, and made once more. */
async function makeOnceMore(person: Person, work: Work, key: Key): Promise<void> {
  const gone = work.claim!.gone || [];
  const again = gone.length === 0 && !person.run.isOver();
  if (again && !(await person.again(work, 0, [...gone, key.id]))) {
    recallLost(person, work);
    return;
  }
  const { left } = await removeKeys(person, [key], 'keyInError');
  if (left.length === 0) work.keysRevoked.push(key.id);
  work.keyId = undefined;
  work.keysMade = [];
  if (again) {
    work.phase = 'unsent';
    return;
  }
  if (gone.length > 0) await person.settle(work, 'refused', [key.id]);
  work.outcome = 'failed';
  work.because = 'keyInError';
}

/** Another run has claimed the step meanwhile. */
function recallLost(person: Person, work: Work): void {
  work.phase = 'new';
  recall(person, work);
}

/** Keys beyond the first that carry a step's number: a POST that was sent twice. They go once the first is usable. */
async function removeTwins(person: Person, works: Work[]): Promise<void> {
  for (const work of works) {
    if (work.outcome !== 'done' || !work.claim) continue;
    const twins = person.keys.filter(
      (key) => isLive(key) && mark(key, 'accessStep') === work.claim!.step && key.id !== work.keyId,
    );
    if (twins.length > 0) await removeTwinsOf(person, work, twins);
  }
}

/** Takes twins of a step's key back. */
export async function removeTwinsOf(person: Person, work: Work, twins: Key[]): Promise<void> {
  for (const { id } of twins) if (work.surplus.indexOf(id) < 0) work.surplus.push(id);
  const { gone } = await removeKeys(person, twins, 'twin');
  work.keysRevoked.push(...gone);
}

/** What has waited for long enough: it is sent again, or its outcome is what is known of it. */
async function giveUp(person: Person, work: Work): Promise<void> {
  const { run } = person;
  if (work.outcome !== undefined || work.phase === 'new' || work.phase === 'unsent') return;
  if (work.phase === 'arrived' && work.failedInJob) {
    // The list may be late where another key for the same lock was made.
    const single = person.works.filter(({ step }) => step.key && step.key.lockId === work.step.key!.lockId).length < 2;
    if (single || isLate(person, work)) {
      await person.settle(work, 'refused', []);
      work.outcome = 'failed';
      work.because = 'failedInJob';
    }
    return;
  }
  if (!isLate(person, work)) return;
  if (work.phase === 'made' || work.jobId !== undefined) {
    work.outcome = 'creating';
    work.rule = 'R31';
  } else if (work.phase === 'arrived' || run.isOver()) work.outcome = 'unknown';
  else if (work.claim!.attempt >= maxAttempts) {
    work.outcome = 'failed';
    work.because = 'triedTooOften';
  } else if (await person.again(work, run.settleMs)) {
    work.phase = 'unsent';
    person.lastRepeat = run.clock.monotonic();
  } else recallLost(person, work);
}
