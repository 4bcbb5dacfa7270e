// Folders served as a static server serves them, and Chromium on them: for tests of the package in pages.
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { launchBrowser } from './chromium.mjs';
import { root } from './root.mjs';

export { root };

const firstPort = 18200;

/** Serves folders and starts a browser. `open()` opens the first page in a new profile; `close()` ends both. */
export async function startBrowser(mounts) {
  const server = createPageServer(mounts);
  const address = await listen(server, firstPort);
  const browser = await launchBrowser();
  return {
    address,
    open: () => open(browser, address),
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
 */
async function open(browser, address) {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Oslo' });
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
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}
