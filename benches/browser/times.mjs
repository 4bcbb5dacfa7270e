// Times every client in headless Chromium.
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--js-flags=--expose-gc',
];

/** Opens the server's page and resolves to what it measured. */
export async function timesInChromium({ baseUrl, quick }) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: flags,
  });
  try {
    const page = await browser.newPage();
    page.on('console', (message) => console.log(message.text()));
    page.on('pageerror', (error) => console.error(String(error)));
    await page.goto(`${baseUrl}/page/index.html`);
    return await page.evaluate((few) => globalThis.measure(few), quick);
  } finally {
    await browser.close();
  }
}
