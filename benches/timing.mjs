// Times calls, in Node and in browsers alike.
import { clientsFor } from './clients.mjs';
import { boundedReference, control, reference } from './contenders/index.mjs';
import { shuffled } from './order.mjs';
import { median, ratios, spread, verdict } from './statistics.mjs';

/**
 * The cases: how many keys, how many calls in flight, how many rounds, and in each of them how many samples of how
 * many calls. Samples are short, so that those who are compared share what else the machine does.
 *
 * @param effort 1 for all of it.
 */
export function cases(effort) {
  const rounds = Math.max(6, Math.round(20 * effort));
  return [
    { name: '1 key, no network', network: false, keys: 1, atOnce: 1, rounds, samples: 11, calls: 60 },
    { name: '1 key', network: true, keys: 1, atOnce: 1, rounds, samples: 11, calls: 10 },
    { name: '100 keys', network: true, keys: 100, atOnce: 1, rounds, samples: 7, calls: 8 },
    { name: '10,000 keys', network: true, keys: 10_000, atOnce: 1, rounds, samples: 3, calls: 1 },
    { name: '64 in flight', network: true, keys: 1, atOnce: 64, rounds: Math.max(6, Math.ceil(rounds / 2)), samples: 3, calls: 192 },
  ];
}

/**
 * Runs every case with every client: each sample of each is taken in an order that chance decides anew.
 *
 * @param baseUrl where the server is.
 * @param cpu milliseconds of CPU that this process has used, where that can be told.
 * @param tell hears which case begins.
 */
export async function timesOf(baseUrl, { effort, cpu, tell }) {
  const results = [];
  for (const one of cases(effort)) {
    tell(one.name);
    results.push({ ...one, clients: judged(await roundsOf(await clientsFor({ baseUrl, network: one.network }), one, cpu)) });
  }
  return results;
}

async function roundsOf(clients, one, cpu) {
  const names = Object.keys(clients);
  for (const name of names) {
    const list = await clients[name](one.keys);
    if (list.length !== one.keys) throw new Error(`${name} gave ${list.length} keys where ${one.keys} were sent.`);
  }
  const rounds = Object.fromEntries(names.map((name) => [name, []]));
  const warmUp = Math.ceil(one.rounds / 10);
  for (let round = -warmUp; round < one.rounds; round += 1) {
    const seen = Object.fromEntries(names.map((name) => [name, []]));
    for (let sample = 0; sample < one.samples; sample += 1) {
      for (const name of shuffled(names)) {
        // Nobody pays for what another left behind, where the engine was started so that it can be asked.
        if (sample === 0 || one.keys > 1000) globalThis.gc?.();
        seen[name].push(await sampleOf(clients[name], one, cpu));
      }
    }
    if (round < 0) continue;
    for (const name of names) {
      const middle = (unit) => median(seen[name].map((sample) => sample[unit]));
      rounds[name].push({ wall: middle('wall'), cpu: cpu && middle('cpu') });
    }
  }
  return rounds;
}

/** Milliseconds a call takes, with `atOnce` of them in flight all the time. */
async function sampleOf(list, { keys, calls, atOnce }, cpu) {
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

function judged(rounds) {
  const of = (name, unit) => rounds[name].map((round) => round[unit]);
  const toEach = (name, unit) => {
    const chance = spread(ratios(of(control, unit), of(reference, unit)));
    const to = (other) => {
      const ratio = spread(ratios(of(name, unit), of(other, unit)));
      return { ...ratio, verdict: name === other ? 'itself' : verdict(ratio.median, chance) };
    };
    return { milliseconds: median(of(name, unit)), toFetch: to(reference), toBounded: to(boundedReference) };
  };
  const cpuIsKnown = rounds[reference][0].cpu !== undefined;
  return Object.keys(rounds).map((name) => ({
    name,
    wall: toEach(name, 'wall'),
    cpu: cpuIsKnown ? toEach(name, 'cpu') : undefined,
  }));
}
