// The service on your account: UNLOC_CLIENT_ID=… UNLOC_CLIENT_SECRET=… BOOKING_TOKEN=… node server.mjs
import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import { bookingApp } from './app.mjs';

const {
  UNLOC_URL: baseUrl,
  UNLOC_CLIENT_ID: clientId,
  UNLOC_CLIENT_SECRET: clientSecret,
  UNLOC_PROJECT_ID,
} = process.env;
const { BOOKING_TOKEN: token = '', SETTLE_MS = '15000', PORT = '3000', HOST = '127.0.0.1' } = process.env;

try {
  if (!clientId || !clientSecret) throw new Error('Set UNLOC_CLIENT_ID and UNLOC_CLIENT_SECRET.');
  if (token.length < 16) throw new Error('Set BOOKING_TOKEN: at least 16 characters that nobody can guess.');
  const tokens = new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret });
  const unloc = new UnlocClient({ baseUrl, token: tokens });
  const projectId = UNLOC_PROJECT_ID || (await onlyProject(unloc));
  const app = bookingApp(unloc, { projectId, token, settleMs: Number(SETTLE_MS) });
  const server = app.listen(Number(PORT), HOST, (error) => {
    if (error) return fail(error);
    console.log(`Bookings are taken at http://${HOST}:${server.address().port}/bookings`);
  });
  // No request is cut off in the middle: what is under way is answered first.
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => server.close());
} catch (error) {
  fail(error);
}

async function onlyProject(unloc) {
  const { projects } = await unloc.resources.discover();
  if (projects.length === 1) return projects[0].projectId;
  const ids = projects.map(({ projectId }) => projectId).join(', ');
  throw new Error(
    `Set UNLOC_PROJECT_ID to one of the account's ${projects.length} projects: ${ids || 'there is none'}.`,
  );
}

function fail({ message }) {
  console.error(message);
  process.exitCode = 1;
}
