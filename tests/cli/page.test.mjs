// `unloc demo` and `unloc centre`: the page in the browser, and who may use it.
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, request as requestOf } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { importFromCli } from '../../scripts/build/cli-tree.mjs';
import { inPipe, inTerminal, plain, start, startUnloc, user } from '../support/cli.mjs';
import { root } from '../support/root.mjs';

/** The page's own files, as they lie in the package. */
const assets = readdirSync(join(root, 'cli', 'dist', 'page', 'assets'));
const script = `/assets/${assets.find((name) => /^index-.*\.js$/.test(name))}`;

let unloc;
let env;
let home;
before(async () => {
  unloc = await startUnloc();
  ({ env, home } = user(unloc));
});
after(() => unloc.stop());

/** Sends a request as it is written here: any Host, any Origin, a path that no URL parser has seen. */
function send(address, { method = 'GET', headers = {}, path, body } = {}) {
  const { hostname, port, pathname, search } = new URL(address);
  return new Promise((resolve, reject) => {
    const request = requestOf({ hostname, port, path: path ?? pathname + search, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece) => {
        text += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.once('error', reject);
    request.end(body);
  });
}

/** Starts `unloc centre` and opens it as a browser does. */
async function openCentre(words = [], options = { env }) {
  const centre = start(['centre', '--json', ...words], options);
  const first = JSON.parse(await centre.line(/"page"/));
  const { origin, pathname } = new URL(first.page);
  const opened = await send(first.page);
  assert.equal(opened.status, 200);
  const cookie = opened.headers['set-cookie'][0];
  const [, next] = /content="0;url=([^"]*)"/.exec(opened.text);
  const headers = { 'cookie': cookie.split(';')[0], 'sec-fetch-site': 'same-origin' };
  const base = origin + pathname;
  return { centre, first, base, cookie, headers, next: next.replaceAll('&amp;', '&') };
}

async function tokenOf({ base, headers }, projectId) {
  const body = JSON.stringify({ scope: 'project.admin', project_id: projectId });
  const answer = await send(`${base}tokens`, { method: 'POST', headers, body });
  return { ...answer, body: JSON.parse(answer.text) };
}

/** A program that takes an address, as a browser would. */
function browser(name, lines) {
  const file = join(home, name);
  writeFileSync(file, ['#!/bin/sh', ...lines].join('\n'));
  chmodSync(file, 0o755);
  return file;
}

test('demo opens the page within 15 s of Enter, and other commands work on its embedded Unloc', async () => {
  const { env: own } = user();
  const opened = join(home, 'opened');
  own.BROWSER = browser('takes', [`printf %s "$1" > ${opened}`]);
  const begun = Date.now();
  let doors;
  let page;
  let tookMs;
  const { code, screen } = await inTerminal(['demo', '--port', '0'], {
    env: own,
    columns: 200,
    answers: [
      [
        'In another terminal: unloc doors list',
        async (type) => {
          while (!existsSync(opened) || readFileSync(opened, 'utf8') === '') await new Promise(setImmediate);
          tookMs = Date.now() - begun;
          page = await send(readFileSync(opened, 'utf8'));
          doors = await inPipe(['doors', 'list', '--json'], { env: own });
          type('\u0003');
        },
      ],
    ],
  });
  assert.equal(code, 130);
  assert.ok(tookMs < 15_000);
  const address = new URL(readFileSync(opened, 'utf8'));
  assert.ok(plain(screen).includes(address.href));
  assert.equal(page.status, 200);
  assert.match(page.text, /<title>Doors and keys/);
  assert.equal(address.searchParams.get('tokens'), `${address.origin}/tokens`);
  assert.ok(JSON.parse(doors.stdout).data.length > 5);
  const { profiles } = JSON.parse(readFileSync(join(own.UNLOC_CONFIG_DIR, 'profiles.json'), 'utf8'));
  assert.ok(plain(screen).includes(`the embedded Unloc at ${profiles.demo.api}.`));
  await assert.rejects(send(address.href), /ECONNREFUSED/);
  await assert.rejects(send(profiles.demo.api), /ECONNREFUSED/);
});

test('demo: the page gets tokens for its embedded Unloc; files have types; nothing outside its folder is served', async () => {
  const { env: own } = user();
  const demo = start(['demo', '--port', '0', '--no-open', '--json'], { env: own });
  const first = JSON.parse(await demo.line(/"page"/));
  const { origin } = new URL(first.page);
  const answer = await send(`${origin}/tokens?scope=project.admin&project_id=${first.project.id}`);
  assert.equal(answer.status, 200);
  const { access_token: token } = JSON.parse(answer.text);
  // The page calls the embedded Unloc at its own origin, so that its policy may forbid all others.
  const { searchParams } = new URL(first.page);
  assert.deepEqual([searchParams.get('api'), searchParams.get('tokens')], [`${origin}/api`, `${origin}/tokens`]);
  const listed = JSON.parse((await send(`${origin}/tokens`)).text);
  assert.ok(listed.projects.some(({ projectId }) => projectId === first.project.id));
  const call = (path, more) => send(`${origin}/api${path}`, { headers: { authorization: `Bearer ${token}` }, ...more });
  const locks = await call(`/v2/projects/${first.project.id}/locks`);
  assert.equal(locks.status, 200);
  const direct = await send(`${first.url}/_sandbox/state`);
  assert.equal((await call('/_sandbox/state')).text, direct.text);
  await call('/_sandbox/faults', { method: 'POST', body: '[{"fault":{"reset":"before"}}]' });
  await assert.rejects(call('/v2/projects'), /socket hang up|ECONNRESET/);
  for (const [path, type] of [
    ['/', 'text/html'],
    [script, 'text/javascript'],
    [`/assets/${assets.find((name) => name.endsWith('.css'))}`, 'text/css'],
    [`/assets/${assets.find((name) => name.endsWith('.wasm'))}`, 'application/wasm'],
    ['/icon.svg', 'image/svg+xml'],
  ]) {
    const { status, headers } = await send(origin + path);
    assert.equal(status, 200, path);
    assert.ok(headers['content-type'].startsWith(type));
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
  }
  for (const path of [
    '/../unloc.mjs',
    '/assets/../../unloc.mjs',
    '/%2e%2e/unloc.mjs',
    '/..%2funloc.mjs',
    '/js%2fstart.js',
    '/%5c..%5cunloc.mjs',
    '/js/%00start.js',
    '/.git/config',
    '/js/.hidden',
    '/%',
    '/nothing.js',
    '//etc/passwd',
    `http://other.example${script}`,
    '*',
  ])
    assert.equal((await send(origin, { path })).status, 404, path);
  assert.equal((await send(origin, { method: 'POST', path: script })).status, 405);
  assert.equal((await demo.stop()).code, 130);
});

test('demo and sandbox start: a dry run starts and writes nothing; an empty one has no project', async () => {
  const { env: own } = user();
  for (const words of [['demo'], ['sandbox', 'start']]) {
    const { code, stdout, stderr } = await inPipe([...words, '--dry-run'], { env: own });
    assert.deepEqual([code, stdout], [0, '']);
    assert.match(stderr, /would be started/);
  }
  assert.ok(!existsSync(own.UNLOC_CONFIG_DIR));
  const centre = await inPipe(['centre', '--dry-run'], { env });
  assert.deepEqual([centre.code, centre.stdout], [0, '']);
  assert.match(centre.stderr, /would be served/);
  const empty = start(['demo', '--port', '0', '--no-open', '--seed', 'empty', '--json'], { env: own });
  const first = JSON.parse(await empty.line(/"page"/));
  assert.deepEqual([first.project, first.profile], [null, 'demo']);
  assert.equal((await inPipe(['doors', 'list'], { env: own })).code, 4);
  await empty.stop('SIGTERM');
});

test('files: none with a dot, none outside the folder, also not through a link', async () => {
  const { fileFor } = await importFromCli('serving/page-files');
  const folder = mkdtempSync(join(tmpdir(), 'unloc-page-'));
  mkdirSync(join(folder, 'js', '.hidden'), { recursive: true });
  for (const name of ['index.html', '.env', 'js/a.js', 'js/.hidden/a.js']) writeFileSync(join(folder, name), '');
  writeFileSync(`${folder}-beside`, '');
  symlinkSync(`${folder}-beside`, join(folder, 'js', 'link.js'));
  symlinkSync(join(folder, 'js', 'a.js'), join(folder, 'inside.js'));
  const found = async (path) => (await fileFor(path, folder)) !== undefined;
  for (const path of ['', 'index.html', 'js/a.js', 'js//a.js', 'inside.js'])
    assert.equal(await found(path), true, path);
  const name = folder.split('/').pop();
  for (const path of ['.env', 'js/.hidden/a.js', 'js/link.js', 'js', `../${name}-beside`, '..', 'nothing'])
    assert.equal(await found(path), false, path);
});

test('demo: a browser that is missing or fails is said, and the page stays', async () => {
  for (const program of ['/no/such/browser', browser('fails', ['exit 3'])]) {
    const { env: own } = user(undefined, { BROWSER: program });
    const demo = start(['demo', '--port', '0'], { env: own });
    const address = await demo.line(/^http/);
    await demo.line(/No browser could be opened\. Open the address yourself\./, 'stderr');
    assert.equal((await send(address)).status, 200);
    await demo.stop();
  }
});

test('demo: a port that is taken or forbidden, and a wrong seed, are sentences; nothing stays behind', async () => {
  const taken = createServer();
  await new Promise((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const port = String(taken.address().port);
  const { env: own } = user();
  const refused = await inPipe(['demo', '--no-open', '--port', port], { env: own });
  assert.deepEqual([refused.code, refused.stdout], [1, '']);
  assert.match(refused.stderr, new RegExp(`Port ${port} is taken. Choose another with --port`));
  taken.close();
  for (const [words, says] of [
    [['--port', 'http'], /--port must be a number from 0 to 65535/],
    [['--seed', '/no/such/seed'], /there is no such file/],
  ]) {
    const { code, stderr } = await inPipe(['demo', '--no-open', ...words], { env: own });
    assert.equal(code, 2);
    assert.match(stderr, says);
  }
  assert.ok(!existsSync(join(own.UNLOC_CONFIG_DIR, 'profiles.json')));
});

test('centre: the key opens the page once, the cookie is what counts after that, and no secret is in what it says', async () => {
  const centre = await openCentre();
  const { base, first, cookie, headers, next } = centre;
  assert.match(cookie, /^unloc=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/[\w-]{22}\/$/);
  assert.ok(cookie.endsWith(`Path=${new URL(base).pathname}`));
  const again = await send(first.page);
  assert.deepEqual([again.status, again.headers['set-cookie']], [403, undefined]);
  await centre.centre.line(/Somebody opened the page with a wrong or used address/, 'stderr');
  assert.ok(!next.includes('key='));
  const page = await send(new URL(next, base).href, { headers });
  assert.deepEqual([page.status, /<title>Doors and keys/.test(page.text)], [200, true]);
  assert.equal(new URL(next, base).searchParams.get('api'), `${base}api`);
  assert.match(page.headers['content-security-policy'], /frame-ancestors 'none'/);
  const { code, stdout, stderr } = await centre.centre.stop();
  assert.equal(code, 130);
  assert.ok(![...stdout, ...stderr, page.text].join('').includes(unloc.clientSecret));
});

test('centre: without the cookie, with another, with a foreign Host or Origin there is nothing', async () => {
  const centre = await openCentre();
  const { base, headers } = centre;
  const { host, origin } = new URL(base);
  const project = centre.first.projects[0].id;
  const { body } = await tokenOf(centre, project);
  const call = `${base}api/v2/projects/${project}/locks`;
  const authorization = `Bearer ${body.access_token}`;
  const good = { ...headers, authorization };
  const statuses = async (more) => {
    const found = [];
    for (const address of [
      base,
      `${base}${script.slice(1)}`,
      `${base}tokens?scope=project.admin&project_id=${project}`,
      call,
    ])
      found.push((await send(address, { headers: { ...good, ...more } })).status);
    return found;
  };
  assert.deepEqual(await statuses({}), [200, 200, 200, 200]);
  assert.deepEqual(await statuses({ origin }), [200, 200, 200, 200]);
  const no = [403, 403, 403, 403];
  for (const hostile of [
    { cookie: '' },
    { cookie: `unloc=${'A'.repeat(43)}` },
    { cookie: 'unloc=' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'origin': `http://127.0.0.1:1` },
    { 'origin': origin.replace('127.0.0.1', 'localhost') },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  ])
    assert.deepEqual(await statuses(hostile), no, JSON.stringify(hostile));
  for (const name of [
    'evil.example',
    `evil.example:${host.split(':')[1]}`,
    host.replace('127.0.0.1', 'localhost'),
    '127.0.0.1',
  ])
    assert.deepEqual(await statuses({ host: name }), [421, 421, 421, 421], name);
  // Somebody who does not know the path finds nothing, not even with the cookie.
  for (const path of ['/', '/tokens', '/api/v2/projects', '/index.html'])
    assert.equal((await send(origin + path, { headers: good })).status, 404);
  // The key opens nothing in a frame, and a browser that loads ahead does not use it up.
  await centre.centre.stop();
  const other = start(['centre', '--json'], { env });
  const { page } = JSON.parse(await other.line(/"page"/));
  const framed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
  assert.equal((await send(page, { headers: framed })).status, 403);
  assert.equal((await send(page, { headers: { 'sec-purpose': 'prefetch' } })).status, 405);
  assert.equal((await send(page, { method: 'HEAD' })).status, 405);
  assert.equal((await send(page.replace(/key=./, 'key=_'))).status, 403);
  const linked = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  assert.equal((await send(page, { headers: linked })).status, 200);
  await other.stop();
});

test('centre: tokens are stand-ins, for projects of the credentials only; the API is called with Unloc’s own', async () => {
  const centre = await openCentre();
  const { base, headers, first } = centre;
  const [{ id: project }, { id: another }] = first.projects;
  const { status, body } = await tokenOf(centre, project);
  assert.equal(status, 200);
  const { access_token: token, ...rest } = body;
  assert.deepEqual([rest.token_type.toLowerCase(), [rest.scope].flat()], ['bearer', ['project.admin']]);
  // It is nothing to Unloc itself.
  const direct = await fetch(`${unloc.url}/v2/projects/${project}/locks`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(direct.status, 401);
  const call = (path, more = {}) =>
    send(`${base}api${path}`, { ...more, headers: { ...headers, authorization: `Bearer ${token}` } });
  const locks = await call(`/v2/projects/${project}/locks`);
  assert.equal(locks.status, 200);
  assert.ok(JSON.parse(locks.text).locks.length > 5);
  assert.equal((await call(`/v2/projects/${another}/locks`)).status, 403);
  const stranger = await send(`${base}api/v2/projects/${project}/locks`, {
    headers: { ...headers, authorization: 'Bearer x' },
  });
  assert.equal(stranger.status, 401);
  for (const wrong of ['11111111-2222-4333-8444-555555555555', '', '../x'])
    assert.equal((await tokenOf(centre, wrong)).status, 403, wrong);
  const nothing = await send(`${base}tokens?scope=project.admin`, { headers });
  assert.equal(nothing.status, 400);
  const wider = await send(`${base}tokens?scope=organization.admin&project_id=${project}`, { headers });
  assert.equal(wider.status, 400);
  const found = await call('/v2/auth/resources-discovery/', { method: 'POST' });
  assert.deepEqual(
    JSON.parse(found.text).resources.projects.map(({ projectId }) => projectId),
    first.projects.map(({ id }) => id),
  );
  for (const path of [
    '/v2/auth/token/',
    '/_sandbox/state',
    '/v2/../_sandbox/state',
    '/v2/%2e%2e/_sandbox/state',
    '/integrators/v1/lock-holders',
  ])
    assert.equal((await call('/', { path: `${new URL(base).pathname}api${path}` })).status, 404, path);
  const change = { method: 'PATCH', body: JSON.stringify({ note: 'from the page' }) };
  const [{ id: door }] = JSON.parse(locks.text).locks;
  assert.equal((await call(`/v2/projects/${project}/locks/${door}`, change)).status, 200);
  const state = await (await fetch(`${unloc.url}/_sandbox/state`)).json();
  assert.ok(JSON.stringify(state.locks).includes('from the page'));
  // A token that Unloc does not take any more is replaced, and the call sent again.
  const fault = { path: '/v2/projects/*/locks', count: 1, fault: { expireTokens: true } };
  await fetch(`${unloc.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify([fault]) });
  assert.equal((await call(`/v2/projects/${project}/locks`)).status, 200);
  const [{ hits }] = await (await fetch(`${unloc.url}/_sandbox/faults`)).json();
  assert.equal(hits, 1);
  await fetch(`${unloc.url}/_sandbox/faults`, { method: 'POST', body: '[]' });
  await centre.centre.stop();
});

test('centre --read-only lets nothing through that changes anything', async () => {
  const centre = await openCentre(['--read-only']);
  const { base, headers, first } = centre;
  assert.equal(first.readOnly, true);
  const [{ id: project }] = first.projects;
  const { body } = await tokenOf(centre, project);
  const held = async () => (await fetch(`${unloc.url}/_sandbox/state`)).text();
  const before = await held();
  const call = (method, path) =>
    send(`${base}api${path}`, {
      method,
      headers: { ...headers, 'authorization': `Bearer ${body.access_token}`, 'x-http-method-override': method },
      ...(method !== 'GET' && method !== 'HEAD' && { body: JSON.stringify({ name: 'changed' }) }),
    });
  const locks = await call('GET', `/v2/projects/${project}/locks`);
  assert.equal(locks.status, 200);
  const [{ id: door }] = JSON.parse(locks.text).locks;
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])
    for (const path of [`/v2/projects/${project}/locks/${door}`, `/v2/projects/${project}/keys`])
      assert.equal((await call(method, path)).status, 403, `${method} ${path}`);
  assert.equal(await held(), before);
  await centre.centre.stop();
});

test('centre in a terminal opens the browser; refused credentials and an API that is gone are sentences', async () => {
  const opened = join(home, 'centre-opened');
  const own = { ...env, BROWSER: browser('centre', [`printf %s "$1" > ${opened}`]) };
  let page;
  const { code, screen } = await inTerminal(['centre'], {
    env: own,
    columns: 300,
    answers: [
      [
        'Ctrl-C ends it',
        async (type) => {
          while (!existsSync(opened) || readFileSync(opened, 'utf8') === '') await new Promise(setImmediate);
          page = await send(readFileSync(opened, 'utf8'));
          type('\u0003');
        },
      ],
    ],
  });
  assert.equal(code, 130);
  assert.equal(page.status, 200);
  assert.ok(plain(screen).includes(readFileSync(opened, 'utf8')));
  const refused = await inPipe(['centre', '--no-open'], { env: { ...env, UNLOC_CLIENT_SECRET: 'wrong-secret' } });
  assert.deepEqual([refused.code, refused.stdout], [4, '']);
  assert.doesNotMatch(refused.stderr, /wrong-secret/);
  const gone = await inPipe(['centre', '--no-open'], { env: { ...env, UNLOC_URL: 'http://127.0.0.1:9' } });
  assert.equal(gone.code, 1);
});
