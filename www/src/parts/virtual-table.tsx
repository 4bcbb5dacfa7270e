import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useEffect, useReducer, useRef } from 'preact/hooks';

/** A column of a table. */
export interface Column<Row> {
  name: string;
  title: ComponentChildren;
  cell(row: Row): ComponentChildren;
  /** Its share of the width, beside the others' (1). */
  share?: number;
}

interface Properties<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
}

/** The height of a row, in pixels; that of the style sheet. */
const height = 44;

/** A table of any length: only the rows in sight are in the document, and its row counts are those of the whole. */
export function VirtualTable<Row>({ label, rows, columns, keyOf }: Properties<Row>) {
  const element = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const held = useRef<Virtualizer<HTMLDivElement, HTMLElement> | null>(null);
  held.current ??= new Virtualizer<HTMLDivElement, HTMLElement>({
    count: 0,
    getScrollElement: () => element.current,
    estimateSize: () => height,
    overscan: 8,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(0),
  });
  const virtual = held.current;
  virtual.setOptions({ ...virtual.options, count: rows.length });
  useEffect(() => virtual._didMount(), [virtual]);
  useEffect(() => virtual._willUpdate());
  const items = virtual.getVirtualItems();
  const [before, after] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)];
  const whole = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  return (
    <div class="table" ref={element}>
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <colgroup>
          {columns.map(({ name, share = 1 }) => (
            <col key={name} style={{ width: `${(100 * share) / whole}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {title}
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
                {columns.map(({ name, cell }) => (
                  <td key={name}>{cell(row)}</td>
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
