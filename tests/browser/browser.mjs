// Chromium for the tests of the page, and the page as a static server serves it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';

/** The top of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const firstPort = 18200;
const sandboxFile = '/package/unloc-integrator-client-sandbox.js';

/**
 * Serves folders (the page's, unless told otherwise) and starts a browser. `open(options)` opens the page in a
 * profile of its own; `close()` ends both.
 */
export async function startBrowser(mounts = { '/': join(root, 'www') }) {
  const server = createPageServer(mounts);
  const address = await listen(server, firstPort);
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: flags });
  return {
    address,
    open: (options) => open(browser, address, options),
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * A page, already opened, and `complaints`: every error on its console, every uncaught error, every request to
 * another place than the server.
 *
 * `sandbox` is the text of a function `(createSandbox) => (options) => Promise<Sandbox>` that stands before the page's
 * own: to begin with other doors and people, or to let requests fail.
 */
async function open(browser, address, { width = 1280, height = 900, scheme = 'light', sandbox, ready = '#keys .row' } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: scheme, locale: 'en-GB', timezoneId: 'Europe/Oslo', reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin) complaints.push(`request to ${request.url()}`);
  });
  if (sandbox) await putBeforeSandbox(page, sandbox);
  await page.goto(address);
  if (ready) {
    await page.waitForSelector(ready).catch(async (error) => {
      throw new Error([error.message, 'The page shows:', await page.innerText('main'), ...complaints].join('\n'));
    });
  }
  return { page, complaints, close: () => context.close() };
}

async function putBeforeSandbox(page, wrapper) {
  const own = '/package/own-sandbox.js';
  const module = (body) => ({ contentType: 'text/javascript; charset=utf-8', body });
  await page.route(`**${own}`, (route) => route.fulfill(module(readFileSync(join(root, 'www', ...sandboxFile.split('/')), 'utf8'))));
  await page.route(`**${sandboxFile}`, (route) => route.fulfill(module(`
    import { createSandbox as own } from '..${own}';
    export const createSandbox = (${wrapper})(own);`)));
}

/** Stands before the page's sandbox: its clock stands still, and goes on by the seconds put into `window.later`. */
export const heldClock = `(own) => {
  const began = Date.now();
  return (options) => own({ ...options, now: () => began + (window.later ?? 0) * 1000 });
}`;

/** How many keys the list draws, and how many it says there are. */
export async function keysShown(page) {
  const drawn = await page.locator('#keys > .row').count();
  const said = Number((await page.locator('#keys-summary').textContent()).match(/^(\d+) key/)?.[1] ?? 0);
  return { drawn, said };
}

/** Chooses a state in the list of keys. */
export async function chooseState(page, state) {
  await page.locator(`input[name="key-state"][value="${state}"]`).check();
}

/** Chooses a lock holder by its id, and waits until it is shown. */
export async function chooseLockHolder(page, id) {
  await page.selectOption('#lock-holder', id);
  await page.waitForSelector('#content[aria-busy="false"]');
}

/** Opens the dialog, fills in a phone number and sends it. */
export async function giveKeyTo(page, phone, { lock } = {}) {
  if (!(await page.locator('#give-key-dialog').isVisible())) await page.getByRole('button', { name: 'Give a key', exact: true }).first().click();
  if (lock) await page.selectOption('#give-key-lock', { label: lock });
  await page.fill('#give-key-phone', phone);
  await page.getByRole('button', { name: 'Give the key' }).click();
}
