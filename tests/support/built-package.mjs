// The built package, loaded by `require`, and the helpers that most of its tests use.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { validated } from './contract.mjs';
import { root } from './root.mjs';

export { root };

const require = createRequire(import.meta.url);

export const client = require(join(root, 'pkg'));
const sandboxes = require(join(root, 'pkg', 'sandbox'));

/** A sandbox. Requests and responses are validated against docs/openapi unless faults are set. */
export async function createSandbox(options) {
  const sandbox = await sandboxes.createSandbox(options);
  return options?.faults ? sandbox : validated(sandbox);
}

const parsedSample = (version) => (name) =>
  JSON.parse(readFileSync(join(root, 'tests', 'samples', version, name), 'utf8'));

/** A recorded sample of API v1, parsed. */
export const sample = parsedSample('v1');

/** A recorded sample of API v2, parsed. */
export const sampleOfV2 = parsedSample('v2');

/** A token of the embedded Unloc. */
export async function tokenFrom(sandbox, scope) {
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
  if (response.status !== 200) throw new Error(JSON.stringify(answer));
  return answer.access_token;
}

/** The demo seed: a sandbox, the client initialized with it, its lock holders, and a token for the first of them. */
export async function demo() {
  const sandbox = await createSandbox({ seed: 'demo', now: () => Date.parse('2026-01-01T12:00:00Z') });
  client.init(sandbox.url, { fetch: sandbox.fetch });
  const { data: lockHolders, error } = await client.getLockHolders(await tokenFrom(sandbox));
  if (error) throw error;
  const [lockHolder] = lockHolders;
  const token = await tokenFrom(sandbox, client.lockHolderScope(lockHolder));
  return { sandbox, lockHolders, lockHolder, token, of: { lockHolderId: lockHolder.id } };
}

/** Serves `listener` on this machine until `use(url)` is done. */
export async function withServer(listener, use) {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** An address that refuses connections: its server is closed. */
export async function closedAddress() {
  let address;
  await withServer(
    () => {},
    (url) => {
      address = url;
    },
  );
  return address;
}
