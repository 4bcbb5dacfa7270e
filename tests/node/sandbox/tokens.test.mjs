// The token endpoints and the authorization page of the embedded Unloc, in the process and served by the command.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { createSandbox, root } from '../../support/built-package.mjs';

const back = 'https://app.example/back';
const all = { seed: 'empty', also: ['unidy', 'lockit'] };

/** A sandbox in this process, behind the interface that the tests use. */
async function inside(options = all) {
  const sandbox = await createSandbox(options);
  return { url: sandbox.url, fetch: sandbox.fetch, clients: sandbox.clients, sandbox };
}

/** The command, behind the same interface. */
async function command(t, ...words) {
  const { bin } = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8'));
  const child = spawn(
    process.execPath,
    [join(root, 'pkg', bin['unloc-sandbox']), '--port', '0', '--seed', 'empty', '--json', ...words],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  t.after(() => child.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { ...JSON.parse(line), fetch };
}

function question(url, client, more = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const page = new URL('/oauth/authorize', url);
  page.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: back,
    state: 'the state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  return { page, verifier };
}

/** Submits the page's form by one of its buttons, as a browser does. */
async function press({ fetch }, page, button) {
  const shown = await fetch(page);
  assert.equal(shown.status, 200);
  assert.match(shown.headers.get('content-type'), /^text\/html/);
  const html = await shown.text();
  const [, action] = /<form method="post" action="([^"]*)">/.exec(html);
  const plain = (text) =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
    plain(name),
    plain(value),
  ]);
  const [, name, value] = new RegExp(`<button name="([^"]*)" value="([^"]*)">${button}</button>`).exec(html);
  const answer = await fetch(new URL(action, page), {
    method: 'POST',
    body: new URLSearchParams([...fields, [name, value]]),
    redirect: 'manual',
  });
  assert.equal(answer.status, 303);
  return new URL(answer.headers.get('location'));
}

const basic = ({ clientId, clientSecret }) => `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

async function token({ url, fetch }, path, client, parameters) {
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { authorization: basic(client) },
    body: new URLSearchParams(parameters),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function signInWithBoth(server) {
  for (const [name, path, lifetime] of [
    ['unidy', '/oauth/token', 7200],
    ['lockit', '/oauth/access-token', 604_800],
  ]) {
    const client = server.clients[name];
    const { page, verifier } = question(server.url, client);
    const callback = await press(server, page, 'Allow');
    assert.equal(callback.origin + callback.pathname, back);
    assert.equal(callback.searchParams.get('state'), 'the state');
    const code = callback.searchParams.get('code');
    const wrong = await token(server, path, client, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: back,
      code_verifier: randomBytes(32).toString('base64url'),
    });
    assert.deepEqual([wrong.status, wrong.body.error], [400, 'invalid_grant']);
    const again = await press(server, page, 'Allow');
    const { status, body } = await token(server, path, client, {
      grant_type: 'authorization_code',
      code: again.searchParams.get('code'),
      redirect_uri: back,
      code_verifier: verifier,
    });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.token_type, body.expires_in], ['Bearer', lifetime]);
    const refresh = () =>
      token(server, path, client, { grant_type: 'refresh_token', refresh_token: body.refresh_token });
    const fresh = await refresh();
    assert.equal(fresh.status, 200);
    assert.notEqual(fresh.body.refresh_token, body.refresh_token);
    assert.deepEqual([(await refresh()).body.error], ['invalid_grant']);
    const denied = await press(server, page, 'Deny');
    assert.deepEqual([...denied.searchParams.keys()].sort(), ['error', 'error_description', 'state']);
    assert.equal(denied.searchParams.get('error'), 'access_denied');
  }
}

test('people sign in with Unidy and LockitNetwork, in the process', async () => signInWithBoth(await inside()));

test('people sign in with Unidy and LockitNetwork, at the command', async (t) =>
  signInWithBoth(await command(t, '--also', 'unidy,lockit')));

test('without being told to, it is neither Unidy nor LockitNetwork', async (t) => {
  const { sandbox } = await inside({ seed: 'empty' });
  const served = await command(t);
  assert.equal(served.clients, undefined);
  for (const { url, fetch } of [sandbox, served]) {
    for (const path of ['/oauth/token', '/oauth/access-token'])
      assert.equal((await fetch(url + path, { method: 'POST' })).status, 404);
    const page = await fetch(`${url}/oauth/authorize`);
    assert.deepEqual([page.status, /--also/.test(await page.text())], [404, true]);
  }
  const some = await command(t, '--also', 'lockit');
  assert.equal((await fetch(`${some.url}/oauth/token`, { method: 'POST' })).status, 404);
  assert.equal((await fetch(`${some.url}/oauth/access-token`, { method: 'POST' })).status, 400);
});

test('a v2 token is for one project or organization, and discovery tells which there are', async () => {
  const sandbox = await createSandbox();
  const { clientId, clientSecret } = sandbox;
  const post = async (path, members) => {
    const answer = await sandbox.fetch(sandbox.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...members }),
    });
    return answer.json();
  };
  const {
    resources: { projects, organizations },
  } = await post('/v2/auth/resources-discovery/');
  assert.deepEqual(
    projects.map(({ projectId }) => projectId),
    sandbox.state().lockHolders.map(({ id }) => id),
  );
  const [{ organizationId }] = organizations;
  for (const { projectId, scope } of projects) {
    const given = await post('/v2/auth/token/', { grant_type: 'client_credentials', scope, project_id: projectId });
    assert.deepEqual(
      [given.scope, given.project_id, given.organization_id],
      [['project.admin'], projectId, organizationId],
    );
    const { exp } = JSON.parse(Buffer.from(given.access_token.split('.')[1], 'base64url'));
    assert.equal(typeof exp, 'number');
  }
});

test("sandbox.authorize decides in a person's place, or says why it cannot", async () => {
  const { sandbox } = await inside();
  const { page } = question(sandbox.url, sandbox.clients.unidyPublic);
  assert.match(await sandbox.authorize(page), /^https:\/\/app\.example\/back\?code=[^&]+&state=the\+state$/);
  assert.match(await sandbox.authorize(String(page), 'deny'), /error=access_denied/);
  const nobody = new URL(page);
  nobody.searchParams.set('client_id', 'nobody');
  await assert.rejects(
    sandbox.authorize(nobody),
    /sent nobody back \(400\): This request cannot be answered There is no such client_id/,
  );
  await assert.rejects(sandbox.authorize('https://example.com/oauth/authorize'), /sandbox\.invalid/);
  await assert.rejects(sandbox.authorize(page, 'perhaps'), /allow or deny/);
});

test('settings are options, change while it runs, and come back with a reset', async () => {
  const { sandbox } = await inside({
    ...all,
    unidyCallback: 'fragment',
    lockitRefreshToken: 'same',
    redirectUris: [back],
  });
  const { page } = question(sandbox.url, sandbox.clients.unidy);
  assert.match(await sandbox.authorize(page), /^https:\/\/app\.example\/back#code=/);
  assert.equal(sandbox.settings({ unidyCallback: 'query' }).lockitRefreshToken, 'same');
  assert.match(await sandbox.authorize(page), /^https:\/\/app\.example\/back\?code=/);
  page.searchParams.set('redirect_uri', 'https://elsewhere.example/');
  await assert.rejects(sandbox.authorize(page), /none of those that are registered/);
  assert.throws(() => sandbox.settings({ unidyCallback: 'star' }), /star/);
  await assert.rejects(createSandbox({ also: ['star'] }), /star/);
  sandbox.reset();
  assert.equal(sandbox.settings().unidyCallback, 'fragment');
  const other = await createSandbox({ seed: sandbox.state() });
  assert.deepEqual(other.settings(), sandbox.settings());
});

test("sandbox-client gets tokens of all four systems, and Unidy's open its users", async () => {
  const { sandbox } = await inside({ ...all, unidyScopes: ['tenant:all'] });
  const { clientId, clientSecret } = sandbox;
  const client = { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' };
  const json = async (path, body, headers) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
    const answer = await sandbox.fetch(sandbox.url + path, init);
    return { status: answer.status, body: await answer.json() };
  };
  assert.equal((await json('/auth/v1/token', client)).status, 200);
  const organization = { scope: 'organization.admin', organization_id: sandbox.state().integrator.id };
  assert.equal((await json('/v2/auth/token/', { ...client, ...organization })).status, 200);
  const unidy = await json('/oauth/token', { ...client, scope: 'users:read users:write tenant:all' });
  assert.equal(unidy.status, 200);
  assert.equal((await json('/oauth/token', { ...client, scope: 'tenant:none' })).body.error, 'invalid_scope');
  const { page, verifier } = question(sandbox.url, { clientId });
  const code = new URL(await sandbox.authorize(page)).searchParams.get('code');
  const exchange = { grant_type: 'authorization_code', code, redirect_uri: back, code_verifier: verifier };
  const lockit = await token(sandbox, '/oauth/access-token', { clientId, clientSecret }, exchange);
  assert.equal(lockit.status, 200, JSON.stringify(lockit.body));

  const bearer = ({ body }) => ({ authorization: `Bearer ${body.access_token}` });
  const user = await json('/api/v1/users', { email: 'ola@example.com' }, bearer(unidy));
  assert.equal(user.status, 201);
  const get = async (path, given) => (await sandbox.fetch(sandbox.url + path, { headers: bearer(given) })).json();
  assert.deepEqual((await get('/api/v1/users', unidy)).results.at(-1), user.body);
  assert.match((await get('/api/me', lockit)).note, /sandbox's own/);
  assert.deepEqual(sandbox.state().unidyUsers, [{ id: 2, email: 'ola@example.com' }]);
});

test('the command takes faults and settings of token endpoints', async (t) => {
  const served = await command(t, '--also', 'lockit');
  const post = (path, body) => fetch(served.url + path, { method: 'POST', body: JSON.stringify(body) });
  assert.equal((await post('/_sandbox/settings', { lockitRefreshToken: 'omit' })).status, 200);
  const { page, verifier } = question(served.url, served.clients.lockit);
  const code = (await press(served, page, 'Allow')).searchParams.get('code');
  const exchange = { grant_type: 'authorization_code', code, redirect_uri: back, code_verifier: verifier };
  const { body } = await token(served, '/oauth/access-token', served.clients.lockit, exchange);
  const refresh = () =>
    token(served, '/oauth/access-token', served.clients.lockit, {
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
    });
  assert.equal('refresh_token' in (await refresh()).body, false);
  await post('/_sandbox/faults', [
    { count: 1, fault: { oauthError: 'invalid_client' } },
    { count: 1, fault: { status: 201, members: { expires_in: '60', token_type: null } } },
  ]);
  const refused = await refresh();
  assert.deepEqual(
    [refused.status, refused.body.error, refused.headers.get('www-authenticate')],
    [401, 'invalid_client', 'Basic realm="Unloc sandbox"'],
  );
  const odd = await refresh();
  assert.deepEqual([odd.status, odd.body.expires_in, odd.body.token_type], [201, '60', undefined]);
  assert.equal((await refresh()).status, 200);
});

test('an unknown system is named in one sentence', async () => {
  const { bin } = JSON.parse(readFileSync(join(root, 'pkg', 'package.json'), 'utf8'));
  const child = spawn(process.execPath, [join(root, 'pkg', bin['unloc-sandbox']), '--also', 'unidy,star'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [[line]] = await Promise.all([once(createInterface({ input: child.stderr }), 'line'), once(child, 'close')]);
  assert.match(line, /--also must name .*"star"/);
});
