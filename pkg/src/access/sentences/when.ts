import { zoneOffsets } from '../snapshot/zones';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (number: number): string => String(number).padStart(2, '0');

/** A clock on the wall: a date whose UTC members are those of the zone; in UTC itself where the zone is not known. */
export function wallClock(ms: number, zone: string | undefined): Date {
  const offsets = zone === undefined ? undefined : zoneOffsets(zone, ms, ms);
  let seconds = 0;
  for (const [from, east] of offsets || []) {
    if (from > ms && from !== offsets![0]![0]) break;
    seconds = east;
  }
  return new Date(ms + seconds * 1000);
}

/**
 * `Sun 7 Mar 11:00`: a moment on the wall clock of a door. The year is said if it is another than that of `near`, and `UTC` if
 * the zone of the door is not known.
 */
export function when(ms: number, zone: string | undefined, near: number): string {
  const wall = wallClock(ms, zone);
  const year = wall.getUTCFullYear();
  const shown = year === wallClock(near, zone).getUTCFullYear() ? '' : ` ${year}`;
  const date = `${days[wall.getUTCDay()]} ${wall.getUTCDate()} ${months[wall.getUTCMonth()]}${shown}`;
  return `${date} ${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}${zone === undefined ? ' UTC' : ''}`;
}
