// An independent authorization server: `oidc-provider`, certified for OpenID Connect, described by the caller.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { auth } from '../../support/auth-fixtures.mjs';

const { TokenProvider } = auth;
const redirectUri = 'https://app.example/back?of=test';
// Characters that need form encoding before Basic authentication (RFC 6749, section 2.3.1).
const hard = { clientId: 'client one:+%&/=?', clientSecret: 'a+b c%20d:e&f=g/h-i.j_k~l*m"n' };
const posting = { clientId: 'posting', clientSecret: 'its-own-secret' };
const page = { clientId: 'page' };

let server;
let system;

function client({ clientId, clientSecret }, method, more = {}) {
  return {
    client_id: clientId,
    client_secret: clientSecret,
    token_endpoint_auth_method: method,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [redirectUri],
    ...more,
  };
}

before(async () => {
  server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const warn = console.warn;
  console.warn = () => {}; // It warns of old Nodes, plain http, keys in memory and the like, all of which are meant here.
  const { default: Provider } = await import('oidc-provider');
  const provider = new Provider(issuer, {
    clients: [
      client(hard, 'client_secret_basic', {
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      }),
      client(posting, 'client_secret_post'),
      client(page, 'none'),
    ],
    scopes: ['openid', 'offline_access', 'doors:read', 'doors:open'],
    features: { devInteractions: { enabled: false }, clientCredentials: { enabled: true } },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    ttl: {
      AccessToken: 120,
      ClientCredentials: 120,
      RefreshToken: 3600,
      Session: 3600,
      Grant: 3600,
      Interaction: 600,
      IdToken: 600,
    },
    cookies: { keys: ['a key of this test'] },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  });
  console.warn = warn;
  const serve = provider.callback();
  /** The person that signs in: enters an account, then allows, or denies if the client requests doors:open. */
  const interact = async (request, response) => {
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: 'somebody' } });
    if (params.scope.includes('doors:open')) {
      return provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: 'Not the doors',
      });
    }
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    return provider.interactionFinished(
      request,
      response,
      { consent: { grantId: await grant.save() } },
      { mergeWithLastSubmission: true },
    );
  };
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) serve(request, response);
    else
      interact(request, response).catch((error) => {
        response.writeHead(500).end(String(error));
      });
  });
  const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  const path = (url) => new URL(url).pathname;
  system = {
    name: 'independent',
    baseUrl: issuer,
    issuer: metadata.issuer,
    tokenPath: path(metadata.token_endpoint),
    authorizePath: path(metadata.authorization_endpoint),
    bodyEncoding: 'form',
    clientAuthentication: 'basic',
    grants: ['client_credentials', 'authorization_code', 'refresh_token'],
    scopeStyle: 'string',
    rotatesRefreshTokens: true,
    issuerInCallback: metadata.authorization_response_iss_parameter_supported === true,
  };
  assert.equal(system.issuerInCallback, true);
});
after(() => {
  server.closeAllConnections();
  server.close();
});

/** A browser: follows redirects, with its cookies, until one leads to the application. */
async function browse(url) {
  const cookies = new Map();
  let address = new URL(url);
  for (let step = 0; step < 12; step += 1) {
    if (address.origin !== system.baseUrl) return address.href;
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    assert.ok([302, 303].includes(response.status), `${response.status}: ${await response.text()}`);
    address = new URL(response.headers.get('location'), address);
  }
  throw new Error('sent round and round');
}

async function signIn(tokens, scope = 'openid doors:read') {
  return tokens.finish(await browse(await tokens.authorizationUrl({ redirectUri, scope })));
}

describe('an independent server, described by the caller', () => {
  test('gives a client its own token for Basic with every odd character', async () => {
    const tokens = new TokenProvider(system, hard);
    const token = await tokens.getToken('doors:read');
    assert.deepEqual([token.scope, token.token_type], [['doors:read'], 'Bearer']);
    assert.ok(token.expires_in > 115 && token.expires_in <= 120);
    assert.equal((await tokens.getToken('doors:read')).accessToken, token.accessToken);
    // The server rejects Basic without form encoding, so the test above can fail.
    await assert.rejects(
      new TokenProvider({ ...system, clientAuthentication: 'basic-raw' }, hard).getToken('doors:read'),
      { code: 'token_error', error: /^invalid_(client|request)$/ },
    );
    await assert.rejects(new TokenProvider(system, { ...hard, clientSecret: 'another' }).getToken('doors:read'), {
      code: 'token_error',
      error: 'invalid_client',
      status: 401,
    });
    const other = new TokenProvider({ ...system, clientAuthentication: 'body' }, posting);
    await assert.rejects(other.getToken('doors:read'), {
      code: 'token_error',
      error: 'invalid_request',
      errorDescription: 'requested grant type is not allowed for this client',
    });
  });

  for (const [name, who, clientAuthentication] of [
    ['Basic', hard, 'basic'],
    ['the secret in the body', posting, 'body'],
    ['no secret', page, 'none'],
  ]) {
    test(`signs people in with a code, PKCE and ${name}, and refreshes with a new pair each time`, async () => {
      let late = 0;
      const pairs = [];
      const tokens = new TokenProvider(
        { ...system, clientAuthentication },
        { ...who, now: () => Date.now() + late, persist: (pair) => pairs.push(pair) },
      );
      const mine = tokens.for({ subject: 'somebody' });
      const first = await signIn(mine);
      assert.deepEqual(first.scope, ['openid', 'doors:read']);
      const claims = JSON.parse(Buffer.from(first.id_token.split('.')[1], 'base64url'));
      assert.deepEqual([claims.sub, claims.aud, claims.iss], ['somebody', who.clientId, system.issuer]);
      assert.equal((await mine.getToken()).accessToken, first.accessToken);
      late += 120_000;
      const [second, same] = await Promise.all([mine.getToken(), mine.getToken()]);
      assert.equal(second.accessToken, same.accessToken);
      assert.notEqual(second.accessToken, first.accessToken);
      late += 120_000;
      await mine.getToken();
      assert.equal(new Set(pairs.map(({ refreshToken }) => refreshToken)).size, 3);
      // The server revokes the whole grant when a refresh token is used twice.
      const thief = new TokenProvider(
        { ...system, clientAuthentication },
        { ...who, refreshToken: pairs[0].refreshToken },
      );
      await assert.rejects(thief.getToken(), { code: 'token_error', error: 'invalid_grant', status: 400 });
      late += 120_000;
      await assert.rejects(mine.getToken(), { code: 'token_error', error: 'invalid_grant' });
      assert.ok((await signIn(mine)).accessToken, 'and signing in again mends it');
    });
  }

  test('tells why a person comes back without a code, and who it is in the callback', async () => {
    const tokens = new TokenProvider(system, hard);
    const denied = await browse(await tokens.authorizationUrl({ redirectUri, scope: 'openid doors:open' }));
    assert.equal(new URL(denied).searchParams.get('iss'), system.issuer);
    await assert.rejects(tokens.finish(denied), {
      code: 'token_error',
      error: 'access_denied',
      errorDescription: 'Not the doors',
    });
    const back = await browse(await tokens.authorizationUrl({ redirectUri, scope: 'openid doors:read' }));
    for (const change of [(query) => query.delete('iss'), (query) => query.set('iss', 'https://evil.example')]) {
      const changed = new URL(back);
      change(changed.searchParams);
      await assert.rejects(
        new TokenProvider(system, hard).finish(changed),
        { code: 'callback_rejected' },
        'another provider did not begin it',
      );
    }
    assert.ok((await tokens.finish(back)).accessToken);
  });

  test('finds out by PKCE that a code was stolen', async () => {
    const tokens = new TokenProvider(system, hard);
    const [mine, theirs] = [
      await browse(await tokens.authorizationUrl({ redirectUri, scope: 'openid' })),
      await browse(await tokens.authorizationUrl({ redirectUri, scope: 'openid' })),
    ];
    const mixed = new URL(mine);
    mixed.searchParams.set('code', new URL(theirs).searchParams.get('code'));
    await assert.rejects(tokens.finish(mixed), { code: 'token_error', error: 'invalid_grant', status: 400 });
  });
});
