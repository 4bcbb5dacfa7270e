// A runtime without WebAssembly: everything can be imported, and says what is missing.
import { getLockHolders, init, lockHolderScope } from 'unloc-integrator-client';
import { TokenProvider, unlocV1 } from 'unloc-integrator-client/auth';
import { createSandbox } from 'unloc-integrator-client/sandbox';
import load from 'unloc-integrator-client/slim';

if (typeof WebAssembly !== 'undefined') throw new Error('there is WebAssembly');
const baseUrl = 'https://api.example';
const fetch = () => {
  throw new Error('a request left');
};
init(baseUrl, { fetch });
const tokens = new TokenProvider(unlocV1({ baseUrl }), { clientId: 'c', clientSecret: 's', fetch });
const calls = {
  getLockHolders: async () => {
    throw (await getLockHolders('a.token')).error;
  },
  lockHolderScope: async () => lockHolderScope({ countryIso: 'NO', organizationId: '919424508' }),
  getToken: () => tokens.getToken(),
  createSandbox: () => createSandbox(),
  load: () => load(),
};
let sentence;
for (const [name, call] of Object.entries(calls)) {
  const error = await call().then(
    () => new Error('it succeeded'),
    (thrown) => thrown,
  );
  if (error.code !== 'wasm_unavailable') throw new Error(`${name}: ${error.stack}`);
  sentence = error.message;
}
console.log(`passed: ${sentence}`);
