import { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client';
import * as access from 'unloc-integrator-client/access';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { report } from './report.js';
import { visit } from './visit.js';

report(visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope, access }));
