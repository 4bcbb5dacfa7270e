// Receives events and handles them: UNLOC_WEBHOOK_TOKEN=… REDIS_URL=… node server.mjs. Start as many as you like.
import { createServer } from 'node:http';
import { toNodeHandler } from 'unloc-integrator-client';
import { connect } from './connection.mjs';
import { handle } from './handle.mjs';
import { openInbox } from './inbox.mjs';
import { webhookReceiver } from './receiver.mjs';
import { work } from './worker.mjs';

const { UNLOC_WEBHOOK_TOKEN: token = '', RETRY_MS = '60000', HOST = '127.0.0.1', PORT = '3000' } = process.env;

try {
  if (token.length < 16) throw new Error('Set UNLOC_WEBHOOK_TOKEN: at least 16 characters that nobody can guess.');
  const redis = await connect();
  const inbox = await openInbox(redis, { retryMs: Number(RETRY_MS) });
  const stopping = new AbortController();
  const working = work(inbox, (event) => handle(event, redis), { signal: stopping.signal });

  const server = createServer(toNodeHandler(webhookReceiver(inbox, token)));
  server.listen(Number(PORT), HOST, () => {
    console.log(`Events are received at http://${HOST}:${server.address().port}/unloc/<token>`);
  });

  // What is under way is brought to its end; what is in the inbox stays there.
  const stop = async () => {
    stopping.abort();
    await Promise.all([working, new Promise((resolve) => server.close(resolve))]);
    inbox.close();
    redis.destroy();
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
