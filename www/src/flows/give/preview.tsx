import type { Signal } from '@preact/signals';
import { calledBy } from '../../data/people';
import { doorsById, people } from '../../data/project-data';
import { doorTime } from '../../format/time';
import { instantOf } from '../../format/wall-clock';
import { connected } from '../../account/connection';
import { PreviewTimeline } from '../../timeline/preview-timeline';
import { words } from '../../words/words';
import type { Draft } from './draft';
import type { Intended, Pair } from './intended';

/** Whom and which door, in words. */
function named({ person, lockId }: Pair, draft: Draft): { who: string; door: string } {
  const given = draft.people.find(({ number }) => number === person)?.name;
  return {
    who: given ?? calledBy(people.value.get(person) ?? { name: undefined, number: person }),
    door: doorsById.value.get(lockId)?.name ?? lockId,
  };
}

/** How many other people at a door are named. */
const most = 4;

/** What would be given, door by door, and what should be known before. */
export function Preview({ draft, said }: { draft: Signal<Draft>; said: Intended }) {
  const text = words.value.give;
  const now = connected().now();
  const { from, people: receivers, doors } = draft.value;
  const [zone] = doors.map((id) => doorsById.value.get(id)?.timezone);
  const at = (instant: string): string => doorTime(instant, zone, now);
  const started = from !== '' && doorTimeIsPast(from, draft.value, now);
  return (
    <>
      <PreviewTimeline
        now={now}
        thoughts={said.keys.map((key) => ({
          key,
          name: receivers.find(({ number }) => number === key.appUserId)?.name,
        }))}
      />
      {said.leftOut.length > 0 && (
        <ul class="warning">
          {said.leftOut.map((pair) => {
            const { who, door } = named(pair, draft.value);
            return <li key={`${pair.person} ${pair.lockId}`}>{text.hasIt(who, door)}</li>;
          })}
        </ul>
      )}
      {started && <p class="warning">{text.inThePast}</p>}
      {said.findings.map(({ kind, sentence }) => (
        <p class="warning" key={sentence}>
          {text.problems[kind] ?? sentence}
        </p>
      ))}
      {said.taken.length > 0 && (
        <div class="warning" role="alert">
          <ul>
            {said.taken.slice(0, most).map((pair) => {
              const { who, door } = named(pair, draft.value);
              const until = pair.to === null ? words.value.noEnd : at(pair.to);
              return <li key={`${pair.person} ${pair.lockId}`}>{text.takenBy(door, who, at(pair.from), until)}</li>;
            })}
            {said.taken.length > most && <li>{text.andMore(said.taken.length - most)}</li>}
          </ul>
          <label class="check">
            <input
              type="checkbox"
              checked={draft.value.doubleBooked}
              onChange={({ currentTarget }) => {
                draft.value = { ...draft.value, doubleBooked: currentTarget.checked };
              }}
            />
            {text.giveAnyway}
          </label>
        </div>
      )}
    </>
  );
}

function doorTimeIsPast(local: string, { doors }: Draft, now: number): boolean {
  const [first] = doors;
  return instantOf(local, first === undefined ? undefined : doorsById.value.get(first)?.timezone) < now - 60_000;
}
