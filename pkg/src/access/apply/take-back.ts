import type { Person } from './person';
import { removeKeys } from './remove-keys';
import { asUnlocError, fateOf } from './fate';
import { failRun } from './run';
import { whichKeysGo } from './which-keys-go';
import type { Work } from './work';
import { isOver, mark } from './keys';
import type { Key } from '../../generated/model-v2';

/** So often the person is looked at for keys that show up late. */
const maxLooks = 3;

/** Does a step that takes a key back. */
export async function takeBack(person: Person, work: Work): Promise<void> {
  const { run } = person;
  if (!isOurs(person, work)) {
    work.outcome = 'refused';
    work.rule = 'R13';
    work.because = 'metadataNotKept';
    return;
  }
  if (!(await intend(person, work))) return;
  const left: Key[] = [];
  let sent = false;
  for (let look = 0; look < maxLooks; look += 1) {
    const keys = goers(person, work).filter(({ id }) => !left.some((one) => one.id === id));
    if (keys.length === 0) break;
    const removed = await removeKeys(person, keys, 'takeBack');
    sent = sent || removed.gone.length > 0 || removed.left.some(({ tried }) => tried);
    if (sent) person.begun = true;
    for (const id of removed.gone) {
      work.keysRevoked.push(id);
      if (id !== work.step.keyId) work.surplus.push(id);
    }
    for (const one of removed.left) {
      left.push(one.key);
      work.error = one.error || work.error;
    }
    if (run.isOver()) break;
  }
  if (left.length > 0) {
    if (!sent) return;
    const refused = work.error !== undefined && fateOf(work.error) === 'refused';
    work.outcome = refused ? 'failed' : 'unknown';
    work.because = refused && work.error!.code === 'conflict' ? 'groupKey' : 'notConfirmed';
    work.rule = 'R33';
    return;
  }
  await person.settle(work, 'confirmed', work.keysRevoked);
  work.outcome = sent ? 'done' : 'alreadySo';
}

function goers(person: Person, work: Work): Key[] {
  const { run, keys } = person;
  const made = new Set<string>();
  for (const other of person.works) {
    for (const id of other.keysMade) made.add(id);
    const settled = other.step.do === 'give' && other.claim && other.claim.settled;
    for (const id of (settled && settled.keyIds) || []) made.add(id);
  }
  return whichKeysGo(work.step, {
    plan: run.plan,
    keys,
    first: person.first || new Set(),
    steps: person.steps(),
    made,
    metadataLost: run.metadataKept === false,
  });
}

/** Where metadata are not given back, only what names the owner all the same is known to be ours. */
function isOurs({ run, keys }: Person, { step }: Work): boolean {
  if (run.metadataKept !== false) return true;
  const key = keys.find(({ id }) => id === step.keyId);
  return !key || isOver(key) || mark(key, 'accessOwner') !== '';
}

/** Writes down that a step will be done. A step that was claimed before is done again: it does the same. */
async function intend(person: Person, work: Work): Promise<boolean> {
  if (work.claim && work.claim.sentAt) return true;
  if (person.run.isOver()) return false;
  if ((await person.claim(work)) || work.claim!.sentAt) return true;
  work.outcome = 'skipped';
  work.because = 'takenOver';
  return false;
}

/** Does a step that changes an access group: what is so already, the API ignores. */
export async function changeGroup(person: Person, work: Work): Promise<void> {
  const { run } = person;
  const { accessGroupId, change } = work.step.group!;
  if (!(await intend(person, work))) return;
  for (let tries = 1; work.outcome === undefined; tries += 1) {
    await run.sender.turn();
    if (run.isOver()) return;
    try {
      await run.sender.once((options) => run.api.changeGroup(accessGroupId, change, options));
      person.begun = true;
      await person.settle(work, 'confirmed', []);
      work.outcome = 'done';
    } catch (thrown) {
      work.error = asUnlocError(thrown);
      const fate = fateOf(thrown);
      if (fate === 'end') failRun(run, thrown);
      if (fate === 'end' || fate === 'refused') work.outcome = fate === 'end' ? 'failed' : 'refused';
      else if (tries >= 5) work.outcome = 'unknown';
      else await run.clock.sleep(run.sender.backoff(tries));
    }
  }
}
