// Says how many projects the embedded Unloc of this worker has.
import { parentPort } from 'node:worker_threads';
import { createSandbox } from 'unloc-integrator-client/sandbox';

const unloc = (await createSandbox({ seed: 'demo' })).client();
parentPort.postMessage((await unloc.resources.discover()).projects.length);
