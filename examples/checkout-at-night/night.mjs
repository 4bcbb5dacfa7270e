// The night job. Cron starts it every 15 minutes, and it does its work once a night, from 03:00 on by the clock of the doors.
//
//   node night.mjs [--night 2027-03-05] [--allow-revocations 12]
//
// --night does the work of this night now, whatever time it is. --allow-revocations lets exactly so many keys go, where the
// safety rule has refused. The settings are in the environment, see README.md.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import { PlanRefused } from 'unloc-integrator-client/access';
import { checkOut } from './check-out.mjs';
import { dueNight } from './due-night.mjs';
import { UnreadableList } from './guest-list.mjs';
import { NightFiles } from './night-files.mjs';
import { linesOf } from './report-lines.mjs';

const { UNLOC_URL: baseUrl, UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: clientSecret, PROJECT_ID } = process.env;
const { ZONE = 'Europe/Oslo', LISTS = 'lists', NIGHTS = 'nights' } = process.env;

async function run() {
  const { values } = parseArgs({ options: { night: { type: 'string' }, 'allow-revocations': { type: 'string' } } });
  const night = values.night ?? dueNight(ZONE, new Date());
  if (night === undefined) return say(0, `Nothing is due: in ${ZONE} it is not between 03:00 and 06:00.`);
  if (!/^\d{4}-\d\d-\d\d$/.test(night)) return say(2, '--night needs a date, such as 2027-03-05.');
  if (!PROJECT_ID) return say(2, 'PROJECT_ID is not set: it names the project whose doors these are.');

  const files = new NightFiles(join(NIGHTS, night));
  if ((await files.report())?.exit === 0)
    return say(0, `The night of ${night} is done: see ${files.folder}/report.json.`);

  const tokens = new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret });
  const allowed = values['allow-revocations'];
  const report = await checkOut(new UnlocClient({ baseUrl, token: tokens }), {
    projectId: PROJECT_ID,
    list: join(LISTS, `${night}.csv`),
    files,
    limits: { ...(allowed && { allowRevocations: Number(allowed) }) },
  });
  return say(report.exit, ...linesOf(night, report));
}

function say(exit, ...lines) {
  (exit === 0 ? console.log : console.error)(lines.join('\n'));
  return exit;
}

/** 2: a list that cannot be read. 7: a safety rule. 1: anything else. Errors of the client hold no secret. */
const exitOf = (error) => (error instanceof UnreadableList ? 2 : error instanceof PlanRefused ? 7 : 1);

try {
  process.exitCode = await run();
} catch (error) {
  process.exitCode = say(exitOf(error), `This run took nothing back. ${error.message}`);
}
