import type { AuthorizationServer } from 'unloc-integrator-client/auth';

/** What a project of an account is asked for. */
const scope = 'project.admin';

/**
 * A backend that gives tokens, as an authorization server. It is sent `{ scope: 'project.admin', project_id }` by POST, and
 * answers as `createTokenHandler` does.
 */
export function authorizationServer(tokens: URL): AuthorizationServer {
  return {
    name: 'backend',
    api: 'v2',
    baseUrl: tokens.origin,
    tokenPath: tokens.pathname + tokens.search,
    bodyEncoding: 'json',
    clientAuthentication: 'none',
    grants: ['client_credentials'],
    scopeStyle: 'string',
    scopeRequired: true,
    scopeFor: [{ given: 'projectId', scope, member: 'project_id' }],
  };
}

/** Sends the cookies of the page's own origin, so that the backend knows who asks. */
export const withCookies: typeof fetch = (input, init) => fetch(input, { ...init, credentials: 'same-origin' });

interface Listed {
  projects?: readonly { projectId?: unknown }[];
}

/** The ids in a list of projects, as the backend or the API's discovery says it; none if it is no such list. */
export function idsIn(answer: unknown): string[] | undefined {
  const { projects, resources } = Object(answer) as Listed & { resources?: Listed };
  const listed = projects ?? resources?.projects;
  if (!Array.isArray(listed)) return undefined;
  return listed.map(({ projectId }) => projectId).filter((id) => typeof id === 'string');
}

/** The ids of the projects that the backend gives tokens for: `GET` without a query. None if it does not list them. */
export async function listedProjects(tokens: URL): Promise<string[] | undefined> {
  const response = await withCookies(tokens, { headers: { accept: 'application/json' } });
  return response.ok ? idsIn(await response.json().catch(() => undefined)) : undefined;
}

/** The same from the API's discovery, where something before the API adds the credentials, as `unloc centre` does. */
export async function discoveredProjects(api: string): Promise<string[] | undefined> {
  const body = JSON.stringify({});
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body };
  const response = await withCookies(`${api.replace(/\/+$/, '')}/v2/auth/resources-discovery`, init);
  return response.ok ? idsIn(await response.json().catch(() => undefined)) : undefined;
}

/** One token, as the provider asks for it, for the test of a connection. */
export function askForToken(tokens: URL, projectId: string): Promise<Response> {
  const body = JSON.stringify({ grant_type: 'client_credentials', scope, project_id: projectId });
  return withCookies(tokens, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}
