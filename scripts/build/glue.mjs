// wasm-bindgen's JavaScript, made ready for the package.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

/**
 * Replacements in the glue of the pinned wasm-bindgen, per module: `{ why, find, replace }`, where
 * `find` is a string or a RegExp that must match exactly once. A new wasm-bindgen that moves the
 * text stops the build instead of silently losing the repair.
 */
const patches = {
  client: [
    {
      why: "fake timers of test runners replace queueMicrotask, and calls would wait for ever; promises' own jobs they leave alone",
      find: /\bqueueMicrotask\(arg0\);/,
      replace: 'Promise.resolve().then(arg0);',
    },
  ],
  sandbox: [],
};

/** A text with one replacement made, which must fit exactly once. */
export function patched(text, { why, find, replace }, module) {
  const count = typeof find === 'string'
    ? text.split(find).length - 1
    : [...text.matchAll(new RegExp(find.source, `${find.flags.replace('g', '')}g`))].length;
  if (count !== 1) {
    throw new Error(`the glue of the ${module.name} has ${count} places for the patch "${why}", expected 1: wasm-bindgen has changed what it writes`);
  }
  // In a replacement for a text, `$` means itself.
  return text.replace(find, typeof find === 'string' ? () => replace : replace);
}

/** The glue as an ES module that exports `initSync` and, in one object, the crate's functions. */
export function readyGlue(module) {
  const file = join(root, module.output, `${module.outputName}.js`);
  const original = readFileSync(file, 'utf8');
  let text = original;
  for (const patch of patches[module.name] ?? []) text = patched(text, patch, module);
  // The asynchronous loader is not used; it mentions platform types that some environments lack.
  text = patched(text, {
    why: 'export only what the package uses',
    find: 'export { initSync, __wbg_init as default };',
    replace: 'export { initSync };',
  }, module);
  const names = [...original.matchAll(/^export (?:async )?function (\w+)\(/gm)].map((match) => match[1]);
  // One object instead of `import *`: bundlers can drop it when it is not used.
  return { text: `${text}\nexport const exports = { ${names.join(', ')} };\n`, file };
}
