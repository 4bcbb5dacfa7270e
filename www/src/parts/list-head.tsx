import type { ComponentChildren } from 'preact';
import { language } from '../words/words';
import { PrintedAt } from './printed-at';

/** The name of a list, how many it shows, and what can be done with it. */
export function ListHead({ title, count, children }: { title: string; count: number; children?: ComponentChildren }) {
  return (
    <header class="page-head">
      <div>
        <h1>
          {title} <span class="count">{count.toLocaleString(language.value)}</span>
        </h1>
        <PrintedAt />
      </div>
      <div class="page-actions">{children}</div>
    </header>
  );
}
