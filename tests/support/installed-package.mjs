// A folder in which the built package is installed, as a user has it.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Makes the folder anew, with nothing in it but the package below `node_modules`. */
export function installPackageIn(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(join(root, 'pkg'), join(folder, 'node_modules', 'unloc-integrator-client'), 'junction');
}
