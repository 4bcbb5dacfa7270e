import type { Opening, Reason } from 'unloc-integrator-client/access';
import { hoursInWords } from '../input/hours';
import type { Column } from '../output/column';
import { clockTime } from '../output/time';
import type { Reading } from './reading';

/** An opening as it is printed: with the person's name, and the zone of the door. */
export interface ShownOpening extends Opening {
  timezone: string | null;
}

/** Openings with names and zones. */
export function shownOpenings(
  openings: readonly Opening[],
  { doors, people }: Pick<Reading, 'doors' | 'people'>,
): ShownOpening[] {
  const zones = new Map(doors.map(({ id, timezone }) => [id, timezone ?? null]));
  const names = new Map(people.all.map(({ appUserId, name }) => [appUserId, name ?? undefined]));
  return openings.map((opening) => {
    const name = opening.name ?? (opening.appUserId === null ? undefined : names.get(opening.appUserId));
    return { ...opening, ...(name !== undefined && { name }), timezone: zones.get(opening.lockId) ?? null };
  });
}

/** By what somebody can open a door: `key of rentals/B-1001, only mon 08:00-16:00`. */
export function reasonInWords({ via, owner, ref, windows, certain }: Reason): string {
  const what = via === 'accessGroup' ? `access group${certain ? '' : ', probably'}` : 'key';
  const whose = owner === undefined && ref === undefined ? '' : ` of ${[owner, ref].filter(Boolean).join('/')}`;
  const hours = windows === undefined ? '' : hoursInWords({ timeSpans: windows });
  return `${what}${whose}${hours === '' ? '' : `, only ${hours}`}`;
}

const zoneOf = ({ timezone }: ShownOpening): string | undefined => timezone ?? undefined;

/** The columns of openings. */
export const openingColumns: readonly Column<ShownOpening>[] = [
  { name: 'door', title: 'Door', value: ({ door }) => door, priority: 1 },
  {
    name: 'name',
    title: 'Person',
    value: ({ name, appUserId }) => name ?? appUserId ?? 'hidden',
    data: ({ name }) => name,
    priority: 1,
  },
  { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 3 },
  {
    name: 'from',
    title: 'From',
    value: (row) => clockTime(row.from, zoneOf(row)),
    data: ({ from }) => from,
    priority: 2,
  },
  {
    name: 'to',
    title: 'Until',
    value: (row) => (row.to === null ? 'no end' : clockTime(row.to, zoneOf(row))),
    data: ({ to }) => to,
    priority: 1,
  },
  {
    name: 'why',
    title: 'Why',
    value: ({ reasons }) => [...new Set(reasons.map(reasonInWords))].join('; '),
    priority: 4,
  },
  {
    name: 'keyId',
    title: 'Key',
    value: ({ reasons }) => reasons.map(({ keyId }) => keyId).join(' '),
    priority: 5,
    hidden: true,
  },
  { name: 'timezone', title: 'Time zone', value: ({ timezone }) => timezone, priority: 6, hidden: true },
];
