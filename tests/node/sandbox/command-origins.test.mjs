// Who may use the command unloc-sandbox: host names, origins of pages, the key, bodies that are too long, webhooks.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { raw, startCommand } from '../../support/command.mjs';
import { root, withServer } from '../../support/built-package.mjs';
import { until } from '../../support/wait.mjs';

let sandbox;
before(async () => {
  sandbox = await startCommand();
});
after(() => sandbox.stop());

const port = (url) => new URL(url).port;
const corsHeaders = ({ headers }) => Object.keys(headers).filter((name) => name.startsWith('access-control-'));
const state = { path: '/_sandbox/state' };
const reset = { method: 'POST', path: '/_sandbox/reset' };
const advance = { method: 'POST', path: '/_sandbox/clock', body: '{"advanceSeconds": 60}' };
const token = (more = {}) => ({
  method: 'POST',
  path: '/auth/v1/token',
  body: JSON.stringify({
    grant_type: 'client_credentials',
    client_id: sandbox.clientId,
    client_secret: sandbox.clientSecret,
  }),
  ...more,
});
const preflight = (origin) => ({
  method: 'OPTIONS',
  path: '/_sandbox/reset',
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'x-sandbox-key',
    'access-control-request-private-network': 'true',
  },
});
const advanced = async () => JSON.parse((await raw(sandbox.url, state)).text).clock.advancedMilliseconds;

/** Whether a sandbox refuses a request, with a status, a sentence and nothing that a page may read. */
async function refused(given, what, status = 403, { url } = sandbox) {
  const answer = await raw(url, given);
  assert.equal(answer.status, status, what);
  assert.deepEqual(corsHeaders(answer), [], what);
  assert.deepEqual(Object.keys(JSON.parse(answer.text)), ['error', 'errorDescription'], what);
  return JSON.parse(answer.text);
}

test('it answers for names of this machine and for no other, whatever the port', async () => {
  const own = port(sandbox.url);
  const good = [
    ...['127.0.0.1', 'localhost', 'LocalHost', '[::1]', '127.0.0.2'].map((name) => `${name}:${own}`),
    'localhost', // port 80, behind a proxy
    'localhost:5173', // a development server that passes its own name on
  ];
  for (const host of good) assert.equal((await raw(sandbox.url, { ...state, headers: { host } })).status, 200, host);
  const bad = [
    `evil.example:${own}`,
    'evil.example',
    `localhost.evil.example:${own}`,
    `127.0.0.1.evil.example:${own}`,
    `0.0.0.0:${own}`,
    `192.0.2.1:${own}`,
    `evil.example@localhost:${own}`,
    'localhost/evil.example',
    `[::2]:${own}`,
    'localhost:5173:80',
  ];
  for (const host of bad) {
    for (const given of [state, reset, token()]) {
      const { errorDescription } = await refused({ ...given, headers: { host } }, host, 421);
      assert.match(errorDescription, /127\.0\.0\.1.*--name/);
    }
  }
});

test('a request that says no host name is not answered', async () => {
  const socket = connect(Number(port(sandbox.url)), '127.0.0.1');
  socket.end('GET /_sandbox/state HTTP/1.0\r\n\r\n');
  let text = '';
  for await (const part of socket) text += part;
  assert.match(text, /^HTTP\/1\.1 421 /);
});

test('a page that makes its own name one of this machine can do nothing, not even with its own origin', async () => {
  const host = `evil.example:${port(sandbox.url)}`;
  const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
  await refused({ ...state, headers }, 'reads', 421);
  await refused({ ...advance, headers: { ...headers, 'x-sandbox-key': sandbox.key } }, 'advances', 421);
  assert.equal(await advanced(), 0);
});

test('pages of this machine may use all of it', async () => {
  const origins = ['http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:3000', 'https://localhost'];
  for (const origin of origins) {
    for (const given of [state, reset, token()]) {
      const answer = await raw(sandbox.url, { ...given, headers: { origin, 'sec-fetch-site': 'cross-site' } });
      assert.deepEqual([answer.status, answer.headers['access-control-allow-origin']], [200, '*'], origin);
    }
    const { status, headers } = await raw(sandbox.url, preflight(origin));
    assert.deepEqual(
      [
        status,
        headers['access-control-allow-origin'],
        headers['access-control-allow-private-network'],
        headers['access-control-allow-headers'],
      ],
      [204, '*', 'true', 'x-sandbox-key'],
    );
  }
  const picture = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', referer: 'http://localhost:5173/' };
  assert.equal((await raw(sandbox.url, { ...state, headers: picture })).status, 200);
});

test('pages of other origins can neither ask before, nor read, nor change, nor use anything', async () => {
  const origins = [
    'https://evil.example',
    'http://evil.example:4010',
    'null',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://evil.example#http://localhost',
    'http://localhost@evil.example',
    'http://localhost:80@evil.example',
    'http://localhost, http://evil.example',
    'http://192.168.1.2:3000',
    'chrome-extension://abcdefghijklmnop',
    'file://',
    '',
  ];
  for (const origin of origins) {
    const headers = { origin, 'content-type': 'text/plain' };
    for (const given of [state, reset, advance, token(), preflight(origin)])
      await refused({ ...given, headers: { ...given.headers, ...headers } }, `${given.path} ${origin}`);
    await refused({ path: '/oauth/authorize', headers: { ...headers, 'sec-fetch-mode': 'navigate' } }, origin);
  }
  assert.equal(await advanced(), 0);
});

test('pictures, scripts, frames and links of foreign pages get nothing, but people may be sent to sign in', async () => {
  const from = { 'sec-fetch-site': 'cross-site' };
  const navigation = { ...from, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  for (const headers of [
    from,
    { ...from, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script', referer: 'https://evil.example/' },
    { ...from, 'sec-fetch-mode': 'no-cors', referer: 'https://evil.example/http://localhost/' },
    { ...navigation, referer: 'https://evil.example/' },
  ])
    await refused({ ...state, headers }, JSON.stringify(headers));
  const signIn = '/oauth/authorize?client_id=x';
  const shown = await raw(sandbox.url, { path: signIn, headers: { ...navigation, referer: 'https://app.example/' } });
  assert.notEqual(shown.status, 403);
  await refused({ path: signIn, headers: { ...navigation, 'sec-fetch-dest': 'iframe' } }, 'a frame');
  await refused({ path: '/oauth/authorized', headers: navigation }, 'another path');
  await refused({ method: 'POST', path: signIn, headers: { ...navigation, origin: 'null' } }, 'the decision itself');
  for (const site of ['none', 'same-origin', 'same-site'])
    assert.equal((await raw(sandbox.url, { ...state, headers: { 'sec-fetch-site': site } })).status, 200, site);
});

test("the form of its own page, which names no origin, is its own and not a foreign page's", async () => {
  const form = {
    method: 'POST',
    path: '/oauth/authorize',
    headers: { origin: 'null', 'sec-fetch-site': 'same-origin' },
  };
  assert.notEqual((await raw(sandbox.url, form)).status, 403);
  // Browsers without that header send the origin, if the page lets them.
  const unidy = await startCommand('--seed', 'empty', '--also', 'unidy');
  try {
    const page = await fetch(`${unidy.url}/oauth/authorize`);
    assert.equal(page.headers.get('referrer-policy'), 'same-origin');
  } finally {
    unidy.stop();
  }
});

test('programs say no origin and go on as before', async () => {
  for (const given of [state, reset, token(), { ...reset, headers: { 'content-type': 'text/plain' } }])
    assert.equal((await raw(sandbox.url, given)).status, 200);
});

test('the key, another at each start, stands for a foreign origin', async () => {
  const other = await startCommand('--seed', 'empty');
  try {
    assert.match(sandbox.key, /^[\da-f]{32}$/);
    assert.notEqual(sandbox.key, other.key);
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const key of [other.key, '', sandbox.key.slice(1), `${sandbox.key}0`])
      await refused({ ...advance, headers: { ...headers, 'x-sandbox-key': key } }, key);
    assert.equal(await advanced(), 0);
    const withKey = { ...headers, 'x-sandbox-key': sandbox.key };
    assert.equal((await raw(sandbox.url, { ...advance, headers: withKey })).status, 200);
    assert.equal(await advanced(), 60_000);
    assert.equal((await raw(sandbox.url, { ...reset, headers: withKey })).status, 200);
  } finally {
    other.stop();
  }
});

test('--cors lets the pages in that it names, and no others', async () => {
  const other = await startCommand(
    '--cors',
    'https://app.example/',
    '--cors',
    'HTTPS://App.example:443',
    '--cors',
    'null',
  );
  try {
    for (const origin of ['https://app.example', 'null']) {
      for (const given of [state, reset, preflight(origin)]) {
        const answer = await raw(other.url, { ...given, headers: { ...given.headers, origin } });
        assert.equal(answer.headers['access-control-allow-origin'], '*', `${given.path} ${origin}`);
      }
    }
    for (const origin of ['http://app.example', 'https://app.example:8443', 'https://app.example.evil.example'])
      await refused({ ...state, headers: { origin } }, origin, 403, other);
  } finally {
    other.stop();
  }
});

test('--name and an address that is given are names too, and on all addresses each address of the machine is', async () => {
  const other = await startCommand('--host', '0.0.0.0', '--name', 'unloc', '--name', 'Sandbox.Test', '--seed', 'empty');
  const url = `http://127.0.0.1:${port(other.url)}`;
  try {
    for (const host of ['unloc:4010', 'sandbox.test', '192.0.2.7:4010', '[2001:db8::1]:4010', '0.0.0.0', 'localhost:1'])
      assert.equal((await raw(url, { ...state, headers: { host } })).status, 200, host);
    await refused({ ...state, headers: { host: 'evil.example' } }, 'evil.example', 421, { url });
    const own = { host: 'unloc:4010', origin: 'http://unloc:4010' };
    assert.equal((await raw(url, { ...state, headers: own })).status, 200);
    await refused({ ...state, headers: { ...own, origin: 'http://unloc:5000' } }, 'another port', 403, { url });
  } finally {
    other.stop();
  }
});

test('the person who started it is told of a page that was refused, once', async () => {
  const other = await startCommand('--seed', 'empty');
  try {
    for (const origin of ['https://app.example', 'https://app.example', 'https://x.example/\x9b31m', 'null'])
      await refused({ ...state, headers: { origin } }, origin, 403, other);
    await until(() => /--cors null/.test(other.complaints()), 'the last one is told');
    assert.deepEqual(other.complaints().trim().split('\n'), [
      'Refused a web page of https://app.example; --cors https://app.example would let it use this sandbox.',
      'Refused a web page of null; --cors null would let it use this sandbox.',
    ]);
    for (let page = 0; page < 40; page += 1)
      await refused({ ...state, headers: { origin: `https://${page}.example` } }, String(page), 403, other);
    await until(() => other.complaints().includes('https://17.example'), 'the twentieth is told');
    assert.equal(other.complaints().trim().split('\n').length, 20);
  } finally {
    other.stop();
  }
});

test('wrong origins and names are refused at the start, and the help names the options', async () => {
  const command = join(root, 'pkg', 'dist', 'sandbox', 'unloc-sandbox.js');
  const run = promisify(execFile);
  for (const words of [
    ['--cors', '*'],
    ['--cors', 'app.example'],
    ['--cors', 'https://app.example/page'],
    ['--cors', 'https://'],
    ['--cors', 'https://[x'],
    ['--name', 'a/b'],
    ['--name', ''],
  ]) {
    await assert.rejects(run(process.execPath, [command, '--port', '0', ...words], { timeout: 20_000 }), (error) => {
      assert.equal(error.code, 1, words.join(' '));
      assert.match(error.stderr, new RegExp(`^${words[0]} must be .*\\n$`));
      return true;
    });
  }
  const { stdout } = await run(process.execPath, [command, '--help']);
  for (const words of ['--cors ORIGIN', '--name NAME', '--webhooks-anywhere', 'x-sandbox-key'])
    assert.ok(stdout.includes(words), words);
});

test('the output for people says the key', async () => {
  const command = join(root, 'pkg', 'dist', 'sandbox', 'unloc-sandbox.js');
  const child = execFile(process.execPath, [command, '--port', '0', '--seed', 'empty']);
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  try {
    await until(() => said.includes('x-sandbox-key'), 'the key is said');
    assert.match(said, /--cors ORIGIN lets one in, or the header x-sandbox-key: [\da-f]{32}\./);
  } finally {
    child.kill('SIGKILL');
  }
});

/** Begins a request by hand; resolves to the socket and what arrives. */
async function begun(head) {
  const socket = connect(Number(port(sandbox.url)), '127.0.0.1');
  await once(socket, 'connect');
  const seen = { text: '' };
  socket.on('data', (chunk) => {
    seen.text += chunk;
  });
  socket.on('error', () => {});
  socket.write(`${head}\r\nhost: localhost\r\n`);
  return { socket, seen };
}
const mebibyte = Buffer.alloc(1024 * 1024);
const chunk = Buffer.concat([Buffer.from('100000\r\n'), mebibyte, Buffer.from('\r\n')]);
const status = ({ text }) => text.split('\r\n')[0];

test('a body that is announced too long is answered before a byte of it', async () => {
  const { socket, seen } = await begun('POST /auth/v1/token HTTP/1.1');
  socket.write('content-length: 8388609\r\n\r\n');
  await until(() => seen.text !== '', 'the answer');
  assert.equal(status(seen), 'HTTP/1.1 413 Payload Too Large');
  // The connection is good for another request after it.
  for (let count = 0; count < 8; count += 1) socket.write(mebibyte);
  socket.write('xGET /_sandbox/clock HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await until(() => seen.text.includes('HTTP/1.1 405'), 'the next answer');
  socket.destroy();
});

test('a body that is not announced is answered at the bound, before its end, and not read for ever', async () => {
  const { socket, seen } = await begun('POST /auth/v1/token HTTP/1.1');
  socket.write('transfer-encoding: chunked\r\n\r\n');
  for (let count = 0; count < 8; count += 1) socket.write(chunk);
  await new Promise((resolve) => socket.write('1\r\nx\r\n', resolve));
  await until(() => seen.text !== '', 'the answer');
  assert.equal(status(seen), 'HTTP/1.1 413 Payload Too Large');
  let written = 8;
  for (; written < 1024 && !socket.destroyed; written += 1)
    await new Promise((resolve) => socket.write(chunk, resolve));
  assert.ok(written > 16 && written < 200, `it read ${written} MiB before it closed the connection`);
  assert.equal((await raw(sandbox.url, state)).status, 200);
});

test('a request that is refused is answered before its body, too', async () => {
  const { socket, seen } = await begun('POST /_sandbox/reset HTTP/1.1');
  socket.write('origin: https://evil.example\r\ntransfer-encoding: chunked\r\n\r\n');
  await until(() => seen.text !== '', 'the answer');
  assert.equal(status(seen), 'HTTP/1.1 403 Forbidden');
  socket.destroy();
});

/** Starts the command, registers a webhook and opens a door, as its clients do. */
async function openedDoor(url, ...words) {
  const other = await startCommand(...words);
  after(other.stop);
  const call = async (path, body, authorization = '') => {
    const response = await fetch(`${other.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify(body),
    });
    assert.ok(response.ok, `${path}: ${response.status}`);
    return response.json();
  };
  const { lockHolders } = JSON.parse((await raw(other.url, state)).text);
  const project = `/v2/projects/${lockHolders[0].id}`;
  const { access_token: access } = await call('/v2/auth/token/', {
    grant_type: 'client_credentials',
    client_id: other.clientId,
    client_secret: other.clientSecret,
    scope: 'project.admin',
    project_id: lockHolders[0].id,
  });
  const authorization = `Bearer ${access}`;
  const { locks } = await call(`${project}/locks`, undefined, authorization);
  const door = { lockId: locks[0].id, appUserId: '+447700900123' };
  await call(`${project}/keys`, { keys: [door] }, authorization);
  await call('/_sandbox/clock', { advanceSeconds: 2 });
  await call(`${project}/webhooks`, { trigger: 'accessEvent', url }, authorization);
  await call('/_sandbox/open', door);
  return other;
}

/** A server of this machine that counts its requests, and redirects each to another address. */
const redirecting = (location, use) => {
  const paths = [];
  const listener = (request, response) => {
    paths.push(`${request.headers.host.split(':')[0]}${request.url}`);
    response.writeHead(307, { location }).end();
  };
  return withServer(listener, (url) => use(url, paths));
};

test('events are posted to webhooks of this machine only, and follow no redirect from there', async () => {
  await redirecting('/elsewhere', async (url, paths) => {
    await openedDoor(`${url}/hook`);
    await until(() => paths.length > 0, 'the event arrives');
    const byName = await openedDoor(`${url.replace('127.0.0.1', 'localhost')}/hook`);
    await until(() => paths.length > 1, 'the event arrives at localhost');
    assert.deepEqual(paths, ['127.0.0.1/hook', 'localhost/hook']);
    assert.equal(byName.complaints(), '');
    // Another name of this machine, which a name server could give to any machine.
    const elsewhere = url.replace('127.0.0.1', '0.0.0.0');
    const other = await openedDoor(`${elsewhere}/hook`);
    await until(() => other.complaints() !== '', 'the person is told');
    assert.equal(
      other.complaints(),
      `An event was not posted to ${elsewhere}, which is not this machine; --webhooks-anywhere allows it.\n`,
    );
    assert.equal(paths.length, 2);
  });
});

test('with --webhooks-anywhere events are posted to other addresses too', async () => {
  await redirecting('/elsewhere', async (url, paths) => {
    const other = await openedDoor(`${url.replace('127.0.0.1', '0.0.0.0')}/hook`, '--webhooks-anywhere');
    await until(() => paths.includes('0.0.0.0/elsewhere'), 'the event arrives');
    assert.equal(other.complaints(), '');
  });
});
