// wasm-bindgen's JavaScript as a function that makes an instance. It keeps views of the memory in module variables, so an
// instance that replaces a trapped one needs a copy of its own. The code itself stays as wasm-bindgen writes it for bundlers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from './paths.mjs';

/** The source of a module that exports `instantiate(module)`, which returns the functions of a new instance. */
export function instantiateSource({ output, outputName }) {
  const contents = readFileSync(join(root, output, `${outputName}_bg.js`), 'utf8');
  const { outputFiles } = buildSync({
    stdin: { contents },
    bundle: true,
    format: 'esm',
    target: 'es2018',
    write: false,
  });
  // A bundle ends with its only `export { … }`, which names what it exports as an object does.
  const code = outputFiles[0].text.replace('export {', 'const bindings = {');
  return `
    const isOwn = (name) => name.slice(0, 4) === '__wb';
    export function instantiate(module) {
      ${code}
      const { exports } = new WebAssembly.Instance(module, { './${outputName}_bg.js': bindings });
      bindings.__wbg_set_wasm(exports);
      if (exports.__wbindgen_start) exports.__wbindgen_start();
      const functions = {};
      for (const name of Object.keys(bindings)) if (!isOwn(name)) functions[name] = bindings[name];
      return functions;
    }`;
}
