// Without a network after the first visit: the demo works on, an account is shown as it was read last, and a newer version
// of the page waits to be asked for.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { startAccount } from '../support/page-account.mjs';
import { startPage } from '../support/page.mjs';
import { root } from '../support/root.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

/** Waits until the page is kept in the browser. */
const kept = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise((resolve) => {
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
      });
  });

test('the demo works without a network', async () => {
  const { page, context, complaints, unloc, close } = await site.open({ at: '#/doors' });
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: /Doors/ }).waitFor();
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
  await page.keyboard.press('g');
  await page.getByRole('dialog', { name: 'Give access' }).waitFor();
  assert.ok((await unloc('({ sandbox }) => sandbox.state()')).keys.length > 0);
  assert.deepEqual(complaints, []);
  await close();
});

test('an account is shown as it was read last, says so, and nothing can be changed', async () => {
  const account = await startAccount();
  const { query, allowed } = account;
  const { page, context, close } = await site.open({ query, allowed, at: '#/doors' });
  await kept(page);
  const rows = () => page.getByRole('table', { name: 'Doors' }).getByRole('row').allInnerTexts();
  const before = await rows();
  await context.setOffline(true);
  await page.reload();
  await page.getByText(/^As of .+, \d\d:\d\d\./).waitFor();
  const names = (texts) => texts.map((text) => text.split('\n')[0]);
  assert.deepEqual(names(await rows()), names(before));
  await page.getByRole('button', { name: 'Give access' }).first().click();
  await page.locator('.notices').getByText('Nothing can be changed until Unloc can be reached again.').waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  await context.setOffline(false);
  await page.getByText(/^As of /).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Give access' }).first().click();
  await page.getByRole('dialog', { name: 'Give access' }).waitFor();
  await close();
  await account.close();
});

test('a newer version of the page is said, and comes when it is asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  cpSync(join(root, 'www', 'dist'), folder, { recursive: true });
  const server = createPageServer({ '/': folder });
  const address = await listen(server, 18_700, 100);
  const { page, close } = await site.open({ at: '#/doors' });
  await page.goto(`${address}#/doors`);
  await kept(page);
  appendFileSync(join(folder, 'service-worker.js'), '\n// newer');
  const html = join(folder, 'index.html');
  writeFileSync(html, readFileSync(html, 'utf8').replace('<title>', '<meta name="release" content="newer"><title>'));
  // Another cache than that of the version before.
  const worker = join(folder, 'service-worker.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/page-\$\{[^}]+\}|page-[0-9a-f]{16}/, 'page-newer'));
  await page.reload();
  await page.getByText('There is a new version of this page.').waitFor();
  assert.equal(await page.locator('meta[name=release]').count(), 0);
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.locator('meta[name=release]').waitFor({ state: 'attached' });
  await page.getByRole('heading', { level: 1, name: /Doors/ }).waitFor();
  await close();
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});
