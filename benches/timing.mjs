// Times calls, in Node and in browsers alike.
import { clientsFor } from './clients.mjs';
import { control, reference, rival } from './contenders/index.mjs';
import { shuffled } from './order.mjs';
import { median, quantile, ratios, spread, verdict } from './statistics.mjs';

/**
 * The cases: how many keys, how many calls in flight, how many rounds, and how many calls a client makes in each. Rounds are
 * short, so that the clients share what else the machine does.
 *
 * @param quick whether to measure only what the targets are about, in fewer rounds.
 * @param browser whether this runs in a browser, where a call over the network takes ten times as long.
 */
export function cases({ quick, browser }) {
  const count = (whole, few) => (quick ? few : whole);
  const calls = (inNode, inBrowser) => (browser ? inBrowser : inNode);
  const all = [
    {
      id: 'noNetwork',
      name: '1 key, no network',
      network: false,
      keys: 1,
      atOnce: 1,
      rounds: count(120, 40),
      calls: 400,
    },
    { id: 'oneKey', name: '1 key', network: true, keys: 1, atOnce: 1, rounds: count(120, 40), calls: calls(60, 8) },
    {
      id: 'hundredKeys',
      name: '100 keys',
      network: true,
      keys: 100,
      atOnce: 1,
      rounds: count(60, 0),
      calls: calls(20, 6),
    },
    { id: 'manyKeys', name: '10,000 keys', network: true, keys: 10_000, atOnce: 1, rounds: count(60, 20), calls: 1 },
    {
      id: 'inFlight',
      name: '64 in flight',
      network: true,
      keys: 1,
      atOnce: 64,
      rounds: count(40, calls(16, 8)),
      calls: calls(256, 64),
    },
  ];
  return all.filter(({ rounds }) => rounds > 0);
}

/**
 * Runs every case with every client, in each round in an order that chance decides anew.
 *
 * @param baseUrl where the server is.
 * @param cpu the milliseconds of CPU that this process has used, where that is known.
 * @param log is called with the name of each case.
 */
export async function timesOf(baseUrl, { quick, browser = false, cpu, log }) {
  const results = [];
  for (const one of cases({ quick, browser })) {
    log(one.name);
    results.push({
      ...one,
      clients: compared(await roundsOf(await clientsFor({ baseUrl, network: one.network }), one, cpu)),
    });
  }
  return results;
}

/** The times of each client, by rounds. */
async function roundsOf(clients, one, cpu) {
  const names = Object.keys(clients);
  for (const name of names) {
    const list = await clients[name](one.keys);
    if (list.length !== one.keys) throw new Error(`${name} gave ${list.length} keys where ${one.keys} were sent.`);
  }
  const rounds = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -Math.ceil(one.rounds / 5); round < one.rounds; round += 1) {
    for (const name of shuffled(names)) {
      // A large list leaves its garbage to the next. Between short rounds a collection would do harm: the engine forgets
      // optimised code at each, and all clients become three times slower.
      if (one.keys > 1000) globalThis.gc?.();
      const time = await timeOf(clients[name], one, cpu);
      if (round >= 0) rounds[name].push(time);
    }
  }
  return rounds;
}

/** Milliseconds per call, with `atOnce` of them in flight all the time. */
async function timeOf(list, { keys, calls, atOnce }, cpu) {
  let left = calls;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      await list(keys);
    }
  };
  const start = { wall: performance.now(), cpu: cpu?.() };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return { wall: (performance.now() - start.wall) / calls, cpu: cpu && (cpu() - start.cpu) / calls };
}

/** Each client beside the reference, by the clock and by CPU time. */
function compared(rounds) {
  const measures = rounds[reference][0].cpu === undefined ? ['wall'] : ['wall', 'cpu'];
  const times = (name, measure) => rounds[name].map((time) => time[measure]);
  const fast = (name, measure) => quantile(times(name, measure), 0.1);
  return Object.keys(rounds).map((name) => {
    const result = { name };
    for (const measure of measures) {
      const ratio = spread(ratios(times(name, measure), times(reference, measure)));
      const chance = spread(ratios(times(control, measure), times(reference, measure)));
      result[measure] = {
        milliseconds: median(times(name, measure)),
        ...ratio,
        verdict: name === reference ? 'itself' : verdict(ratio.median, chance),
        // What a busy machine adds is left out.
        tenth: fast(name, measure) / fast(reference, measure),
        paceToRival: median(ratios(times(rival, measure), times(name, measure))),
      };
    }
    return result;
  });
}
