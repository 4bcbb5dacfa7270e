import type { V2 } from 'unloc-integrator-client';
import type { Column } from '../../output/column';

/** The columns of webhooks. */
export function hookColumns(nameOf: (lockId: string) => string | undefined): readonly Column<V2.Webhook>[] {
  return [
    { name: 'id', title: 'Id', value: ({ id }) => id, priority: 1 },
    { name: 'url', title: 'Address', value: ({ url }) => url, priority: 1 },
    {
      name: 'lockId',
      title: 'Door',
      value: ({ lockId }) => (lockId === undefined ? 'all doors' : (nameOf(lockId) ?? lockId)),
      priority: 2,
    },
    { name: 'trigger', title: 'Event', value: ({ trigger }) => trigger, priority: 3 },
  ];
}
