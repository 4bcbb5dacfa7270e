import type { V2 } from 'unloc-integrator-client';
import { isZone } from '../format/time';
import { data, doorsById } from './project-data';

/** The time zone of a door; UTC if none is known. */
export function zoneOfDoor({ timezone }: V2.Lock): string {
  return isZone(timezone) ? timezone : 'UTC';
}

/** The time zone of most of these doors; of all doors of the project if there are none. */
export function zoneOfDoors(lockIds: readonly string[]): string {
  const doors = lockIds.length === 0 ? (data.value?.doors ?? []) : lockIds.map((id) => doorsById.value.get(id));
  const counts = new Map<string, number>();
  for (const door of doors) {
    if (isZone(door?.timezone)) counts.set(door.timezone, (counts.get(door.timezone) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 'UTC';
}
