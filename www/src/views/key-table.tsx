import type { V2 } from 'unloc-integrator-client';
import { VirtualTable } from '../parts/virtual-table';
import { words } from '../words/words';
import { keyColumns, type KeyColumn } from './key-columns';

/** Keys as a table. Times are those of the door. */
export function KeyTable({ keys, columns }: { keys: readonly V2.Key[]; columns: readonly KeyColumn[] }) {
  return (
    <VirtualTable label={words.value.views.keys} rows={keys} keyOf={({ id }) => id} columns={keyColumns(columns)} />
  );
}
