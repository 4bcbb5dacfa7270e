import type { V2 } from 'unloc-integrator-client';
import { printable } from '../output/printable';
import { joined } from '../output/words';

/** Doors as sentences and tables name them, by id. */
export interface DoorNames {
  /** The name; with the beginning of the id if another door has it too, and the id of a door that is not known. */
  of(lockId: string): string;
  /** The names of several; of more than `most`, how many more. */
  all(lockIds: readonly string[], most?: number): string;
  /** The time zone, if it is known. */
  zone(lockId: string): string | undefined;
}

/** Names for the doors of a project. */
export function doorNames(doors: readonly V2.Lock[]): DoorNames {
  const byId = new Map(doors.map((door) => [door.id, door]));
  const times = new Map<string, number>();
  for (const { name } of doors) times.set(name, (times.get(name) ?? 0) + 1);
  const of = (lockId: string): string => {
    const name = byId.get(lockId)?.name;
    if (name === undefined || name === '') return printable(lockId);
    return printable((times.get(name) ?? 0) > 1 ? `${name} (${lockId.slice(0, 8)})` : name);
  };
  return {
    of,
    all: (lockIds, most = 5) => joined(lockIds.map(of), most),
    zone: (lockId) => byId.get(lockId)?.timezone || undefined,
  };
}
