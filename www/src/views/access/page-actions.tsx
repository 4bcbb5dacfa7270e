import type { ComponentChildren } from 'preact';
import type { V2 } from 'unloc-integrator-client';
import { keysAsCsv } from '../../data/keys-csv';
import { CopyLink } from '../../parts/copy-link';
import { download } from '../../parts/download';
import { words } from '../../words/words';

interface Properties {
  /** The name of a file of it, without its ending. */
  file: string;
  keys: readonly V2.Key[];
  children?: ComponentChildren;
}

/** What can be done with the page of a door or a person. */
export function PageActions({ file, keys, children }: Properties) {
  const { print, csv } = words.value.access;
  return (
    <div class="page-actions">
      {children}
      <button type="button" onClick={() => window.print()}>
        {print}
      </button>
      <button type="button" onClick={() => download(`${file}.csv`, [keysAsCsv(keys)], 'text/csv;charset=utf-8')}>
        {csv}
      </button>
      <CopyLink />
    </div>
  );
}
