import { calledBy } from '../data/people';
import { people } from '../data/project-data';
import { words } from '../words/words';
import { KeyTable } from './key-table';

/** One person: what they can open, and when. */
export function PersonPage({ number }: { number: string }) {
  const person = people.value.get(number);
  if (person === undefined) return <p>{words.value.noSuchPerson}</p>;
  return (
    <>
      <h1>{calledBy(person)}</h1>
      <p>{person.number}</p>
      <KeyTable keys={person.keys} columns={['door', 'from', 'until', 'state']} />
    </>
  );
}
