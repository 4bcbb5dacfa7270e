const unloc = require('unloc-integrator-client');
const access = require('unloc-integrator-client/access');
const { createSandbox } = require('unloc-integrator-client/sandbox');
const { visit } = require('./src/visit.cjs');

visit({ createSandbox, access, ...unloc }).then(
  (said) => console.log(`passed: ${said}`),
  (error) => console.log(`failed: ${error.stack}`),
);
