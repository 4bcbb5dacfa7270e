// In a browser too: a trap of the wasm is not noticed, two in a row end the call, and what is under way is not touched.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { closeBrowser, reportOf } from '../support/chromium.mjs';
import { root } from '../support/root.mjs';
import { trapping } from '../support/trapping-wasm.mjs';

const page = `<!doctype html><meta charset="utf-8"><title>waiting</title><link rel="icon" href="data:,"><script type="module">
  const wasm = (${trapping})();
  const client = await import('/package/index.mjs');
  const { createSandbox } = await import('/package/sandbox/index.mjs');
  const uncaught = [];
  addEventListener('error', (event) => uncaught.push(event.message));
  addEventListener('unhandledrejection', (event) => uncaught.push(String(event.reason)));

  // The core writes the path of an id that needs encoding.
  const ids = { lockHolderId: 'h/1', lockId: 'l', createKeyRequest: {} };
  const hanging = [];
  const fetch = (url) => (url.includes('hangs')
    ? new Promise((resolve) => { hanging.push(() => resolve(new Response('{"key":{"id":"made"}}'))); })
    : Promise.resolve(new Response('{"locks":[{"id":"l"}],"key":{"id":"k"}}', { headers: { 'x-a': '+4799887766' } })));
  const code = ({ error }) => (error ? error.code : 'ok');
  const report = [];
  for (const word of ['runtime error', 'unreachable', 'overflow']) {
    client.init('https://api.example', { fetch });
    const underWay = client.createKey('token', { ...ids, lockHolderId: 'hangs' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    const codes = [];
    for (const name of ['prepareCall', 'bodyKind', 'redactHeaders', 'releaseRetryTokens']) {
      wasm.arm(name, { word });
      codes.push(code(await client.getLocks('token', ids)) + wasm.fired());
    }
    for (const [at, call] of [['prepareCall', 'createKey'], ['bodyKind', 'getLocks'], ['bodyKind', 'createKey']]) {
      wasm.arm(at, { word, times: 2 });
      codes.push(code(await client[call]('token', ids)) + wasm.fired());
    }
    codes.push(code(await client.getLocks('token', ids)));
    hanging.pop()();
    const { data } = await underWay;
    codes.push(data.key.id);

    const sandbox = await createSandbox({ seed: 'empty' });
    wasm.arm('sandboxState', { word });
    try { sandbox.state(); } catch (error) { codes.push(/its state is lost/.test(error.message)); }
    codes.push(typeof (await createSandbox({ seed: 'empty' })).state());
    report.push(word + ': ' + codes.join(' '));
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  document.title = 'passed: ' + [...report, 'misused: ' + wasm.misused, 'uncaught: ' + (uncaught.join() || 'nothing')].join(' | ');
</script>`;

const folder = mkdtempSync(join(tmpdir(), 'unloc-recovery-'));
const server = createPageServer({ '/': folder, '/package/': join(root, 'pkg', 'dist') });
let address;
before(async () => {
  writeFileSync(join(folder, 'page.html'), page);
  address = await listen(server, 42_700, 200);
});
after(async () => {
  await closeBrowser();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('one trap is not noticed, two end the call, the next one works, and a call under way is not touched', async () => {
  const expected = 'ok1 ok1 ok1 ok1 internal2 internal2 outcome_unknown2 ok made true object';
  const report = await reportOf(new URL('page.html', address).href);
  assert.equal(
    report,
    `runtime error: ${expected} | unreachable: ${expected} | overflow: ${expected} | misused: 0 | uncaught: nothing`,
  );
});
