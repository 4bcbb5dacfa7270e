import type { V2 } from 'unloc-integrator-client';
import type { Column } from '../../output/column';
import { clockTime } from '../../output/time';

/** The columns of doors. The API calls them locks. */
export const doorColumns: readonly Column<V2.Lock>[] = [
  { name: 'name', title: 'Door', value: ({ name }) => name, priority: 1 },
  { name: 'id', title: 'Id', value: ({ id }) => id, priority: 2 },
  { name: 'vendor', title: 'Vendor', value: ({ vendor }) => vendor, priority: 5 },
  { name: 'timezone', title: 'Time zone', value: ({ timezone }) => timezone, priority: 3 },
  { name: 'battery', title: 'Battery', value: (door) => door.batteryStatus?.batteryLevel, priority: 4 },
  { name: 'note', title: 'Note', value: ({ note }) => note, priority: 6 },
];

/** All that is said of one door. */
export const oneDoorColumns: readonly Column<V2.Lock>[] = [
  ...doorColumns,
  {
    name: 'address',
    title: 'Address',
    value: ({ address }) =>
      address && [address.street, `${address.postalCode} ${address.city}`, address.countryIso].join(', '),
    priority: 7,
  },
  { name: 'privacyPolicy', title: 'Privacy', value: ({ privacyPolicy }) => privacyPolicy, priority: 7 },
  { name: 'physicalLockId', title: 'Physical lock', value: (door) => door.physicalLockId, priority: 8 },
  { name: 'lockConnectionId', title: 'Connection', value: (door) => door.lockConnectionId, priority: 8 },
  {
    name: 'created',
    title: 'Added',
    value: ({ created, timezone }) => created && clockTime(created, timezone),
    priority: 8,
  },
];

/** What happened at a door, with the zone that its times are shown in. */
export interface DoorEvent extends V2.AccessEvent {
  timezone: string | null;
}

/** The columns of what happened at a door. */
export const doorEventColumns: readonly Column<DoorEvent>[] = [
  {
    name: 'created',
    title: 'When',
    value: ({ created, timezone }) => clockTime(created, timezone ?? undefined),
    priority: 1,
  },
  { name: 'action', title: 'What', value: ({ action }) => action, priority: 1 },
  { name: 'userName', title: 'Person', value: ({ userName }) => userName, priority: 2 },
  { name: 'appUserId', title: 'Number', value: ({ appUserId }) => appUserId ?? 'hidden', priority: 3 },
  { name: 'keyId', title: 'Key', value: ({ keyId }) => keyId, priority: 5, hidden: true },
  { name: 'timezone', title: 'Time zone', value: ({ timezone }) => timezone, priority: 6, hidden: true },
];
