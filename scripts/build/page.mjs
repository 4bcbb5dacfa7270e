// Lays the built package beside the page, so that any static server of www/ serves the whole page.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { distribution, root } from './paths.mjs';

/**
 * The names that the page imports are mapped to these files in www/index.html; they import each other. They end in `.js`,
 * because there are static servers that do not know `.mjs`.
 */
const files = ['index.esm.js', 'auth.esm.js', 'sandbox/index.esm.js'];

/** Copies the entries that the page uses into a folder, which is made anew. */
export function layPackageBesidePage(folder = join(root, 'www', 'package')) {
  rmSync(folder, { recursive: true, force: true });
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(distribution, file), join(folder, file));
  }
}
