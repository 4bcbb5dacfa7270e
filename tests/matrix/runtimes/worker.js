import * as unloc from 'unloc-integrator-client';
import load, * as slim from 'unloc-integrator-client/slim';
import * as access from 'unloc-integrator-client/access';
import * as slimAccess from 'unloc-integrator-client/access/slim';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { visit } from './src/visit.js';

export default {
  async test() {
    console.log(`passed: ${await visit({ createSandbox, access, ...unloc })}`);
    await load();
    console.log(`slim passed: ${await visit({ createSandbox, access: slimAccess, ...slim })}`);
  },
};
