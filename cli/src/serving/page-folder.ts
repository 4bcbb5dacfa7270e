import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../command/failure';

/** The folder of the page's files. This module may lie anywhere below it in the package. */
export function pageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const path = join(folder, 'page');
    if (existsSync(join(path, 'index.html'))) return path;
    const above = dirname(folder);
    if (above === folder) throw new Failure('This installation of unloc has no page. Install unloc-cli again.');
    folder = above;
  }
}
