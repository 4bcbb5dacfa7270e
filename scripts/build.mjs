// Builds the npm package: Rust to wasm, wasm and the facade to every form of every entry, types.
// The entries are the rows of build/entries.mjs. What is built lies below pkg/dist and target/.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDeclarations } from './build/declarations.mjs';
import { entries as planned, modules } from './build/entries.mjs';
import { buildForms } from './build/forms.mjs';
import { writeManifests } from './build/manifest.mjs';
import { distribution, root } from './build/places.mjs';
import { buildModule } from './build/wasm.mjs';

const started = Date.now();
const say = (text) => console.log(`build: ${text}`);

const entries = planned.filter(({ source }) => existsSync(join(root, source)));
const needed = Object.values(modules).filter(({ name }) => entries.some((entry) => entry.modules.includes(name)));

try {
  for (const { path } of planned.filter((entry) => !entries.includes(entry))) say(`left out, its source is missing: ${path}`);
  for (const module of needed) await buildModule(module, say);
  rmSync(distribution, { recursive: true, force: true });
  say('every form of every entry');
  await buildForms(entries);
  writeManifests(entries);
  say('type declarations');
  buildDeclarations(entries);
  say(`done in ${((Date.now() - started) / 1000).toFixed(1)} s: ${join(root, 'pkg')}`);
} catch (error) {
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
