import { data, keysByDoor } from '../data/project-data';
import { addressLine } from '../format/address';
import { words } from '../words/words';
import { KeyTable } from './key-table';

/** One door: who can open it, and when. */
export function DoorPage({ id }: { id: string }) {
  const door = data.value?.doors.find((one) => one.id === id);
  if (door === undefined) return <p>{words.value.noSuchDoor}</p>;
  return (
    <>
      <h1>{door.name}</h1>
      <p>{[addressLine(door.address), door.timezone, door.batteryStatus?.batteryLevel].filter(Boolean).join(' · ')}</p>
      <KeyTable keys={keysByDoor.value.get(id) ?? []} columns={['person', 'from', 'until', 'state']} />
    </>
  );
}
