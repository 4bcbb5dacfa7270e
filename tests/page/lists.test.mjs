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
