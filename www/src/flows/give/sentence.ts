import { calledBy } from '../../data/people';
import { doorsById, people } from '../../data/project-data';
import { weeklyHours } from '../../format/hours';
import { doorTime, foreignZone } from '../../format/time';
import { instantOf } from '../../format/wall-clock';
import { words } from '../../words/words';
import { type Draft, zonesOf } from './draft';
import type { Intended } from './intended';

/** What would be given, said back in one sentence; what is missing, as long as something is. */
export function sentenceOf(draft: Draft, { keys, leftOut, problem }: Intended, now: number): string {
  const text = words.value.give;
  if (draft.people.length === 0) return text.noPeople;
  if (draft.doors.length === 0) return text.noDoors;
  if (problem !== undefined) return text.problems[problem.code] ?? problem.sentence;
  if (keys.length === 0) return text.allHaveIt;
  const [person] = draft.people;
  const who =
    draft.people.length === 1 && person
      ? (person.name ?? calledBy(people.value.get(person.number) ?? { name: undefined, number: person.number }))
      : words.value.counts.people(draft.people.length);
  const [door = ''] = draft.doors;
  const where =
    draft.doors.length === 1 ? (doorsById.value.get(door)?.name ?? door) : words.value.counts.doors(draft.doors.length);
  const [zone] = zonesOf(draft.doors);
  const at = (local: string): string => doorTime(instantOf(local, zone), zone, now);
  const from = draft.from === '' ? text.fromNow : text.fromAt(at(draft.from));
  const until = draft.until === '' ? text.withoutEnd : text.untilAt(at(draft.until));
  const hours = draft.hours.length === 0 ? '' : text.atHours(weeklyHours(draft.hours));
  return text.sentence({
    who,
    several: draft.people.length > 1,
    where,
    when: [from, until, hours, foreignZone(zone) && `(${foreignZone(zone)})`].filter(Boolean).join(' '),
    keys: words.value.counts.keys(keys.length),
    leftOut: leftOut.length,
  });
}
