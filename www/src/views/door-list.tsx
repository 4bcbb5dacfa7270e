import { linkTo } from '../app/address';
import { data, keysByDoor } from '../data/project-data';
import { addressLine } from '../format/address';
import { fits, fold } from '../format/fold';
import { Filter, searched } from '../parts/filter';
import { VirtualTable } from '../parts/virtual-table';
import { words } from '../words/words';

/** All doors of the project. */
export function DoorList() {
  const text = words.value;
  const doors = (data.value?.doors ?? []).filter((door) =>
    fits(fold(`${door.name} ${addressLine(door.address)} ${door.vendor} ${door.note ?? ''}`), searched()),
  );
  return (
    <>
      <h1>{text.views.doors}</h1>
      <Filter />
      {doors.length === 0 && <p>{text.nothingFits}</p>}
      <VirtualTable
        label={text.views.doors}
        rows={doors}
        keyOf={({ id }) => id}
        columns={[
          {
            name: 'door',
            title: text.door,
            share: 2,
            cell: ({ id, name }) => <a href={linkTo('doors', id)}>{name}</a>,
          },
          { name: 'address', title: text.address, share: 2, cell: ({ address }) => addressLine(address) },
          { name: 'keys', title: text.keys, cell: ({ id }) => keysByDoor.value.get(id)?.length ?? 0 },
          { name: 'battery', title: text.battery, cell: ({ batteryStatus }) => batteryStatus?.batteryLevel },
        ]}
      />
    </>
  );
}
