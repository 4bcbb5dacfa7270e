// webpack 4 does not know `import.meta`: the address of the file is handed in.
import load, { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client/slim';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { report } from './src/report.js';
import { visit } from './src/visit.js';

const address = '/node_modules/unloc-integrator-client/dist/unloc_integrator_client.wasm';
report(
  load(address).then(() =>
    visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope }),
  ),
);
