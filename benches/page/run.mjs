// The page “Doors and keys” with 10,000 keys in Chromium: first rows, typing into a filter and into the search, scrolling.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { startPage } from '../../tests/support/page.mjs';

const { createSandbox } = createRequire(import.meta.url)('../../pkg/dist/sandbox/index.js');
const wanted = 10_000;

/** The demo, with as many keys in its first project: copies with ids of their own. */
async function manyKeys() {
  const state = (await createSandbox({ seed: 'demo' })).state();
  const { keys } = state;
  for (let at = 0; keys.length < wanted; at += 1) keys.push({ ...keys[at], id: randomUUID() });
  return state;
}

const store = (page, state) =>
  page.evaluate(
    (given) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('doors-and-keys');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const change = opening.result.transaction('sandbox', 'readwrite');
          change.objectStore('sandbox').put(given, 'state');
          change.oncomplete = resolve;
        };
      }),
    state,
  );

/** How long each letter takes until the frame after it, in milliseconds. */
const typing = (page, selector, text) =>
  page.evaluate(
    async ([where, letters]) => {
      const field = document.querySelector(where);
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const times = [];
      for (let length = 1; length <= letters.length; length += 1) {
        await frame();
        const begun = performance.now();
        field.value = letters.slice(0, length);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await frame();
        times.push(performance.now() - begun);
      }
      return times;
    },
    [selector, text],
  );

const median = (times) => [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)];
const row = (name, times) => ({ name, median: Math.round(median(times)), most: Math.round(Math.max(...times)) });

/** Measures; resolves to rows of milliseconds. */
export async function pageResults() {
  const site = await startPage();
  const state = await manyKeys();
  const { page, close } = await site.open();
  try {
    await page.goto(`${site.address}icon.svg`);
    await store(page, state);
    const first = [];
    for (let round = 0; round < 3; round += 1) {
      await page.goto(`${site.address}icon.svg`);
      const begun = Date.now();
      await page.goto(`${site.address}#/keys`);
      await page.locator('tbody tr').first().waitFor();
      first.push(Date.now() - begun);
    }
    await page.waitForTimeout(3_000);
    const filter = await typing(page, '.filter input', 'nygard');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    const search = await typing(page, 'dialog.search input', 'solbakken laundry');
    return [row('first rows', first), row('a letter in the filter', filter), row('a letter in the search', search)];
  } finally {
    await close();
    await site.close();
  }
}

/** The rows as a table. */
export function pageTable(rows) {
  const lines = rows.map(({ name, median: middle, most }) => `| ${name} | ${middle} | ${most} |`);
  return [
    `With ${wanted.toLocaleString('en')} keys, in ms:`,
    '',
    '| | median | most |',
    '| --- | ---: | ---: |',
    ...lines,
  ].join('\n');
}
