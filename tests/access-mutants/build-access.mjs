// Builds what a mutant changes: the access engine's wasm, if its source did, and its entries. The rest of the package lies
// in pkg/dist from the whole build.
import { entries, modules } from '../../scripts/build/entries.mjs';
import { buildForms } from '../../scripts/build/output-formats.mjs';
import { buildModule } from '../../scripts/build/wasm.mjs';

await buildModule(modules.access);
await buildForms(entries.filter(({ path }) => path.startsWith('./access')));
