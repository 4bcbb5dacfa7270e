// Who may have the token of which project. A token of a project opens all of its doors until it expires, so it is given for
// one project at a time, to somebody who is signed in and may see that project.
//
// GET                                                   the projects that the visitor may see
// POST {"scope": "project.admin", "project_id": "…"}    a token of one of them
import { createTokenHandler } from 'unloc-integrator-client/auth';

const maxBytes = 1_000;

/**
 * A handler from `Request` to `Response`: for Hono, Next, Workers, Deno and Bun.
 *
 * @param {import('unloc-integrator-client/auth').TokenProvider} tokens
 * @param {{ personOf(request: Request): string | undefined, projectsOf(person: string): Promise<string[]> }} people
 */
export function unlocToken(tokens, { personOf, projectsOf }) {
  /** @param {Request} request */
  return async (request) => {
    const person = personOf(request);
    if (person === undefined) return refused(401, 'login_required', 'Sign in first.');
    const allowed = await projectsOf(person);
    if (request.method === 'GET') return answer(200, { projects: allowed.map((projectId) => ({ projectId })) });
    const projectId = await projectIn(request);
    if (projectId === undefined)
      return refused(400, 'invalid_request', 'Send {"scope", "project_id"} as JSON, with its length.');
    const give = createTokenHandler(tokens.for({ projectId }), {
      authorize: () => allowed.includes(projectId),
      scopes: ['project.admin'],
    });
    return give(request);
  };
}

/** The project that a body names. The body itself is left for the token handler to read. */
async function projectIn(request) {
  // A body that does not say how long it is may be endless.
  if (!(Number(request.headers.get('content-length') ?? Infinity) <= maxBytes)) return undefined;
  try {
    const { project_id: projectId } = await request.clone().json();
    return typeof projectId === 'string' && /^[\w-]{1,64}$/.test(projectId) ? projectId : undefined;
  } catch {
    return undefined;
  }
}

const answer = (status, body) => Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
const refused = (status, error, description) => answer(status, { error, error_description: description });
