import { data, doorsById, people } from '../data/project-data';
import { fits, fold } from '../format/fold';
import { Filter, searched } from '../parts/filter';
import { words } from '../words/words';
import { KeyTable } from './key-table';

/** All keys of the project. */
export function Keys() {
  const text = words.value;
  const keys = (data.value?.keys ?? []).filter(({ appUser, lockId, state, metadata }) => {
    const person = appUser && people.value.get(appUser.id);
    const door = doorsById.value.get(lockId);
    const said = [person?.name, person?.number, door?.name, text.states[state], ...Object.values(metadata ?? {})];
    return fits(fold(said.join(' ')), searched());
  });
  return (
    <>
      <h1>{text.views.keys}</h1>
      <Filter />
      {keys.length === 0 && <p>{text.nothingFits}</p>}
      <KeyTable keys={keys} columns={['person', 'door', 'from', 'until', 'state']} />
    </>
  );
}
