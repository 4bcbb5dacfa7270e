// Makes the doors of a project match a list: a plan that one reads, then its apply, which may be killed and run again.
//
//   node sync.mjs plan list.csv plan.json   reads the doors and the list, prints what would change, writes the plan
//   node sync.mjs apply plan.json           does just that; run it again if it was interrupted
//   node sync.mjs review                    prints who can open what in the coming week
//
// UNLOC_URL, UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET say whose doors these are. PROJECT_ID names one of several projects.
// The journal of an apply lies beside its plan.
import { readFileSync, writeFileSync } from 'node:fs';
import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import {
  apply,
  exitCode,
  fetchSnapshot,
  plan,
  PlanRefused,
  readGrantsCsv,
  readPlan,
  review,
} from 'unloc-integrator-client/access';
import { fileStore } from 'unloc-integrator-client/access/file-store';

const owner = 'example-sync';
const day = 86_400_000;
const {
  UNLOC_URL: baseUrl,
  UNLOC_CLIENT_ID: clientId,
  UNLOC_CLIENT_SECRET: clientSecret,
  PROJECT_ID,
  SETTLE_MS = 60_000,
} = process.env;
const tokens = new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret });
const unloc = new UnlocClient({ baseUrl, token: tokens });

async function project() {
  if (PROJECT_ID) return PROJECT_ID;
  const { projects } = await unloc.resources.discover();
  return projects[0].projectId;
}

/** A file that nobody else can read: plans hold phone numbers. */
const writePrivately = (path, text) => writeFileSync(path, text, { mode: 0o600 });

const commands = {
  async plan(list, file) {
    const snapshot = await fetchSnapshot(unloc, { projectId: await project() });
    const { wanted, problems } = readGrantsCsv(readFileSync(list), { owner, doors: snapshot });
    for (const { row, column, what, instead } of problems) {
      console.error(`${list}, row ${row}${column ? `, ${column}` : ''}: ${what}. ${instead}`);
    }
    if (problems.length > 0) return 2;
    const now = new Date();
    const covers = { from: now, to: new Date(now.getTime() + 60 * day) };
    const made = plan(snapshot, { ...wanted, covers, complete: true }, { now });
    console.log(made.text({ color: process.stdout.isTTY }));
    writePrivately(file, JSON.stringify(made));
    return 0;
  },

  async apply(file) {
    const made = readPlan(readFileSync(file));
    const report = await apply(unloc, made, {
      store: fileStore(`${file}.journal`),
      // How long a key may need to show up after its request; longer than a call may take.
      settleMs: Number(SETTLE_MS),
    });
    const counts = {};
    for (const { outcome } of report.outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
    console.log(report.resumed ? 'Resumed.' : 'Applied.', counts);
    for (const { why } of report.stillOpen) console.log(`Still open: ${why}`);
    return exitCode(report);
  },

  async review() {
    const snapshot = await fetchSnapshot(unloc, { projectId: await project() });
    const now = Date.now();
    const week = review(snapshot, { from: new Date(now), to: new Date(now + 7 * day) });
    for (const piece of week.csv({ masked: true })) process.stdout.write(piece);
    return 0;
  },
};

const [command, ...files] = process.argv.slice(2);
try {
  if (!Object.hasOwn(commands, command ?? '')) throw new Error('node sync.mjs plan|apply|review');
  process.exitCode = await commands[command](...files);
} catch (error) {
  console.error(error.message);
  process.exitCode = error instanceof PlanRefused ? 7 : 1;
}
