// A route handler.
import { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { visit } from '../../src/visit.js';

export const dynamic = 'force-dynamic';

export async function GET() {
  const said = await visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope }).then(
    (text) => `passed: ${text}`,
    (error) => `failed: ${error.stack}`,
  );
  return new Response(`route handler ${said}`);
}
