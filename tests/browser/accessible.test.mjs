// Accessibility of the page: axe, narrow windows, large letters, the dark colour scheme.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { heldClock, startBrowser } from '../support/browser.mjs';

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** The views of the page in order, each with the steps that lead to it from the one before. */
const views = [
  ['keys', async () => {}],
  ['keys of every state', (page) => page.locator('input[value="every"]').check()],
  ['the dialog to give a key', (page) => page.click('#give-key')],
  [
    'that dialog with problems',
    async (page) => {
      await page.fill('#give-key-phone', '+47x');
      await page.click('#give-key-form [type="submit"]');
      await page.waitForSelector('#give-key-problem .problem');
    },
  ],
  [
    'a key being made',
    async (page) => {
      await page.fill('#give-key-phone', '+4791234567');
      await page.click('#give-key-form [type="submit"]');
      await page.waitForSelector('.notice-row[data-kind="moving"] #notice:not(:empty)');
    },
  ],
  ['the question before a key is taken back', (page) => page.locator('[data-action="take-back"]').first().click()],
  [
    'locks',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.click('#tab-locks');
    },
  ],
  ['roles', (page) => page.click('#tab-roles')],
];

for (const scheme of ['light', 'dark']) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing, and nothing is cut off, at ${width} pixels in the ${scheme}`, async () => {
      const { page, complaints, close } = await browser.open({ width, height: 740, scheme, sandbox: heldClock });
      await page.evaluate(axe.source);
      for (const [name, go] of views) {
        await go(page);
        const { violations, passes } = await page.evaluate(() =>
          window.axe.run(document, { resultTypes: ['violations'] }),
        );
        assert.ok(passes.length > 10, `${name}: axe looked at nothing`);
        assert.deepEqual(
          violations.map(
            ({ id, help, nodes }) => `${name}: ${id}, ${help}: ${nodes[0].html} ${nodes[0].failureSummary}`,
          ),
          [],
        );
        const overflow = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('dialog[open]')].map(
            (one) => one.scrollWidth - one.clientWidth,
          ),
        );
        assert.deepEqual(
          overflow.filter((pixels) => pixels > 0),
          [],
          `${name} is wider than the window`,
        );
      }
      assert.deepEqual(complaints, []);
      await close();
    });
  }
}

test('long names and large letters do not make a narrow page wider', async () => {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenheimverwaltung';
  const sandbox = `(own) => async (options) => {
    const state = (await own(options)).state();
    state.lockHolders[0].name = ${JSON.stringify(long)};
    for (const { lock } of state.locks) lock.name = ${JSON.stringify(long)};
    for (const { key } of state.keys) key.toUser.name = ${JSON.stringify(long)};
    return own({ ...options, seed: state });
  }`;
  const { page, close } = await browser.open({ width: 360, height: 740, sandbox });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '150%';
  });
  for (const tab of ['keys', 'locks', 'roles']) {
    await page.click(`#tab-${tab}`);
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth: scroll, clientWidth: client } = document.documentElement;
      return { scrollWidth: scroll, clientWidth: client };
    });
    assert.equal(scrollWidth, clientWidth, tab);
  }
  await close();
});
