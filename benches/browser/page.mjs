// What the page runs: the same clients and the same timing as in Node, against the server that it came from.
import { timed } from '../contenders/index.mjs';
import { timesOf } from '../timing.mjs';

globalThis.measure = async (effort) => {
  const clients = {};
  for (const [name, contender] of Object.entries(timed)) {
    clients[name] = (await contender()).create({ baseUrl: location.origin, token: 'bench-token' });
  }
  return timesOf(clients, { effort, tell: (name) => console.log(`  Chromium: ${name}`) });
};
