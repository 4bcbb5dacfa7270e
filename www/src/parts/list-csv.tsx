import { connected } from '../account/connection';
import { csvOf } from '../format/csv';
import { words } from '../words/words';
import { download } from './download';
import { fileName } from './file-name';
import { sorted, sortedBy } from './sorting';
import type { Column } from './virtual-table';

interface Properties<Row> {
  /** What the list is of. */
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
}

/** Saves what a list shows, in its order. */
export function ListCsv<Row>({ name, rows, columns }: Properties<Row>) {
  const save = (): void => {
    const { name: by, down } = sortedBy();
    const sort = columns.find((column) => column.name === by)?.sort;
    const shown = sort === undefined ? rows : sorted(rows, sort, down);
    const told = columns.filter(({ text }) => text !== undefined);
    const lines = shown.map((row) => told.map(({ text }) => text?.(row)));
    download(
      fileName(name, connected().now()),
      [csvOf([told.map(({ title }) => String(title)), ...lines])],
      'text/csv;charset=utf-8',
    );
  };
  return (
    <button type="button" disabled={rows.length === 0} onClick={save}>
      {words.value.access.csv}
    </button>
  );
}
