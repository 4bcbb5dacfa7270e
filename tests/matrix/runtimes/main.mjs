import { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client';
import * as access from 'unloc-integrator-client/access';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { createRequire } from 'node:module';
import { visit } from './src/visit.mjs';

const required = createRequire(import.meta.url)('unloc-integrator-client');
if (required.init !== init) throw new Error('import and require give two instances');
console.log(
  `passed: ${await visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope, access })}`,
);
