'use client';
// A client component: rendered on the server first, then alive in the browser.
import { useEffect } from 'react';
import { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { report } from '../../src/report.js';
import { visit } from '../../src/visit.js';

export default function Page() {
  // As the original's README has it: on every render, on the server too.
  init('https://sandbox.invalid');
  useEffect(() => {
    report(visit({ createSandbox, getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope }));
  }, []);
  return <p>client component {lockHolderScope({ countryIso: 'NO', organizationId: '919424508' })}</p>;
}
