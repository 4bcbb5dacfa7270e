// Headless Chromium, and what pages report in their title.
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser: the program of CHROME_PATH, else Debian's. `more` are further arguments. */
export const launchBrowser = (more = []) =>
  chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: [...flags, ...more],
  });

let shared;

/** Closes the browser of `reportOf`. */
export async function closeBrowser() {
  if (shared !== undefined) await (await shared).close();
  shared = undefined;
}

/** Runs `use(page, errors)` with a page of its own profile. `errors` are its uncaught errors and those on its console. */
async function withPage(use) {
  shared ??= launchBrowser();
  const context = await (await shared).newContext();
  const errors = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    return await use(page, errors);
  } finally {
    await context.close();
  }
}

/**
 * Opens an address and resolves to the page's title after `passed: `. Rejects, with the page's errors, when the title
 * begins with `failed: ` or with neither in time.
 */
export function reportOf(address, { seconds = 60 } = {}) {
  return withPage(async (page, errors) => {
    await page.goto(address, { waitUntil: 'commit', timeout: seconds * 1000 });
    const deadline = Date.now() + seconds * 1000;
    let title = '';
    while (Date.now() < deadline) {
      // A development server may load the page again once it has bundled its dependencies.
      title = await page.title().catch(() => '');
      if (/^(passed|failed): /.test(title)) break;
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
    if (title.startsWith('passed: ')) return title.slice('passed: '.length);
    const failure = title.startsWith('failed: ') ? title.slice('failed: '.length) : `no report within ${seconds} s`;
    throw new Error([failure, ...errors].join('\n'));
  });
}
