// The embedded Unloc as the account of an example: a process of its own, and what a test asks of it.
import { UnlocClient } from '../../pkg/dist/index.node.mjs';
import { TokenProvider, unlocV2 } from '../../pkg/dist/auth.node.mjs';
import { startCommand } from '../support/command.mjs';

/**
 * Starts it. `env` are the variables of an example's program; `unloc` reads it as another program would; `control` posts to
 * `/_sandbox/…`.
 */
export async function startAccount(...words) {
  const { url: baseUrl, clientId, clientSecret, stop } = await startCommand('--seed', 'demo', ...words);
  const unloc = new UnlocClient({
    baseUrl,
    token: new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret }),
  });
  const { projects } = await unloc.resources.discover();
  const control = async (path, body) => {
    const answer = await fetch(`${baseUrl}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    baseUrl,
    unloc,
    projectIds: projects.map(({ projectId }) => projectId),
    env: { UNLOC_URL: baseUrl, UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: clientSecret },
    control,
    stop,
  };
}
