// Builds the npm package: Rust to wasm, wasm and the facade to every form of every entry, types.
// The entries are the rows of build/entries.mjs. What is built lies below pkg/dist and target/.
// `node scripts/build.mjs access` builds that module alone, and into a complete pkg/dist the entries that run it and
// those without wasm. `node scripts/build.mjs page` and `… cli` build the page and the command line alone.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli } from './build/cli.mjs';
import { buildDeclarations } from './build/declarations.mjs';
import { entries, entriesOf, modules, plainEntries } from './build/entries.mjs';
import { buildCommands, buildForms, copyPlainEntries } from './build/output-formats.mjs';
import { writeManifests } from './build/manifest.mjs';
import { buildPage } from './build/page.mjs';
import { distribution, root } from './build/paths.mjs';
import { buildModule, sayWhatWasBuilt } from './build/wasm.mjs';

const started = Date.now();
const say = (text) => console.log(`build: ${text}`);

/** One module and its entries, in a second or two beside the compiler's time. */
async function buildAlone(module) {
  await buildModule(module, say);
  say(`the entries of the ${module.name}, and those without wasm`);
  const rebuilt = [...entriesOf(module), ...entries.filter((entry) => entry.module === undefined)];
  await buildForms(rebuilt);
  writeManifests(entries);
  say('type declarations');
  rmSync(join(distribution, 'types'), { recursive: true, force: true });
  buildDeclarations(entries);
  say(`done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

async function buildAll() {
  for (const module of Object.values(modules)) await buildModule(module, say);
  sayWhatWasBuilt(Object.values(modules), say);
  rmSync(distribution, { recursive: true, force: true });
  say('every form of every entry');
  await buildForms(entries);
  await buildCommands(entries);
  copyPlainEntries(plainEntries);
  writeManifests(entries);
  say('type declarations');
  buildDeclarations(entries);
  say('the page');
  await buildPage();
  say('the command line');
  await buildCli();
  say(`done in ${((Date.now() - started) / 1000).toFixed(1)} s: ${join(root, 'pkg')}`);
}

try {
  const [name] = process.argv.slice(2);
  if (name === undefined) await buildAll();
  else if (name === 'page') await buildPage();
  else if (name === 'cli') await buildCli();
  else if (Object.hasOwn(modules, name)) await buildAlone(modules[name]);
  else throw new Error(`there is no module ${name}: one of ${Object.keys(modules).join(', ')}`);
} catch (error) {
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
