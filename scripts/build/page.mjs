// Builds the page "Doors and keys" into www/dist, from the built package.
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './paths.mjs';

/** Writes www/dist. */
export async function buildPage() {
  await build({ configFile: join(root, 'www', 'vite.config.mjs'), logLevel: 'warn' });
}
