// One bundle that imports the package and requires it: there must be one instance.
import { init } from 'unloc-integrator-client';
import { report } from './src/report.js';

const required = require('unloc-integrator-client');

report(
  Promise.resolve().then(() => {
    if (required.init !== init) throw new Error('import and require give two instances');
    return 'one instance';
  }),
);
