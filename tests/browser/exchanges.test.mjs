// The rows of tests/samples/exchanges.json against the package in a browser. The package in Node, the Rust driver and the
// core run the same.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, startBrowser } from '../support/browser.mjs';
import { temporaryFolder } from '../support/packed.mjs';

const rows = JSON.parse(readFileSync(join(root, 'tests', 'samples', 'exchanges.json'), 'utf8'));

test('every row of the table comes to what it expects', async () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>exchanges</title><link rel="icon" href="data:,">',
  );
  const mounts = { '/': folder, '/package/': join(root, 'pkg', 'dist'), '/support/': join(root, 'tests', 'support') };
  const browser = await startBrowser(mounts);
  try {
    const { page, complaints, close } = await browser.open();
    const found = await page.evaluate(async (table) => {
      const [client, { faults }] = await Promise.all([
        import('/package/index.mjs'),
        import('/support/scripted-exchange.mjs'),
      ]);
      // Compiles the wasm, which takes real time.
      client.init('https://api.example', { fetch: async () => new Response('[]') });
      await client.getLockHolders('t');
      return faults(table, 'package', ({ baseUrl, init, operation, token, params, options }) => {
        // Another base URL begins with new retry tokens.
        client.init(undefined);
        client.init(baseUrl === null ? undefined : baseUrl, init);
        return client[operation](token, params, options);
      });
    }, rows);
    assert.deepEqual(found, []);
    assert.deepEqual(complaints, []);
    await close();
  } finally {
    await browser.close();
  }
});
