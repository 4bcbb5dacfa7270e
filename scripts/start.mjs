// npm start: sets up, builds, runs the README's example, and ends as `unloc demo`: the page in the browser, on an embedded
// Unloc that other commands can use too.
// npm start -- --once: the same, and ends after the example.
import { join } from 'node:path';
import { modules } from './build/entries.mjs';
import { compileWasmBindgen } from './build/wasm-bindgen.mjs';
import { buildModules } from './build/wasm.mjs';
import { asProgram, run } from './setup/command.mjs';
import { prepareNode, preparePackages } from './setup/node.mjs';
import { Progress } from './setup/progress.mjs';
import { root } from './setup/project.mjs';
import { prepareRust } from './setup/rust.mjs';
import { demoWords, runDemo } from './start/demo.mjs';
import { runExamples } from './start/examples.mjs';

const tools = { title: '1 tools', seconds: 60 };
// Not the plain wasm, which nothing here runs: `npm run build` makes it.
const wasm = [
  { title: '2 client', modules: [modules.client], seconds: 60 },
  { title: '3 embedded Unloc, access engine', modules: [modules.sandbox, modules.access], seconds: 90 },
];
const rest = { title: '4 package, page, command line', seconds: 15 };
const examples = { title: '5 examples', seconds: 3 };

await asProgram(async () => {
  const { once, open, words } = demoWords(process.argv.slice(2));
  prepareNode();
  const progress = new Progress('start', [tools, ...wasm, rest, examples], { seconds: 210 });
  await setUpAndCompile(progress);
  await progress.step(rest.title, () =>
    run(process.execPath, [join(root, 'scripts', 'build.mjs'), 'package'], {
      title: 'the package',
      cwd: root,
      quiet: true,
    }),
  );
  const printed = await progress.step(examples.title, runExamples);
  progress.end();
  console.log(`\n${printed}`);
  return once ? 0 : runDemo(words, open);
});

/** Cargo begins with the wasm as soon as there is a compiler, beside what else is installed. */
async function setUpAndCompile(progress) {
  let compilerIsThere;
  const compiler = new Promise((resolve) => {
    compilerIsThere = resolve;
  });
  const installed = progress.step(tools.title, async () => {
    const packages = preparePackages();
    packages.catch(() => {}); // said when it is awaited
    await prepareRust({ checks: false });
    compilerIsThere();
    await Promise.all([packages, compileWasmBindgen()]);
  });
  await Promise.race([compiler, installed]);
  await Promise.all([installed, buildModules(wasm, progress, installed)]);
}
