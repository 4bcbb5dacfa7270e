// The one configuration that Hono and Next share.
import { TokenProvider, unlocV2 } from 'unloc-integrator-client/auth';
import { projectsOf } from './people.mjs';
import { personOf } from './session.mjs';
import { unlocToken } from './unloc-token.mjs';

let configured;

/** @param {Request} request */
export function handler(request) {
  // At the first request and not before: Next loads this file when it builds, where there is no secret.
  configured ??= unlocToken(account(), { personOf, projectsOf });
  return configured(request);
}

function account() {
  const { UNLOC_URL: baseUrl, UNLOC_CLIENT_ID: clientId, UNLOC_CLIENT_SECRET: clientSecret } = process.env;
  return new TokenProvider(unlocV2({ baseUrl }), { clientId, clientSecret });
}
