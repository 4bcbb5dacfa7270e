// A door is opened on an embedded Unloc, its event is delivered twice, to two receivers, and handled once.
import { randomBytes } from 'node:crypto';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { connect } from './connection.mjs';
import { openInbox } from './inbox.mjs';
import { webhookReceiver } from './receiver.mjs';
import { work } from './worker.mjs';

const redis = await connect().catch(({ message }) => {
  console.error(message);
  process.exit(1);
});
const prefix = `{unloc-demo-${randomBytes(6).toString('hex')}}:`;
const inbox = await openInbox(redis, { prefix });

const token = randomBytes(24).toString('base64url');
const receivers = [webhookReceiver(inbox, token), webhookReceiver(inbox, token)];
/** What Unloc does when a door is opened, and what a network does to it. */
async function deliver(url, init) {
  const answers = await Promise.all(receivers.map((receive) => receive(new Request(url, init))));
  console.log(`Delivered to two receivers at once: ${answers.map(({ status }) => status).join(' and ')}`);
  return answers[0];
}

const sandbox = await createSandbox({ seed: 'demo', fetch: deliver });
const unloc = sandbox.client();
const { projects } = await unloc.resources.discover();
const [{ projectId }] = projects;
await unloc.webhooks.create({ projectId, trigger: 'accessEvent', url: `https://example.com/unloc/${token}` });

const { lockId, people } = sandbox.doors().find((door) => door.people.length > 0);
const { name } = await unloc.locks.get({ projectId, lockId });
console.log(`Somebody opens ${name}.`);
const body = JSON.stringify({ lockId, appUserId: people[0].appUserId });
await sandbox.fetch(`${sandbox.url}/_sandbox/open`, { method: 'POST', body });

const stopping = new AbortController();
await work(
  inbox,
  async ({ id, action, lockName }) => {
    console.log(`Handled: event ${id}, ${lockName} ${action}`);
    stopping.abort();
  },
  { signal: stopping.signal },
);
console.log(`Left in the inbox: ${await redis.xLen(`${prefix}events`)}`);
for await (const keys of redis.scanIterator({ MATCH: `${prefix}*` })) if (keys.length > 0) await redis.del(keys);
inbox.close();
await redis.close();
