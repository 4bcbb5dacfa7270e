import type { Opening, WhyNot } from 'unloc-integrator-client/access';
import { linkTo } from '../app/address';
import { words } from '../words/words';
import { locksOfDoor } from './access-rows';
import { engine, snapshot } from './engine';
import { calledBy } from './people';
import { data, doorsById, people } from './project-data';

/** Who or what an answer names. */
export interface Named {
  id: string;
  name: string;
  href: string | undefined;
  zone: string | undefined;
}

/** Who can open a door at a time, or what somebody can open. */
export interface AnswerAt {
  can: readonly (Named & { until: number; hours: boolean })[];
  /** Who has a key, and cannot. */
  cannot: readonly (Named & { why: readonly WhyNot[] })[];
  /** How many others have a key, and were not asked about. */
  others: number;
}

/** Of how many people or doors it is said why not. */
const most = 60;

/** Who can open a door at a time. */
export function whoAt(lockId: string, at: number): AnswerAt | undefined {
  const [access, seen] = [engine.value, snapshot.value];
  if (access === undefined || seen === undefined) return undefined;
  const locks = locksOfDoor(lockId);
  const openings = access.whoCanOpen(seen, { lockId, at: new Date(at) });
  const able = new Set(openings.map(({ appUserId }) => appUserId));
  const others = new Set(
    (data.value?.keys ?? []).flatMap(({ appUser, lockId: of }) =>
      appUser !== null && locks.includes(of) && !able.has(appUser.id) ? [appUser.id] : [],
    ),
  );
  const zone = doorsById.value.get(lockId)?.timezone;
  return {
    can: openings.map((opening) => ({ ...personNamed(opening.appUserId, zone), ...untilOf(opening) })).sort(byName),
    cannot: [...others]
      .slice(0, most)
      .map((id) => ({ ...personNamed(id, zone), why: whyNot(id, lockId, at) }))
      .filter(({ why }) => why.some((one) => one !== 'over'))
      .sort(byName),
    others: Math.max(0, others.size - most),
  };
}

/** What somebody can open at a time. */
export function whatAt(appUserId: string, at: number): AnswerAt | undefined {
  const [access, seen] = [engine.value, snapshot.value];
  if (access === undefined || seen === undefined) return undefined;
  const openings = access.whatCanOpen(seen, { appUserId, at: new Date(at) });
  const able = new Set(openings.map(({ lockId }) => lockId));
  const locks = new Set((people.value.get(appUserId)?.keys ?? []).map(({ lockId }) => lockId));
  const others = [...locks].filter((id) => !able.has(id));
  return {
    can: openings.map((opening) => ({ ...doorNamed(opening.lockId), ...untilOf(opening) })).sort(byName),
    cannot: others
      .slice(0, most)
      .map((id) => ({ ...doorNamed(id), why: whyNot(appUserId, id, at) }))
      .filter(({ why }) => why.some((one) => one !== 'over'))
      .sort(byName),
    others: Math.max(0, others.length - most),
  };
}

/** When what somebody can open changes next, as far as the keys of today tell. */
export function nextChange(appUserId: string, at: number): { at: number; lockId: string; opens: boolean } | undefined {
  const [access, seen] = [engine.value, snapshot.value];
  if (access === undefined || seen === undefined) return undefined;
  const doors = new Set((people.value.get(appUserId)?.keys ?? []).map(({ lockId }) => lockId));
  return [...doors]
    .flatMap((lockId) => {
      const { next } = access.canOpen(seen, { appUserId, lockId, at: new Date(at) });
      return next === undefined ? [] : [{ at: Date.parse(next.at), lockId, opens: next.opens }];
    })
    .sort((one, other) => one.at - other.at)[0];
}

function whyNot(appUserId: string, lockId: string, at: number): WhyNot[] {
  const [access, seen] = [engine.value, snapshot.value];
  if (access === undefined || seen === undefined) return [];
  const { butNot } = access.canOpen(seen, { appUserId, lockId, at: new Date(at) });
  return [...new Set(butNot.map(({ why }) => why))];
}

function untilOf({ to, reasons }: Opening): { until: number; hours: boolean } {
  return {
    until: to === null ? Number.POSITIVE_INFINITY : Date.parse(to),
    hours: reasons.every(({ windows }) => windows !== undefined),
  };
}

function personNamed(id: string | null, zone: string | undefined): Named {
  if (id === null) return { id: '', name: words.value.hidden, href: undefined, zone };
  const person = people.value.get(id) ?? { number: id, name: undefined };
  return { id, name: calledBy(person), href: linkTo('people', id), zone };
}

function doorNamed(id: string): Named {
  const door = doorsById.value.get(id);
  return { id, name: door?.name ?? id, href: linkTo('doors', id), zone: door?.timezone };
}

const { compare } = new Intl.Collator();

function byName(one: Named, other: Named): number {
  return compare(one.name, other.name);
}
