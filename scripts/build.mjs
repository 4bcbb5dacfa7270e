// Builds the npm package: Rust to wasm, wasm and the facade to every form of every entry, types; then the page and the
// command line. The entries are the rows of build/entries.mjs. What is built lies below pkg/dist and target/.
// `node scripts/build.mjs access` builds that module alone, and into a complete pkg/dist the entries that run it and
// those without wasm. `… package` builds all but the wasm, `… page` and `… cli` the page and the command line alone.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli } from './build/cli.mjs';
import { buildDeclarations } from './build/declarations.mjs';
import { entries, entriesOf, modules, plainEntries } from './build/entries.mjs';
import { buildCommands, buildForms, copyPlainEntries } from './build/output-formats.mjs';
import { writeManifests } from './build/manifest.mjs';
import { setModes } from './build/modes.mjs';
import { buildPage } from './build/page.mjs';
import { distribution, root } from './build/paths.mjs';
import { compileWasmBindgen } from './build/wasm-bindgen.mjs';
import { buildModule, buildModules, isUpToDate, whatWasBuilt } from './build/wasm.mjs';
import { CannotContinue, asProgram, run } from './setup/command.mjs';
import { Progress } from './setup/progress.mjs';
import { publishedPackages } from './setup/project.mjs';

const say = (text) => console.log(`build: ${text}`);

/** One module and its entries, in a second or two beside the compiler's time. */
async function buildAlone(module) {
  say(`the ${module.name}'s wasm`);
  await buildModule(module);
  say(`the entries of the ${module.name}, and those without wasm`);
  const rebuilt = [...entriesOf(module), ...entries.filter((entry) => entry.module === undefined)];
  await buildForms(rebuilt);
  writeManifests(entries);
  say('type declarations');
  rmSync(join(distribution, 'types'), { recursive: true, force: true });
  buildDeclarations(entries);
}

/** Everything that is not wasm. The plain one is left out if it is not that of the sources, as for `npm start`. */
async function buildPackage() {
  rmSync(distribution, { recursive: true, force: true });
  say('every form of every entry');
  await buildForms(entries);
  await buildCommands(entries);
  copyPlainEntries(plainEntries.filter(({ module }) => isUpToDate(modules[module])));
  writeManifests(entries);
  say('type declarations');
  buildDeclarations(entries);
  say('the page');
  await buildPage();
  say('the command line');
  await buildCli();
  for (const name of publishedPackages) setModes(name);
}

async function buildAll() {
  const wasm = [
    { title: 'client', modules: [modules.client], seconds: 60 },
    { title: 'embedded Unloc', modules: [modules.sandbox], seconds: 60 },
    { title: 'access engine', modules: [modules.access], seconds: 30 },
    { title: 'plain wasm', modules: [modules.plain], seconds: 40 },
  ];
  const rest = { title: 'package, page, command line', seconds: 15 };
  const progress = new Progress('build', [{ title: 'wasm-bindgen', seconds: 30 }, ...wasm, rest], { seconds: 180 });
  const tools = progress.step('wasm-bindgen', compileWasmBindgen);
  await Promise.all([tools, buildModules(wasm, progress, tools)]);
  await progress.step(rest.title, () =>
    run(process.execPath, [join(root, 'scripts', 'build.mjs'), 'package'], {
      title: 'package',
      cwd: root,
      quiet: true,
    }),
  );
  progress.end();
  for (const line of whatWasBuilt(Object.values(modules))) say(line);
  say(`done: ${join(root, 'pkg')}`);
}

await asProgram(async () => {
  const [name] = process.argv.slice(2);
  if (name === undefined) await buildAll();
  else if (name === 'package') await buildPackage();
  else if (name === 'page') await buildPage();
  else if (name === 'cli') await buildCli();
  else if (Object.hasOwn(modules, name)) await buildAlone(modules[name]);
  else throw new CannotContinue(`There is no module ${name}: one of ${Object.keys(modules).join(', ')}.`);
});
