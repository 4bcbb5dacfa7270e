// node benches/error-pages.mjs: what an error page costs that holds most of a long token again and again. The page is
// 1 MB, the token 8,000 characters. Beside it a token of 1,000, a page that repeats nothing, and a fetch of the same
// page, which reads all of it and looks for nothing. The client reads 64 KB and redacts them: linear in both.
import { createServer } from 'node:http';
import { median } from './statistics.mjs';
import { client } from '../tests/support/built-package.mjs';

const rounds = 30;
const token = (length) => 'tokenofsomebody.'.repeat(length / 16);
/** The secret but for its last characters: every position is nearly one of the secret. */
const hostile = (length) =>
  token(length)
    .slice(0, 15)
    .repeat(Math.ceil(2 ** 20 / 15))
    .slice(0, 2 ** 20);
const harmless = 'The service is not available. '.repeat(2 ** 20 / 30);

const pages = { '/hostile': hostile(8000), '/harmless': harmless };
const server = createServer((request, response) => {
  response.writeHead(400, { 'content-type': 'text/plain' });
  response.end(pages[request.url.startsWith('/hostile') ? '/hostile' : '/harmless']);
});
await new Promise((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
const origin = `http://127.0.0.1:${server.address().port}`;

const call = (page, length) => async () => {
  const { error } = await client.getLocks(token(length), { lockHolderId: 'h' }, { baseUrl: `${origin}${page}` });
  if (error.code !== 'bad_request') throw error;
};
const contenders = {
  'fetch, whole page': async () => {
    await (await fetch(`${origin}/hostile`)).text();
  },
  'hostile page, token of 8,000': call('/hostile', 8000),
  'hostile page, token of 1,008': call('/hostile', 1008),
  'harmless page, token of 8,000': call('/harmless', 8000),
};

client.init(origin, { maxRetries: 0 });
const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
for (let round = -3; round < rounds; round += 1) {
  for (const [name, work] of Object.entries(contenders)) {
    const begun = performance.now();
    await work();
    if (round >= 0) times[name].push(performance.now() - begun);
  }
}
const control = median(times['fetch, whole page']);
for (const [name, taken] of Object.entries(times)) {
  const ms = median(taken);
  console.log(`${name.padEnd(32)} ${ms.toFixed(2).padStart(8)} ms  ${(ms / control).toFixed(2).padStart(6)} x`);
}
server.closeAllConnections();
server.close();
