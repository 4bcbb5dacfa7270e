import { changeQuery, place } from '../app/address';
import { words } from '../words/words';

/** What is searched for in a list: `q` of the address. */
export function searched(): string {
  return place.value.query.get('q') ?? '';
}

/** The field for it. */
export function Filter() {
  return (
    <label class="filter">
      <span>{words.value.filter}</span>
      <input type="search" value={searched()} onInput={(event) => changeQuery({ q: event.currentTarget.value })} />
    </label>
  );
}
