import { computed } from '@preact/signals';
import { engine, snapshot } from './engine';
import { data } from './project-data';

interface OpenNow {
  /** How many people can open a door, by its id. */
  peopleOf: ReadonlyMap<string, number>;
  /** How many doors a person can open, by their number. */
  doorsOf: ReadonlyMap<string, number>;
}

/** Who can open what, when it was read; none until the access engine is there. */
export const openNow = computed<OpenNow | undefined>(() => {
  const [access, seen, read] = [engine.value, snapshot.value, data.value];
  if (access === undefined || seen === undefined || read === undefined) return undefined;
  const span = { from: new Date(read.asOf), to: new Date(read.asOf + 1) };
  const { lock, person, lockIds, appUserIds } = access.review(seen, span).columns();
  const peopleOf = new Map<string, number>();
  const doorsOf = new Map<string, number>();
  for (const [row, index] of lock.entries()) {
    const id = lockIds[index] ?? '';
    peopleOf.set(id, (peopleOf.get(id) ?? 0) + 1);
    const number = appUserIds[person[row] ?? -1];
    if (number !== undefined) doorsOf.set(number, (doorsOf.get(number) ?? 0) + 1);
  }
  return { peopleOf, doorsOf };
});
