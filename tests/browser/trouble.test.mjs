// The page when Unloc fails, responds late, is empty, is large, or holds names that look like markup.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createSandbox } from '../../pkg/dist/sandbox/index.node.mjs';
import { chooseState, flushPage, giveKeyTo, keysShown, root, startBrowser } from '../support/browser.mjs';

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Source of a sandbox wrapper (see `open` in tests/support/browser.mjs): `answer(url, init)` may respond before the sandbox. */
const answering = (answer) => `(own) => async (options) => {
  const sandbox = await own(options);
  const answer = ${answer};
  return { ...sandbox, fetch: async (url, init) => (await answer(String(url), init)) ?? sandbox.fetch(url, init) };
}`;
const beginningWith = (state) => `(own) => (options) => own({ ...options, seed: ${JSON.stringify(state)} })`;

test('a lock holder that cannot be loaded is said in words, and refreshing tries again', async () => {
  const sandbox = answering(`(url) => {
    if (window.fails && url.includes('/keys/')) throw new TypeError('fetch failed');
  }`);
  const { page, complaints, close } = await browser.open({ sandbox });
  await page.evaluate(() => {
    window.fails = true;
  });
  await page.selectOption('#lock-holder', { index: 1 });
  await page.locator('#problem').getByText('could not be shown').waitFor();
  assert.match(await page.locator('#problem').innerText(), /See whether you are connected, then try again\./);
  assert.equal(await page.locator('#content').getAttribute('aria-busy'), 'false');
  await page.evaluate(() => {
    window.fails = false;
  });
  await page.click('#refresh');
  await page.waitForSelector('#keys > .row');
  assert.equal(await page.locator('#problem').textContent(), '');
  assert.deepEqual(complaints, []);
  await close();
});

test('a server’s fault while a key is given says that it may have been given, and leaves the dialog open with what was entered', async () => {
  const sandbox = answering(`(url, { method }) => {
    if (method === 'POST' && url.endsWith('/keys/')) {
      return new Response('{"error":"Unavailable","errorDescription":"The vendor is being repaired."}', { status: 503 });
    }
  }`);
  const { page, close } = await browser.open({ sandbox });
  await giveKeyTo(page, '+4791234567');
  await page.locator('#give-key-problem').getByText('Unloc says: The vendor is being repaired.').waitFor();
  const problem = await page.locator('#give-key-problem').innerText();
  assert.match(problem, /^It is not known whether the key was given\./);
  assert.match(problem, /look at the list before you try again/);
  assert.equal(await page.inputValue('#give-key-phone'), '+4791234567');
  await close();
});

test('a button pressed twice gives one key', async () => {
  const sandbox = answering(`async (url, { method }) => {
    if (method === 'POST' && url.endsWith('/keys/')) {
      window.sent = (window.sent ?? 0) + 1;
      await new Promise((resolve) => { window.release = resolve; });
    }
  }`);
  const { page, close } = await browser.open({ sandbox });
  await page.click('#give-key');
  await page.fill('#give-key-phone', '+4791234567');
  await page.dblclick('#give-key-form [type="submit"]');
  await page.waitForFunction(() => window.release);
  await flushPage(page);
  await page.evaluate(() => window.release());
  await page.waitForSelector('#keys > .row:first-child >> text=+4791234567');
  assert.equal(await page.evaluate(() => window.sent), 1);
  await close();
});

test('answers for a lock holder that was left do not appear at the next', async () => {
  const sandbox = answering(`(url) => {
    if (url.includes('/keys/') && window.slow) {
      window.slow = false;
      return new Promise((resolve) => { window.release = resolve; });
    }
  }`);
  const { page, complaints, close } = await browser.open({ sandbox });
  await page.evaluate(() => {
    window.slow = true;
  });
  await page.selectOption('#lock-holder', { index: 1 });
  await page.locator('#notice').getByText('Loading Bryggerikaia Kontorfellesskap…').waitFor();
  assert.equal(await page.locator('#content').getAttribute('aria-busy'), 'true');
  assert.equal(await page.locator('#keys-summary').textContent(), '', 'nothing is said of keys before they are known');
  await page.selectOption('#lock-holder', { index: 2 });
  await page.waitForSelector('#keys > .row');
  const [keys, locks] = [await keysShown(page), await page.locator('#count-locks').textContent()];
  await page.evaluate(() => window.release());
  await flushPage(page);
  assert.deepEqual([await keysShown(page), await page.locator('#count-locks').textContent()], [keys, locks]);
  assert.equal(await page.locator('#problem').textContent(), '');
  assert.deepEqual(complaints, []);
  await close();
});

test('a page that was left open for two hours asks for new tokens and goes on', async () => {
  const sandbox = `(own) => {
    const now = Date.now;
    Date.now = () => now() + (window.later ?? 0) * 1000;
    return own;
  }`;
  const { page, complaints, close } = await browser.open({ sandbox });
  await page.evaluate(() => {
    window.later = 7200;
  });
  await page.click('#refresh');
  await page.locator('#notice').getByText('Up to date.').waitFor();
  await giveKeyTo(page, '+4791234567');
  await page.waitForSelector('#keys > .row[data-state="creating"] >> text=+4791234567');
  assert.deepEqual(complaints, []);
  await close();
});

test('a message stays until it is dismissed', async () => {
  const { page, close } = await browser.open();
  await page.click('#refresh');
  await page.locator('#notice').getByText('Up to date.').waitFor();
  await page.getByRole('button', { name: 'Dismiss the message' }).click();
  assert.equal(await page.locator('#notice').textContent(), '');
  assert.equal(await page.locator('#dismiss').isVisible(), false);
  await close();
});

test('names that look like markup are shown as they are written', async () => {
  const state = (await createSandbox()).state();
  const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
  state.lockHolders[0].name = markup;
  for (const { lock } of state.locks) lock.name = markup;
  // A person is called by the name that they gave themselves.
  for (const person of state.people) person.name = markup;
  const { page, complaints, close } = await browser.open({ sandbox: beginningWith(state) });
  assert.equal(await page.locator('#keys strong').first().textContent(), markup);
  assert.equal(await page.locator('#keys .door-name').first().textContent(), markup);
  assert.equal(await page.locator('#locks h2').first().textContent(), markup);
  assert.ok((await page.locator('#lock-holder option').first().textContent()).startsWith(markup));
  await page.click('#give-key');
  assert.equal(await page.locator('#give-key-lock option').first().textContent(), markup);
  assert.equal(await page.locator('img, b').count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test('a state that the page does not know is shown as Unloc spells it', async () => {
  const sandbox = answering(`async (url, init) => {
    if (!url.endsWith('/keys/') || init.method !== 'GET') return undefined;
    const answer = await (await sandbox.fetch(url, init)).json();
    answer.keys[0].state = 'suspended';
    return new Response(JSON.stringify(answer));
  }`);
  const { page, close } = await browser.open({ sandbox });
  await chooseState(page, 'suspended');
  assert.equal((await keysShown(page)).said, 1);
  assert.equal(await page.locator('#keys .badge').textContent(), 'suspended');
  await close();
});

test('400 keys of one lock holder are drawn 40 at a time, and filtering them is quick', async () => {
  const state = (await createSandbox()).state();
  const own = state.locks.filter(({ lockHolderId }) => lockHolderId === state.lockHolders[0].id);
  state.keys.forEach(({ key }, index) => {
    key.lockId = own[index % own.length].lock.id;
  });
  const { page, close } = await browser.open({ sandbox: beginningWith(state) });
  await chooseState(page, 'every');
  assert.deepEqual(await keysShown(page), { drawn: 40, said: 400 });
  const milliseconds = await page.evaluate(() => {
    const search = document.getElementById('key-search');
    const began = performance.now();
    for (const text of ['a', 'an', 'and', 'an', 'a', '', 'e', '']) {
      search.value = text;
      search.dispatchEvent(new Event('input'));
      document.body.getBoundingClientRect();
    }
    return (performance.now() - began) / 8;
  });
  assert.ok(milliseconds < 100, `a letter typed takes ${milliseconds.toFixed(1)} ms`);
  await close();
});

test('a lock holder without anything says so', async () => {
  const state = (await createSandbox()).state();
  for (const name of ['locks', 'keys', 'roles', 'sharedKeys', 'keyEvents']) state[name] = [];
  const { page, complaints, close } = await browser.open({
    sandbox: beginningWith(state),
    ready: '#centre:not([hidden])',
  });
  assert.equal(await page.locator('#keys-summary').textContent(), 'No keys have been given yet.');
  await page.getByRole('tab', { name: /^Locks/ }).click();
  await page.getByText('This lock holder has no locks yet.').waitFor();
  await page.getByRole('tab', { name: /^Roles/ }).click();
  await page.getByText('Nobody may share keys').waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('a package that was not built is said in words', async () => {
  const nothing = mkdtempSync(join(tmpdir(), 'unloc-page-'));
  const unbuilt = await startBrowser({ '/': join(root, 'www'), '/package/': nothing });
  try {
    const { page, close } = await unbuilt.open({ ready: '#start-problem .problem' });
    assert.match(await page.locator('#start-problem').innerText(), /could not be loaded\..*npm run build/s);
    assert.equal(await page.locator('#starting').count(), 0);
    await close();
  } finally {
    await unbuilt.close();
    rmSync(nothing, { recursive: true });
  }
});
