import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** The npm package. */
export const packageFolder = join(root, 'pkg');
/** Everything built of it. */
export const distribution = join(packageFolder, 'dist');
