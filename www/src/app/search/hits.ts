import { computed } from '@preact/signals';
import { calledBy } from '../../data/people';
import { data, doorsById, people } from '../../data/project-data';
import { addressLine } from '../../format/address';
import { fits, fold } from '../../format/fold';
import { words } from '../../words/words';
import { linkTo } from '../address';
import { sections } from '../views';

/** What is found, in this order. */
export type HitGroup = 'views' | 'doors' | 'people' | 'groups' | 'bookings';

/** Something that was found. */
export interface Hit {
  group: HitGroup;
  id: string;
  label: string;
  aside: string;
  /** Where it is. */
  href: string;
}

interface Entry extends Hit {
  folded: string;
}

/** All that can be found, folded once. */
const entries = computed<readonly Entry[]>(() => {
  const read = data.value;
  if (read === undefined) return [];
  const { views, shell, counts } = words.value;
  const titles: { readonly [name: string]: string } = views;
  const entry = (hit: Hit, ...more: readonly string[]): Entry => ({
    ...hit,
    folded: fold([hit.label, hit.aside, ...more].join(' ')),
  });
  return [
    ...sections.map((id) => {
      const href = id === 'overview' ? '#/' : linkTo(id);
      return entry({ group: 'views', id, label: titles[id] ?? id, aside: '', href });
    }),
    ...read.doors.map(({ id, name, address }) =>
      entry({ group: 'doors', id, label: name, aside: addressLine(address), href: linkTo('doors', id) }),
    ),
    ...[...people.value.values()].map((person) => {
      const { number, keys, managedUser } = person;
      const label = calledBy(person);
      const aside = [label === number ? '' : number, shell.search.keysOf(keys.length)].filter(Boolean).join(' · ');
      const hit: Hit = { group: 'people', id: number, label, aside, href: linkTo('people', number) };
      // A number is typed with or without the code of its country.
      return entry(hit, ...Object.values(managedUser?.metadata ?? {}).map(String));
    }),
    ...(sections.includes('groups') ? read.groups : []).map(({ id, name, lockIds = [], appUserIds = [] }) => {
      const aside = `${counts.people(appUserIds.length)} · ${counts.doors(lockIds.length)}`;
      return entry({ group: 'groups', id, label: name, aside, href: linkTo('groups', id) });
    }),
    ...read.keys.flatMap((key): Entry[] => {
      const marks = Object.values(key.metadata ?? {}).map(String);
      const [label] = marks;
      if (label === undefined) return [];
      const person = key.appUser && people.value.get(key.appUser.id);
      const aside = [person && calledBy(person), doorsById.value.get(key.lockId)?.name].filter(Boolean).join(' · ');
      const href = `${linkTo('keys')}?${new URLSearchParams({ q: label })}`;
      return [{ group: 'bookings', id: key.id, label, aside, href, folded: fold(`${marks.join(' ')} ${key.id}`) }];
    }),
  ];
});

const order: readonly HitGroup[] = ['doors', 'people', 'bookings', 'groups', 'views'];

/** How many of a group are shown. */
const shown = 6;

/** The hits of a group, and how many there are beyond those. */
export interface Found {
  group: HitGroup;
  hits: readonly Hit[];
  more: number;
}

/** What fits a text, by groups; labels that begin with it first. */
export function find(text: string): Found[] {
  if (text.trim() === '') return [];
  const start = fold(text);
  const by = new Map<HitGroup, { first: Entry[]; rest: Entry[] }>();
  for (const one of entries.value) {
    if (!fits(one.folded, text)) continue;
    const group = by.get(one.group) ?? { first: [], rest: [] };
    by.set(one.group, group);
    (one.folded.startsWith(start) ? group.first : group.rest).push(one);
  }
  return order.flatMap((group) => {
    const { first = [], rest = [] } = by.get(group) ?? {};
    const all = [...first, ...rest];
    return all.length === 0 ? [] : [{ group, hits: all.slice(0, shown), more: Math.max(0, all.length - shown) }];
  });
}

/** All that can be found is made ready, before the first letter. */
export const makeReady = (): void => void entries.value;
