import type { V2 } from 'unloc-integrator-client';
import type { Finding } from 'unloc-integrator-client/access';
import type { Column } from '../../output/column';
import { personColumn } from '../../output/person-column';
import { clockTime } from '../../output/time';

/** The columns of findings. */
export function findingColumns(doors: readonly V2.Lock[]): readonly Column<Finding>[] {
  const names = new Map(doors.map(({ id, name }) => [id, name]));
  return [
    { name: 'kind', title: 'What', value: ({ kind }) => kind, priority: 2 },
    { name: 'sentence', title: 'In words', value: ({ sentence }) => sentence, priority: 1 },
    { name: 'door', title: 'Door', value: ({ lockId }) => names.get(lockId ?? ''), priority: 5, hidden: true },
    { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 5, hidden: true },
    { name: 'keyIds', title: 'Keys', value: ({ keyIds }) => keyIds.join(' '), priority: 6, hidden: true },
  ];
}

/** A key that was not used, and what the log knows of it. */
export interface UnusedKey {
  keyId: string;
  lockId: string;
  door: string;
  appUserId: string;
  name: string | null;
  start: string;
  end: string | null;
  /** The last time that the person opened the door, as far as the log goes; null if never. */
  lastOpened: string | null;
  /** Since when it is known that they did not. */
  unusedSince: string;
  timezone: string | null;
}

const at = (instant: string | null, { timezone }: UnusedKey): string =>
  instant === null ? '' : clockTime(instant, timezone ?? undefined);

/** The columns of keys that were not used. */
export const unusedColumns: readonly Column<UnusedKey>[] = [
  { name: 'door', title: 'Door', value: ({ door }) => door, priority: 1 },
  personColumn,
  { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId, priority: 4 },
  {
    name: 'lastOpened',
    title: 'Last opened',
    value: (row) => at(row.lastOpened, row) || 'not in the log',
    data: ({ lastOpened }) => lastOpened,
    priority: 2,
  },
  {
    name: 'unusedSince',
    title: 'Unused since',
    value: (row) => at(row.unusedSince, row),
    data: (row) => row.unusedSince,
    priority: 3,
  },
  {
    name: 'end',
    title: 'Key until',
    value: (row) => at(row.end, row) || 'no end',
    data: ({ end }) => end,
    priority: 5,
  },
  { name: 'keyId', title: 'Key', value: ({ keyId }) => keyId, priority: 6, hidden: true },
];
