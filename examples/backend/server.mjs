// A whole backend for a page that uses Unloc: it keeps the client secret and gives the browser tokens.
//
//   UNLOC_CLIENT_ID=… UNLOC_CLIENT_SECRET=… node examples/backend/server.mjs
//
// GET /lock-holders   the lock holders that the signed-in person may see
// GET /unloc-token    a token for one of them: ?scope=lockHolder.admin:<id>
import { createServer } from 'node:http';
import { UnlocClient, toNodeHandler } from 'unloc-integrator-client';
import { TokenProvider, createTokenHandler, unlocV1 } from 'unloc-integrator-client/auth';

const {
  UNLOC_URL: baseUrl = 'https://api.unloc.app',
  UNLOC_CLIENT_ID: clientId,
  UNLOC_CLIENT_SECRET: clientSecret,
  PORT = 3000,
} = process.env;
const tokens = new TokenProvider(unlocV1({ baseUrl }), { clientId, clientSecret });
const unloc = new UnlocClient({ baseUrl, token: tokens });

/** Who asks. Put your own session here: this one believes a header, which a page can say as it likes. */
function personOf(request) {
  return request.headers.get('x-person');
}

/** What a person may see. Put your own rules here: this one shows everybody who is somebody everything. */
async function lockHoldersOf(person) {
  return person ? unloc.v1.lockHolders.list() : [];
}

const tokenHandler = createTokenHandler(tokens, {
  authorize: (request) => personOf(request) !== null,
  scopes: async (request) => (await lockHoldersOf(personOf(request))).map(({ id }) => `lockHolder.admin:${id}`),
});

async function lockHolders(request) {
  const found = await lockHoldersOf(personOf(request));
  return Response.json(found.map(({ id, name }) => ({ id, name })));
}

async function answer(request) {
  const { pathname } = new URL(request.url);
  if (pathname === '/unloc-token') return tokenHandler(request);
  if (pathname === '/lock-holders') return lockHolders(request);
  return new Response(null, { status: 404 });
}

// What `answer` throws becomes a 500 and a line of the log. An UnlocError holds nothing secret, so a log may have it.
const server = createServer(toNodeHandler(answer));
server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
