// wasm-bindgen's JavaScript, made ready for the package: a function that makes an instance, with all that
// belongs to the instance inside it, and a guard at every door through which JavaScript enters the wasm.
//
// What leaves a door as an exception (a trap, a stack that overflowed, a throw of JavaScript through wasm frames)
// has left the wasm's memory in the middle of something. The instance is then given up: `wasm` becomes undefined, so
// that its memory goes and nothing of it runs any more, whoever made it is told, and its timers are taken away. Where even
// for that the stack has no room, it is made up for when the next thing of it happens: a timer, an answer, a call.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withShortNames } from './names.mjs';
import { root } from './paths.mjs';

/**
 * Replacements in the glue of the pinned wasm-bindgen, per module: `{ why, find, replace, times }`, where
 * `find` is a string or a RegExp that must match exactly once, or with `times: 'any'` at least once. A new wasm-bindgen
 * that moves the text stops the build instead of silently losing the repair.
 */
const common = [
  {
    // The asynchronous loader is not used; it mentions platform types that some environments lack.
    why: 'only the synchronous loader is used',
    find: /^async function __wbg_load\([^]*(?=^function initSync\()/m,
    replace: '',
  },
  {
    why: 'the same, its other half',
    find: /^let __wbg_init_promise;[^]*^export \{ initSync, __wbg_init as default \};\n/m,
    replace: '',
  },
  {
    why: 'an error that a function returns is no breakdown',
    find: /\bthrow takeFromExternrefTable0\(/g,
    replace: 'throw refusal = takeFromExternrefTable0(',
    times: 'any',
  },
  {
    why: 'what an import throws is caught where it stands, not by a closure for each call that is handed its arguments as a list; and what an instance that broke down still does ends at the next thing that others would see',
    find: /function\(\) \{ return handleError\(function \(([^)]*)\) \{([^]*?)\n {8}\}, arguments\); \}/g,
    replace: 'function($1) { alive(); try {$2\n        } catch (thrown) { handleError(thrown); } }',
    times: 'any',
  },
  {
    why: 'the same, its other half',
    find: /function handleError\(f, args\) \{\s*try \{\s*return f\.apply\(this, args\);\s*\} catch \(e\) \{([^]*?)\}\s*\}/,
    replace: 'function handleError(e) {$1}\nfunction alive() { if (wasm === undefined) throw Error(); }',
  },
];

const closures = [
  {
    why: 'no closure throws into a timer, a promise or the job queue',
    find: /^( *)(?:const ret = )?(wasm\.(wasm_bindgen\w*__convert__closures_\w+)\([\w, ]*\);)/gm,
    replace: '$1let ret;\n$1try {\n$1    ret = $2\n$1} catch (_) {\n$1    wasm = undefined;\n$1    return breakDown();\n$1}',
    times: 'any',
  },
  {
    why: 'no closure is called, and none freed, of an instance that broke down',
    find: /\bwasm\.__wbindgen_destroy_closure\(state\.a, state\.b\)/g,
    replace: 'destroyClosure(state)',
    times: 'any',
  },
];

const destroyClosure = `
function destroyClosure(state) {
    if (wasm === undefined) return;
    try {
        wasm.__wbindgen_destroy_closure(state.a, state.b);
    } catch (_) {
        wasm = undefined;
        breakDown();
    }
}
`;

const left = [
  {
    why: 'no timer is left of an instance that broke down',
    find: /\bconst ret = setTimeout\(arg0, arg1\);/,
    replace: 'const ret = setTimeout(arg0, arg1);\n            timers.add(ret);',
  },
  {
    why: 'of one that is gone neither',
    find: /\bclearTimeout\(arg0\);/,
    replace: 'timers.delete(arg0);\n            clearTimeout(arg0);',
  },
  {
    why: "no listener is left of it at a caller's signal",
    find: /\barg0\.addEventListener\((getStringFromWasm0\(arg1, arg2\)), arg3\);/,
    replace: 'listeners.set(arg3, arg0);\n            arg0.addEventListener($1, arg3);',
  },
  {
    why: 'and none is remembered that is gone',
    find: /\barg0\.removeEventListener\((getStringFromWasm0\(arg1, arg2\)), arg3\);/,
    replace: 'listeners.delete(arg3);\n            arg0.removeEventListener($1, arg3);',
  },
];

const takeAway = `timers.forEach((timer) => clearTimeout(timer));
    listeners.forEach((signal, listener) => {
        try {
            signal.removeEventListener('abort', listener);
        } catch (_) {}
    });`;

const own = {
  why: 'the functions become those of one instance',
  find: /^export (?=function )/gm,
  replace: '',
  times: 'any',
};

const patches = {
  client: [
    ...common,
    ...closures,
    ...left,
    {
      why: "fake timers of test runners replace queueMicrotask, and calls would wait for ever; promises' own jobs they leave alone",
      find: /\bqueueMicrotask\(arg0\);/,
      replace: 'Promise.resolve().then(arg0);',
    },
  ],
  sandbox: common,
};

/** A text with one replacement made, which must fit exactly once, or as often as it says. */
export function patched(text, { why, find, replace, times }, module) {
  const count = typeof find === 'string'
    ? text.split(find).length - 1
    : [...text.matchAll(new RegExp(find.source, `${find.flags.replace('g', '')}g`))].length;
  if (times === 'any' ? count === 0 : count !== 1) {
    throw new Error(`the glue of the ${module.name} has ${count} places for the patch "${why}", expected ${times === 'any' ? 'some' : 1}: wasm-bindgen has changed what it writes`);
  }
  // In a replacement for a text, `$` means itself.
  return text.replace(find, typeof find === 'string' ? () => replace : replace);
}

/** Doors into the wasm that only what is guarded itself goes through: they lie within an exported function or an import. */
const inner = /^__(?:wbindgen_(?:malloc|realloc|free|exn_store|start)|externref_table_(?:alloc|dealloc))$/;

/** Stops the build when something enters the wasm that no guard is around. */
export function requireGuards(text, names, module) {
  const guarded = new Set([...names, ...(text.includes(destroyClosure) ? ['__wbindgen_destroy_closure'] : [])]);
  for (const [, name] of text.matchAll(/try \{\s*ret = wasm\.(wasm_bindgen\w*__convert__closures_\w+)\(/g)) guarded.add(name);
  for (const [, name] of text.matchAll(/\bwasm\.(\w+)\(/g)) {
    if (!guarded.has(name) && !inner.test(name)) {
      throw new Error(`the glue of the ${module.name} enters the wasm by ${name}, which nothing guards: wasm-bindgen has changed what it writes`);
    }
  }
  const outside = /^(?:import|export)\b.*/m.exec(text);
  if (outside !== null) throw new Error(`the glue of the ${module.name} says "${outside[0]}", which cannot stand inside a function`);
}

/** The glue as an ES module that exports `instantiate` (pkg/src/wasm/module-loader.ts). */
export function readyGlue(module) {
  const original = readFileSync(join(root, module.output, `${module.outputName}.js`), 'utf8');
  let text = original;
  for (const patch of patches[module.name]) text = patched(text, patch, module);
  const names = [...text.matchAll(/^export function (\w+)\(/gm)].map((match) => match[1]);
  text = patched(text, own, module);
  const leaves = patches[module.name].includes(left[0]);
  if (patches[module.name].includes(closures[1])) text += destroyClosure;
  requireGuards(text, names, module);
  text = withShortNames(text, join(root, module.output, `${module.outputName}_bg.wasm`));
  const views = [...text.matchAll(/^let (cached\w+Memory0) = null;/gm)].map((match) => match[1]);
  return `export function instantiate(compiled, broken, sentence) {
let refusal;
let ended;
${leaves ? 'const timers = new Set(), listeners = new Map();' : ''}
${text}
function breakDown() {
    if (ended) return;
    wasmInstance = wasmModule = undefined;
    ${views.map((view) => `${view} = null;`).join(' ')}
    broken();
    ${leaves ? takeAway : ''}
    ended = true;
}
function guarded(work) {
    return (...given) => {
        try {
            return work(...given);
        } catch (thrown) {
            if (wasm !== undefined && thrown === refusal) throw thrown;
            wasm = undefined;
            breakDown();
            throw new Error(sentence);
        }
    };
}
initSync({ module: compiled });
return { ${names.map((name) => `${name}: guarded(${name})`).join(', ')} };
}
`;
}
