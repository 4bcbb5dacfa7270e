// node benches/profile.mjs [--no-network] [folder]: where a one-key call spends its time in Node, function by function.
//
// With --no-network a function that answers at once stands for `fetch`, which leaves this package's own work.
// Without a folder it looks at pkg/dist, whose names are shortened. With one it looks at what wasm-bindgen wrote there
// with names in it, the wasm alone, without the package's TypeScript around it:
//   wasm-bindgen --target web --keep-debug --omit-default-module-path --out-dir target/named \
//     target/wasm32-unknown-unknown/release/unloc_integrator_client.wasm
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instantly } from './instantly.mjs';
import { keysBody } from './keys.mjs';
import { begin } from './processes.mjs';

const [folder] = process.argv.slice(2).filter((one) => one !== '--no-network');
const { child: server, said } = await begin('server.mjs');
const baseUrl = `http://127.0.0.1:${said.port}`;
const fetch = process.argv.includes('--no-network') ? instantly(keysBody(1)) : undefined;
const list = folder === undefined ? await packaged() : await bare(resolve(folder));

async function packaged() {
  return (await import('./contenders/unloc-slim.mjs')).create({ baseUrl, token: 'bench-token', fetch });
}

async function bare(place) {
  const glue = await import(pathToFileURL(join(place, 'unloc_integrator_client.js')));
  glue.initSync({ module: readFileSync(join(place, 'unloc_integrator_client_bg.wasm')) });
  return (count) => glue.getKeys('bench-token', { lockHolderId: String(count) }, { baseUrl, fetch });
}

const calls = fetch === undefined ? 5000 : 20_000;
for (let made = 0; made < 2000; made += 1) await list(1);

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
  const place = url === '' || url.startsWith('wasm:') ? url.slice(0, 4) : `${basename(url)}:${lineNumber + 1}:${columnNumber + 1}`;
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
  for (const [name, cost] of rows.slice(0, 70)) console.log(`${cost[unit].toFixed(2).padStart(8)}  ${name}`);
}
