// A feed changes, the plan is read, its apply is killed in the middle, and the next one brings it to its end: on an
// embedded Unloc, in some seconds.
//
//   node story.mjs [--seed demo|large] [--guests 12]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: 'demo' }, guests: { type: 'string', default: '12' } },
});
const guests = Number(values.guests);
const day = 86_400_000;
const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'access-sync-'));
const [list, planFile] = [join(folder, 'list.csv'), join(folder, 'plan.json')];

/** The embedded Unloc, in a process of its own: it outlives the program that is killed. */
async function startUnloc() {
  const manifest = createRequire(import.meta.url).resolve('unloc-integrator-client/package.json');
  const command = join(dirname(manifest), 'dist', 'sandbox', 'unloc-sandbox.js');
  const child = spawn(process.execPath, [command, '--port', '0', '--json', '--seed', values.seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ...JSON.parse(line) };
}

const { child: server, url: baseUrl, clientId, clientSecret } = await startUnloc();
const tokens = new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret });
const unloc = new UnlocClient({ baseUrl, token: tokens });
const [{ projectId }] = (await unloc.resources.discover()).projects;
const environment = {
  ...process.env,
  UNLOC_URL: baseUrl,
  UNLOC_CLIENT_ID: clientId,
  UNLOC_CLIENT_SECRET: clientSecret,
  PROJECT_ID: projectId,
};

const sync = (...words) =>
  spawn(process.execPath, [join(here, 'sync.mjs'), ...words], { env: environment, stdio: 'inherit' });

/** Runs the program to its end. */
async function run(...words) {
  console.log(`\n$ node sync.mjs ${words.map((word) => word.replace(`${folder}/`, '')).join(' ')}`);
  const [code] = await once(sync(...words), 'exit');
  console.log(`(exit ${code})`);
  return code;
}

/** How many keys of the list the project has that are not taken back. */
async function keysOfTheList() {
  const found = [];
  for await (const key of unloc.keys.list({ projectId })) {
    if (key.metadata?.accessOwner === 'example-sync' && key.state !== 'revoked') found.push(key);
  }
  return found;
}

const doors = [];
for await (const lock of unloc.locks.list({ projectId })) doors.push(lock);
const named = new Map();
for (const { name } of doors) named.set(name, (named.get(name) ?? 0) + 1);
const rooms = doors.filter(({ name }) => named.get(name) === 1 && !/[;"|]/.test(name));

/** The feed: guests in rooms, from the day after tomorrow on. */
function writeList(stays) {
  const date = (days) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
  const rows = stays.map(
    ({ guest, nights }) =>
      `B-${1001 + guest};+4799${String(100_000 + guest)};${rooms[guest % rooms.length].name};${date(2 + guest)} 15:00;${date(2 + guest + nights)} 11:00;Guest ${guest + 1}`,
  );
  writeFileSync(list, ['ref;phone;doors;from;to;note', ...rows, ''].join('\n'));
}

try {
  console.log(`The embedded Unloc has ${doors.length} doors. A list of ${guests} guests:`);
  writeList(Array.from({ length: guests }, (_, guest) => ({ guest, nights: 2 })));
  await run('plan', list, planFile);

  console.log('\n$ node sync.mjs apply plan.json, and kill -9 in the middle');
  const killed = sync('apply', planFile);
  const ended = once(killed, 'exit');
  while ((await keysOfTheList()).length < guests / 3) await sleep(20);
  killed.kill('SIGKILL');
  await ended;
  console.log(`Killed. ${(await keysOfTheList()).length} of ${guests} keys are there.`);

  await run('apply', planFile);
  console.log(`${(await keysOfTheList()).length} of ${guests} keys are there.`);

  console.log('\nThe feed changes: the first guest stays two nights longer, the last one has cancelled.');
  writeList(Array.from({ length: guests - 1 }, (_, guest) => ({ guest, nights: guest === 0 ? 4 : 2 })));
  const second = join(folder, 'plan-2.json');
  await run('plan', list, second);
  await run('apply', second);
  await run('plan', list, join(folder, 'plan-3.json'));
  process.exitCode = 0;
} finally {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
