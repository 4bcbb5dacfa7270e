// The program of docs/api-v2.md, run in a page against an embedded Unloc in the same page.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { exampleIn } from '../../scripts/start/readme-example.mjs';
import { closeBrowser, reportOf } from '../support/chromium.mjs';
import { root } from '../support/browser.mjs';

const folder = join(root, 'target', 'v2-example');

/** The example with the embedded Unloc's `fetch`: no request leaves the page, so the page may hold the credentials. */
function example() {
  const code = exampleIn(readFileSync(join(root, 'docs', 'api-v2.md'), 'utf8'), 'v2');
  return [
    ['new UnlocClient({ baseUrl,', 'new UnlocClient({ baseUrl, fetch: embedded.fetch,'],
    ['{ clientId, clientSecret })', '{ clientId, clientSecret, fetch: embedded.fetch })'],
  ].reduce((text, [from, to]) => {
    assert.equal(text.split(from).length, 2, `the example says "${from}" once`);
    return text.replace(from, to);
  }, code);
}

const page = () => `<!doctype html><meta charset="utf-8"><title>waiting</title><link rel="icon" href="data:,">
<script type="importmap">{ "imports": {
  "unloc-integrator-client": "/package/index.mjs",
  "unloc-integrator-client/auth": "/package/auth.mjs",
  "unloc-integrator-client/sandbox": "/package/sandbox/index.mjs"
} }</script>
<script type="module">
  import { createSandbox } from 'unloc-integrator-client/sandbox';
  const unloc = window.embedded = await createSandbox({ seed: 'demo' });
  window.process = { env: { UNLOC_URL: unloc.url, UNLOC_CLIENT_ID: unloc.clientId, UNLOC_CLIENT_SECRET: unloc.clientSecret } };
  const said = [];
  console.log = (line) => said.push(line);
  try {
    await import('./example.mjs');
    document.title = 'passed: ' + said.join(' | ');
  } catch (error) {
    document.title = 'failed: ' + error.message;
  }
</script>`;

const server = createPageServer({ '/': folder, '/package/': join(root, 'pkg', 'dist') });
let address;
before(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'page.html'), page());
  writeFileSync(join(folder, 'example.mjs'), example());
  address = await listen(server, 42_300, 200);
});
after(async () => {
  await closeBrowser();
  server.closeAllConnections();
  server.close();
});

test('a key for a guest from Friday to Sunday is made, usable, linked to and taken back in a page', async () => {
  const said = await reportOf(new URL('page.html', address).href);
  assert.match(
    said,
    /: key \S+ is scheduled from \d{4}-\d\d-\d\dT16:00:00\S* to \S+ \| https:\/\/dl\.unloc\.app\/use-key\?id=\S+&userid=%2B447700900777 \| taken back: true/,
  );
});
