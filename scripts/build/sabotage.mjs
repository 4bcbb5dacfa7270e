// The package with a wasm that breaks where a test says (src/js/sabotage.rs), below target/. It is never published.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entries, modules } from './entries.mjs';
import { buildForms } from './output-formats.mjs';
import { root } from './paths.mjs';
import { buildModule } from './wasm.mjs';

const module = { ...modules.client, output: 'target/wasm-pack/sabotage', features: ['--no-default-features', '--features', 'javascript,auth,sabotage'] };

/** The folder it lies in: `index.js` and the other forms of the main entry, and those of `auth`. */
export const sabotaged = join(root, 'target', 'sabotage');

/** Builds it, unless nothing has changed. */
export async function buildSabotage(say) {
  await buildModule(module, say);
  await buildForms(entries.filter(({ path }) => path === '.' || path === './auth'), { modules: { ...modules, client: module }, distribution: sabotaged });
  // As in the package, whose .js files are CommonJS.
  writeFileSync(join(sabotaged, 'package.json'), '{ "type": "commonjs" }\n');
}
