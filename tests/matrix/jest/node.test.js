/** @jest-environment node */
const unloc = require('unloc-integrator-client');
const access = require('unloc-integrator-client/access');
const { createSandbox } = require('unloc-integrator-client/sandbox');
const { visit } = require('./src/visit.cjs');

test('all data of a lock holder arrives in Node', async () => {
  expect(await visit({ createSandbox, access, ...unloc })).toMatch(/ locks, /);
});

test('a function of the package can be replaced by a test', () => {
  const spy = jest.spyOn(unloc, 'getLocks').mockResolvedValue({ data: [] });
  unloc.getLocks();
  expect(spy).toHaveBeenCalled();
  spy.mockRestore();
});
