import type { V2 } from 'unloc-integrator-client';
import { linkTo } from '../app/address';
import { isLow, lowDoors } from '../data/matters';
import { openNow } from '../data/open-now';
import { data, keysByDoor } from '../data/project-data';
import { addressLine } from '../format/address';
import { fits, fold } from '../format/fold';
import { Battery } from '../parts/battery';
import { Chips, shownOnly } from '../parts/chips';
import { Filter, searched } from '../parts/filter';
import { ListCsv } from '../parts/list-csv';
import { ListHead } from '../parts/list-head';
import { VirtualTable, type Column } from '../parts/virtual-table';
import { words } from '../words/words';

const nowAt = ({ id }: V2.Lock): number => openNow.value?.peopleOf.get(id) ?? 0;
const keysAt = ({ id }: V2.Lock): number => keysByDoor.value.get(id)?.length ?? 0;
const levelOf = ({ batteryStatus }: V2.Lock): string => batteryStatus?.batteryLevel ?? '';
const addressOf = ({ address }: V2.Lock): string => addressLine(address);

/** The columns of doors. */
export function doorColumns(): Column<V2.Lock>[] {
  const text = words.value;
  return [
    {
      name: 'door',
      title: text.door,
      share: 1.7,
      cell: ({ id, name }) => <a href={linkTo('doors', id)}>{name}</a>,
      sort: ({ name }) => name,
      text: ({ name }) => name,
    },
    {
      name: 'address',
      title: text.address,
      share: 2.5,
      cell: addressOf,
      sort: addressOf,
      text: addressOf,
      narrow: 'line',
    },
    {
      name: 'now',
      title: text.lists.openNow,
      share: 1.25,
      cell: nowAt,
      sort: nowAt,
      text: nowAt,
      narrow: 'badge',
      named: true,
    },
    { name: 'keys', title: text.keys, share: 0.75, cell: keysAt, sort: keysAt, text: keysAt, wide: true },
    {
      name: 'battery',
      title: text.battery,
      share: 0.8,
      cell: (door) => <Battery door={door} />,
      sort: (door) => (isLow(door) ? `0 ${levelOf(door)}` : levelOf(door)),
      text: levelOf,
      narrow: 'note',
    },
  ];
}

/** All doors of the project. */
export function DoorList() {
  const text = words.value;
  const all = data.value?.doors ?? [];
  const low = shownOnly() === 'battery';
  const doors = (low ? lowDoors.value : all).filter((door) =>
    fits(fold(`${door.name} ${addressLine(door.address)} ${door.vendor} ${door.note ?? ''}`), searched()),
  );
  return (
    <>
      <ListHead title={text.views.doors} count={doors.length}>
        <ListCsv name={text.views.doors} rows={doors} columns={doorColumns()} />
      </ListHead>
      <Filter />
      {(low || lowDoors.value.length > 0) && (
        <Chips
          label={text.lists.only}
          chips={[
            { name: '', title: text.lists.all, count: all.length },
            { name: 'battery', title: text.matters.battery, count: lowDoors.value.length },
          ]}
        />
      )}
      {doors.length === 0 && <p class="quiet">{text.nothingFits}</p>}
      <VirtualTable label={text.views.doors} rows={doors} keyOf={({ id }) => id} columns={doorColumns()} />
    </>
  );
}
