// A server component: the data arrive while the page is rendered on the server.
import { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client';
import * as access from 'unloc-integrator-client/access';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { visit } from '../src/visit.js';

export const dynamic = 'force-dynamic';

export default async function Page() {
  const said = await visit({
    createSandbox,
    getKeys,
    getLockHolders,
    getLocks,
    getRoles,
    init,
    lockHolderScope,
    access,
  }).then(
    (text) => `passed: ${text}`,
    (error) => `failed: ${error.stack}`,
  );
  return <p>server component {said}</p>;
}
