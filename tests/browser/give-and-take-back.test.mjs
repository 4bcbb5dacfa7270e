// Giving a key and revoking it in the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { flushPage, giveKeyTo, heldClock, keysShown, startBrowser } from '../support/browser.mjs';

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Wraps the page's sandbox: `heldClock`, and `window.polls` counts how often the page has read the keys of one lock. */
const countingPolls = `(own) => {
  const held = (${heldClock})(own);
  return async (options) => {
    const sandbox = await held(options);
    const fetch = async (url, init) => {
      const response = await sandbox.fetch(url, init);
      if (init.method === 'GET' && /\\/locks\\/[^/]+\\/keys\\/$/.test(String(url))) window.polls = (window.polls ?? 0) + 1;
      return response;
    };
    return { ...sandbox, fetch };
  };
}`;

test('a given key is at the top of the list at once, is being made, and becomes active', async () => {
  const { page, complaints, close } = await browser.open({ sandbox: countingPolls });
  const { said } = await keysShown(page);
  await giveKeyTo(page, '+47 912-34 567', { lock: 'Laundry' });
  const row = page.locator('#keys > .row').first();
  await page.waitForSelector('#keys > .row[data-state="creating"] >> text=+4791234567');
  assert.equal(await row.getAttribute('data-state'), 'creating');
  assert.match(await row.innerText(), /\+4791234567\s+Laundry\s+.*Creating/s);
  assert.equal(await page.locator('#give-key-dialog').isVisible(), false);
  assert.equal((await keysShown(page)).said, said + 1);
  const polls = await page.evaluate(() => {
    window.later = 1;
    return window.polls ?? 0;
  });
  await page.waitForFunction((before) => window.polls > before, polls);
  await flushPage(page);
  assert.equal(await row.getAttribute('data-state'), 'creating', 'it is shown as Unloc says, not as one hopes');
  await page.evaluate(() => {
    window.later = 2;
  });
  await page.waitForSelector('#keys > .row:first-child[data-state="active"]');
  assert.match(await row.innerText(), /\+4791234567.*Active/s);
  assert.equal(await page.locator('#notice').textContent(), 'The key to Laundry for +4791234567 is active.');
  assert.deepEqual(complaints, []);
  await close();
});

test('a key that begins later is scheduled, and one without an end says so', async () => {
  const { page, complaints, close } = await browser.open();
  await page.click('#give-key');
  await page.fill('#give-key-from', '2035-06-01T12:00');
  await page.locator('#give-key-endless').check();
  assert.equal(await page.locator('#give-key-till').isDisabled(), true);
  assert.equal(await page.locator('#give-key-from-hint').isVisible(), false);
  await giveKeyTo(page, '+46701740690');
  const row = page.locator('#keys > .row').first();
  await page.waitForSelector('#keys > .row:first-child[data-state="scheduled"]');
  assert.equal(await row.locator('.period').textContent(), '1 Jun 2035, 12:00 – no end');
  assert.equal(await row.locator('time').getAttribute('datetime'), '2035-06-01T10:00:00.000Z');
  assert.deepEqual(complaints, []);
  await close();
});

test('a phone number that cannot be right is said in words at its field, and nothing is sent', async () => {
  const { page, complaints, close } = await browser.open();
  const { said } = await keysShown(page);
  const problem = page.locator('#give-key-phone-problem');
  for (const [phone, words] of [
    ['', /^Enter the phone number/],
    ['912 34 567', /^Begin with \+ and the country’s code/],
  ]) {
    await giveKeyTo(page, phone);
    assert.match(await problem.textContent(), words);
    assert.equal(await page.locator('#give-key-phone').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'give-key-phone');
  }
  await page.fill('#give-key-phone', '+47');
  assert.equal(await problem.textContent(), '', 'what was said goes when the number is changed');
  await page.keyboard.press('Escape');
  assert.equal((await keysShown(page)).said, said);
  assert.deepEqual(complaints, []);
  await close();
});

test('what Unloc refuses is shown in its words, with what to do', async () => {
  const { page, complaints, close } = await browser.open();
  const { said } = await keysShown(page);
  await giveKeyTo(page, '+47abc');
  const problem = page.locator('#give-key-problem');
  await problem.getByText('The key was not given.').waitFor();
  assert.match(await problem.innerText(), /phone number as E\.164 has it.*\n+Correct what you entered\.$/s);
  assert.equal(await page.locator('#give-key-phone').getAttribute('aria-invalid'), 'true');

  await page.fill('#give-key-from', '2035-06-02T12:00');
  await page.fill('#give-key-till', '2035-06-01T12:00');
  await giveKeyTo(page, '+4791234567');
  await problem.getByText('Unloc says: end must be after start.').waitFor();
  assert.match(await problem.innerText(), /\n+Correct what you entered and try again\.\n+Request [0-9a-f-]{36}/);
  assert.equal((await keysShown(page)).said, said);

  await page.fill('#give-key-till', '');
  await giveKeyTo(page, '+4791234567');
  assert.match(await page.locator('#give-key-till-problem').textContent(), /^Enter till when/);
  await page.fill('#give-key-till', '2035-06-09T12:00');
  await giveKeyTo(page, '+4791234567');
  await page.waitForSelector('#keys > .row:first-child >> text=+4791234567');
  assert.deepEqual(complaints, []);
  await close();
});

test('a key is taken back after a question in the page, and then is among those taken back', async () => {
  const { page, complaints, close } = await browser.open();
  page.on('dialog', (dialog) => complaints.push(`a window of the browser: ${dialog.message()}`));
  const { said } = await keysShown(page);
  const row = page.locator('#keys > .row:has([data-action="take-back"])').nth(2);
  const [id, who] = [await row.getAttribute('data-key'), await row.locator('strong').textContent()];
  const open = () => page.locator(`[data-key="${id}"] [data-action="take-back"]`).click();

  await open();
  assert.ok((await page.locator('#take-back-text').textContent()).startsWith(who));
  await page.getByRole('button', { name: 'Keep the key' }).click();
  assert.equal((await keysShown(page)).said, said);
  assert.equal(
    await page.evaluate(() => document.activeElement.dataset.action),
    'take-back',
    'the focus returns to where it was',
  );

  await open();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page
    .locator('#notice')
    .getByText(/was taken back\.$/)
    .waitFor();
  assert.equal((await keysShown(page)).said, said - 1);
  assert.equal(await page.locator(`[data-key="${id}"]`).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'content', 'the focus stays near');

  await page.locator('input[name="key-state"][value="revoked"]').check();
  assert.equal(await page.locator(`[data-key="${id}"] .badge`).textContent(), 'Taken back');
  assert.equal(await page.locator('[data-action="take-back"]').count(), 0);
  await page.click('#refresh');
  await page.locator('#notice').getByText('Up to date.').waitFor();
  assert.equal(await page.locator(`[data-key="${id}"] .badge`).textContent(), 'Taken back', 'Unloc says so too');
  assert.deepEqual(complaints, []);
  await close();
});

test('a key can be given and taken back with the keyboard alone', async () => {
  const { page, complaints, close } = await browser.open();
  await page.locator('#give-key').focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'give-key-phone');
  await page.keyboard.type('+4791234568');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#keys > .row:first-child[data-state="active"]');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'give-key');
  await page.locator('#keys > .row:first-child [data-action="take-back"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page
    .locator('#notice')
    .getByText(/was taken back\.$/)
    .waitFor();
  await page.locator('#tab-keys').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('#panel-locks').isVisible(), true);
  await page.keyboard.press('End');
  assert.equal(await page.locator('#panel-roles').isVisible(), true);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-roles');
  assert.deepEqual(complaints, []);
  await close();
});
