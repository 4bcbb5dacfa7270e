// A process in which the wasm breaks down while token requests are under way. It prints what became of each.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../../support/built-package.mjs';

const require = createRequire(import.meta.url);
const client = require(join(root, 'target', 'sabotage', 'index.js'));
const { TokenProvider, unidy } = require(join(root, 'target', 'sabotage', 'auth.js'));

let armed = false;
let struck = false;
globalThis.sabotage = (place) => {
  if (!armed || struck || place !== 'scope') return '';
  struck = true;
  return 'panic';
};

const baseUrl = 'https://tenant.example';
let asked = 0;
let left;
const allAsked = new Promise((resolve) => { left = resolve; });
const silent = () => {
  asked += 1;
  if (asked === 3) left();
  return new Promise(() => {});
};
const options = { clientId: 'planted-client', clientSecret: 'planted-secret-91c2', fetch: silent };
const provider = (more) => new TokenProvider(unidy({ baseUrl }), { ...options, ...more });

const signingIn = provider({ subject: 'somebody' });
const { searchParams } = new URL(await signingIn.authorizationUrl({ redirectUri: 'https://app.example/back' }));
const ended = (call) => call.then(() => 'a token', (thrown) => thrown);
const calls = {
  own: ended(provider().getToken()),
  code: ended(signingIn.finish(`https://app.example/back?code=planted-code-5d1e&state=${searchParams.get('state')}`)),
  refresh: ended(provider({ refreshToken: 'planted-refresh-66aa' }).getToken()),
};
await allAsked;

armed = true;
try {
  client.lockHolderScope({ countryIso: 'NO', organizationId: '1' });
} catch {
  // The breakdown, as it is told to whom it happens.
}

const results = { struck };
for (const [name, call] of Object.entries(calls)) {
  const error = await call;
  const { code, safeToRetry, message } = error;
  results[name] = { code, safeToRetry, message, isUnlocError: error instanceof client.UnlocError };
}
const { accessToken } = await provider({ fetch: async () => Response.json({ access_token: 'next', token_type: 'bearer', expires_in: 60 }) }).getToken();
console.log(JSON.stringify({ ...results, accessToken }));
