// The built package, as `require` gives it, and what most tests of it need.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { held } from './contract.mjs';

export const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const require = createRequire(import.meta.url);

export const client = require(join(root, 'pkg'));
const sandboxes = require(join(root, 'pkg', 'sandbox'));

/** A sandbox. What is asked of it and what it answers must be what docs/openapi says, unless it is told to misbehave. */
export async function createSandbox(options) {
  const sandbox = await sandboxes.createSandbox(options);
  return options && options.faults ? sandbox : held(sandbox);
}

/** A recorded sample, parsed. */
export const sample = (name) => JSON.parse(readFileSync(join(root, 'tests', 'samples', 'v1', name), 'utf8'));

/** A token of the embedded Unloc. */
export async function tokenFrom(sandbox, scope) {
  const response = await sandbox.fetch(`${sandbox.url}/auth/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials', client_id: sandbox.clientId, client_secret: sandbox.clientSecret, scope }),
  });
  const answer = await response.json();
  if (response.status !== 200) throw new Error(JSON.stringify(answer));
  return answer.access_token;
}

/** The demo: its sandbox, the client pointed at it, its lock holders, and a token for the first. */
export async function demo() {
  const sandbox = await createSandbox({ seed: 'demo', now: () => Date.parse('2026-01-01T12:00:00Z') });
  client.init(sandbox.url, { fetch: sandbox.fetch });
  const { data: lockHolders, error } = await client.getLockHolders(await tokenFrom(sandbox));
  if (error) throw error;
  const [lockHolder] = lockHolders;
  const token = await tokenFrom(sandbox, client.lockHolderScope(lockHolder));
  return { sandbox, lockHolders, lockHolder, token, of: { lockHolderId: lockHolder.id } };
}

/** A server on this machine that answers as `answer` does, for as long as `use` takes. */
export async function withServer(answer, use) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** An address where a server was until a moment ago, so that the connection is refused. */
export async function closedAddress() {
  let address;
  await withServer(() => {}, (url) => { address = url; });
  return address;
}
