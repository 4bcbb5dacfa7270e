// An account for the page: an embedded Unloc over HTTP, and a backend that gives tokens for its projects.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { TokenProvider, createTokenHandler, unlocV2 } from '../../pkg/dist/auth.mjs';
import { startCommand } from './command.mjs';

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, authorization, accept',
  'access-control-allow-methods': 'GET, POST',
};

/**
 * A backend, as docs/tokens.md has it. `ways` changes what it does: `{ cors: false }`, `{ signedIn: false }`,
 * `{ scopes: [] }`, `{ lists: false }`.
 */
function tokenServer(tokens, ways) {
  return createServer(async (request, response) => {
    if (ways.cors !== false) for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    if (ways.signedIn === false) return response.writeHead(403).end('{"error":"access_denied"}');
    if (request.method === 'GET') {
      if (ways.lists === false) return response.writeHead(400).end('{}');
      const { projects } = await tokens.discoverResources();
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ projects }));
    }
    let body = '';
    for await (const piece of request) body += piece;
    const { project_id: projectId } = JSON.parse(body);
    const scopes = ways.scopes ?? ['project.admin'];
    const handler = createTokenHandler(tokens.for({ projectId }), { authorize: 'everybody', scopes, onError() {} });
    const given = await handler(new Request('http://backend.invalid/', { method: 'POST', body }));
    response.writeHead(given.status, { 'content-type': 'application/json' }).end(await given.text());
  });
}

/** Starts both. `query` opens the page on the account; `ways` may be changed while they run. */
export async function startAccount() {
  const unloc = await startCommand();
  const { url, clientId, clientSecret } = unloc.said;
  const ways = {};
  const server = tokenServer(new TokenProvider(unlocV2({ baseUrl: url }), { clientId, clientSecret }), ways);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const tokens = `http://127.0.0.1:${server.address().port}/unloc-token`;
  return {
    api: url,
    tokens,
    ways,
    query: `?${new URLSearchParams({ api: url, tokens })}`,
    allowed: [new URL(url).origin, new URL(tokens).origin],
    control: async (path, body) =>
      (await fetch(`${url}/_sandbox/${path}`, body && { method: 'POST', body: JSON.stringify(body) })).json(),
    async close() {
      server.close();
      server.closeAllConnections();
      await unloc.stop();
    },
  };
}
