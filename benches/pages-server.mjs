// A server of its own on the loopback interface with a list of keys of API v2, in pages, however long: the number of keys
// is the project's id. Nothing is kept: a page is made when it is asked for. It tells its parent the port and ends with it.
import { createServer } from 'node:http';

const largest = 2500;

const key = (index) =>
  `{"id":"key-${index}","lockId":"lock-${index % 40}","appUser":{"id":"+4479${String(index).padStart(8, '0')}","name":"Person Number ${index}"},`
  + `"start":"2026-01-01T08:00:00.000Z","end":null,"created":"2025-12-30T12:00:00.000Z","state":"active"}`;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const [, count] = /^\/v2\/projects\/(\d+)\/keys$/.exec(pathname) ?? [];
  if (count === undefined) {
    response.writeHead(404).end();
    return;
  }
  const after = searchParams.get('startAfterId');
  const first = after === null ? 0 : Number(after.slice('key-'.length)) + 1;
  const end = Math.min(Number(count), first + Number(searchParams.get('limit') ?? largest));
  const keys = Array.from({ length: Math.max(0, end - first) }, (_, index) => key(first + index));
  const cursor = end < Number(count) ? `,"startAfterId":"key-${end - 1}"` : '';
  response.writeHead(200, { 'content-type': 'application/json' }).end(`{"keys":[${keys.join(',')}]${cursor}}`);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit(0));
