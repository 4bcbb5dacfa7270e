import type { Key } from '../../generated/model-v2';
import type { UnlocError } from '../../core/unloc-error';
import { asUnlocError, fateOf } from './fate';
import { isOver } from './keys';
import type { Person } from './person';
import { failRun } from './run';
import { sentenceOfSurplus } from './sentences';

/** What became of keys that were to be revoked. */
export interface Removed {
  /** Ids of those that were read back as revoked, expired, or not there. */
  gone: string[];
  /** The others. `tried`: a request to revoke it was sent. */
  left: Array<{ key: Key; tried: boolean; error?: UnlocError }>;
}

interface Target {
  key: Key;
  tries: number;
  /** The API will not revoke it: a later look does not find it gone by itself. */
  refused: boolean;
  gone: boolean;
  error?: UnlocError;
}

const maxTries = 5;

/**
 * Revokes keys of a person one by one, and reads them back: an answer alone confirms nothing. What is not confirmed is noted
 * as still open.
 *
 * @param why the name of the sentence that says why a key should not open.
 */
export async function removeKeys(person: Person, keys: Key[], why: string): Promise<Removed> {
  const { run } = person;
  const targets: Target[] = keys.map((key) => ({ key, tries: 0, refused: false, gone: isOver(key) }));
  const open = (): Target[] => targets.filter(({ gone }) => !gone);
  const begun = run.clock.monotonic();
  for (let round = 0; open().length > 0; round += 1) {
    // Each is sent, and every other look later again if it is still there.
    if (round % 2 === 0) await revokeEach(person, open());
    if (!open().some(({ tries }) => tries > 0)) break;
    try {
      await readBack(person, open());
    } catch (thrown) {
      if (fateOf(thrown) === 'end') failRun(run, thrown);
    }
    const hopeful = open().some(({ refused, tries }) => !refused && tries > 0);
    if (!hopeful || run.clock.monotonic() - begun >= run.settleMs) break;
    await run.clock.sleep(Math.min(5_000, 400 * 1.6 ** round));
  }
  return result(person, targets, why);
}

async function revokeEach({ run }: Person, targets: Target[]): Promise<void> {
  for (const target of targets) {
    if (target.refused || target.tries >= maxTries) continue;
    await run.sender.turn();
    // What was sent once is brought to its end.
    if (run.isOver() && target.tries === 0) return;
    target.tries += 1;
    try {
      await run.sender.once((options) => run.api.revoke(target.key, options));
      target.error = undefined;
    } catch (thrown) {
      target.error = asUnlocError(thrown);
      const fate = fateOf(thrown);
      // 404 and 409 may mean that there is nothing left to do: the key is read.
      target.refused = fate === 'refused' || fate === 'end';
      if (fate === 'end') {
        failRun(run, thrown);
        return;
      }
    }
  }
}

async function readBack(person: Person, targets: Target[]): Promise<void> {
  const { api, sender } = person.run;
  const listed = await person.list();
  for (const target of targets) {
    let key = listed.find(({ id }) => id === target.key.id);
    if (!key) key = await sender.read((options) => api.key(target.key, options));
    target.gone = !key || isOver(key);
    if (key) target.key = key;
  }
}

function result({ run, item }: Person, targets: Target[], why: string): Removed {
  const removed: Removed = { gone: [], left: [] };
  for (const { key, gone, tries, error, refused } of targets) {
    if (gone) {
      removed.gone.push(key.id);
      run.stillOpen.delete(key.id);
      continue;
    }
    removed.left.push({ key, tried: tries > 0, ...(error && { error }) });
    if (tries === 0 || key.state === 'error') continue;
    run.stillOpen.set(key.id, {
      keyId: key.id,
      lockId: key.lockId,
      appUserId: item.item,
      until: key.end,
      why: sentenceOfSurplus(
        run.plan,
        item.item,
        key,
        refused && error && error.code === 'conflict' ? 'groupKey' : why,
      ),
    });
  }
  return removed;
}
