// npm run bench [-- --quick] [-- --no-browser] [-- --only access|cli|page]: this package and others side by side; see
// docs/performance.md. `--only` measures the access engine, the command line, or the page “Doors and keys” as it is built,
// which the whole run leaves out.
// Prints the targets and what is reached, then all tables. Writes the tables to target/bench.md and the figures to
// target/bench.json. Measures pkg/dist as it lies there.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessResults, accessTables } from './access/run.mjs';
import { cliResults, cliTables } from './cli/run.mjs';
import { writePage } from './browser/bundle.mjs';
import { pageResults, pageTable } from './page/run.mjs';
import { timesInChromium } from './browser/times.mjs';
import { memories, starts } from './fresh-processes.mjs';
import { begin, saidBy } from './processes.mjs';
import { clientWasm, fingerprint, others, published } from './sizes.mjs';
import { tables } from './table.mjs';

const target = join(fileURLToPath(import.meta.url), '..', '..', 'target');
const parameters = process.argv.slice(2);
/** What is measured alone: its results, and its tables. */
const alone = { access: [accessResults, accessTables], cli: [cliResults, cliTables], page: [pageResults, pageTable] };
const only = /--only (access|cli|page)\b/.exec(parameters.join(' '))?.[1];
const known = ['--quick', '--no-browser', ...(only ? ['--only', only] : [])];
const unknown = parameters.filter((one) => !known.includes(one));
if (unknown.length > 0) {
  console.error(
    `"${unknown.join(' ')}" is not understood here: npm run bench [-- --quick] [-- --no-browser] [-- --only access|cli|page].`,
  );
  process.exit(1);
}
const quick = parameters.includes('--quick');

if (only) {
  const [measure, written] = alone[only];
  const results = await measure({ quick });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, `bench-${only}.json`), `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(join(target, `bench-${only}.md`), `${written(results)}\n`);
  console.log(`${written(results)}\n\nWritten to target/bench-${only}.json and target/bench-${only}.md.`);
  process.exit(0);
}

const page = join(target, 'bench-page');
await writePage(page);
const measured = fingerprint();
const loads = [loadavg()[0]];
const { child: server, said } = await begin('server.mjs', [page]);
const baseUrl = `http://127.0.0.1:${said.port}`;
try {
  const node = await saidBy('node/times.mjs', [baseUrl, quick ? 'quick' : 'whole'], ['--expose-gc']);
  const chromium = parameters.includes('--no-browser') ? undefined : await timesInChromium({ baseUrl, quick });
  console.log('  starts, memory, sizes');
  const results = {
    made: new Date().toISOString(),
    quick,
    platform: { node: process.version, os: `${process.platform} ${process.arch}`, processors: cpus().length },
    node,
    chromium,
    starts: await starts({ quick }),
    memories: quick ? [] : await memories({ baseUrl }),
    sizes: { published: published(), wasm: clientWasm(), others: await others() },
  };
  results.platform.load = [...loads, loadavg()[0]];
  if (fingerprint() !== measured) {
    throw new Error('pkg/dist was built anew while it was measured, so the figures are of two packages. Start again.');
  }
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'bench.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(join(target, 'bench.md'), `${tables(results)}\n`);
  console.log(`\n${tables(results)}\n\nWritten to target/bench.json and target/bench.md.`);
} finally {
  server.disconnect();
}
