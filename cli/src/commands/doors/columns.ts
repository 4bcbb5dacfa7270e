import type { V2 } from 'unloc-integrator-client';
import type { Column } from '../../output/column';
import { zonedTime } from '../../output/time';

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
    value: ({ created, timezone }) => created && zonedTime(created, timezone),
    data: ({ created }) => created,
    priority: 8,
  },
];
