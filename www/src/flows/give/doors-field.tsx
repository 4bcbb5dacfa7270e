import type { Signal } from '@preact/signals';
import { data, doorsById } from '../../data/project-data';
import { addressLine } from '../../format/address';
import { fits, fold } from '../../format/fold';
import { Chosen } from '../../parts/chosen';
import { Combobox, type Option } from '../../parts/combobox';
import { words } from '../../words/words';
import type { Draft } from './draft';

/** Which doors: one by one, all at an address, or those of a group. */
export function DoorsField({ draft, label }: { draft: Signal<Pick<Draft, 'doors'>>; label?: string }) {
  const text = words.value.give;
  const { doors } = draft.value;
  const chosen = new Set(doors);
  const add = (more: readonly string[]): void => {
    draft.value = { ...draft.value, doors: [...new Set([...doors, ...more])] };
  };
  const sets = setsOfDoors();
  const options = (typed: string): readonly Option[] => {
    const single = (data.value?.doors ?? [])
      .filter(({ id, name, address }) => !chosen.has(id) && fits(fold(`${name} ${addressLine(address)}`), typed))
      .map(({ id, name, address }) => ({ id, label: name, aside: address?.street }));
    const several = [...sets]
      .filter(([name, ids]) => fits(fold(name), typed) && !ids.every((id) => chosen.has(id)))
      .map(([name, ids]) => ({ id: `all ${name}`, label: name, aside: words.value.counts.doors(ids.length) }));
    return typed === '' ? [...several, ...single] : [...single.slice(0, 30), ...several];
  };
  return (
    <fieldset class="step">
      <legend>{label ?? text.which}</legend>
      <Combobox
        label={text.doors}
        placeholder={text.doorsPlaceholder}
        options={options}
        onChoose={({ id }) => add(sets.get(id.replace(/^all /, '')) ?? [id])}
        onBack={() => {
          draft.value = { ...draft.value, doors: doors.slice(0, -1) };
        }}
      >
        <Chosen
          chosen={doors.map((id) => ({ id, label: doorsById.value.get(id)?.name ?? id }))}
          onRemove={(id) => {
            draft.value = { ...draft.value, doors: doors.filter((one) => one !== id) };
          }}
        />
      </Combobox>
    </fieldset>
  );
}

/** Doors that are chosen together: those at an address, those of a group. */
function setsOfDoors(): ReadonlyMap<string, readonly string[]> {
  const text = words.value.give;
  const sets = new Map<string, string[]>();
  for (const { id, address } of data.value?.doors ?? []) {
    if (!address?.street) continue;
    const name = text.allAt(address.street);
    sets.set(name, [...(sets.get(name) ?? []), id]);
  }
  for (const [name, ids] of sets) if (ids.length < 2) sets.delete(name);
  for (const { name, lockIds = [] } of data.value?.groups ?? []) sets.set(text.asGroup(name), [...lockIds]);
  return sets;
}
