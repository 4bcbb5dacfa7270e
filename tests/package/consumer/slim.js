import load, { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client/slim';
import * as access from 'unloc-integrator-client/access/slim';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { report } from './report.js';
import { visit } from './visit.js';

report(
  load().then(() =>
    visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope, access }),
  ),
);
