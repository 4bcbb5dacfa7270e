import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TokenHandler, TokenProvider } from 'unloc-integrator-client/auth';
import { readBody } from './request-body';

/** What the page gets instead of Unloc's tokens: names for them that mean something to this process only. */
export class StandIns {
  readonly #projects = new Map<string, string>();

  /** The stand-in of a project's token. */
  of(projectId: string): string {
    const known = [...this.#projects].find(([, id]) => id === projectId);
    if (known !== undefined) return known[0];
    const made = randomBytes(32).toString('base64url');
    this.#projects.set(made, projectId);
    return made;
  }

  /** The project whose token it stands for. */
  projectOf(standIn: string): string | undefined {
    return this.#projects.get(standIn);
  }
}

const maxBytes = 65_536;
/** How long it is believed which projects there are. */
const knownMs = 60_000;

/** Which project a request means. */
function projectIn(method: string, query: URLSearchParams, body: string): string | undefined {
  if (method === 'GET') return query.get('project_id') ?? undefined;
  try {
    const { project_id: id } = Object(JSON.parse(body)) as { project_id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return new URLSearchParams(body).get('project_id') ?? undefined;
  }
}

/**
 * Gives tokens for projects to the page: `{ scope: 'project.admin', project_id }`, as Unloc's own token endpoint takes it,
 * without id and secret. Only for projects that the credentials have; `GET` without a query lists them.
 *
 * @param standIns if the page is to get stand-ins.
 */
export function projectTokens(
  tokens: TokenProvider,
  createTokenHandler: typeof import('unloc-integrator-client/auth').createTokenHandler,
  standIns: StandIns | undefined,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const handlers = new Map<string, TokenHandler>();
  let known: { at: number; ids: Promise<Set<string>> } | undefined;
  const projects = (): Promise<Set<string>> => {
    if (known === undefined || Date.now() - known.at > knownMs) {
      const ids = tokens.discoverResources().then((found) => new Set(found.projects.map(({ projectId }) => projectId)));
      known = { at: Date.now(), ids };
      ids.catch(() => {
        known = undefined;
      });
    }
    return known.ids;
  };
  const handlerOf = (projectId: string): TokenHandler => {
    const made =
      handlers.get(projectId)
      // Who asks was checked before this is reached.
      ?? createTokenHandler(tokens.for({ projectId }), { scopes: ['project.admin'], authorize: 'everybody', onError });
    handlers.set(projectId, made);
    return made;
  };
  return async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const send = (status: number, body: object, headers: { [name: string]: string } = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    };
    const body = method === 'POST' ? await readBody(request, maxBytes) : Buffer.alloc(0);
    if (body === undefined) return send(413, { error: 'invalid_request' }, { connection: 'close' });
    const text = body.toString('utf8');
    const { search, searchParams } = new URL(url, 'http://here');
    const projectId = projectIn(method, searchParams, text);
    if (projectId === undefined && method === 'GET' && search === '')
      return send(200, { projects: [...(await projects())].map((id) => ({ projectId: id })) });
    if (projectId === undefined)
      return send(400, { error: 'invalid_request', error_description: 'Name the project as project_id.' });
    if (!(await projects()).has(projectId))
      return send(403, { error: 'access_denied', error_description: 'These credentials do not have this project.' });
    const init = method === 'POST' ? { method, body: text } : { method };
    const given = (await handlerOf(projectId)(new Request(`http://here/${search}`, init))) as Response;
    const answer = (await given.json()) as { access_token?: string };
    if (standIns !== undefined && answer.access_token !== undefined) answer.access_token = standIns.of(projectId);
    const retryAfter = given.headers.get('retry-after');
    send(given.status, answer, { 'cache-control': 'no-store', ...(retryAfter && { 'retry-after': retryAfter }) });
  };
}

function onError(thrown: unknown): void {
  // The sentences of the package hold nothing secret; those of anything else might.
  const { name, message } = Object(thrown) as { name?: unknown; message?: unknown };
  if (name === 'UnlocError') process.stderr.write(`The page got no token. ${String(message)}\n`);
}
