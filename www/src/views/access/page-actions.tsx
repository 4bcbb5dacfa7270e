import type { ComponentChildren } from 'preact';
import type { V2 } from 'unloc-integrator-client';
import { CopyLink } from '../../parts/copy-link';
import { ListCsv } from '../../parts/list-csv';
import { Menu } from '../../parts/menu';
import { words } from '../../words/words';
import { keyColumns, moreOfKeys } from '../key-columns';

interface Properties {
  /** The name of a file of it, without its ending. */
  file: string;
  keys: readonly V2.Key[];
  children?: ComponentChildren;
  /** What is done seldom. */
  seldom?: ComponentChildren;
}

/** What can be done with the page of a door or a person. */
export function PageActions({ file, keys, children, seldom }: Properties) {
  const { shell, access } = words.value;
  return (
    <div class="page-actions">
      {children}
      <Menu label={shell.more}>
        {seldom}
        <CopyLink />
        <ListCsv
          name={file}
          rows={keys}
          columns={[...keyColumns(['person', 'door', 'from', 'until', 'hours', 'state']), ...moreOfKeys()]}
        />
        <button type="button" onClick={() => window.print()}>
          {access.print}
        </button>
      </Menu>
    </div>
  );
}
