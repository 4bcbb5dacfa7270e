import { changeQuery, place } from '../app/address';
import { language } from '../words/words';

/** What of a row a column sorts by. */
export type SortBy<Row> = (row: Row) => string | number;

/** How a list is sorted: `sort` of the address, the column's name, with `-` in front from the end. */
export function sortedBy(): { name: string; down: boolean } {
  const sort = place.value.query.get('sort') ?? '';
  return { name: sort.replace(/^-/, ''), down: sort.startsWith('-') };
}

/** Sorts by a column; by the same once more from the end; then no more. */
export function sortNext(name: string): void {
  const now = sortedBy();
  const next = now.name !== name ? name : now.down ? undefined : `-${name}`;
  changeQuery({ sort: next });
}

/** Rows sorted. */
export function sorted<Row>(rows: readonly Row[], by: SortBy<Row>, down: boolean): readonly Row[] {
  const collator = new Intl.Collator(language.value, { numeric: true });
  const keyed = rows.map((row) => ({ row, key: by(row) }));
  keyed.sort(({ key: one }, { key: other }) =>
    typeof one === 'number' && typeof other === 'number' ? one - other : collator.compare(String(one), String(other)),
  );
  const found = keyed.map(({ row }) => row);
  return down ? found.reverse() : found;
}
