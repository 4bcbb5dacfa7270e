// Builds the npm package: Rust to wasm, wasm and the facade to every form of every entry, types.
// The entries are the rows of build/entries.mjs. What is built lies below pkg/dist and target/.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildDeclarations } from './build/declarations.mjs';
import { entries, modules, plainEntries } from './build/entries.mjs';
import { buildCommands, buildForms, copyPlainEntries } from './build/output-formats.mjs';
import { writeManifests } from './build/manifest.mjs';
import { layPackageBesidePage } from './build/page.mjs';
import { distribution, root } from './build/paths.mjs';
import { buildModule, sayWhatWasBuilt } from './build/wasm.mjs';

const started = Date.now();
const say = (text) => console.log(`build: ${text}`);

try {
  for (const module of Object.values(modules)) await buildModule(module, say);
  sayWhatWasBuilt(Object.values(modules), say);
  rmSync(distribution, { recursive: true, force: true });
  say('every form of every entry');
  await buildForms(entries);
  await buildCommands(entries);
  copyPlainEntries(plainEntries);
  writeManifests(entries);
  layPackageBesidePage();
  say('type declarations');
  buildDeclarations(entries);
  say(`done in ${((Date.now() - started) / 1000).toFixed(1)} s: ${join(root, 'pkg')}`);
} catch (error) {
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
