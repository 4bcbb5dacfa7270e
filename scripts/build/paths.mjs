import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** The npm package. */
export const packageFolder = join(root, 'pkg');
/** Its build output. */
export const distribution = join(packageFolder, 'dist');
