// A long run: 50 workers give and take back keys by API v2 while the embedded Unloc, in a process of its own, loses answers,
// breaks connections and is overloaded. At the end its state is compared with what the calls said.
//
//   npm run soak             five minutes
//   SOAK_SECONDS=30 npm run soak
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCommand } from '../support/command.mjs';
import { root } from '../support/root.mjs';

const seconds = Number(process.env.SOAK_SECONDS ?? 300);
const workers = 50;
const sampleEveryMs = 2_000;
/** Kept of each write for the comparison at the end: a phone number and an outcome. */
const bytesOfRecord = 400;
const mostGrowth = 12 * 1024 * 1024;

const require = createRequire(import.meta.url);
const { UnlocClient } = require(join(root, 'pkg'));
const { TokenProvider, unlocV2 } = require(join(root, 'pkg', 'auth'));

const posts = { method: 'POST', path: '/v2/projects/*/keys' };
const reads = { method: 'GET', path: '/v2/**' };
const revocations = { method: 'DELETE', path: '/v2/**' };
const faults = [
  { ...posts, probability: 0.05, fault: { reset: 'before' } },
  { ...posts, probability: 0.05, fault: { reset: 'after' } },
  { ...posts, probability: 0.03, fault: { status: 503, workDone: true } },
  { ...posts, probability: 0.03, fault: { status: 504, body: '<html>late</html>' } },
  { ...posts, probability: 0.02, fault: { hang: true, workDone: true } },
  { ...posts, probability: 0.02, fault: { hang: true } },
  { ...posts, probability: 0.03, fault: { status: 429, headers: { 'retry-after-ms': '20' } } },
  { ...posts, probability: 0.02, fault: { truncateTo: 9 } },
  { ...posts, probability: 0.02, fault: { failKeys: 1 } },
  { ...reads, probability: 0.03, fault: { status: 500 } },
  { ...reads, probability: 0.03, fault: { reset: 'before' } },
  { ...reads, probability: 0.02, fault: { delayMs: 200 } },
  { ...reads, probability: 0.01, fault: { expireTokens: true } },
  { ...revocations, probability: 0.05, fault: { reset: 'after' } },
  { ...revocations, probability: 0.05, fault: { status: 503 } },
].map((rule, index) => ({ ...rule, seed: index + 1 }));

/** Starts the command `unloc-sandbox`. */
async function startSandbox() {
  const told = await startCommand('--seed', 'demo');
  const control = async (name, body) => {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${told.url}/_sandbox/${name}`, init);
    if (!response.ok) throw new Error(`/_sandbox/${name}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return { ...told, control };
}

const { url: baseUrl, clientId, clientSecret, control, stop } = await startSandbox();
const token = new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret });
const counts = { requests: 0, retries: 0 };
const hooks = { onRequest: () => (counts.requests += 1), onRetry: () => (counts.retries += 1) };
const unloc = new UnlocClient({ baseUrl, token, timeoutMs: 500, deadlineMs: 5_000, maxConcurrent: workers, hooks });
const { projects } = await unloc.resources.discover();
const { projectId } = projects[0];
const locks = await unloc.locks.list({ projectId }).toArray({ limit: 20 });
await control('faults', faults);

/** What a worker was told about the key of a person, by phone number. */
const told = new Map();
let unhandled = 0;
process.on('unhandledRejection', () => {
  unhandled += 1;
});
let number = 0;
const ends = Date.now() + seconds * 1000;

async function work() {
  while (Date.now() < ends) {
    number += 1;
    const appUserId = `+4479${String(10_000_000 + number)}`;
    const lockId = locks[number % locks.length].id;
    let sent = false;
    try {
      const creation = await unloc.keys.create({ projectId, keys: [{ lockId, appUserId }] }, { settleMs: 1_500 });
      sent = true;
      const outcome = await creation.wait({ until: 'done', timeoutMs: 20_000 });
      const [key] = outcome.created;
      told.set(appUserId, key ? 'created' : outcome.failed[0].code === 'unknown' ? 'unknown' : 'refused');
      if (key && number % 3 === 0) {
        await unloc.keys.revoke({ projectId, keyId: key.id });
        told.set(appUserId, 'revoked');
      }
    } catch (error) {
      // After the keys were sent, an error says that the wait ended, or the revocation, and nothing of the key.
      const refused = error.code === 'job_failed' || (!sent && (error.safeToRetry || error.code === 'bad_request'));
      told.set(appUserId, refused ? 'refused' : 'unknown');
    }
  }
}

const lag = monitorEventLoopDelay({ resolution: 10 });
lag.enable();
const heap = [];
const sampler = (async () => {
  while (Date.now() < ends) {
    await sleep(sampleEveryMs);
    global.gc();
    heap.push(process.memoryUsage().heapUsed - told.size * bytesOfRecord);
  }
})();
await Promise.all([sampler, ...Array.from({ length: workers }, work)]);
lag.disable();

await control('faults', []);
// Keys of requests that were given up may still be being made.
await sleep(1_000);
const { keys } = await control('state');
stop();

const usable = new Map();
for (const { key } of keys) {
  const person = key.appUser?.id ?? key.toUser?.id;
  if (told.has(person) && !['revoked', 'expired', 'error'].includes(key.state))
    usable.set(person, (usable.get(person) ?? 0) + 1);
}
const found = { doubled: 0, lost: 0, 'refused, but made': 0, 'revoked, but usable': 0 };
const outcomes = { created: 0, revoked: 0, refused: 0, unknown: 0 };
let madeOfUnknown = 0;
for (const [person, outcome] of told) {
  const number = usable.get(person) ?? 0;
  outcomes[outcome] += 1;
  if (number > 1) found.doubled += 1;
  if (outcome === 'created' && number === 0) found.lost += 1;
  if (outcome === 'refused' && number > 0) found['refused, but made'] += 1;
  if (outcome === 'revoked' && number > 0) found['revoked, but usable'] += 1;
  if (outcome === 'unknown') madeOfUnknown += number;
}
const middle = (list) => [...list].sort((one, other) => one - other)[list.length >> 1];
const early = middle(heap.slice(heap.length >> 2, heap.length >> 1));
const late = middle(heap.slice((heap.length * 3) >> 2));
const growth = late - early;
const megabytes = (bytes) => (bytes / 1024 / 1024).toFixed(1);
const milliseconds = (nanoseconds) => (nanoseconds / 1e6).toFixed(0);

console.log(
  `${seconds} s, ${workers} workers, ${told.size} writes, ${counts.requests} requests, ${counts.retries} retries`,
);
console.log(`outcomes: ${JSON.stringify(outcomes)}; keys of unknown outcomes: ${madeOfUnknown}`);
console.log(`broken promises: ${JSON.stringify(found)}; unhandled rejections: ${unhandled}`);
console.log(`heap without records: ${megabytes(early)} MB in the second quarter, ${megabytes(late)} MB in the last`);
console.log(
  `delay of the event loop: p50 ${milliseconds(lag.percentile(50))} ms, p99 ${milliseconds(lag.percentile(99))} ms`,
);

const broken = Object.values(found).some((count) => count > 0) || unhandled > 0;
const proves = outcomes.created > workers && outcomes.unknown > 0;
const flat = growth < mostGrowth;
if (!proves) console.log('Too little was done to prove anything.');
if (!flat) console.log(`The memory grew by ${megabytes(growth)} MB.`);
process.exitCode = broken || !proves || !flat ? 1 : 0;
