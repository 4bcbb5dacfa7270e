// The embedded Unloc of this tab, and tokens for it.
import { getLockHolders, init, lockHolderScope } from 'unloc-integrator-client';
import { createSandbox } from 'unloc-integrator-client/sandbox';

/** A token is not used in its last minute: it might expire on the way. */
const spareMilliseconds = 60_000;

let sandbox;
const tokens = new Map();

/** Starts the embedded Unloc with its demo portfolio, and gives its lock holders. */
export async function startSession() {
  sandbox = await createSandbox({ seed: 'demo' });
  init(sandbox.url, { fetch: sandbox.fetch });
  const { data, error } = await getLockHolders(await token());
  if (error) throw error;
  return data;
}

/** A token for one lock holder, kept while it is good. */
export function tokenOf(lockHolder) {
  return token(lockHolderScope(lockHolder));
}

// The secret of the embedded Unloc opens nothing but itself. A page for real doors never sees a secret: it asks
// its own server for a token, and that server asks Unloc.
async function token(scope) {
  const kept = tokens.get(scope);
  if (kept && kept.goodUntil > Date.now()) return kept.accessToken;
  const response = await sandbox.fetch(`${sandbox.url}/auth/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: sandbox.clientId,
      client_secret: sandbox.clientSecret,
      scope,
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`No token could be had: ${answer.error_description ?? answer.error}`);
  const goodUntil = Date.now() + answer.expires_in * 1000 - spareMilliseconds;
  tokens.set(scope, { accessToken: answer.access_token, goodUntil });
  return answer.access_token;
}
