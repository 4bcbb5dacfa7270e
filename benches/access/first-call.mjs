// In a fresh process: CPU until a review of 10,000 keys stands there, import and compilation of the wasm included.
import { contenders, ours } from './contenders.mjs';
import { cpu } from './cpu.mjs';
import { keyPages, locksPage, seen, week } from './data.mjs';

const locks = locksPage(40);
const pages = [...keyPages({ keys: 10_000, doors: 40, people: 2000 })];
globalThis.gc(); // what the pages left behind is no part of it
const begun = { cpu: cpu(), wall: performance.now() };
const one = await (await contenders[ours]()).create();
one.addLocks(locks);
for (const page of pages) one.addKeys(page);
one.seal(seen);
const { rows } = one.review(week);
process.send({ cpu: cpu() - begun.cpu, wall: performance.now() - begun.wall, rows }, () => process.exit(0));
