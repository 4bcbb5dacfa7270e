import { data, people } from '../data/project-data';
import { words } from '../words/words';

/** What needs attention, and how many can open. */
export function Overview() {
  const { counts } = words.value;
  const read = data.value;
  if (read === undefined) return null;
  return (
    <>
      <h1>{read.project.name}</h1>
      <p>
        {[counts.doors(read.doors.length), counts.people(people.value.size), counts.keys(read.keys.length)].join(' · ')}
      </p>
    </>
  );
}
