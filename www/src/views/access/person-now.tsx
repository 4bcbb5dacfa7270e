import { nextChange, whatAt } from '../../data/access-answer';
import { doorsById } from '../../data/project-data';
import { doorTime } from '../../format/time';
import { words } from '../../words/words';

/** What somebody can open now, and when that changes. */
export function PersonNow({ number, now }: { number: string; now: number }) {
  const found = whatAt(number, now);
  if (found === undefined) return null;
  const { access } = words.value;
  const next = nextChange(number, now);
  const door = next && doorsById.value.get(next.lockId);
  return (
    <p class="now-line">
      <strong>{access.opensNow(found.can.length)}</strong>
      {' · '}
      {next === undefined
        ? access.noNext
        : access.next(doorTime(next.at, door?.timezone, now), door?.name ?? next.lockId, next.opens)}
    </p>
  );
}
