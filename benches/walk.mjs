// node benches/walk.mjs [keys]: walks over a list of 1,000,000 keys of API v2 by its pages, and shows that memory stays
// flat: what is kept after each tenth of the way. Measures pkg/dist as it lies there.
import { begin, saidBy } from './processes.mjs';

const keys = Number(process.argv[2] ?? 1_000_000);
const { child: server, said } = await begin('pages-server.mjs');
try {
  const { seconds, samples, resident } = await saidBy(
    'node/walk.mjs',
    [`http://127.0.0.1:${said.port}`, String(keys)],
    ['--expose-gc'],
  );
  const megabytes = (bytes) => (bytes / 1_048_576).toFixed(1);
  console.log(`${keys} keys in ${seconds.toFixed(1)} s, ${Math.round(keys / seconds)} a second`);
  console.log(
    `kept after each tenth, MB: ${samples.map(megabytes).join('  ')}; resident at the end: ${megabytes(resident)} MB`,
  );
  const growth = (samples[samples.length - 1] - samples[0]) / (keys * 0.9);
  console.log(`growth: ${growth.toFixed(3)} bytes a key`);
  if (growth > 1) throw new Error('memory grows with the keys');
} finally {
  server.disconnect();
}
