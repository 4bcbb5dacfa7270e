// node benches/crossings.mjs <folder>: how often one call of one key leaves the wasm, and for what.
// The folder is what wasm-bindgen wrote with names in it, as for profile.mjs. The call is made as the package makes it.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instantly } from './instantly.mjs';
import { keysBody } from './keys.mjs';

const place = resolve(process.argv[2]);
const counts = new Map();
const { Instance } = WebAssembly;
WebAssembly.Instance = class {
  constructor(module, imports) {
    const counted = Object.entries(imports).map(([name, functions]) => [name, withCounts(functions)]);
    return new Instance(module, Object.fromEntries(counted));
  }
};

function withCounts(functions) {
  const counted = Object.entries(functions).map(([name, work]) => [name, typeof work === 'function' ? (...given) => {
    // Which member is asked for says more than that one is.
    const member = typeof given[1] === 'string' ? ` ${given[1]}` : '';
    const what = name.replace(/^__wb(g|indgen)_+/, '').replace(/_[0-9a-f]{16}$/, '') + member;
    counts.set(what, (counts.get(what) ?? 0) + 1);
    return work(...given);
  } : work]);
  return Object.fromEntries(counted);
}

const glue = await import(pathToFileURL(join(place, 'unloc_integrator_client.js')));
glue.initSync({ module: readFileSync(join(place, 'unloc_integrator_client_bg.wasm')) });
const settings = { baseUrl: 'http://127.0.0.1:1', fetch: instantly(keysBody(1)) };
const list = () => new Promise((resolve, reject) => {
  const settle = (data, error) => (error === undefined ? resolve(data) : reject(error));
  settle.tell = () => {};
  glue.callAndSettle('getKeys', 'bench-token', { lockHolderId: '1' }, undefined, settings, settle);
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
await list();
await settled();
counts.clear();
await list();
await settled();

const rows = [...counts].sort(([, a], [, b]) => b - a);
console.log(`${rows.reduce((sofar, [, count]) => sofar + count, 0)} times in all`);
for (const [what, count] of rows) console.log(`${String(count).padStart(4)}  ${what}`);
