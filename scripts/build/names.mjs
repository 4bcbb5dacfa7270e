// The names that wasm and glue know each other by, made short: each carries a hash that no
// compression can shrink, once in the wasm and once in the glue.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Where the short names of a module are noted, beside its wasm. */
const noteOf = (wasmFile) => `${wasmFile}.names.json`;

/** Shortens the names in a wasm file and notes them beside it. */
export function shortenNames(wasmFile, { environment }) {
  const note = execFileSync('wasm-opt', [
    wasmFile, '--minify-imports-and-exports-and-modules', '-o', wasmFile,
  ], { env: environment, encoding: 'utf8' });
  writeFileSync(noteOf(wasmFile), note);
}

/** The glue with the names of its wasm, if those were shortened. */
export function withShortNames(text, wasmFile) {
  if (!existsSync(noteOf(wasmFile))) return text;
  const { imports, exports } = JSON.parse(readFileSync(noteOf(wasmFile), 'utf8'));
  const imported = new Map(imports.map(([, name, short]) => [name, short]));
  const exported = new Map(exports.map(([name, short]) => [name, short]));
  const modules = new Set(imports.map(([module]) => module));
  if (modules.size !== 1) throw new Error(`the wasm imports from ${modules.size} modules, expected one: ${[...modules].join(', ')}`);
  const used = new Set();
  const renamed = text
    .replace(`"${[...modules][0]}":`, 'a:')
    .replace(/^( {8})(\w+): function/gm, (whole, space, name) => {
      if (!imported.has(name)) return whole;
      used.add(name);
      return `${space}${imported.get(name)}: function`;
    })
    .replace(/\bwasm\.(\w+)/g, (whole, name) => (exported.has(name) ? `wasm.${exported.get(name)}` : whole));
  const unused = [...imported.keys()].filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`the glue has no function for ${unused.join(', ')}: wasm-bindgen has changed what it writes`);
  return renamed;
}
