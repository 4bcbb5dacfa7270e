import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf } from './callers';
import { contentType, fileFor } from './page-files';
import type { Session } from './session';

/**
 * What the page's server serves. The page is opened with two addresses in its query:
 * - `api`: the base URL of API v2, at the page's own origin. `POST {api}/v2/auth/resources-discovery/` says which projects
 *   there are, without id and secret;
 * - `tokens`: `POST` `{ "scope": "project.admin", "project_id" }` gives a token for one project, in the form of OAuth.
 */
export interface PageServerOptions {
  /** The folder of the page's files. */
  folder: string;
  /** Who may use it. Without it, everybody on this machine may. */
  session?: Session;
  /** Where the page is sent when it was opened by the key: a query. */
  query(origin: string): string;
  tokens(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Passes calls on; `path` begins with a slash. */
  api?(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> | void;
  /** Says something to the person who started it. */
  say(sentence: string): void;
}

const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
};

function text(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'connection': 'close' });
  response.end(`${sentence}\n`);
}

async function file(request: IncomingMessage, response: ServerResponse, path: string, folder: string): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return text(response, 405, 'Only GET and HEAD are served here.');
  const found = await fileFor(path, folder);
  if (found === undefined) return text(response, 404, 'There is nothing at this address.');
  const { size } = await stat(found);
  response.writeHead(200, { 'content-type': contentType(found), 'content-length': size });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(found)
      .on('error', () => response.destroy())
      .pipe(response);
}

/** Takes the key of the address, once, and sends the page on to where the key is not in its address. */
function open(
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
  key: string,
  next: string,
  say: PageServerOptions['say'],
): void {
  // A browser that loads an address before it is opened would use up the key.
  if (request.method !== 'GET' || /prefetch|prerender/.test(String(request.headers['sec-purpose'] ?? ''))) {
    text(response, 405, 'Open this address in a browser.');
    return;
  }
  if (!session.open(key)) {
    say('Somebody opened the page with a wrong or used address, and was refused.');
    text(response, 403, 'This address was used already. Stop `unloc centre` and start it again for a new one.');
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'set-cookie': session.cookie,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
  // Not by a redirect: that of a link in another page would come without the cookie.
  const address = next.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  response.end(`<!doctype html><meta http-equiv="refresh" content="0;url=${address}"><title>Unloc</title>\n`);
}

/** A server of the page, of tokens for it and of its calls. The caller lets it listen. */
export function createPageServer(options: PageServerOptions): Server {
  const { folder, session, query, tokens, api, say } = options;
  const base = session?.base ?? '/';

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url = '/' } = request;
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
    const [path = '', search = ''] = url.split('?', 2);
    const key = session !== undefined && path === base ? new URLSearchParams(search).get('key') : null;
    const refusal = refusalOf(request, origin, key !== null || (session === undefined && path === '/'));
    if (refusal !== undefined) return text(response, refusal.status, refusal.sentence);
    if (!path.startsWith(base)) return text(response, 404, 'There is nothing at this address.');
    if (session !== undefined && key !== null)
      return open(request, response, session, key, `${base}?${query(origin + base)}`, say);
    if (session !== undefined && !session.holds(request))
      return text(response, 403, 'Open the address that `unloc centre` wrote. It works once, in one browser.');
    const below = url.slice(base.length);
    if (/^tokens(?:\?|$)/.test(below)) return tokens(request, response);
    if (api !== undefined && below.startsWith('api/')) return api(request, response, below.slice('api'.length));
    return file(request, response, path.slice(base.length), folder);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      const { name, message } = Object(error) as { name?: unknown; message?: unknown };
      // Other errors than the package's may hold anything.
      const why = name === 'UnlocError' ? String(message) : 'The API cannot be reached.';
      if (response.headersSent) response.destroy();
      else {
        response.writeHead(502, { 'content-type': 'application/json', 'connection': 'close' });
        response.end(JSON.stringify({ title: 'Bad Gateway', detail: why }));
      }
    });
  });
  return server;
}
