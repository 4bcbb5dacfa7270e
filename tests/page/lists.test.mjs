// The lists of doors, people and keys, and finding in them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

test('`nygard` finds Nygård, among the keys that the embedded Unloc holds', async () => {
  const { page, complaints, unloc, close } = await site.open({ at: '#/keys' });
  const theirs = await unloc(
    `async ({ unloc }, projectId) => {
      const keys = await unloc.keys.list({ projectId }).toArray({ limit: Infinity });
      return keys.filter(({ appUser }) => appUser?.name?.includes('Nygård')).length;
    }`,
    await page.getByLabel('Project').inputValue(),
  );
  assert.ok(theirs > 0);
  await page.getByLabel('Filter').fill('nygard');
  const table = page.getByRole('table', { name: 'Keys' });
  await page.waitForFunction((count) => document.querySelector('table').ariaRowCount === String(count), theirs + 1);
  for (const row of await table.getByRole('row').allInnerTexts()) assert.match(row, /Nygård|Person/);
  assert.match(page.url(), /#\/keys\?q=nygard$/);
  assert.deepEqual(complaints, []);
  await close();
});

test('a printed page says of what and when it is, the screen does not', async () => {
  const { page, complaints, close } = await site.open({ at: '#/doors', now: '2026-11-27T09:00:00Z' });
  const said = page.getByText('Fjordglimt Borettslag · Fri 27 Nov, 10:00 Europe/Oslo');
  await said.waitFor({ state: 'attached' });
  assert.equal(await said.isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await said.isVisible(), true);
  assert.equal(await page.getByLabel('Filter').isVisible(), false);
  assert.deepEqual(complaints, []);
  await close();
});

test('a door, a person, a group and a part that are not there have a heading and a way back', async () => {
  const { page, complaints, close } = await site.open({ at: '#/doors/none' });
  for (const [section, list] of [
    ['doors', 'Doors'],
    ['people', 'People'],
    ['groups', 'Groups'],
    ['parts', 'Parts'],
  ]) {
    await page.evaluate((hash) => window.location.assign(hash), `#/${section}/none`);
    await page.getByRole('heading', { level: 1, name: /^There is no such/ }).waitFor();
    await page.getByRole('main').getByRole('link', { name: list }).click();
    await page.getByRole('heading', { level: 1, name: list }).waitFor();
  }
  assert.deepEqual(complaints, []);
  await close();
});
