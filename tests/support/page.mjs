// The page "Doors and keys" in Chromium, as a person uses it, and what its embedded Unloc holds.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createPageServer, listen } from '../../scripts/start/page-server.mjs';
import { launchBrowser } from './chromium.mjs';
import { root } from './root.mjs';

const built = join(root, 'www', 'dist');
const firstPort = 18_500;

/** The time of the last change below a folder. */
function changed(folder) {
  return Math.max(
    ...readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, String(name))).mtimeMs),
  );
}

/**
 * Serves the built page and starts a browser. `open(options)` opens the page in a new profile; `close()` ends both. Fails if
 * the page was not built since its sources changed.
 */
export async function startPage() {
  if (!existsSync(join(built, 'index.html')) || changed(built) < changed(join(root, 'www', 'src')))
    throw new Error('The page is not built: node scripts/build.mjs page');
  const server = createPageServer({ '/': built });
  const address = await listen(server, firstPort, 200);
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
 * An open page. `complaints` are all errors and warnings on its console, uncaught errors, and requests to other origins that
 * `allowed` does not name; a test ends with none. `state()` is what the embedded Unloc holds, `doors(query)` who can open
 * what by its own rules, `unloc(code, argument)` runs code on `{ sandbox, unloc }` in the page.
 *
 * @param options.at   the place, such as `#/doors`; options.query: `?api=…`
 * @param options.pixels of the screen, for one of the page
 * @param options.now  ISO 8601: the browser's clock stands there and is moved by `page.clock`
 */
async function open(browser, address, options = {}) {
  const { width = 1280, height = 900, scheme = 'light', zone = 'Europe/Oslo', locale = 'en-GB' } = options;
  const { at = '', query = '', allowed = [], now, reuse, javaScriptEnabled = true, pixels = 1 } = options;
  const context =
    reuse
    ?? (await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: pixels,
      colorScheme: scheme,
      locale,
      timezoneId: zone,
      reducedMotion: 'reduce',
      acceptDownloads: true,
      permissions: ['clipboard-read', 'clipboard-write'],
      javaScriptEnabled,
    }));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  page.on('console', (message) => {
    // A browser asks for the icon of a file that is shown by itself.
    if (message.location().url.endsWith('/favicon.ico')) return;
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error}`));
  const own = [new URL(address).origin, ...allowed];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && !own.includes(url.origin))
      complaints.push(`request to ${request.url()}`);
  });
  if (now !== undefined) await page.clock.install({ time: new Date(now) });
  await page.goto(`${address}${query}${at}`);
  await page
    .getByRole('heading', { level: 1 })
    .waitFor()
    .catch(async (error) => {
      throw new Error(
        [error.message, 'The page shows:', await page.locator('body').allInnerTexts(), ...complaints].join('\n'),
      );
    });
  const unloc = (code, argument) => page.evaluate(`(${code})(window.unloc, ${JSON.stringify(argument)})`);
  return {
    page,
    context,
    complaints,
    unloc,
    state: () => unloc('({ sandbox }) => sandbox.state()'),
    doors: (given = {}) => unloc('({ sandbox }, given) => sandbox.doors(given)', given),
    close: () => context.close(),
  };
}
