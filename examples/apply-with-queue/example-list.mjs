// npm run example-list: writes grants.json, a list for two doors of the first project, so that there is something to plan.
import { writeFile } from 'node:fs/promises';
import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import { account } from './settings.mjs';

const { baseUrl, ...credentials } = account;
const client = new UnlocClient({ baseUrl, token: new TokenProvider(unlocV2({ baseUrl }), credentials) });
const [{ projectId }] = (await client.resources.discover()).projects;
const locks = await client.locks.list({ projectId }).toArray({ limit: 2 });
const doors = locks.map(({ id }) => id);

const day = 86_400_000;
const today = Math.floor(Date.now() / 60_000) * 60_000;
const iso = (ms) => new Date(ms).toISOString();
// Numbers that are reserved for fiction: nobody gets a message.
const grants = ['+447700900201', '+447700900202'].map((appUserId, index) => {
  const ref = `B-${1001 + index}`;
  return { ref, appUserId, doors: doors.slice(0, index + 1), from: iso(today), to: iso(today + (index + 2) * day) };
});
const covers = { from: iso(today - day), to: iso(today + 30 * day) };
const list = { format: 'unloc-grants/1', owner: 'rentals', complete: true, covers, grants };
await writeFile('grants.json', JSON.stringify(list, null, 2));
console.log(`grants.json: ${grants.length} guests, ${doors.length} doors of ${projectId}.`);
