// A process in which the wasm breaks down while other calls are under way: `breakdown.mjs PLACE WORD`. It prints what
// became of each call and ends by itself; it hears no uncaught event, so that one ends it with a code of its own.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../../support/built-package.mjs';

const [, , place, word] = process.argv;
const client = createRequire(import.meta.url)(join(root, 'target', 'sabotage', 'index.js'));
const most = 9;
const token = 'planted-token-7f3a';
const secret = 'planted-secret-91c2';

// What a lock holder's id makes the server do.
const requests = [];
let hanging = 0;
const server = createServer((request, response) => {
  const [, holder] = /lock-holders\/(\w+)/.exec(request.url) ?? [];
  requests.push(`${request.method} ${request.url}`);
  if (holder === 'hangs') {
    hanging += 1;
    request.on('close', () => { hanging -= 1; });
    response.on('close', () => response.destroy());
    return;
  }
  const wait = /^waits(\d+)/.exec(holder ?? '');
  if (wait) {
    response.writeHead(Number(wait[1]), { 'retry-after': '30' }).end();
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ locks: [{ id: holder }], keys: [], roles: [], key: { id: `of ${holder}` }, vendorConnection: { id: 'v' } }));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
client.init(`http://127.0.0.1:${server.address().port}`, { maxConcurrent: most, timeoutMs: 20_000 });

const armed = { at: undefined };
globalThis.sabotage = (where, operation) => {
  if (where !== armed.at || (armed.of !== undefined && operation !== '' && operation !== armed.of)) return '';
  armed.at = undefined;
  if (word === 'throw') throw new Error(secret);
  return word;
};
const until = async (holds) => {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 500) throw new Error(`waited in vain for ${holds}`);
    await sleep(10);
  }
};
const told = ({ data, error }) => (error === undefined
  ? { data }
  : { code: error.code, safeToRetry: error.safeToRetry, attempts: error.attempts, isUnlocError: error instanceof client.UnlocError, text: JSON.stringify(error) });

await client.getLocks(token, { lockHolderId: 'warm' });

const calls = {};
const hangs = { lockHolderId: 'hangs', lockId: 'l', userId: 'u' };
calls.readUnanswered = client.getLocks(token, hangs);
calls.writeUnanswered = client.createKey(token, { ...hangs, createKeyRequest: {} });
calls.repeatableWriteUnanswered = client.deleteSharedKeysForUser(token, hangs);
calls.readWaiting = client.getKeys(token, { lockHolderId: 'waits503' });
calls.refusedWriteWaiting = client.createKey(token, { lockHolderId: 'waits429', lockId: 'l', createKeyRequest: {} });
calls.failedWriteWaiting = client.deleteSharedKeysForUser(token, { lockHolderId: 'waits503', userId: 'u' });
// So that the saboteur and what is begun beside it take the last places.
const places = { scope: 1, begin: 2, leaving: 2 }[place] ?? 1;
for (let taken = 6; taken < most - places; taken += 1) calls[`alsoUnanswered${taken}`] = client.getLocks(token, hangs);
await until(() => requests.length === 1 + most - places && hanging === most - places - 3);
await sleep(60); // the answers that make three of them wait are read

armed.at = place;
armed.of = 'getRoles';
const notYetSent = () => client.createVendorConnection(token, { lockHolderId: 'unsent', createVendorConnectionRequest: {} });
const { signal, cut } = (() => {
  const controller = new AbortController();
  return { signal: controller.signal, cut: () => controller.abort() };
})();
let scope;
if (place === 'scope') {
  armed.of = undefined;
  calls.writeUnsent = notYetSent();
  try {
    scope = { data: client.lockHolderScope({ countryIso: 'NO', organizationId: '1' }) };
  } catch (error) {
    scope = { error };
  }
  calls.saboteur = scope;
} else if (place === 'begin') {
  calls.writeUnsent = notYetSent();
  calls.saboteur = client.getRoles(token, { lockHolderId: 'ok' });
} else if (place === 'leaving') {
  calls.saboteur = client.getRoles(token, { lockHolderId: 'ok' });
  calls.writeUnsent = notYetSent();
} else if (place === 'cut') {
  // A closure that a timer or an abort event calls.
  calls.saboteur = client.getRoles(token, { lockHolderId: 'hangs' }, process.argv[4] === 'timer' ? { timeoutMs: 40 } : { signal });
} else if (process.argv[4] === 'write') {
  armed.of = 'createOrUpdateRole';
  calls.saboteur = client.createOrUpdateRole(token, { lockHolderId: 'ok', lockId: 'l', userId: 'u', createOrUpdateRoleRequest: {} });
} else {
  calls.saboteur = client.getRoles(token, { lockHolderId: 'ok' });
}
// All places are taken: these wait for their turn.
calls.readQueued = client.getLocks(token, { lockHolderId: 'ok' });
calls.writeQueued = client.createKey(token, { lockHolderId: 'ok', lockId: 'l', createKeyRequest: {} });
if (place === 'cut' && process.argv[4] !== 'timer') {
  await until(() => hanging === most - 3);
  cut();
}

const results = {};
for (const [name, call] of Object.entries(calls)) results[name] = told(await call);

// The next calls, as many at once as there are places, run in a fresh instance.
const next = await Promise.all(Array.from({ length: 30 }, (_, n) => client.getLocks(token, { lockHolderId: `next${n}` })));
results.next = { data: next.every(({ data }, n) => data?.[0].id === `next${n}`) };
results.nextScope = { data: client.lockHolderScope({ countryIso: 'NO', organizationId: '1' }) };

// No request is left running, none was sent late.
await until(() => hanging === 0);
results.sentLate = requests.filter((one) => one.includes('unsent'));
results.struck = armed.at === undefined;
server.close();
server.closeAllConnections();
console.log(JSON.stringify(results));
