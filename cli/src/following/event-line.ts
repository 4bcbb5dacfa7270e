import type { V2 } from 'unloc-integrator-client';
import { printable } from '../output/printable';
import { zonedTime } from '../output/time';
import type { Style } from '../output/style';
import { didOf } from './event-names';

/** What a line of an event is written with. */
export interface LineOptions {
  /** The time zone of a door, by its id. */
  zoneOf(lockId: string): string | undefined;
  style: Style;
}

/** Who did it. Doors may hide it. */
export function whoOf({ userName, appUserId }: V2.AccessEvent): string {
  if (appUserId === undefined || appUserId === null) return 'Somebody whom this door hides';
  return userName ? `${userName} (${appUserId})` : appUserId;
}

/** An event in words: `Fri 27 Nov 2026 05:15 (Europe/Oslo)  Guro Dahl (+47…) opened Parcel room`. */
export function eventLine(event: V2.AccessEvent, { zoneOf, style }: LineOptions): string {
  const time = zonedTime(event.created, zoneOf(event.lockId));
  return `${style.dim(time)}  ${printable(whoOf(event))} ${didOf(event.action)} ${style.bold(printable(event.lockName))}`;
}
