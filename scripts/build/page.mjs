// Lays the built package beside the page, so that any static server of www/ serves the whole page.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { distribution, root } from './paths.mjs';

/**
 * The names that the page imports are mapped to these files in www/index.html. They end in `.js`, because there are
 * static servers that do not know `.mjs`.
 */
const files = [
  { from: 'index.mjs', to: 'unloc-integrator-client.js' },
  { from: 'sandbox/index.mjs', to: 'unloc-integrator-client-sandbox.js' },
];

/** Copies the entries that the page uses into a folder, which is made anew. */
export function layPackageBesidePage(folder = join(root, 'www', 'package')) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { from, to } of files) copyFileSync(join(distribution, from), join(folder, to));
}
