// In a browser too: the wasm breaks down in the middle of an await with five other calls under way.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildSabotage, sabotaged } from '../../scripts/build/sabotage.mjs';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { closeBrowser, reportOf } from '../package/chromium.mjs';

const page = `<!doctype html><meta charset="utf-8"><title>waiting</title><script type="module">
  import * as client from './index.mjs';
  const uncaught = [];
  addEventListener('error', (event) => uncaught.push(event.message));
  addEventListener('unhandledrejection', (event) => uncaught.push(String(event.reason)));
  let armed;
  window.sabotage = (place, operation) => {
    if (place !== 'answered' || operation !== 'getRoles' || !armed) return '';
    const word = armed;
    armed = undefined;
    if (word === 'throw') throw new Error('out of the middle of an await');
    return word;
  };
  const hangs = { lockHolderId: 'hangs', lockId: 'l', userId: 'u', createKeyRequest: {} };
  const fetch = (url, { signal }) => (url.includes('hangs')
    ? new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    : Promise.resolve(new Response('{"locks":[{"id":"l"}],"roles":[]}')));
  client.init('https://api.example', { fetch });
  await client.getLocks('token', { lockHolderId: 'warm' });
  const said = [];
  for (const word of ['panic', 'throw', 'overflow']) {
    const calls = [
      client.getLocks('token', hangs), client.createKey('token', hangs), client.getKeys('token', hangs),
      client.deleteSharedKeysForUser('token', hangs), client.getLock('token', hangs),
    ];
    await new Promise((resolve) => setTimeout(resolve, 20));
    armed = word;
    calls.push(client.getRoles('token', { lockHolderId: 'ok' }));
    const codes = (await Promise.all(calls)).map(({ error }) => error && error.code);
    const { data } = await client.getLocks('token', { lockHolderId: 'next' });
    said.push([word, ...codes, data[0].id].join(' '));
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  document.title = 'passed: ' + [...said, 'uncaught: ' + (uncaught.join() || 'nothing')].join(' | ');
</script>`;

const server = createPageServer({ '/': sabotaged });
let address;
before(async () => {
  await buildSabotage(() => {});
  writeFileSync(join(sabotaged, 'page.html'), page);
  address = await listen(server, 42_700, 200);
}, { timeout: 540_000 });
after(async () => {
  await closeBrowser();
  server.closeAllConnections();
  server.close();
});

test('every call under way ends, nothing is uncaught, and the next call works', async () => {
  const ended = 'internal outcome_unknown internal outcome_unknown internal internal l';
  assert.equal(await reportOf(new URL('page.html', address).href), `panic ${ended} | throw ${ended} | overflow ${ended} | uncaught: nothing`);
});
