// @vitest-environment node
import { expect, test } from 'vitest';
import { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client';
import * as access from 'unloc-integrator-client/access';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { visit } from './src/visit.js';

test('all data of a lock holder arrives in node', async () => {
  expect(typeof document).toBe('undefined');
  expect(
    await visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope, access }),
  ).toMatch(/ locks, /);
});
