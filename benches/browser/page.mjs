// What the page runs: the same clients and the same timing as in Node, against the server that it came from.
import { timesOf } from '../timing.mjs';

globalThis.measure = (effort) =>
  timesOf(location.origin, { effort, tell: (name) => console.log(`  Chromium: ${name}`) });
