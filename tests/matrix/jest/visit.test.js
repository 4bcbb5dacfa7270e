/** @jest-environment jsdom */
const { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } = require('unloc-integrator-client');
const access = require('unloc-integrator-client/access');
const { createSandbox } = require('unloc-integrator-client/sandbox');
const { visit } = require('./src/visit.cjs');

test('all data of a lock holder arrives in jsdom', async () => {
  expect(typeof document).toBe('object');
  expect(
    await visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope, access }),
  ).toMatch(/ locks, /);
});

test('the slim entry loads in jsdom', async () => {
  const slim = require('unloc-integrator-client/slim');
  await slim.default();
  expect(await visit({ createSandbox, ...slim })).toMatch(/ locks, /);
});
