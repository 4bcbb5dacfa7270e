import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { contentType, createPageServer, listen } from '../../scripts/start/page-server.mjs';

let folder;
let server;
let address;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
  mkdirSync(join(folder, 'www', 'deep'), { recursive: true });
  mkdirSync(join(folder, 'pkg', 'dist'), { recursive: true });
  mkdirSync(join(folder, 'www-beside'));
  writeFileSync(join(folder, 'www', 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'www', 'deep', 'index.html'), '<p>deep</p>');
  writeFileSync(join(folder, 'www', 'a name.js'), 'export {};');
  writeFileSync(join(folder, 'www', '.env'), 'secret');
  writeFileSync(join(folder, 'pkg', 'dist', 'one.wasm'), Buffer.from([0, 0x61, 0x73, 0x6d]));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'www-beside', 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'www', 'link.txt'));
  server = createPageServer({ '/': join(folder, 'www'), '/pkg/': join(folder, 'pkg') });
  address = await listen(server, 18080);
});

after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Sends the path unchanged; `fetch` would resolve its dot segments first. */
function get(path, method = 'GET') {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.address().port, path, method }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

test('the folder itself means its index.html, and a query changes nothing', async () => {
  for (const path of ['/', '/index.html', '/?x=1', '/deep/', '/deep']) {
    const { status, headers, body } = await get(path);
    assert.deepEqual([status, headers['content-type']], [200, 'text/html; charset=utf-8'], path);
    assert.equal(body, path.startsWith('/deep') ? '<p>deep</p>' : '<p>page</p>');
  }
});

test('wasm and modules have the types that browsers insist on', async () => {
  assert.equal((await get('/pkg/dist/one.wasm')).headers['content-type'], 'application/wasm');
  assert.equal((await get('/a%20name.js')).headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(contentType('x.unknown'), 'application/octet-stream');
});

test('nothing above or beside the folders is served', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/deep/../../secret.txt',
    '/pkg/../secret.txt',
    '/pkg/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/../www-beside/secret.txt',
    '/link.txt',
    '/.env',
    '/%2eenv',
    '/%00',
    '/%zz',
    '//etc/passwd',
    '/none.html',
    '/pkg/',
  ]) {
    const { status, body } = await get(path);
    assert.equal(status, 404, path);
    assert.doesNotMatch(body, /secret/, path);
  }
});

test('a request target without a leading slash is answered too', async () => {
  const answered = await new Promise((resolve, reject) => {
    const socket = connect(server.address().port, '127.0.0.1', () =>
      socket.end('GET http://elsewhere/x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'),
    );
    let text = '';
    socket
      .on('data', (chunk) => {
        text += chunk;
      })
      .on('end', () => resolve(text))
      .on('error', reject);
  });
  assert.match(answered, /^HTTP\/1\.1 404/);
});

test('HEAD has no body, and other methods are refused', async () => {
  const head = await get('/', 'HEAD');
  assert.deepEqual([head.status, head.body, head.headers['content-length']], [200, '', '11']);
  assert.equal((await get('/', 'POST')).status, 405);
});

test('a taken port is passed over', async () => {
  const second = createPageServer({ '/': join(folder, 'www') });
  const taken = server.address().port;
  const other = await listen(second, taken);
  second.close();
  assert.match(address, new RegExp(`:${taken}/$`));
  assert.notEqual(other, address);
  assert.ok(Number(new URL(other).port) > taken);
});
