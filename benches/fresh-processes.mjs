// What is measured in fresh processes: the start, and memory.
import { control, started, timed } from './contenders/index.mjs';
import { shuffled } from './order.mjs';
import { saidBy } from './processes.mjs';
import { median } from './statistics.mjs';

/** CPU and wall milliseconds, medians over fresh processes in an order that chance decides. */
export async function starts({ quick }) {
  const names = Object.keys(started);
  const seen = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < (quick ? 5 : 21); round += 1) {
    for (const name of shuffled(names)) seen[name].push(await saidBy('node/start.mjs', [name]));
  }
  const middle = (name, part, unit) => median(seen[name].map((one) => one[part][unit]));
  return names.map((name) => ({
    name,
    setUp: { cpu: middle(name, 'setUp', 'cpu'), wall: middle(name, 'setUp', 'wall') },
    firstRequest: { cpu: middle(name, 'firstRequest', 'cpu'), wall: middle(name, 'firstRequest', 'wall') },
  }));
}

/** Bytes, medians over fresh processes. */
export async function memories({ baseUrl }) {
  const results = [];
  for (const name of Object.keys(timed).filter((one) => one !== control)) {
    const seen = [];
    for (let round = 0; round < 3; round += 1) {
      seen.push(await saidBy('node/memory.mjs', [name, baseUrl], ['--expose-gc']));
    }
    const middle = (part) => median(seen.map((one) => one[part]));
    results.push({ name, grown: middle('grown'), kept: middle('kept'), resident: middle('resident') });
  }
  return results;
}
