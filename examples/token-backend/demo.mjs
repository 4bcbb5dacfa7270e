// What pages get from the backend, on an embedded Unloc: nothing opens a real door.
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { UnlocClient } from 'unloc-integrator-client';
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { personOf, sessionCookie } from './session.mjs';
import { unlocToken } from './unloc-token.mjs';

const { url: baseUrl, fetch, clientId, clientSecret } = await createSandbox({ seed: 'demo' });
const tokens = new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret, fetch });
const [kari, other] = (await tokens.discoverResources()).projects.map(({ projectId }) => projectId);

const secret = randomBytes(32).toString('base64url');
const handler = unlocToken(tokens, {
  personOf: (request) => personOf(request, secret),
  projectsOf: async (person) => (person === 'kari@example.com' ? [kari] : []),
});
const app = new Hono().all('/api/unloc-token', ({ req }) => handler(req.raw));

async function ask(what, method, { cookie, projectId } = {}) {
  const body = projectId && JSON.stringify({ scope: 'project.admin', project_id: projectId });
  const headers = { ...(cookie && { cookie }), ...(body && { 'content-length': String(body.length) }) };
  const response = await app.request('/api/unloc-token', { method, headers, body });
  const { access_token: token, ...shown } = await response.json();
  console.log(
    `${what}\n  ${response.status} ${JSON.stringify(token ? { access_token: '(not shown)', ...shown } : shown)}\n`,
  );
  return token;
}

const cookie = sessionCookie('kari@example.com', secret).split(';')[0];
await ask('Somebody who is not signed in:', 'GET');
await ask('Kari is. Her projects:', 'GET', { cookie });
await ask('A project that is not hers:', 'POST', { cookie, projectId: other });
await ask('A cookie that was changed:', 'GET', { cookie: cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) });
const token = await ask('A token of her project:', 'POST', { cookie, projectId: kari });

// This is what the page does with it.
const unloc = new UnlocClient({ baseUrl, fetch, token: () => token });
const doors = await unloc.locks.list({ projectId: kari }).toArray({ limit: 3 });
console.log(`Her page lists doors: ${doors.map(({ name }) => name).join(', ')}, …`);
