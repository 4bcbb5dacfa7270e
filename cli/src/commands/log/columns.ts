import type { V2 } from 'unloc-integrator-client';
import { didOf } from '../../following/event-names';
import type { Column } from '../../output/column';
import { clockTime, zonedTime } from '../../output/time';

/** The columns of the access log. If all doors have one time zone, the title names it. */
export function logColumns(
  events: readonly V2.AccessEvent[],
  zoneOf: (lockId: string) => string | undefined,
): readonly Column<V2.AccessEvent>[] {
  const zones = new Set(events.map(({ lockId }) => zoneOf(lockId) ?? 'UTC'));
  const [zone] = zones;
  const time = zones.size === 1 ? clockTime : zonedTime;
  return [
    {
      name: 'created',
      title: zones.size === 1 ? `Time (${zone})` : 'Time',
      value: ({ created, lockId }) => time(created, zoneOf(lockId)),
      data: ({ created }) => created,
      priority: 1,
    },
    { name: 'lockName', title: 'Door', value: ({ lockName }) => lockName, priority: 1 },
    { name: 'action', title: 'Event', value: ({ action }) => didOf(action), data: ({ action }) => action, priority: 2 },
    { name: 'userName', title: 'Person', value: ({ userName }) => userName, priority: 1 },
    {
      name: 'appUserId',
      title: 'Number',
      value: ({ appUserId }) => appUserId ?? 'hidden',
      data: ({ appUserId }) => appUserId,
      priority: 3,
    },
    { name: 'keyId', title: 'Key', value: ({ keyId }) => keyId, priority: 4, hidden: true },
    { name: 'lockId', title: 'Door id', value: ({ lockId }) => lockId, priority: 5, hidden: true },
    { name: 'id', title: 'Id', value: ({ id }) => id, priority: 6, hidden: true },
  ];
}
