import type { ComponentChildren } from 'preact';
import { sortedBy, sortNext } from './sorting';

/** The title of a column that a list can be sorted by. */
export function SortButton({ name, title }: { name: string; title: ComponentChildren }) {
  const now = sortedBy();
  return (
    <button type="button" class="sort" onClick={() => sortNext(name)}>
      {title}
      <span aria-hidden="true">{now.name !== name ? '' : now.down ? '↓' : '↑'}</span>
    </button>
  );
}
