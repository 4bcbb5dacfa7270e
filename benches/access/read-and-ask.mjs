// In a fresh process: pages to answers. Command line: the contender's name, how many keys, `compare` for a second
// snapshot beside the first.
import { contenders } from './contenders.mjs';
import { timed, wasmMemory } from './cpu.mjs';
import { keyPages, locksPage, questions, seen, week } from './data.mjs';

const [name, keys, andCompare] = process.argv.slice(2);
const memory = wasmMemory();
const { create } = await contenders[name]();
const locks = locksPage(1000);
const pages = [...keyPages({ keys: Number(keys) })];
const asked = questions({});

const one = await create();
globalThis.gc();
const heapBefore = process.memoryUsage().heapUsed;
const said = { bytes: pages.reduce((sum, page) => sum + page.length, 0) };
said.read = timed(() => {
  one.addLocks(locks);
  for (const page of pages) one.addKeys(page);
}).ms;
if (one.review) {
  said.index = timed(() => one.seal(seen)).ms;
  const first = timed(() => one.review(week));
  said.first = first.ms;
  said.results = first.result;
  said.again = timed(() => one.review(week)).ms;
  const who = timed(() => asked.reduce((sum, { lock, at }) => sum + one.peopleAt(lock, at), 0));
  said.who = who.ms;
  said.results.hits = who.result;
  globalThis.gc();
  said.heap = process.memoryUsage().heapUsed - heapBefore;
  said.wasm = memory();
}
if (andCompare === 'compare') {
  const other = await create();
  other.addLocks(locks);
  for (const page of keyPages({ keys: Number(keys), changed: 100 })) other.addKeys(page);
  other.seal(seen);
  const found = timed(() => one.differences(other));
  said.compare = found.ms;
  said.differences = found.result;
  said.wasmOfTwo = memory();
}
process.send(said, () => process.exit(0));
