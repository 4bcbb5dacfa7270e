// A route handler in the edge runtime.
import { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client';
import load, * as slim from 'unloc-integrator-client/slim';
import * as access from 'unloc-integrator-client/access';
import * as slimAccess from 'unloc-integrator-client/access/slim';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { visit } from '../../src/visit.js';

export const runtime = 'edge';
export const dynamic = 'force-dynamic';

export async function GET() {
  const main = { createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope, access };
  const said = await visit(main)
    .then(async (text) => {
      await load();
      await visit({ createSandbox, access: slimAccess, ...slim });
      return `passed: ${text}, ${typeof EdgeRuntime}`;
    })
    .catch((error) => `failed: ${error.stack}`);
  return new Response(`edge route ${said}`);
}
