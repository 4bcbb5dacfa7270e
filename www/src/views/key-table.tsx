import { useSignal } from '@preact/signals';
import type { V2 } from 'unloc-integrator-client';
import { isOver } from '../data/key-states';
import { KeyActions } from '../flows/key-actions';
import { type Column, VirtualTable } from '../parts/virtual-table';
import { words } from '../words/words';
import { doorOf, holderOf, keyColumns, type KeyColumn } from './key-columns';

interface Properties {
  keys: readonly V2.Key[];
  columns: readonly KeyColumn[];
  /** Where they come from, by their ids, for the column `origin`. */
  origins?: ReadonlyMap<string, string>;
}

/** Keys as a table. Times are those of the door. Those that are not over can be ticked, to change them or take them back. */
export function KeyTable({ keys, columns, origins }: Properties) {
  const ticked = useSignal<ReadonlySet<string>>(new Set());
  const { flows, views, hidden } = words.value;
  const live = keys.filter((key) => !isOver(key));
  const chosen = live.filter(({ id }) => ticked.value.has(id));
  const tick = (ids: readonly string[], on: boolean): void => {
    const changed = new Set(ticked.value);
    for (const id of ids) {
      if (on) changed.add(id);
      else changed.delete(id);
    }
    ticked.value = changed;
  };
  const box: Column<V2.Key> = {
    name: 'tick',
    share: 0.2,
    title: (
      <label class="tick">
        <input
          type="checkbox"
          aria-label={flows.chooseAll}
          checked={live.length > 0 && chosen.length === live.length}
          disabled={live.length === 0}
          onChange={({ currentTarget }) =>
            tick(
              live.map(({ id }) => id),
              currentTarget.checked,
            )
          }
        />
      </label>
    ),
    cell: (key) =>
      isOver(key) ? null : (
        <label class="tick">
          <input
            type="checkbox"
            aria-label={flows.chooseKey(holderOf(key) ?? hidden, doorOf(key))}
            checked={ticked.value.has(key.id)}
            onChange={({ currentTarget }) => tick([key.id], currentTarget.checked)}
          />
        </label>
      ),
  };
  return (
    <>
      {chosen.length > 0 && (
        <KeyActions
          keys={chosen}
          onClear={() => {
            ticked.value = new Set();
          }}
        />
      )}
      <VirtualTable
        label={views.keys}
        rows={keys}
        keyOf={({ id }) => id}
        columns={[box, ...keyColumns(columns, origins)]}
      />
    </>
  );
}
