import type { ReviewColumns } from 'unloc-integrator-client/access';

const hour = 3_600_000;

/** How many people can open each lock in each hour from `start` on, by the ids of the locks. Somebody counts once an hour. */
export function hourlyCounts(columns: ReviewColumns, start: number, hours: number): Map<string, Uint32Array> {
  const { lock, person, from, to, lockIds } = columns;
  const found = new Map<string, Uint32Array>();
  let counts = new Uint32Array(hours);
  // Rows are sorted by lock, person and time.
  let [lastLock, lastPerson, counted] = [-1, -1, 0];
  for (const [row, index] of lock.entries()) {
    if (index !== lastLock) {
      counts = new Uint32Array(hours);
      found.set(lockIds[index] ?? '', counts);
    }
    if (index !== lastLock || person[row] !== lastPerson) counted = 0;
    [lastLock, lastPerson] = [index, person[row] ?? -1];
    const first = Math.max(counted, Math.floor(((from[row] ?? start) - start) / hour));
    const end = Math.min(hours, Math.ceil(((to[row] ?? start) - start) / hour));
    for (let at = first; at < end; at += 1) counts[at] = (counts[at] ?? 0) + 1;
    counted = Math.max(counted, end);
  }
  return found;
}
