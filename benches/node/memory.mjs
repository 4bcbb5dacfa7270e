// In a fresh process: by how much 1,000 calls of 100 keys make memory grow, what can be collected left out.
// Command line: the client's name and the server's URL.
import { timed } from '../contenders/index.mjs';

const [name, baseUrl] = process.argv.slice(2);
const list = (await timed[name]()).create({ baseUrl, token: 'bench-token' });

async function calls(count) {
  for (let made = 0; made < count; made += 1) await list(100);
}

async function kept() {
  // Twice with a pause between: finalizers run in between, and free what hangs on them.
  for (let times = 0; times < 2; times += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

await calls(300);
const before = await kept();
await calls(1000);
const after = await kept();
process.send({ grown: after - before, kept: after, resident: process.memoryUsage().rss }, () => process.exit(0));
