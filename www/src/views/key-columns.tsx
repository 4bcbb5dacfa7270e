import type { V2 } from 'unloc-integrator-client';
import { connected } from '../account/connection';
import { linkTo } from '../app/address';
import { calledBy } from '../data/people';
import { data, doorsById, people } from '../data/project-data';
import { weeklyHours } from '../format/hours';
import { cellTime, foreignZone } from '../format/time';
import { KeyState } from '../parts/key-state';
import type { Column } from '../parts/virtual-table';
import { words } from '../words/words';

/** The columns of keys. */
export type KeyColumn = 'person' | 'door' | 'from' | 'until' | 'hours' | 'state' | 'origin';

/** Who has a key, by name if there is one. */
export function holderOf({ appUser }: V2.Key): string | undefined {
  if (appUser === null) return undefined;
  return calledBy(people.value.get(appUser.id) ?? { number: appUser.id, name: appUser.name });
}

/** What a key's door is called. */
export function doorOf({ lockId }: V2.Key): string {
  return doorsById.value.get(lockId)?.name ?? lockId;
}

const zoneOf = ({ lockId }: V2.Key): string | undefined => doorsById.value.get(lockId)?.timezone;
const endOf = ({ end }: V2.Key): number => (end === null ? Number.POSITIVE_INFINITY : Date.parse(end));
const untilWords = (key: V2.Key): string => (key.end === null ? words.value.noEnd : timeAt(key.end, key));
const hoursWords = ({ recurrence }: V2.Key): string => (recurrence ? weeklyHours(recurrence.timeSpans) : '');
const stateWords = ({ state }: V2.Key): string => words.value.states[state] ?? state;

/** On the clock of the key's door, with the zone's name if it is not that of the column. */
function timeAt(instant: string, key: V2.Key): string {
  const zone = zoneOf(key);
  const time = cellTime(instant, zone, connected().now());
  return oneZone() === undefined ? [time, foreignZone(zone)].filter(Boolean).join(' ') : time;
}

/** The zone of all doors, if they have the same. */
function oneZone(): string | undefined {
  const zones = new Set(data.value?.doors.map(({ timezone }) => timezone));
  return zones.size === 1 ? [...zones][0] : undefined;
}

/** The title of a column of times: with the zone, if it is not the visitor's. */
function timeTitle(title: string): string {
  const zone = oneZone();
  return zone === undefined || foreignZone(zone) === undefined ? title : `${title} (${zone})`;
}

/** Columns of keys, by their names. */
export function keyColumns(names: readonly KeyColumn[], origins?: ReadonlyMap<string, string>): Column<V2.Key>[] {
  const text = words.value;
  const originOf = ({ id }: V2.Key): string => origins?.get(id) ?? '';
  const all: { readonly [name in KeyColumn]: Omit<Column<V2.Key>, 'name'> } = {
    person: {
      title: text.person,
      share: 1.15,
      cell: (key) =>
        key.appUser === null ? text.hidden : <a href={linkTo('people', key.appUser.id)}>{holderOf(key)}</a>,
      sort: (key) => holderOf(key) ?? '',
      text: (key) => holderOf(key) ?? text.hidden,
    },
    door: {
      title: text.door,
      share: 1.15,
      cell: (key) => <a href={linkTo('doors', key.lockId)}>{doorOf(key)}</a>,
      sort: doorOf,
      text: doorOf,
    },
    from: {
      title: timeTitle(text.from),
      time: true,
      share: 1.25,
      cell: (key) => timeAt(key.start, key),
      sort: ({ start }) => Date.parse(start),
      text: (key) => timeAt(key.start, key),
      wide: true,
    },
    until: {
      title: timeTitle(text.until),
      time: true,
      share: 1.25,
      cell: untilWords,
      sort: endOf,
      text: untilWords,
      narrow: 'note',
    },
    hours: { title: text.timeline.hours, cell: hoursWords, sort: hoursWords, text: hoursWords, wide: true },
    origin: {
      title: text.timeline.origin,
      share: 0.8,
      cell: originOf,
      sort: originOf,
      text: originOf,
      wide: true,
    },
    state: {
      title: text.state,
      share: 0.9,
      narrow: 'badge',
      cell: ({ state }) => <KeyState state={state} />,
      sort: stateWords,
      text: stateWords,
    },
  };
  return names.map((name) => ({ name, ...all[name] }));
}

/** What a file says of a key beside what is shown. */
export function moreOfKeys(): Column<V2.Key>[] {
  const { number, zone } = words.value;
  return [
    { name: 'number', title: number, cell: () => null, text: ({ appUser }) => appUser?.id },
    { name: 'zone', title: zone, cell: () => null, text: (key) => zoneOf(key) ?? 'UTC' },
  ];
}

const order = ['error', 'creating', 'active', 'inactive', 'scheduled', 'expired', 'revoked'];

/** Keys as a page of a door or a person lists them: what is over comes last. */
export function inOrder(keys: readonly V2.Key[]): readonly V2.Key[] {
  return [...keys].sort(
    (one, other) =>
      order.indexOf(one.state) - order.indexOf(other.state) || Date.parse(one.start) - Date.parse(other.start),
  );
}
