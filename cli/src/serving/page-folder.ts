import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../command/failure';

/** The page, as it lies in this package. */
export interface PageFolder {
  path: string;
  /** Whether the page takes an account from its address (`?api=…&tokens=…`). */
  connects: boolean;
}

/** The folder of the page's files. This module may lie anywhere below it in the package. */
export function pageFolder(): PageFolder {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(folder, 'page');
    const index = join(path, 'index.html');
    // A page that can do so says it: <meta name="unloc-connects" content="api tokens">.
    if (existsSync(index)) return { path, connects: readFileSync(index, 'utf8').includes('name="unloc-connects"') };
    const above = dirname(folder);
    if (above === folder) throw new Failure('The page is not in this installation of unloc. Install unloc-cli again.');
    folder = above;
  }
}
