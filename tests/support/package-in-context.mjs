// The built package in a context of node:vm: a realm of its own, with the globals that a test gives and no others.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { root } from './root.mjs';

const distribution = join(root, 'pkg', 'dist');

/**
 * Makes a context and loads entries of the package in it.
 *
 * @param globals the context's globals beside those of the language.
 * @param allowsWasm whether the context's policy lets WebAssembly be compiled.
 * @returns `{ context, load }`: `load('index')` evaluates `pkg/dist/index.js` and returns its exports.
 */
export function packageInContext(globals = {}, { allowsWasm = true } = {}) {
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: allowsWasm } });
  const loaded = new Map();
  const evaluate = (file) => {
    if (!loaded.has(file)) {
      const module = { exports: {} };
      loaded.set(file, module);
      const require = (name) => {
        if (!name.startsWith('.')) throw new Error(`there is no ${name} here`);
        return evaluate(join(dirname(file), name));
      };
      vm.runInContext(`(function (module, exports, require, __dirname) {${readFileSync(file, 'utf8')}\n})`, context)(
        module,
        module.exports,
        require,
        dirname(file),
      );
    }
    return loaded.get(file).exports;
  };
  return { context, load: (entry) => evaluate(join(distribution, `${entry}.js`)) };
}
