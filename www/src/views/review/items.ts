import { computed } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { engine, snapshot } from '../../data/engine';
import { isLive } from '../../data/key-states';
import { isMatter } from '../../data/matters';
import { calledBy } from '../../data/people';
import { data, doorsById, people } from '../../data/project-data';
import { fold } from '../../format/fold';
import { language, words } from '../../words/words';

/** Why somebody should look at access. */
export type Why = 'noEnd' | 'unused' | 'onlyKey' | 'sharesNothing';

/** All reasons. */
export const whys: readonly Why[] = ['noEnd', 'unused', 'onlyKey', 'sharesNothing'];

/** Access to look at: a key, or a right to share. */
export interface Item {
  id: string;
  key?: V2.Key;
  right?: V2.SharingRight;
  number: string;
  who: string;
  lockId: string;
  door: string;
  zone: string | undefined;
  why: readonly Why[];
  folded: string;
}

/** The access to look at, those with the most reasons first. */
export const items = computed<readonly Item[]>(() => {
  const keys = (data.value?.keys ?? []).filter((key) => isLive(key) && key.appUser !== null);
  const counts = new Map<string, number>();
  for (const { appUser } of keys) counts.set(appUser?.id ?? '', (counts.get(appUser?.id ?? '') ?? 0) + 1);
  const found: Item[] = [];
  for (const key of keys) {
    const number = key.appUser?.id ?? '';
    const why = whys.filter(
      (one) =>
        (one === 'noEnd' && isMatter('noEnd', key))
        || (one === 'unused' && isMatter('unused', key))
        || (one === 'onlyKey' && counts.get(number) === 1),
    );
    if (why.length > 0) found.push(item({ id: key.id, key, number, lockId: key.lockId, why }, key.appUser?.name));
  }
  const [access, seen] = [engine.value, snapshot.value];
  const rights = access === undefined || seen === undefined ? [] : access.mayGrant(seen);
  for (const right of rights) {
    if (right.createdKeys) continue;
    const { lockId, appUserId } = right;
    const id = `right ${right.id ?? `${lockId} ${appUserId}`}`;
    found.push(item({ id, right, number: appUserId, lockId, why: ['sharesNothing'] }, undefined));
  }
  const { compare } = new Intl.Collator(language.value);
  return found.sort((one, other) => other.why.length - one.why.length || compare(one.who, other.who));
});

function item(facts: Pick<Item, 'id' | 'number' | 'lockId' | 'why' | 'key' | 'right'>, name: string | undefined): Item {
  const door = doorsById.value.get(facts.lockId);
  const who = calledBy(people.value.get(facts.number) ?? { number: facts.number, name });
  const called = door?.name ?? facts.lockId;
  const said = facts.why.map((one) => words.value.review.whys[one]).join(' ');
  return {
    ...facts,
    who,
    door: called,
    zone: door?.timezone,
    folded: fold(`${who} ${facts.number} ${called} ${said}`),
  };
}
