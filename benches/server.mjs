// The server that everybody is measured against: a process of its own on the loopback interface. It answers
// GET /integrators/v1/lock-holders/{count}/keys/ with a list of that many keys, out of memory, and serves the folder
// named on its command line under /page/. It tells its parent the port and ends with it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { keysBody } from './keys.mjs';
import { nextRequestId } from './request-ids.mjs';

const [folder] = process.argv.slice(2);
const bodies = new Map([1, 100, 10_000].map((count) => [String(count), Buffer.from(keysBody(count))]));
const types = { '.html': 'text/html', '.js': 'text/javascript' };

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const [, count] = /^\/integrators\/v1\/lock-holders\/(\d+)\/keys\/$/.exec(pathname) ?? [];
  const body = bodies.get(count);
  if (body !== undefined) {
    response.writeHead(request.headers.authorization === 'Bearer bench-token' ? 200 : 401, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      'x-request-id': nextRequestId(),
    });
    response.end(body);
    return;
  }
  const [, name] = /^\/page\/([\w.]+)$/.exec(pathname) ?? [];
  if (folder === undefined || name === undefined) {
    response.writeHead(404).end();
    return;
  }
  // Isolated from other origins a page gets a clock of 5 microseconds instead of 100.
  response.writeHead(200, {
    'content-type': types[extname(name)],
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  });
  response.end(readFileSync(join(folder, name)));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit(0));
