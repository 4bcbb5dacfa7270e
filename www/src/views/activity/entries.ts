import { computed } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { events } from '../../data/activity';
import { observed } from '../../data/observed';
import { calledBy } from '../../data/people';
import { data, doorsById, people } from '../../data/project-data';
import { fold } from '../../format/fold';
import { words } from '../../words/words';

/** What happened. */
export type Kind = 'opened' | 'given' | 'takenBack' | 'failed';

/** Something that happened at a door. */
export interface Entry {
  id: string;
  kind: Kind;
  /** Milliseconds since 1970; none if Unloc does not tell. */
  at: number | undefined;
  /** What it is called where its kind says too little. */
  says: string;
  lockId: string;
  door: string;
  zone: string | undefined;
  /** E.164. */
  number: string | undefined;
  who: string;
  /** How it is known. */
  source: 'log' | 'keys' | 'page';
  /** All of it, folded, for finding. */
  folded: string;
}

type Facts = Pick<Entry, 'id' | 'kind' | 'at' | 'lockId' | 'source'> & { number: string | undefined; name?: string };

/** What happened at the doors of the project, the latest first; what has no time comes last. */
export const entries = computed<readonly Entry[]>(() => {
  const { actions } = words.value;
  const found: Entry[] = [];
  for (const { id, action, created, lockId, lockName, appUserId, userName } of events.value ?? []) {
    const facts = { id, kind: 'opened', at: Date.parse(created), lockId, source: 'log' } as const;
    const name = userName ? { name: userName } : {};
    found.push(entry({ ...facts, number: appUserId ?? undefined, ...name }, lockName, actions[action] ?? action));
  }
  const seen = new Map(observed.value.map((one) => [`${one.key.id} ${one.kind}`, one.at] as const));
  for (const key of data.value?.keys ?? []) found.push(...ofKey(key, seen));
  const never = Number.NEGATIVE_INFINITY;
  return found.sort((one, other) => (other.at ?? never) - (one.at ?? never));
});

function ofKey(key: V2.Key, seen: ReadonlyMap<string, number>): Entry[] {
  const { id, lockId, appUser, state, created } = key;
  const who = { lockId, number: appUser?.id, ...(appUser?.name && { name: appUser.name }) };
  const { kinds } = words.value.activity;
  const made = Date.parse(created);
  const found = [entry({ ...who, id: `given ${id}`, kind: 'given', at: made, source: 'keys' }, lockId, kinds.given)];
  const end = state === 'revoked' ? 'takenBack' : state === 'error' ? 'failed' : undefined;
  if (end === undefined) return found;
  // A key fails while it is made; of one that was taken back it is known only if this page saw it.
  const at = seen.get(`${id} ${end}`) ?? (end === 'failed' ? made : undefined);
  const source = seen.has(`${id} ${end}`) ? 'page' : 'keys';
  return [...found, entry({ ...who, id: `${end} ${id}`, kind: end, at, source }, lockId, kinds[end])];
}

function entry({ name, ...facts }: Facts, doorName: string, says: string): Entry {
  const door = doorsById.value.get(facts.lockId);
  const { number } = facts;
  const who = number === undefined ? words.value.hidden : calledBy(people.value.get(number) ?? { number, name });
  const called = door?.name ?? doorName;
  return {
    ...facts,
    says,
    door: called,
    zone: door?.timezone,
    who,
    folded: fold(`${who} ${number ?? ''} ${called} ${says}`),
  };
}
