import type { V2 } from 'unloc-integrator-client';
import { connected } from '../account/connection';
import { linkTo } from '../app/address';
import { calledBy } from '../data/people';
import { doorsById, people } from '../data/project-data';
import { doorTime, foreignZone } from '../format/time';
import { KeyState } from '../parts/key-state';
import { VirtualTable } from '../parts/virtual-table';
import { words } from '../words/words';

/** The columns of keys. */
export type KeyColumn = 'person' | 'door' | 'from' | 'until' | 'state';

const cells: { readonly [column in KeyColumn]: (key: V2.Key) => preact.ComponentChildren } = {
  person: ({ appUser }) => {
    if (appUser === null) return '—';
    const person = people.value.get(appUser.id) ?? { number: appUser.id, name: appUser.name };
    return <a href={linkTo('people', appUser.id)}>{calledBy(person)}</a>;
  },
  door: ({ lockId }) => <a href={linkTo('doors', lockId)}>{doorsById.value.get(lockId)?.name ?? lockId}</a>,
  from: (key) => timeAt(key.start, key),
  until: (key) => (key.end === null ? words.value.noEnd : timeAt(key.end, key)),
  state: ({ state }) => <KeyState state={state} />,
};

/** On the clock of the key's door, with the zone's name if it is not the visitor's. */
function timeAt(instant: string, { lockId }: V2.Key): string {
  const zone = doorsById.value.get(lockId)?.timezone;
  return [doorTime(instant, zone, connected().now()), foreignZone(zone)].filter(Boolean).join(' ');
}

/** Keys as a table. Times are those of the door. */
export function KeyTable({ keys, columns }: { keys: readonly V2.Key[]; columns: readonly KeyColumn[] }) {
  const text = words.value;
  return (
    <VirtualTable
      label={text.views.keys}
      rows={keys}
      keyOf={({ id }) => id}
      columns={columns.map((name) => ({ name, title: text[name], cell: cells[name] }))}
    />
  );
}
