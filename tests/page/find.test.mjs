// Finding doors, people, numbers and bookings from anywhere, by keys only.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

/** Types into the search; resolves to the hits, as they are read out. */
async function hitsOf(page, text) {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Door, person, number, booking or group' });
  await field.waitFor();
  await page.keyboard.type(text);
  const options = page.getByRole('dialog').getByRole('option');
  await options.first().waitFor();
  assert.equal(await field.getAttribute('aria-expanded'), 'true');
  const active = await field.getAttribute('aria-activedescendant');
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute('aria-selected'), 'true');
  return options.allInnerTexts();
}

test('a person, a door, a number and a booking are found and opened by keys', async () => {
  const { page, complaints, unloc, close } = await site.open();
  await page.getByRole('table').first().waitFor();
  const projectId = await page.getByLabel('Project').inputValue();
  // A booking of a key that the page reads when it is read again.
  await unloc(
    `async ({ unloc }, projectId) => {
      const [lock] = await unloc.locks.list({ projectId }).toArray({ limit: 1 });
      const key = { lockId: lock.id, appUserId: '+447700900102', metadata: { booking: 'BK-20417' } };
      await unloc.keys.create({ projectId, keys: [key] });
    }`,
    projectId,
  );
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.waitForTimeout(300);

  assert.match((await hitsOf(page, 'nygard')).join(), /Nygård/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Nygård/ }).waitFor();
  assert.match(page.url(), /#\/people\/%2B/);
  // Whoever reads by ear is at the heading of what was opened.
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');

  assert.match((await hitsOf(page, 'solbakken laundry'))[0], /Laundry/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Laundry' }).waitFor();

  const byNumber = await hitsOf(page, '7700 900102');
  assert.match(byNumber[0], /\+447700900102/);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  assert.match((await hitsOf(page, 'bk-20417'))[0], /BK-20417/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Keys/ }).waitFor();
  assert.equal(await page.getByLabel('Filter').inputValue(), 'BK-20417');

  const doors = await hitsOf(page, 'main');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: doors[1].split(/\s*\n|\s{2,}/)[0].slice(0, 8) }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('single keys lead to the sections and to help, can be switched off, and never get in the way of typing', async () => {
  const { page, complaints, close } = await site.open();
  const heading = (name) => page.getByRole('heading', { level: 1, name });
  await page.keyboard.press('2');
  await heading(/^Doors/).waitFor();
  await page.keyboard.press('/');
  await page.getByRole('dialog', { name: 'Find' }).waitFor();
  await page.keyboard.type('4?');
  await heading(/^Doors/).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await help.getByRole('rowheader', { name: 'Ctrl K' }).waitFor();
  await help.getByLabel('Single keys do something').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  await page.keyboard.press('g');
  await page.waitForTimeout(200);
  await heading(/^Doors/).waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.reload();
  await heading(/^Doors/).waitFor();
  await page.keyboard.press('3');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Find' }).waitFor();
  await heading(/^Doors/).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});
