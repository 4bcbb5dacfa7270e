// Opens pages in headless Chromium and reads what they report in their title.
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

let starting;

/** Starts the browser once per process; `closeBrowser` ends it. */
function browser() {
  starting ??= chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', headless: true, args: flags });
  return starting;
}

export async function closeBrowser() {
  if (starting !== undefined) await (await starting).close();
  starting = undefined;
}

/**
 * What the page at an address says of itself: the text after `passed: `. Rejects with the page's own words, and
 * what it wrote on its console, when it says `failed: ` or nothing in time.
 */
export async function reportOf(address, { seconds = 60 } = {}) {
  const context = await (await browser()).newContext();
  const notes = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => { if (message.type() === 'error') notes.push(message.text()); });
    page.on('pageerror', (error) => notes.push(String(error)));
    await page.goto(address, { waitUntil: 'commit', timeout: seconds * 1000 });
    const end = Date.now() + seconds * 1000;
    let title = '';
    while (Date.now() < end) {
      // A development server may load the page again once it has bundled its dependencies.
      title = await page.title().catch(() => '');
      if (/^(passed|failed): /.test(title)) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    if (title.startsWith('passed: ')) return title.slice('passed: '.length);
    const said = title.startsWith('failed: ') ? title.slice('failed: '.length) : `the page said nothing within ${seconds} s`;
    throw new Error([said, ...notes].join('\n'));
  } finally {
    await context.close();
  }
}

/** The texts of the elements that a selector finds on a page, once there is one. Rejects with what the page wrote on its console. */
export async function textsOn(address, selector, { seconds = 30 } = {}) {
  const context = await (await browser()).newContext();
  const notes = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => { if (message.type() === 'error') notes.push(message.text()); });
    page.on('pageerror', (error) => notes.push(String(error)));
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator(selector).first().waitFor({ state: 'attached', timeout: seconds * 1000 }).catch(() => {
      throw new Error([`nothing like "${selector}" within ${seconds} s`, ...notes].join('\n'));
    });
    return await page.locator(selector).allTextContents();
  } finally {
    await context.close();
  }
}
