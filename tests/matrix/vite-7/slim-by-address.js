// The development server of Vite 7 does not bring along files that a dependency refers to: its address is handed in.
import load, { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client/slim';
import address from 'unloc-integrator-client/unloc_integrator_client.wasm?url';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { report } from './src/report.js';
import { visit } from './src/visit.js';

report(
  load(address).then(() =>
    visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope }),
  ),
);
