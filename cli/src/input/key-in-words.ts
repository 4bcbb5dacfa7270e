import type { V2 } from 'unloc-integrator-client';
import type { DoorNames } from './door-names';
import { hoursInWords } from './hours';
import type { People } from './people';
import { periodInWords } from '../output/time';

/** When a key opens, in words. */
export function whenInWords(key: Pick<V2.Key, 'start' | 'end' | 'lockId' | 'recurrence'>, names: DoorNames): string {
  const end = key.end === null ? undefined : new Date(key.end);
  const hours = key.recurrence ? `, only ${hoursInWords(key.recurrence)}` : '';
  return `${periodInWords(new Date(key.start), end, names.zone(key.lockId))}${hours}`;
}

/** A key in words: `Magnus Eide, Laundry, Fri 4 Dec 16:00 – Sun 6 Dec 12:00 (Europe/Oslo): active`. */
export function keyInWords(key: V2.Key, { people, names }: { people: People; names: DoorNames }): string {
  return `${people.holder(key)}, ${keyAtDoor(key, names)}`;
}

/** The same without the person. */
export function keyAtDoor(key: V2.Key, names: DoorNames): string {
  return `${names.of(key.lockId)}, ${whenInWords(key, names)}: ${key.state}`;
}
