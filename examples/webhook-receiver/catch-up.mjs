// Puts events into the inbox that never arrived: those of the access log that were not received. Run it each hour, by cron.
//
// UNLOC_CLIENT_ID=… UNLOC_CLIENT_SECRET=… REDIS_URL=… node catch-up.mjs [HOURS]
import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import { connect } from './connection.mjs';
import { openInbox } from './inbox.mjs';

const {
  UNLOC_URL: baseUrl,
  UNLOC_CLIENT_ID: clientId,
  UNLOC_CLIENT_SECRET: clientSecret,
  UNLOC_PROJECT_ID,
} = process.env;
const hours = Number(process.argv[2] ?? 24);

try {
  // Longer ago the inbox has forgotten what it had, and would take it again.
  if (!(hours > 0 && hours <= 6 * 24)) throw new Error('HOURS must be a number up to 144.');
  const since = Date.now() - hours * 3_600_000;
  const tokens = new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret });
  const unloc = new UnlocClient({ baseUrl, token: tokens });
  const projectIds = UNLOC_PROJECT_ID
    ? [UNLOC_PROJECT_ID]
    : (await unloc.resources.discover()).projects.map(({ projectId }) => projectId);
  const redis = await connect();
  const inbox = await openInbox(redis);
  let [read, kept] = [0, 0];
  for (const projectId of projectIds)
    for await (const event of unloc.accessLog.list({ projectId })) {
      if (Date.parse(event.created) < since) continue;
      read += 1;
      if (await inbox.keep(event)) kept += 1;
    }
  inbox.close();
  await redis.close();
  console.log(`${read} events of the last ${hours} hours, of which ${kept} had not arrived.`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
