import type { V2 } from 'unloc-integrator-client';
import { printable } from '../output/printable';

/** Doors as sentences and tables name them, by id. */
export interface DoorNames {
  /** The name; with the beginning of the id if another door has it too, and the id of a door that is not known. */
  of(lockId: string): string;
  /** The time zone, if it is known. */
  zone(lockId: string): string | undefined;
}

/** Names for the doors of a project. */
export function doorNames(doors: readonly V2.Lock[]): DoorNames {
  const byId = new Map(doors.map((door) => [door.id, door]));
  const times = new Map<string, number>();
  for (const { name } of doors) times.set(name, (times.get(name) ?? 0) + 1);
  return {
    of(lockId) {
      const name = byId.get(lockId)?.name;
      if (name === undefined || name === '') return printable(lockId);
      return printable((times.get(name) ?? 0) > 1 ? `${name} (${lockId.slice(0, 8)})` : name);
    },
    zone: (lockId) => byId.get(lockId)?.timezone || undefined,
  };
}
