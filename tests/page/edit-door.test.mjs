// Task 14: a low battery is found from the overview; a door gets another name and note at once; what the API refuses is taken back with a sentence.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from '../support/page.mjs';

let site;
before(async () => {
  site = await startPage();
});
after(() => site.close());

test('a door is renamed; a change that is refused rolls back with a sentence', async () => {
  const it = await site.open({ at: '#/doors' });
  const { page } = it;
  await page.getByRole('link', { name: 'Parcel room' }).first().click();
  const edit = async (name) => {
    await page.getByRole('button', { name: 'Edit…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit the door' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByLabel('Note').fill('Code for the inner door: ask the caretaker');
    await dialog.getByRole('button', { name: 'Save' }).click();
  };
  await edit('Parcels and post');
  await page.getByRole('heading', { level: 1, name: 'Parcels and post' }).waitFor();
  const names = `async ({ unloc, projectIds: [projectId] }) =>
    (await unloc.locks.list({ projectId }).toArray({ limit: 100 })).map(({ name }) => name)`;
  assert.ok((await it.unloc(names)).includes('Parcels and post'));

  await it.unloc(`({ sandbox }) => sandbox.faults([
    { method: 'PATCH', path: '/v2/projects/*/locks/*', fault: { status: 403, delayMs: 500 } },
  ])`);
  await edit('Post room');
  // At once, and back when the answer is no.
  await page.getByRole('heading', { level: 1, name: 'Post room' }).waitFor();
  await page.getByRole('alert').getByText('Parcels and post is as it was.', { exact: false }).waitFor();
  await page.getByText('You may not do this here.', { exact: false }).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Parcels and post' }).waitFor();
  assert.ok(!(await it.unloc(names)).includes('Post room'));

  await page.locator('summary').and(page.getByLabel('More')).click();
  await page.getByRole('button', { name: 'Ask the vendor' }).click();
  await page.getByText('The vendor was asked again.').waitFor({ timeout: 60_000 });
  assert.deepEqual(it.complaints, []);
  await it.close();
});

test('a door with a low battery is found from the overview', async () => {
  const it = await site.open({ at: '#/' });
  const { page } = it;
  const low = await it.unloc(`async ({ unloc, projectIds: [projectId] }) =>
    (await unloc.locks.list({ projectId }).toArray({ limit: 100 }))
      .filter(({ batteryStatus }) => batteryStatus?.batteryLevel === 'Low')
      .map(({ name }) => name)`);
  assert.ok(low.length > 0);
  await page
    .getByRole('region', { name: 'What needs attention' })
    .getByRole('link', { name: /low battery$/ })
    .click();
  await page.getByRole('heading', { level: 1, name: `Doors ${low.length}` }).waitFor();
  const doors = page.getByRole('table', { name: 'Doors' });
  const rows = await doors.locator('tbody').getByRole('row').allInnerTexts();
  assert.deepEqual(rows.map((text) => text.split('\t')[0]).sort(), low.sort());
  for (const text of rows) assert.match(text, /\bLow\b/);
  assert.deepEqual(it.complaints, []);
  await it.close();
});
