// Whose doors these are: those of an account, by tokens from your backend, or those of an embedded Unloc in this tab.
import { UnlocClient } from 'unloc-integrator-client';

/** Where your backend gives tokens, such as `/api/unloc-token`: set when the page is built. */
const tokens = import.meta.env.VITE_UNLOC_TOKENS;

/** Resolves to the client, and the ids of the projects that it has tokens for. */
export function connect() {
  return tokens ? connectToAccount(new URL(tokens, location.href)) : connectToEmbedded();
}

/** The backend keeps the secret, knows who is signed in, and gives this page a token of one project at a time. */
async function connectToAccount(url) {
  const { TokenProvider } = await import('unloc-integrator-client/auth');
  // The backend knows the visitor by a cookie.
  const withCookies = (input, init) => fetch(input, { ...init, credentials: 'same-origin' });
  const response = await withCookies(url);
  if (response.status === 401) throw new Error('Sign in first, and load the page again.');
  if (!response.ok) throw new Error(`The backend answered ${response.status}. Load the page again later.`);
  const { projects } = await response.json();
  const backend = {
    name: 'backend',
    api: 'v2',
    baseUrl: url.origin,
    tokenPath: url.pathname + url.search,
    bodyEncoding: 'json',
    clientAuthentication: 'none',
    grants: ['client_credentials'],
    scopeStyle: 'string',
    scopeRequired: true,
    scopeFor: [{ given: 'projectId', scope: 'project.admin', member: 'project_id' }],
  };
  const token = new TokenProvider(backend, { clientId: 'page', fetch: withCookies });
  return { unloc: new UnlocClient({ token }), projects: idsOf(projects), isEmbedded: false };
}

async function connectToEmbedded() {
  const { createSandbox } = await import('unloc-integrator-client/sandbox');
  const unloc = (await createSandbox()).client();
  const { projects } = await unloc.resources.discover();
  return { unloc, projects: idsOf(projects), isEmbedded: true };
}

const idsOf = (projects) => projects.map(({ projectId }) => projectId);
