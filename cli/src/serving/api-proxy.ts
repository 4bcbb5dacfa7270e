import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { TokenProvider } from 'unloc-integrator-client/auth';
import type { StandIns } from './project-tokens';
import { readBody } from './request-body';

/** Twice the largest picture in base64. */
const maxBytes = 8 * 1024 * 1024;

/** Headers that are between two machines, or that a page must not get from another server than its own. */
const kept =
  /^(?:connection|keep-alive|transfer-encoding|content-encoding|content-length|set-cookie|alt-svc|location)$|^(?:access-control|strict-transport|content-security|cross-origin)-/;

export interface ApiProxyOptions {
  /** Base URL of the API. */
  api: string;
  tokens: TokenProvider;
  standIns: StandIns;
  /** Only what changes nothing is let through. */
  readOnly: boolean;
}

function refuse(response: ServerResponse, status: number, title: string, detail: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'connection': 'close' });
  response.end(JSON.stringify({ title, detail }));
}

/**
 * Passes the page's calls on to API v2, with Unloc's token in place of the stand-in. So no token of Unloc is ever in the
 * browser, and what is not let through here cannot be done from there.
 */
export function apiProxy({ api, tokens, standIns, readOnly }: ApiProxyOptions) {
  const base = new URL(api);
  const prefix = base.pathname.replace(/\/+$/, '');

  const upstream = async (projectId: string, url: URL, request: IncomingMessage, body: Buffer): Promise<Response> => {
    const { method = 'GET', headers } = request;
    const send = (token: string): Promise<Response> =>
      fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: headers.accept ?? '*/*',
          ...(headers['content-type'] && { 'content-type': headers['content-type'] }),
        },
        ...(body.length > 0 && { body: new Uint8Array(body) }),
        redirect: 'manual',
      });
    const provider = tokens.for({ projectId });
    const { accessToken } = await provider.getToken();
    const answer = await send(accessToken);
    // A call that got 401 was not done, so that it may be sent again.
    if (answer.status !== 401) return answer;
    await answer.body?.cancel();
    return send((await provider.getToken({ rejectedToken: accessToken })).accessToken);
  };

  /** @param path below the API's base URL, with its query. */
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const { method = 'GET', headers } = request;
    const url = new URL(base.origin + prefix + path);
    const inside = url.origin === base.origin && url.pathname.startsWith(`${prefix}/v2/`);
    if (method === 'POST' && inside && /\/v2\/auth\/resources-discovery\/?$/.test(url.pathname)) {
      const { projects } = await tokens.discoverResources();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ resources: { projects, organizations: [] } }));
      return;
    }
    if (!inside || url.pathname.startsWith(`${prefix}/v2/auth/`))
      return refuse(response, 404, 'Not Found', 'Only API v2 is passed on here.');
    if (readOnly && method !== 'GET' && method !== 'HEAD')
      return refuse(response, 403, 'Read only', 'This page was started with --read-only: nothing can be changed.');
    const projectId = standIns.projectOf(/^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '');
    if (projectId === undefined) return refuse(response, 401, 'Unauthorized', 'This token is not one of this page.');
    const body = await readBody(request, maxBytes);
    if (body === undefined) return refuse(response, 413, 'Payload Too Large', 'The body is too long.');
    const answer = await upstream(projectId, url, request, body);
    const passed = [...answer.headers].filter(([name]) => !kept.test(name));
    response.writeHead(answer.status, Object.fromEntries(passed));
    if (answer.body === null) response.end();
    else
      Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream)
        .on('error', () => response.destroy())
        .pipe(response);
  };
}
