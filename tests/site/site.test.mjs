// The site that `npm run docs -- --base /some/path/ --out target/site` built, in Chromium without a network.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { launchBrowser } from '../support/chromium.mjs';
import { root } from '../support/root.mjs';

const built = join(root, 'target', 'site');
const base = '/some/path/';

describe('the site below a path, without a network', { concurrency: 1 }, () => {
  let server;
  let browser;
  let origin;
  before(async () => {
    assert.ok(existsSync(join(built, 'index.html')), 'The site is not built: npm test -- --only docs');
    server = createPageServer({ [base]: built });
    origin = new URL(await listen(server, 18_900, 100)).origin;
    browser = await launchBrowser(['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']);
  });
  after(async () => {
    await browser?.close();
    server?.close();
    server?.closeAllConnections();
  });

  /** Opens a page; `complaints` are errors and warnings of its console and requests to anywhere else, and must stay empty. */
  async function open(path, { width = 1280, height = 800, scheme = 'light' } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
    const page = await context.newPage();
    const complaints = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && !(url.origin === origin && url.pathname.startsWith(base)))
        complaints.push(`request to ${url}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(`${origin}${base}${path}`, { waitUntil: 'networkidle' });
    return { page, complaints, close: () => context.close() };
  }

  test('a guide is shown, and a link leads to another page', async () => {
    const { page, complaints, close } = await open('errors.html');
    await page.getByRole('heading', { level: 1, name: 'Errors' }).waitFor();
    assert.deepEqual(await page.locator('.VPNavBarMenuLink.active').allInnerTexts(), ['Guides']);
    await page.locator('.VPSidebar').getByRole('link', { name: 'Webhooks', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /^Webhooks/ }).waitFor();
    assert.equal(new URL(page.url()).pathname, `${base}webhooks.html`);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('the search finds "revoke" among the calls of API v2, and leads there', async () => {
    const { page, complaints, close } = await open('');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('revoke');
    await page
      .getByRole('option', { name: /keys\.revoke/ })
      .first()
      .click();
    await page
      .getByRole('heading', { level: 2, name: /^keys\.revoke/ })
      .first()
      .waitFor();
    assert.equal(new URL(page.url()).pathname, `${base}api-v2.html`);
    assert.deepEqual(complaints, []);
    await close();
  });

  test('the reference of the package is found by the same search', async () => {
    const { page, complaints, close } = await open('');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('createSandbox');
    await page
      .getByRole('option', { name: /^createSandbox\(\)/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /createSandbox\(\)/ }).waitFor();
    assert.ok(new URL(page.url()).pathname.startsWith(`${base}package/`));
    assert.deepEqual(complaints, []);
    await close();
  });

  test('the first page has one picture, that of the theme, and fits a phone', async () => {
    for (const scheme of ['light', 'dark']) {
      const { page, complaints, close } = await open('', { width: 390, height: 844, scheme });
      const shown = page.locator('.picture img:visible');
      assert.equal(await shown.count(), 1);
      assert.match(await shown.getAttribute('src'), new RegExp(`doors-and-keys-${scheme}`));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
      assert.deepEqual(complaints, []);
      await close();
    }
  });
});
