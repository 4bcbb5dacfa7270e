import { computed } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { isMatter, keyMatters, matterCounts, type KeyMatter } from '../data/matters';
import { data, doorsById, people } from '../data/project-data';
import { addressLine } from '../format/address';
import { fits, fold } from '../format/fold';
import { Chips, shownOnly } from '../parts/chips';
import { Filter, searched } from '../parts/filter';
import { ListCsv } from '../parts/list-csv';
import { ListHead } from '../parts/list-head';
import { words } from '../words/words';
import { keyColumns, moreOfKeys } from './key-columns';
import { KeyTable } from './key-table';

/** What is found in a key, folded once. */
const folded = computed<ReadonlyMap<V2.Key, string>>(() => {
  const { states } = words.value;
  const doors = new Map(
    [...doorsById.value].map(([id, { name, address }]) => [id, `${name} ${addressLine(address)}`] as const),
  );
  return new Map(
    (data.value?.keys ?? []).map((key) => {
      const person = key.appUser && people.value.get(key.appUser.id);
      const said = [person?.name, person?.number, doors.get(key.lockId), states[key.state], ...dataOf(key)];
      return [key, fold(said.join(' '))];
    }),
  );
});

const dataOf = ({ metadata }: V2.Key): readonly string[] => Object.values(metadata ?? {});

const stateCounts = computed(() => {
  const counts = new Map<string, number>();
  for (const { state } of data.value?.keys ?? []) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
});

/** The states in the order in which keys go through them. */
const order = ['active', 'inactive', 'scheduled', 'creating', 'error', 'expired', 'revoked'];

const columns = ['person', 'door', 'from', 'until', 'state'] as const;

/** All keys of the project. */
export function Keys() {
  const text = words.value;
  const all = data.value?.keys ?? [];
  const only = shownOnly();
  const matter = keyMatters.find((one) => one === only);
  const search = searched();
  const keys = all
    .filter((key) => (matter === undefined ? only === '' || key.state === only : isMatter(matter, key)))
    .filter((key) => search === '' || fits(folded.value.get(key) ?? '', search));
  const states = [...stateCounts.value].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return (
    <>
      <ListHead title={text.views.keys} count={keys.length}>
        <ListCsv name={text.views.keys} rows={keys} columns={[...keyColumns([...columns, 'hours']), ...moreOfKeys()]} />
      </ListHead>
      <Filter />
      <Chips
        label={text.lists.only}
        chips={[
          { name: '', title: text.lists.all, count: all.length },
          ...states.map(([name, count]) => ({ name, title: text.states[name] ?? name, count })),
          ...keyMatters
            .filter((name): name is Exclude<KeyMatter, 'failed'> => name !== 'failed' || matter === 'failed')
            .map((name) => ({ name, title: text.matters[name], count: matterCounts.value[name] })),
        ]}
      />
      {keys.length === 0 && <p class="quiet">{text.nothingFits}</p>}
      <KeyTable keys={keys} columns={columns} />
    </>
  );
}
