import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { printing } from './printing';
import { rowHeight } from './row-height';
import { SortButton } from './sort-button';
import { sorted, sortedBy, type SortBy } from './sorting';

/** A column of a table. */
export interface Column<Row> {
  name: string;
  title: ComponentChildren;
  cell(row: Row): ComponentChildren;
  /** Its share of the width, beside the others' (1). */
  share?: number;
  /** What the list is sorted by where this column is chosen for it. */
  sort?: SortBy<Row>;
  /** Its cell in words, for CSV. Without it, it is in none. */
  text?(row: Row): string | number | undefined;
  /** Whether its cells are times, which take two lines before anything of them is cut off. */
  time?: boolean;
  /** Left out where there is little room. */
  wide?: boolean;
  /** Where its cell stands where there is little room and a row has two lines. By default that follows the order. */
  narrow?: NarrowPlace;
  /** Whether its title is said in the cell there: of numbers. */
  named?: boolean;
}

/** A place in a row of two lines: `title` and `badge` above, `line` and `note` below. */
type NarrowPlace = 'tick' | 'title' | 'badge' | 'line' | 'note';

const usualPlaces: readonly NarrowPlace[] = ['title', 'line', 'badge', 'note'];

/** Where the cells of columns stand in a row of two lines. */
function places<Row>(columns: readonly Column<Row>[]): readonly (NarrowPlace | undefined)[] {
  const taken = columns.flatMap(({ name, narrow: place }) => (name === 'tick' ? 'tick' : (place ?? [])));
  const free = usualPlaces.filter((place) => !taken.includes(place));
  return columns.map(({ name, narrow: place, wide }) => {
    if (name === 'tick') return 'tick';
    return place ?? (wide ? undefined : free.shift());
  });
}

interface Properties<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
}

/** A table of any length: only the rows in sight are in the document, and its row counts are those of the whole. */
export function VirtualTable<Row>({ label, rows: given, columns, keyOf }: Properties<Row>) {
  const { name: sortName, down } = sortedBy();
  const sort = columns.find(({ name }) => name === sortName)?.sort;
  // Columns are new objects at each drawing: what sorts is known by its name.
  const rows = useMemo(() => (sort === undefined ? given : sorted(given, sort, down)), [given, sortName, down]);
  const element = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const held = useRef<Virtualizer<HTMLDivElement, HTMLElement> | null>(null);
  held.current ??= new Virtualizer<HTMLDivElement, HTMLElement>({
    count: 0,
    getScrollElement: () => element.current,
    estimateSize: () => rowHeight.peek(),
    overscan: 8,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(0),
  });
  const virtual = held.current;
  virtual.setOptions({ ...virtual.options, count: rows.length });
  const height = rowHeight.value;
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => virtual._didMount(), [virtual]);
  useEffect(() => virtual._willUpdate());
  const whole = printing.value;
  const seen = virtual.getVirtualItems();
  const items = whole ? rows.map((_, index) => ({ index })) : seen;
  const [before, after] = whole ? [0, 0] : [seen[0]?.start ?? 0, virtual.getTotalSize() - (seen.at(-1)?.end ?? 0)];
  const at = places(columns);
  const shares = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  return (
    <div class="table" ref={element}>
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <colgroup>
          {columns.map(({ name, share = 1 }) => (
            <col key={name} style={{ width: `${(100 * share) / shares}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ name, title, sort: by }, index) => (
              <th
                key={name}
                scope="col"
                data-at={at[index] ?? 'nowhere'}
                aria-sort={
                  by === undefined ? undefined : name !== sortName ? 'none' : down ? 'descending' : 'ascending'
                }
              >
                {by === undefined ? title : <SortButton name={name} title={title} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={before} />
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr key={keyOf(row)} aria-rowindex={index + 2}>
                {columns.map(({ name, cell, title, named, time }, column) => (
                  <td
                    key={name}
                    class={time ? 'time' : undefined}
                    data-at={at[column] ?? 'nowhere'}
                    data-title={named ? String(title) : undefined}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          <Space height={after} />
        </tbody>
      </table>
    </div>
  );
}

/** The height of the rows that are not in the document. */
function Space({ height: pixels }: { height: number }) {
  return pixels > 0 ? <tr style={{ height: `${pixels}px` }} /> : null;
}
