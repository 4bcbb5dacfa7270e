// The example token-backend: the demo, the Hono server as a process, and the types of the Next route. The route is built and
// run by Next in tests/matrix.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { UnlocClient } from '../../pkg/dist/index.node.mjs';
import { root } from '../support/root.mjs';
import { startAccount } from './account.mjs';
import { layOut } from './lay-out.mjs';
import { npmStart, startServer } from './program.mjs';

const secret = 'a secret of the sessions that only this test knows';

let laidOut;
let account;
let server;
let sessionCookie;
let env;

const cookieOf = (person, ...more) => sessionCookie(person, secret, ...more).split(';')[0];
const ask = (method, { cookie, body, headers } = {}) =>
  fetch(`${server.url}/api/unloc-token`, {
    method,
    body: typeof body === 'object' ? JSON.stringify(body) : body,
    headers: { ...(cookie && { cookie }), ...headers },
  });
const askFor = (projectId, options) =>
  ask('POST', { body: { scope: 'project.admin', project_id: projectId }, ...options });

before(async () => {
  laidOut = layOut('token-backend');
  account = await startAccount();
  const PEOPLE = JSON.stringify({ 'kari@example.com': [account.projectIds[0]] });
  env = { ...account.env, SESSION_SECRET: secret, PEOPLE, PORT: '0' };
  server = await startServer(laidOut.folder, ['server.mjs'], env);
  ({ sessionCookie } = await import(pathToFileURL(join(laidOut.folder, 'session.mjs'))));
});
beforeEach(() => account.control('faults', []));
after(async () => {
  await server?.kill();
  account?.stop();
  laidOut?.remove();
});

test('npm start shows who gets a token and who does not', async () => {
  const { code, out, err } = await npmStart(laidOut.folder);
  assert.equal(code, 0, err);
  assert.deepEqual(out.match(/^ {2}\d{3}/gm), ['  401', '  200', '  403', '  401', '  200']);
  assert.match(out, /Her page lists doors: Main entrance 12,/);
});

describe('the server with Hono', () => {
  test('gives a signed-in person the projects that are theirs, and a token of one that works for it alone', async () => {
    const cookie = cookieOf('kari@example.com');
    const [mine, other] = account.projectIds;
    assert.deepEqual(await (await ask('GET', { cookie })).json(), { projects: [{ projectId: mine }] });
    const answer = await askFor(mine, { cookie });
    assert.deepEqual([answer.status, answer.headers.get('cache-control')], [200, 'no-store']);
    const { access_token: token, project_id: projectId, ...rest } = await answer.json();
    assert.equal(projectId, mine);
    assert.ok(!('refresh_token' in rest));
    const unloc = new UnlocClient({ baseUrl: account.baseUrl, token: () => token });
    assert.equal((await unloc.locks.list({ projectId: mine }).toArray({ limit: 100 })).length, 16);
    await assert.rejects(unloc.locks.list({ projectId: other }).toArray({ limit: 1 }), { code: 'forbidden' });
  });

  test('refuses whoever is not signed in: no cookie, a forged, a changed and an old one', async () => {
    const good = cookieOf('kari@example.com');
    const forged = sessionCookie('kari@example.com', 'x'.repeat(40)).split(';')[0];
    const changed = good.replace('session=', 'session=A');
    const old = cookieOf('kari@example.com', -1);
    for (const cookie of [undefined, '', 'session=', 'session=a.b', forged, changed, old]) {
      assert.equal((await ask('GET', { cookie })).status, 401, cookie);
      assert.equal((await askFor(account.projectIds[0], { cookie })).status, 401, cookie);
    }
  });

  test('refuses the project of somebody else, also to somebody who has none', async () => {
    const [mine, other] = account.projectIds;
    assert.equal((await askFor(other, { cookie: cookieOf('kari@example.com') })).status, 403);
    assert.equal((await askFor(mine, { cookie: cookieOf('ola@example.com') })).status, 403);
    const none = await ask('GET', { cookie: cookieOf('__proto__') });
    assert.deepEqual(await none.json(), { projects: [] });
  });

  test('refuses another scope, no project, and a body that is cut off, too long or of another form', async () => {
    const cookie = cookieOf('kari@example.com');
    const [mine] = account.projectIds;
    const bodies = [
      { scope: 'organization.admin', project_id: mine },
      { scope: 'project.admin' },
      { scope: 'project.admin', project_id: [mine] },
      JSON.stringify({ scope: 'project.admin', project_id: mine }).slice(0, 30),
      { scope: 'project.admin', project_id: mine, more: 'x'.repeat(2_000) },
      'null',
      undefined,
    ];
    for (const body of bodies) assert.equal((await ask('POST', { cookie, body })).status, 400, JSON.stringify(body));
    const endless = new Blob([JSON.stringify({ scope: 'project.admin', project_id: mine })]).stream();
    const unmeasured = { method: 'POST', headers: { cookie }, body: endless, duplex: 'half' };
    assert.equal((await fetch(`${server.url}/api/unloc-token`, unmeasured)).status, 400);
    assert.equal((await ask('DELETE', { cookie, body: { project_id: mine } })).status, 405);
  });

  test('lives on after a connection that ended in the middle of a body', async () => {
    const cookie = cookieOf('kari@example.com');
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const head = `POST /api/unloc-token HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\ncontent-length: 90\r\n\r\n`;
    socket.write(`${head}{"scope":`, () => socket.destroy());
    await once(socket, 'close');
    assert.equal((await ask('GET', { cookie })).status, 200);
  });

  test('says with a status when no token can be had', async () => {
    const fresh = await startServer(laidOut.folder, ['server.mjs'], env); // one that has no token yet
    const atFresh = (method, body) =>
      fetch(`${fresh.url}/api/unloc-token`, { method, body, headers: { cookie: cookieOf('kari@example.com') } });
    const body = JSON.stringify({ scope: 'project.admin', project_id: account.projectIds[0] });
    try {
      await account.control('faults', [
        { path: '/v2/auth/**', fault: { status: 503, headers: { 'retry-after': 120 } } },
      ]);
      const answer = await atFresh('POST', body);
      assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '120']);
      // A lost answer is no failure: a token request may be repeated.
      await account.control('faults', [{ path: '/v2/auth/**', count: 1, fault: { reset: 'after' } }]);
      assert.equal((await atFresh('POST', body)).status, 200);
      assert.ok(!fresh.said.err.includes(account.env.UNLOC_CLIENT_SECRET));
    } finally {
      await fresh.kill();
    }
  });

  test('does not start without its settings', async () => {
    await assert.rejects(
      startServer(laidOut.folder, ['server.mjs'], { ...env, SESSION_SECRET: '', PEOPLE: '' }),
      /Set SESSION_SECRET, PEOPLE\./,
    );
  });

  test('lets nobody in with a session secret that can be guessed', async () => {
    const guessable = 'secret';
    const other = await startServer(laidOut.folder, ['server.mjs'], { ...env, SESSION_SECRET: guessable });
    try {
      const [cookie] = sessionCookie('kari@example.com', guessable).split(';');
      const { status } = await fetch(`${other.url}/api/unloc-token`, { headers: { cookie } });
      assert.equal(status, 401);
    } finally {
      await other.kill();
    }
  });
});

test('the Next route has the types of a route handler', () => {
  const { folder } = laidOut;
  mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
  symlinkSync(join(root, 'node_modules', '@types', 'node'), join(folder, 'node_modules', '@types', 'node'), 'junction');
  const compilerOptions = {
    noEmit: true,
    strict: true,
    allowJs: true,
    skipLibCheck: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: ['node'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['route-types.ts'] }));
  writeFileSync(
    join(folder, 'route-types.ts'),
    `import * as route from './app/api/unloc-token/route';
    type Handler = (request: Request) => Response | Promise<Response>;
    export const handlers: { GET: Handler; POST: Handler } = route;`,
  );
  execFileSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', folder], { encoding: 'utf8', stdio: 'pipe' });
});
