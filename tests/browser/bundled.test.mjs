// The bundled page: its imports resolve to the installed package, not to the files beside the page.
import assert from 'node:assert/strict';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { pack, temporaryFolder, unpackInto } from '../support/packed.mjs';
import { giveKeyTo, keysShown, root, startBrowser } from '../support/browser.mjs';

test('the page works when esbuild has bundled it with the packed package, under the same content-security policy', async () => {
  const folder = temporaryFolder();
  const [source, bundled] = [join(folder, 'www'), join(folder, 'bundled')];
  cpSync(join(root, 'www'), source, { recursive: true, filter: (path) => path !== join(root, 'www', 'package') });
  unpackInto(folder, pack().tarball);
  cpSync(source, bundled, { recursive: true, filter: (path) => path !== join(source, 'js') });
  const { warnings } = await build({
    absWorkingDir: folder,
    entryPoints: [join(source, 'js', 'start.js')],
    outdir: join(bundled, 'js'),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  assert.deepEqual(warnings, []);
  assert.equal(existsSync(join(bundled, 'package')), false);

  const browser = await startBrowser({ '/': bundled });
  try {
    const { page, complaints, close } = await browser.open();
    assert.equal(await page.locator('#lock-holder option').count(), 3);
    await page.selectOption('#lock-holder', { index: 2 });
    await page.waitForSelector('#content[aria-busy="false"] #keys > .row');
    const { said } = await keysShown(page);
    assert.ok(said > 0);
    await giveKeyTo(page, '+4791234567');
    await page.waitForSelector('#keys > .row:first-child[data-state="active"] >> text=+4791234567');
    assert.equal((await keysShown(page)).said, said + 1);
    assert.deepEqual(complaints, []);
    await close();
  } finally {
    await browser.close();
  }
});
