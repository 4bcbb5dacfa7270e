// node benches/profile.mjs [--no-network] [wasm]: where a one-key call spends its time in Node, function by function.
//
// With --no-network a function that answers at once stands for `fetch`, which leaves this package's own work. The slim entry
// is built anew with the names of its functions, from the wasm that lies in target/wasm-pack. For the names of functions in
// the wasm, give the path of one that has them: built with CARGO_PROFILE_RELEASE_STRIP=none, then
//   wasm-bindgen --target bundler --keep-debug --out-dir target/named \
//     target/wasm32-unknown-unknown/release/unloc_integrator_client.wasm
import { copyFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { entries, modules, wasmFile } from '../scripts/build/entries.mjs';
import { buildForms } from '../scripts/build/output-formats.mjs';
import { callsOf } from './contenders/unloc-calls.mjs';
import { instantly } from './instantly.mjs';
import { keysBody } from './keys.mjs';
import { begin } from './processes.mjs';

const [wasm] = process.argv.slice(2).filter((one) => one !== '--no-network');
const distribution = join(fileURLToPath(import.meta.url), '..', '..', 'target', 'bench-named');
await buildForms(
  entries.filter(({ path }) => path === './slim'),
  { modules, distribution, minify: false },
);
// The forms are CommonJS, as pkg/package.json says of those in pkg.
writeFileSync(join(distribution, 'package.json'), '{}');
if (wasm !== undefined) copyFileSync(wasm, join(distribution, wasmFile(modules.client)));
const { default: load, getKeys, init } = await import(pathToFileURL(join(distribution, 'slim.node.mjs')));
await load();

const { child: server, said } = await begin('server.mjs');
const baseUrl = `http://127.0.0.1:${said.port}`;
const fetch = process.argv.includes('--no-network') ? instantly(keysBody(1)) : undefined;
const list = callsOf(init, getKeys, { baseUrl, token: 'bench-token', fetch });

const calls = fetch === undefined ? 5000 : 50_000;
for (let made = 0; made < calls / 2; made += 1) await list(1);

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 100 });
await session.post('Profiler.start');
for (let made = 0; made < calls; made += 1) await list(1);
const { profile } = await session.post('Profiler.stop');
server.disconnect();

const byId = new Map(profile.nodes.map((node) => [node.id, node]));
const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));

function nameOf(id) {
  const { functionName, url, lineNumber, columnNumber } = byId.get(id).callFrame;
  const place =
    url === '' || url.startsWith('wasm:') ? url.slice(0, 4) : `${basename(url)}:${lineNumber + 1}:${columnNumber + 1}`;
  return `${functionName || '(anonymous)'} ${place}`;
}

const isOwn = (id) => /^(wasm|file):/.test(byId.get(id).callFrame.url);

/** By function: time in itself, and in all that it calls. */
const costs = new Map();
let busy = 0;
let own = 0;
profile.samples.forEach((id, index) => {
  const time = profile.timeDeltas[index] / calls;
  if (byId.get(id).callFrame.functionName === '(idle)') return;
  busy += time;
  if (isOwn(id)) own += time;
  const seen = new Set();
  for (let at = id; at !== undefined; at = parents.get(at)) {
    const name = nameOf(at);
    if (seen.has(name)) continue;
    seen.add(name);
    const cost = costs.get(name) ?? { itself: 0, withCalled: 0, own: isOwn(at) };
    if (at === id) cost.itself += time;
    cost.withCalled += time;
    costs.set(name, cost);
  }
});

console.log(`busy ${busy.toFixed(0)} µs a call, of which in this package's own functions ${own.toFixed(0)} µs`);
show('in itself', 'itself', (cost) => cost.own);
show('with all that it calls', 'withCalled', (cost) => cost.own);
show('of the platform, in itself', 'itself', (cost) => !cost.own);

function show(title, unit, chosen) {
  console.log(`\nµs a call, ${title}`);
  const rows = [...costs].filter(([, cost]) => chosen(cost)).sort(([, a], [, b]) => b[unit] - a[unit]);
  for (const [name, cost] of rows.slice(0, 40)) console.log(`${cost[unit].toFixed(2).padStart(8)}  ${name}`);
}
