import type { V2 } from 'unloc-integrator-client';
import type { Column } from '../../output/column';

/** The columns of doors. The API calls them locks. */
export const doorColumns: readonly Column<V2.Lock>[] = [
  { name: 'name', title: 'Door', value: ({ name }) => name, priority: 1 },
  { name: 'id', title: 'Id', value: ({ id }) => id, priority: 2 },
  { name: 'vendor', title: 'Vendor', value: ({ vendor }) => vendor, priority: 5 },
  { name: 'timezone', title: 'Time zone', value: ({ timezone }) => timezone, priority: 3 },
  { name: 'battery', title: 'Battery', value: (door) => door.batteryStatus?.batteryLevel, priority: 4 },
  { name: 'note', title: 'Note', value: ({ note }) => note, priority: 6 },
];
