// What a booking system and this service say to each other, on an embedded Unloc: nothing opens a real door.
import { once } from 'node:events';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { bookingApp } from './app.mjs';

const sandbox = await createSandbox({ seed: 'demo' });
const unloc = sandbox.client();
const { projects } = await unloc.resources.discover();
const { projectId } = projects.at(-1);
const { name } = await unloc.projects.get({ projectId });

const token = 'a token for the demo only';
const server = bookingApp(unloc, { projectId, token }).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;
console.log(`${name}, on the embedded Unloc. The service is at ${url}\n`);

async function send(what, method, path, body) {
  console.log(what);
  console.log(`  ${method} ${path} ${body ? JSON.stringify(body) : ''}`);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  const lines = text ? Object.entries(JSON.parse(text)).map(([member, value]) => `       ${member}: ${value}`) : [];
  console.log([`  ${answer.status} ${answer.statusText}`, ...lines, ''].join('\n'));
}

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const stay = { from: `${day(3)}T16:00`, to: `${day(5)}T11:00` };
const booking = { booking: 'B-1001', door: 'Apartment 7-101', guest: '+46701740605', ...stay };
await send('A booking arrives:', 'POST', '/bookings', booking);
await send('It arrives again, and there is no second key:', 'POST', '/bookings', booking);
await send('One for a door that does not exist:', 'POST', '/bookings', {
  ...booking,
  booking: 'B-1002',
  door: 'Penthouse',
});
await send('One whose phone number has no plus:', 'POST', '/bookings', {
  ...booking,
  booking: 'B-1003',
  guest: '0701740605',
});
await send('The guest cancels:', 'DELETE', '/bookings/B-1001');
server.close();
