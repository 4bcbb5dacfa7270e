import { linkTo } from '../app/address';
import { calledBy } from '../data/people';
import { people } from '../data/project-data';
import { fits, fold } from '../format/fold';
import { Filter, searched } from '../parts/filter';
import { VirtualTable } from '../parts/virtual-table';
import { words } from '../words/words';

/** All people of the project. */
export function PeopleList() {
  const text = words.value;
  const found = [...people.value.values()].filter(({ name, number }) =>
    fits(fold(`${name ?? ''} ${number}`), searched()),
  );
  return (
    <>
      <h1>{text.views.people}</h1>
      <Filter />
      {found.length === 0 && <p>{text.nothingFits}</p>}
      <VirtualTable
        label={text.views.people}
        rows={found}
        keyOf={({ number }) => number}
        columns={[
          {
            name: 'person',
            title: text.person,
            cell: (person) => <a href={linkTo('people', person.number)}>{calledBy(person)}</a>,
          },
          { name: 'number', title: text.number, cell: ({ number }) => number },
          { name: 'keys', title: text.keys, cell: ({ keys }) => keys.length },
        ]}
      />
    </>
  );
}
