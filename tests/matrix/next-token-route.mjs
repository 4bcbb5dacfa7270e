// The route of examples/token-backend, built and served by Next: TypeScript, and the files beside `app` that it shares with Hono.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startCommand } from '../support/command.mjs';
import { root } from '../support/packed.mjs';
import { withServer } from './servers.mjs';
import { runTool } from './workspace.mjs';

const secret = 'a secret of the sessions of this case';
const person = 'kari@example.com';

export const tokenRoute = {
  name: 'Next 16, the route of examples/token-backend',
  folder: 'next',
  run: async (workspace) => {
    cpSync(join(root, 'examples', 'token-backend'), workspace, {
      recursive: true,
      filter: (path) => !/package\.json$|node_modules/.test(path),
    });
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
    await runTool(workspace, 'next', ['build'], { env, minutes: 6 });
    const unloc = await startCommand('--seed', 'demo');
    try {
      const { lockHolders } = await (await fetch(`${unloc.url}/_sandbox/state`)).json();
      const [mine, other] = lockHolders.map(({ id }) => id);
      return await withServer(
        join(workspace, 'node_modules', '.bin', 'next'),
        ['start', '--hostname', '127.0.0.1', '--port', '0'],
        { cwd: workspace, env: { ...env, ...accountOf(unloc), SESSION_SECRET: secret, PEOPLE: peopleOf(mine) } },
        (address) => answersOf(new URL('api/unloc-token', address), mine, other),
      );
    } finally {
      unloc.stop();
    }
  },
};

const accountOf = ({ url, clientId, clientSecret }) => ({
  UNLOC_URL: url,
  UNLOC_CLIENT_ID: clientId,
  UNLOC_CLIENT_SECRET: clientSecret,
});

const peopleOf = (projectId) => JSON.stringify({ [person]: [projectId] });

async function answersOf(url, mine, other) {
  const session = await import(pathToFileURL(join(root, 'examples', 'token-backend', 'session.mjs')));
  const [cookie] = session.sessionCookie(person, secret).split(';');
  const askFor = (projectId, headers = { cookie }) =>
    fetch(url, { method: 'POST', headers, body: JSON.stringify({ scope: 'project.admin', project_id: projectId }) });
  const token = await askFor(mine);
  const given = await token.json();
  const statuses = {
    'a token': token.status,
    'a project of somebody else': (await askFor(other)).status,
    'nobody': (await askFor(mine, {})).status,
    'half a body': (await fetch(url, { method: 'POST', headers: { cookie }, body: '{"scope":' })).status,
    'the projects': (await fetch(url, { headers: { cookie } })).status,
  };
  const found = JSON.stringify(Object.values(statuses));
  if (found !== '[200,403,401,400,200]' || given.project_id !== mine || !given.access_token)
    throw new Error(`the answers were ${JSON.stringify(statuses)}, and the token said ${Object.keys(given)}`);
  return `a token for ${given.scope}; ${Object.entries(statuses)
    .map(([what, status]) => `${what} ${status}`)
    .join(', ')}`;
}
