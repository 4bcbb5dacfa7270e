import load, { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client/slim';
import * as access from 'unloc-integrator-client/access/slim';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { visit } from './src/visit.mjs';

await load();
console.log(
  `passed: ${await visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope, access })}`,
);
