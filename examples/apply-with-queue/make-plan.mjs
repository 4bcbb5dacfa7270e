// npm run plan -- grants.json plan.json: what must change for the doors to match the list. Sends nothing but reads.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { UnlocClient } from 'unloc-integrator-client';
import { PlanRefused, fetchSnapshot, plan, readGrantsJson } from 'unloc-integrator-client/access';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import { account } from './settings.mjs';

const number = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { project: { type: 'string' }, 'allow-revocations': number, 'allow-creations': number },
});
const [grantsFile = 'grants.json', planFile = 'plan.json'] = positionals;
const { baseUrl, ...credentials } = account;
const client = new UnlocClient({ baseUrl, token: new TokenProvider(unlocV2({ baseUrl }), credentials) });

const projectId = values.project ?? (await client.resources.discover()).projects[0].projectId;
const snapshot = await fetchSnapshot(client, { projectId });
const { wanted, problems } = readGrantsJson(await readFile(grantsFile), { doors: snapshot });
for (const { row, what, instead } of problems) console.error(`${grantsFile}, ${row}: ${what}; ${instead}`);
if (problems.length > 0) process.exit(1);

// The numbers of this very plan, typed by who has read its text: without them it is refused above the limits.
const limits = {};
if (values['allow-revocations']) limits.allowRevocations = Number(values['allow-revocations']);
if (values['allow-creations']) limits.allowCreations = Number(values['allow-creations']);
try {
  const made = plan(snapshot, wanted, { now: new Date(), limits });
  await writeFile(planFile, JSON.stringify(made), { mode: 0o600 });
  console.log(made.text());
} catch (error) {
  if (!(error instanceof PlanRefused)) throw error;
  console.error(error.message);
  process.exitCode = 7;
}
