// The page in Chromium, served as a static server serves it, and how tests read and operate it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { launchBrowser } from './chromium.mjs';
import { root } from './root.mjs';

export { root };

const firstPort = 18200;
const sandboxFile = '/package/sandbox/index.esm.js';

/**
 * Serves folders (the page's by default) and starts a browser. `open(options)` opens the page in a new profile;
 * `close()` ends both.
 */
export async function startBrowser(mounts = { '/': join(root, 'www') }) {
  const server = createPageServer(mounts);
  const address = await listen(server, firstPort);
  const browser = await launchBrowser();
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
 * An open page, and `complaints`: every error and warning on its console, every uncaught error, every request to
 * another origin.
 *
 * `sandbox` is the source of a function `(createSandbox) => (options) => Promise<Sandbox>` that wraps the page's
 * `createSandbox`: to start from another state, or to fail requests.
 */
async function open(browser, address, options = {}) {
  const { width = 1280, height = 900, scheme = 'light', sandbox, ready = '#keys .row' } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin) complaints.push(`request to ${request.url()}`);
  });
  if (sandbox) await wrapSandbox(page, sandbox);
  await page.goto(address);
  if (ready) {
    await page.waitForSelector(ready).catch(async (error) => {
      throw new Error([error.message, 'The page shows:', await page.textContent('main'), ...complaints].join('\n'));
    });
  }
  return { page, complaints, close: () => context.close() };
}

async function wrapSandbox(page, wrapper) {
  const own = '/package/sandbox/own.js';
  const module = (body) => ({ contentType: 'text/javascript; charset=utf-8', body });
  const source = readFileSync(join(root, 'www', ...sandboxFile.split('/')), 'utf8');
  await page.route(`**${own}`, (route) => route.fulfill(module(source)));
  await page.route(`**${sandboxFile}`, (route) =>
    route.fulfill(
      module(`
    import { createSandbox as own } from './own.js';
    export const createSandbox = (${wrapper})(own);`),
    ),
  );
}

/** Wraps the page's sandbox: its clock stands still, plus the seconds in `window.later`. */
export const heldClock = `(own) => {
  const began = Date.now();
  return (options) => own({ ...options, now: () => began + (window.later ?? 0) * 1000 });
}`;

/** Lets all code of a page run that waits for neither a timer nor the network, then draws a frame. */
export function flushPage(page) {
  return page.evaluate(async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          resolve();
        };
        port2.postMessage(undefined);
      });
    }
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  });
}

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

/** Opens the dialog, fills in a phone number and submits it. */
export async function giveKeyTo(page, phone, { lock } = {}) {
  if (!(await page.locator('#give-key-dialog').isVisible())) {
    await page.getByRole('button', { name: 'Give a key', exact: true }).first().click();
  }
  if (lock) await page.selectOption('#give-key-lock', { label: lock });
  await page.fill('#give-key-phone', phone);
  await page.getByRole('button', { name: 'Give the key' }).click();
}
