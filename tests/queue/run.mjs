// npm run queue -- 10000 [KILL_MS [SEED]]: a plan for so many people over three workers, one of which is killed each KILL_MS
// (700). Build before (npm run build).
import { applyUnderFire } from './apply.mjs';

const [people = '10000', killMs = '700', seed = '1'] = process.argv.slice(2);
const { wrong, ...figures } = await applyUnderFire(Number(people), {
  killMs: Number(killMs),
  seed: Number(seed),
  minutes: 240,
  say: (text) => console.log(text),
});
console.log(figures);
for (const sentence of wrong.slice(0, 50)) console.error(sentence);
if (wrong.length > 0) {
  console.error(`${wrong.length} things are wrong.`);
  process.exitCode = 1;
}
