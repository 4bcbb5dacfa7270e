// Two nights on an embedded Unloc: one is killed in the middle and run again, the other has a list that was cut off.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'checkout-at-night-'));
const [lists, nights] = [join(folder, 'lists'), join(folder, 'nights')];
const day = 86_400_000;
const date = (days) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
const guests = Array.from({ length: 24 }, (_, index) => ({
  ref: `B-${1001 + index}`,
  phone: `+447700900${200 + index}`,
  hasLeft: index < 6,
}));

/** The embedded Unloc, in a process of its own: it outlives the program that is killed. */
async function startUnloc() {
  const manifest = createRequire(import.meta.url).resolve('unloc-integrator-client/package.json');
  const command = join(dirname(manifest), 'dist', 'sandbox', 'unloc-sandbox.js');
  const child = spawn(process.execPath, [command, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ...JSON.parse(line) };
}

const { child: server, url: baseUrl, clientId, clientSecret } = await startUnloc();
const unloc = new UnlocClient({ baseUrl, token: new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret }) });
const [{ projectId }] = (await unloc.resources.discover()).projects;
const rooms = (await unloc.locks.list({ projectId }).toArray({ limit: 100 })).slice(0, 12);

/** What the booking program did: a key for each guest, which says whose it is and of which stay. */
async function giveKeys() {
  const keys = guests.map(({ ref, phone }, index) => ({
    lockId: rooms[index % rooms.length].id,
    appUserId: phone,
    end: new Date(Date.now() + 3 * day),
    metadata: { accessOwner: 'rentals', accessRef: ref },
  }));
  await (await unloc.keys.create({ projectId, keys })).wait({ until: 'usable', timeoutMs: 30_000 });
}

function writeList(night, rows) {
  mkdirSync(lists, { recursive: true });
  const lines = rows.map(({ ref, phone, hasLeft }) => {
    const room = rooms[guests.findIndex((guest) => guest.ref === ref) % rooms.length];
    return `${ref};${phone};${room.id};${date(-2)} 15:00;${date(2)} 11:00;${hasLeft ? 'departed' : 'in house'}`;
  });
  writeFileSync(join(lists, `${night}.csv`), ['ref;phone;doors;from;to;status', ...lines, ''].join('\n'));
}

function startNight(...words) {
  const env = { ...process.env, UNLOC_URL: baseUrl, UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: clientSecret };
  Object.assign(env, { PROJECT_ID: projectId, LISTS: lists, NIGHTS: nights });
  console.log(`\n$ node night.mjs ${words.join(' ')}`);
  return spawn(process.execPath, [join(here, 'night.mjs'), ...words], { env, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function runNight(...words) {
  const [code] = await once(startNight(...words), 'close');
  console.log(`(exit ${code})`);
}

/** How many of the guests have a key that was not taken back. */
async function withKey() {
  const keys = await unloc.keys.list({ projectId }).toArray({ limit: 1000 });
  return keys.filter(({ metadata, state }) => metadata?.accessOwner === 'rentals' && state !== 'revoked').length;
}

try {
  await giveKeys();
  console.log(`${await withKey()} guests have a key for three more days. Six of them have left.`);
  writeList('2027-03-05', guests);
  const killed = startNight('--night', '2027-03-05');
  const ended = once(killed, 'close');
  while ((await withKey()) > guests.length - 2) await sleep(5);
  killed.kill('SIGKILL');
  await ended;
  console.log(`(kill -9) ${await withKey()} guests have a key.`);
  await runNight('--night', '2027-03-05');
  await runNight('--night', '2027-03-05');

  console.log('\nThe next night the list was cut off after its first rows, and then it is empty.');
  writeList('2027-03-06', guests.slice(6, 9));
  await runNight('--night', '2027-03-06');
  writeList('2027-03-06', []);
  await runNight('--night', '2027-03-06');
  console.log(`\n${await withKey()} guests have a key.`);
} finally {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
