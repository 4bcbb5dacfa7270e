// A worker of a page, of any kind: gets all data of a lock holder, and must not be given a client secret.
import { getKeys, getLockHolders, getLocks, getRoles, init, lockHolderScope } from 'unloc-integrator-client';
import { TokenProvider, unlocV1 } from 'unloc-integrator-client/auth';
import * as access from 'unloc-integrator-client/access';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import { visit } from './visit.js';

function refusal() {
  try {
    new TokenProvider(unlocV1({ baseUrl: 'https://api.example' }), { clientId: 'c', clientSecret: 's' });
  } catch (error) {
    return error.code;
  }
  return 'a client secret was taken';
}

async function work() {
  const text = await visit({
    createSandbox,
    getKeys,
    getLockHolders,
    getLocks,
    getRoles,
    init,
    lockHolderScope,
    access,
  });
  if (refusal() !== 'invalid_argument') throw new Error(refusal());
  return text;
}

const tell = (port) =>
  work().then(
    (passed) => port.postMessage({ passed }),
    (error) => port.postMessage({ failed: error.stack || String(error) }),
  );

if ('onconnect' in self) self.onconnect = ({ ports }) => tell(ports[0]);
else if ('skipWaiting' in self)
  self.addEventListener('message', (event) => {
    event.waitUntil(tell(event.ports[0]));
  });
else tell(self);
