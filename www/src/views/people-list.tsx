import { linkTo } from '../app/address';
import { openNow } from '../data/open-now';
import { calledBy, type Person } from '../data/people';
import { people } from '../data/project-data';
import { fits, fold } from '../format/fold';
import { Chips, shownOnly } from '../parts/chips';
import { Filter, searched } from '../parts/filter';
import { ListCsv } from '../parts/list-csv';
import { ListHead } from '../parts/list-head';
import { VirtualTable, type Column } from '../parts/virtual-table';
import { words } from '../words/words';

const nowOf = ({ number }: Person): number => openNow.value?.doorsOf.get(number) ?? 0;
const keysOf = ({ keys }: Person): number => keys.length;
const numberOf = ({ number }: Person): string => number;
const live = new Set(['active', 'inactive', 'scheduled', 'creating']);

/** Whether somebody has access, will have it, or neither. */
function accessOf(person: Person): 'now' | 'later' | 'none' {
  if (nowOf(person) > 0) return 'now';
  return person.keys.some(({ state }) => live.has(state)) ? 'later' : 'none';
}

function columnsOfPeople(): Column<Person>[] {
  const text = words.value;
  return [
    {
      name: 'person',
      title: text.person,
      share: 1.6,
      cell: (person) => <a href={linkTo('people', person.number)}>{calledBy(person)}</a>,
      sort: calledBy,
      text: calledBy,
    },
    { name: 'number', title: text.number, share: 1.2, cell: numberOf, sort: numberOf, text: numberOf },
    { name: 'now', title: text.lists.doorsNow, cell: nowOf, sort: nowOf, text: nowOf, narrow: 'badge', named: true },
    { name: 'keys', title: text.keys, cell: keysOf, sort: keysOf, text: keysOf, narrow: 'note', named: true },
  ];
}

/** All people of the project. */
export function PeopleList() {
  const text = words.value;
  const all = [...people.value.values()];
  const kinds = all.map(accessOf);
  const only = shownOnly();
  const found = all
    .filter((person) => only === '' || accessOf(person) === only)
    .filter(({ name, number }) => fits(fold(`${name ?? ''} ${number}`), searched()));
  const count = (kind: 'now' | 'later' | 'none'): number => kinds.filter((one) => one === kind).length;
  return (
    <>
      <ListHead title={text.views.people} count={found.length}>
        <ListCsv name={text.views.people} rows={found} columns={columnsOfPeople()} />
      </ListHead>
      <Filter />
      <Chips
        label={text.lists.only}
        chips={[
          { name: '', title: text.lists.all, count: all.length },
          { name: 'now', title: text.lists.accessNow, count: count('now') },
          { name: 'later', title: text.lists.accessLater, count: count('later') },
          { name: 'none', title: text.lists.accessNone, count: count('none') },
        ]}
      />
      {found.length === 0 && <p class="quiet">{text.nothingFits}</p>}
      <VirtualTable label={text.views.people} rows={found} keyOf={numberOf} columns={columnsOfPeople()} />
    </>
  );
}
