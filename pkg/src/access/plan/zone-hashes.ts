import { zoneOffsets } from '../snapshot/zones';

/**
 * A hash of each zone's transitions over a time: it tells whether two platforms know the same rules. A zone that the platform
 * does not know has none.
 *
 * @param from ms since 1970.
 * @param hash makes a short text of a long one.
 */
export function zoneHashes(
  zones: string[],
  from: number,
  to: number,
  hash: (text: string) => string,
): { [zone: string]: string } {
  const hashes: { [zone: string]: string } = {};
  for (const zone of zones) {
    const offsets = zoneOffsets(zone, from, to);
    if (offsets === undefined) continue;
    // What holds at the beginning, and each change until the end; years beyond were probed perhaps.
    const first = offsets.filter(([at], index) => at <= from || index === 0).pop()!;
    const changes = offsets.filter(([at]) => at > from && at <= to);
    hashes[zone] = hash(JSON.stringify([first[1], ...changes]));
  }
  return hashes;
}
