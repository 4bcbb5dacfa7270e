// In a fresh process: walks over a list of keys by items, and says what memory it took on the way.
// Command line: the server's URL and how many keys.
import { createRequire } from 'node:module';

const { UnlocClient } = createRequire(import.meta.url)('../../pkg');
const [baseUrl, count] = process.argv.slice(2);
const unloc = new UnlocClient({ baseUrl, token: 'bench-token' });

const kept = () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const samples = [];
let seen = 0;
const begun = performance.now();
let measuring = 0;
for await (const key of unloc.keys.list({ projectId: count })) {
  if (key.id !== `key-${seen}`) throw new Error(`${key.id} came where key-${seen} belongs`);
  seen += 1;
  if (seen % (Number(count) / 10) === 0) {
    const before = performance.now();
    samples.push(kept());
    measuring += performance.now() - before;
  }
}
const seconds = (performance.now() - begun - measuring) / 1000;
if (seen !== Number(count)) throw new Error(`${seen} keys came of ${count}`);
process.send({ keys: seen, seconds, samples, resident: process.memoryUsage().rss }, () => process.exit(0));
