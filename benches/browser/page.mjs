// What the page runs: the same clients and the same timing as in Node, against the server that it came from.
import { timesOf } from '../timing.mjs';

globalThis.measure = (quick) =>
  timesOf(location.origin, { quick, browser: true, log: (name) => console.log(`  Chromium: ${name}`) });
